"""The script of the HTML report: filters and sorting, nothing the reader needs."""

from typing import Final

JS: Final = """\
"use strict";
(() => {
  const FEW = 8; // rows below which a table is not sorted
  const MANY = 20; // rows from which a chapter gets a filter
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const words = (node) => node.textContent.toLowerCase();

  const sortable = (table) => {
    const body = table.tBodies[0];
    if (!body || body.rows.length < FEW) return;
    for (const head of table.tHead.rows[0].cells) {
      const button = make("button", { type: "button", textContent: head.textContent });
      button.title = "Sort by " + head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const each of table.tHead.rows[0].cells) each.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const text = (row) => row.cells[head.cellIndex].textContent.trim();
        const order = (a, b) => text(a).localeCompare(text(b), "en", { numeric: true });
        const rows = [...body.rows].sort((a, b) => (down ? order(b, a) : order(a, b)));
        body.append(...rows);
      });
    }
  };

  const filtered = (section) => {
    const rows = [...section.querySelectorAll("tbody tr, .findings > li")];
    if (rows.length < MANY) return;
    const off = new Set();
    const bar = make("div", { className: "tools" });
    const label = make("label", { textContent: "Filter " });
    const input = make("input", { type: "search", placeholder: "words in a row" });
    const told = make("output", { className: "told" });
    const badges = (row) => [...row.querySelectorAll(".badge")].map((b) => b.textContent);
    const blocks = [...section.querySelectorAll(".table, .findings")];

    const show = () => {
      const sought = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const text = words(row);
        const kept = sought.every((word) => text.includes(word))
          && !badges(row).some((word) => off.has(word));
        row.hidden = !kept;
        shown += kept ? 1 : 0;
      }
      for (const block of blocks) {
        const within = rows.filter((row) => block.contains(row));
        block.hidden = within.length > 0 && within.every((row) => row.hidden);
        const heading = block.previousElementSibling;
        if (/^H[34]$/.test(heading.tagName)) heading.hidden = block.hidden;
      }
      const all = rows.length;
      told.textContent = shown === all ? "" : `Filtered: ${shown} of ${all} rows shown`;
    };

    label.append(input);
    bar.append(label);
    const counts = new Map();
    for (const column of ["outcome", "severity", "state"]) {
      for (const badge of section.querySelectorAll(`td.col-${column} .badge`)) {
        counts.set(badge.textContent, (counts.get(badge.textContent) || 0) + 1);
      }
    }
    for (const [word, count] of counts) {
      const button = make("button", { type: "button", textContent: `${word} ${count}` });
      button.setAttribute("aria-pressed", "true");
      button.title = "Show or hide rows marked " + word;
      button.addEventListener("click", () => {
        if (!off.delete(word)) off.add(word);
        button.setAttribute("aria-pressed", String(!off.has(word)));
        show();
      });
      bar.append(button);
    }
    input.addEventListener("input", show);
    bar.append(told);
    section.querySelector("h2").after(bar);

    // A link into a filtered chapter must not lead to a hidden row.
    window.addEventListener("hashchange", () => {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target && section.contains(target) && target.closest("[hidden]")) {
        input.value = "";
        off.clear();
        bar.querySelectorAll("button").forEach((b) => b.setAttribute("aria-pressed", "true"));
        show();
        target.scrollIntoView();
      }
    });
  };

  document.querySelectorAll("table").forEach(sortable);
  document.querySelectorAll("main > section").forEach(filtered);
})();
"""
