"""What the page of a comparison has beside the style of a report."""

from typing import Final

MATRIX_CSS: Final = """\
.page { max-width: none; }
.body { display: block; }
nav.contents { position: static; border: 0; padding: 0; max-height: none; }
nav.contents p, nav.contents ul ul { display: none; }
nav.contents li { display: inline-block; margin-right: 1.5rem; }
h2 { margin-top: 2rem; }
table.columns-3 { width: auto; }
table.matrix th a { color: inherit; text-decoration-color: #9db8d2; }
.whole { overflow: auto; max-height: 88vh; border: 1px solid var(--line); }
.whole:focus-visible { outline: 3px solid #1f75c4; outline-offset: 2px; }
table.matrix { border-collapse: separate; border-spacing: 0; width: max-content;
  min-width: 100%; font-size: .8rem; line-height: 1.35; }
table.matrix th, table.matrix td { width: 10rem; min-width: 10rem; max-width: 10rem;
  padding: .4rem .5rem; border-right: 1px solid var(--line); white-space: normal;
  overflow-wrap: break-word; }
table.matrix thead th { position: sticky; top: 0; z-index: 2; background: #fff; }
table.matrix thead th:first-child, table.matrix tbody th { position: sticky; left: 0; }
table.matrix thead th:first-child { z-index: 3; }
table.matrix tbody th { z-index: 1; background: #fff; font-weight: 600;
  border-bottom: 1px solid var(--line); width: 12rem; min-width: 12rem; max-width: 12rem; }
table.matrix tbody tr:hover th { background: var(--wash); }
table.matrix tr.group th, table.matrix tr.group td { background: var(--out-wash);
  border-right: 0; font-weight: 650; }
table.matrix th small { display: block; font-weight: 400; color: var(--soft); }
table.matrix td b, table.matrix td span { display: block; }
table.matrix td span { color: var(--soft); font-size: .92em; }
table.matrix td span + span { margin-top: .15rem; }
td.is-required { background: #dbe9f8; } td.is-required b { color: #123a6b; }
td.is-conditional { background: #eef5fc; } td.is-conditional b { color: #0b4f8a; }
td.is-on-request { background: #efe8f8; } td.is-on-request b { color: #4b2a78; }
td.is-voluntary { background: #eef7f1; } td.is-voluntary b { color: #14532d; }
td.is-not-required b { color: #5a6570; font-weight: 400; }
td.is-not-established { background: #fff8e3; } td.is-not-established b { color: #694700; }
td.is-gap { background: var(--gap-wash); } td.is-gap b { color: var(--gap); }
td.is-undetermined { background: var(--open-wash); }
td.is-undetermined b { color: var(--open); }
td.is-met { background: var(--met-wash); } td.is-met b { color: var(--met); }
td.is-not-applicable b { color: var(--out); font-weight: 400; }
.badge.is-required { color: #123a6b; background: #dbe9f8; }
.badge.is-provided { color: #123a6b; background: #dbe9f8; }
.badge.is-conditional, .badge.is-in-part { color: #0b4f8a; background: #eef5fc; }
.badge.is-on-request { color: #4b2a78; background: #efe8f8; }
.badge.is-voluntary { color: #14532d; background: #eef7f1; }
.badge.is-not-established { color: #694700; background: #fff8e3; }
section.element-by-element table { table-layout: fixed; max-width: 84rem; }
section.element-by-element .col-regulation { width: 15%; }
section.element-by-element .col-level { width: 11%; }
section.element-by-element .col-clause { width: 20%; }
section.element-by-element .col-certainty { width: 8%; }
section.element-by-element .columns-8 .col-regulation { width: 10%; }
section.element-by-element .columns-8 .col-level { width: 9%; }
section.element-by-element .columns-8 .col-clause { width: 11%; }
section.element-by-element .columns-8 .col-what-it-asks { width: 17%; }
section.element-by-element .columns-8 .col-outcome { width: 9%; }
section.element-by-element .columns-8 .col-in-the-filing { width: 15%; }
section.element-by-element p { max-width: 84rem; }
.choose { font-size: .85rem; margin: .6rem 0; }
.choose summary { cursor: pointer; }
.choose label { display: inline-block; margin: .2rem .9rem .2rem 0; }
@media screen {
  section.matrix > .table, section.matrix > h3 { display: none; }
}
@page { size: A4 landscape; margin: 12mm 11mm; }
@media print {
  .whole, .choose { display: none; }
  section.matrix > h3 { break-before: page; }
  section.matrix > h2 + h3 { break-before: auto; }
  section.matrix { break-before: page; }
  section.matrix table { table-layout: fixed; font-size: 7pt; }
  section.matrix .col-element { width: 14%; font-weight: 600; }
  section.matrix td { border-right: 1px solid var(--line); }
  section.matrix td strong { color: #123a6b; }
  section.matrix td em { font-style: normal; }
  section.matrix td em strong, section.matrix td strong em { color: var(--gap); }
  section.element-by-element { break-before: page; }
}
"""

MATRIX_JS: Final = """\
"use strict";
(() => {
  const table = document.querySelector("table.matrix");
  if (!table) return;
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const box = make("details", { className: "choose" });
  box.append(make("summary", { textContent: "Choose columns and rows" }));
  const heads = [...table.tHead.rows[0].cells];
  const rows = [...table.rows];
  heads.slice(1).forEach((head, number) => {
    const tick = make("input", { type: "checkbox", checked: true });
    const label = make("label", {});
    label.append(tick, " " + head.firstChild.textContent);
    tick.addEventListener("change", () => {
      for (const row of rows) {
        if (!row.classList.contains("group")) row.cells[number + 1].hidden = !tick.checked;
      }
    });
    box.append(label);
  });
  const input = make("input", { type: "search", placeholder: "words in a row" });
  const label = make("label", { textContent: "Rows with " });
  label.append(input);
  box.append(label);
  input.addEventListener("input", () => {
    const sought = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
    for (const row of rows.slice(1)) {
      if (row.classList.contains("group")) continue;
      const text = row.textContent.toLowerCase();
      row.hidden = !sought.every((word) => text.includes(word));
    }
  });
  table.parentElement.before(box);
})();
"""
