"""The style sheet of the HTML report: calm, dark on white, for screen and A4."""

from typing import Final

CSS: Final = """\
:root {
  --ink: #1a1f26; --soft: #4a5561; --line: #cfd6dd; --wash: #f5f7f9;
  --link: #0b4f8a; --gap: #8f1d14; --gap-wash: #fcebe9; --open: #694700;
  --open-wash: #fff3d1; --met: #14532d; --met-wash: #e6f4ea; --out: #414b55;
  --out-wash: #eceff2;
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body {
  margin: 0; color: var(--ink); background: #fff;
  font: 16px/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial,
    "Noto Sans", sans-serif;
}
.page { max-width: 84rem; margin: 0 auto; padding: 1.5rem 1.5rem 4rem; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; padding: .5rem 1rem; background: #fff; }
a { color: var(--link); text-underline-offset: .15em; }
td a { text-decoration-color: #9db8d2; }
a:focus-visible, button:focus-visible, input:focus-visible, .table:focus-visible {
  outline: 3px solid #1f75c4; outline-offset: 2px;
}
h1, h2, h3, h4 { line-height: 1.25; overflow-wrap: anywhere; }
h1 { font-size: 1.8rem; margin: 0 0 1rem; font-weight: 650; }
h2 {
  font-size: 1.4rem; margin: 3rem 0 1rem; padding-top: 1rem; font-weight: 650;
  border-top: 2px solid var(--ink);
}
h3 { font-size: 1.1rem; margin: 2rem 0 .6rem; }
h4 { font-size: 1rem; margin: 1.4rem 0 .5rem; color: var(--soft); }
p, blockquote, li { max-width: 48rem; overflow-wrap: anywhere; }
p, li, td, blockquote { unicode-bidi: plaintext; }
code {
  font: .88em/1.5 ui-monospace, "Cascadia Mono", Consolas, "DejaVu Sans Mono",
    monospace;
  overflow-wrap: anywhere;
}
blockquote {
  margin: 0 0 1rem; padding: .7rem 1rem; max-width: none;
  border-left: 5px solid var(--ink); background: var(--wash);
}
blockquote p { margin: 0; }
section.verdict > p:first-of-type { font-size: 1.2rem; font-weight: 600; }
.cards {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(8.2rem, 1fr));
  gap: .75rem; margin: 1.25rem 0;
}
.card { border: 1px solid var(--line); border-top: 4px solid var(--ink); padding: .6rem .8rem; }
.card dt { color: var(--soft); font-size: .85rem; }
.card dd { margin: 0; font-size: 1.6rem; font-weight: 650; line-height: 1.3; }
.card dd.note { font-size: .82rem; font-weight: 400; color: var(--soft); }
.card.is-gap { border-top-color: var(--gap); }
.card.is-undetermined { border-top-color: #b57b00; }
.card.is-met { border-top-color: var(--met); }
.card.is-not-applicable { border-top-color: #8794a1; }
nav.contents {
  font-size: .9rem; border: 1px solid var(--line); padding: .8rem 1rem; margin: 1.5rem 0;
}
nav.contents p { margin: 0 0 .4rem; font-weight: 650; }
nav.contents ul { list-style: none; margin: 0; padding: 0; }
nav.contents ul ul { padding-left: .9rem; font-size: .92em; }
nav.contents li { margin: .22rem 0; line-height: 1.35; }
nav.contents a { text-decoration: none; }
nav.contents a:hover { text-decoration: underline; }
.table { overflow-x: auto; margin: .6rem 0 1.2rem; max-width: 100%; }
table { border-collapse: collapse; width: 100%; font-size: .88rem; line-height: 1.45; }
th, td {
  padding: .45rem .6rem; text-align: left; vertical-align: top;
  border-bottom: 1px solid var(--line);
}
th { border-bottom: 2px solid var(--ink); background: #fff; white-space: nowrap; }
td { overflow-wrap: anywhere; min-width: 4.5rem; }
header p { max-width: none; }
table.columns-2 { width: auto; min-width: 24rem; }
.num { text-align: right; font-variant-numeric: tabular-nums; min-width: 0; }
tbody tr:hover { background: var(--wash); }
tr:target, li:target { background: #fff8c5; outline: 2px solid #b57b00; }
.columns-5 { min-width: 44rem; }
.columns-6, .columns-7 { min-width: 52rem; }
/* The tables of one chapter stand under each other: their columns line up. */
section.every-rule-and-its-outcome table, section.every-answer-as-read table {
  table-layout: fixed;
}
section.every-rule-and-its-outcome .col-rule { width: 13%; }
section.every-rule-and-its-outcome .col-norm { width: 25%; }
section.every-rule-and-its-outcome .col-severity { width: 9%; }
section.every-rule-and-its-outcome .col-outcome { width: 13.5%; }
section.every-rule-and-its-outcome .col-law { width: 23%; }
section.could-not-be-determined .col-rule { white-space: nowrap; }
section.named-datasets .col-as-filed, section.named-datasets .col-dataset { width: 16%; }
section.named-datasets .col-known-to-contain { width: 38%; }
section.every-answer-as-read .col-field { width: 8%; }
section.every-answer-as-read .col-label { width: 17%; }
section.every-answer-as-read .col-state { width: 14.5%; }
section.every-answer-as-read .col-read-as { width: 20%; }
section.every-answer-as-read .col-place { width: 11%; }
.badge {
  display: inline-block; padding: .05rem .5rem; border-radius: .2rem;
  border: 1px solid currentColor; font-size: .82rem; font-weight: 600;
  white-space: nowrap; color: var(--out); background: var(--out-wash);
}
.badge.is-gap, .badge.is-must, .badge.is-unreadable, .badge.is-not-in-the-filing {
  color: var(--gap); background: var(--gap-wash);
}
.badge.is-undetermined, .badge.is-should, .badge.is-not-known, .badge.is-withheld,
.badge.is-refers-elsewhere, .badge.is-blank {
  color: var(--open); background: var(--open-wash);
}
.badge.is-met, .badge.is-answered { color: var(--met); background: var(--met-wash); }
.findings { list-style: none; padding: 0; }
.findings > li {
  border: 1px solid var(--line); border-left: 5px solid var(--gap);
  padding: .7rem 1rem; margin: 0 0 .8rem; max-width: 60rem;
}
.findings .message { margin: 0 0 .3rem; font-weight: 600; }
.findings ul { margin: 0; padding: 0; list-style: none; font-size: .92rem; }
.findings ul li { margin: .15rem 0; max-width: none; }
figure { margin: 1rem 0; }
figure svg { display: block; width: 100%; height: auto; min-width: 40rem; }
figure .scroll { overflow-x: auto; }
figure.original { margin: .6rem 0 .2rem; max-width: 45rem; }
figure.original img {
  display: block; max-width: 100%; height: auto; background: #fff;
  border: 1px solid var(--line); border-radius: 4px;
}
figure.original figcaption, p.original { font-size: .85rem; margin: .2rem 0; }
figcaption { font-size: .85rem; color: var(--soft); }
.tools {
  display: flex; flex-wrap: wrap; gap: .4rem; align-items: center; margin: .8rem 0 1.2rem;
  font-size: .85rem;
}
.tools input { font: inherit; padding: .3rem .5rem; border: 1px solid #6b7782; min-width: 16rem; }
.tools button, th button { font: inherit; color: inherit; cursor: pointer; }
.tools button {
  padding: .15rem .5rem; border: 1px solid #6b7782; background: #fff; border-radius: .2rem;
  color: var(--soft); text-decoration: line-through;
}
.tools button[aria-pressed="true"] {
  background: var(--out-wash); color: var(--ink); text-decoration: none;
}
.tools .told { font-weight: 600; }
th button { border: 0; padding: 0; background: none; font-weight: inherit; text-align: inherit; }
th button::after { content: " \\2195"; color: var(--soft); }
th[aria-sort="ascending"] button::after { content: " \\2191"; color: var(--ink); }
th[aria-sort="descending"] button::after { content: " \\2193"; color: var(--ink); }
[hidden] { display: none !important; }
footer {
  margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem;
  color: var(--soft); font-size: .85rem;
}
@media (max-width: 71.99rem) { nav.contents ul ul { display: none; } }
@media (min-width: 72rem) {
  .body { display: grid; grid-template-columns: 15rem minmax(0, 1fr); gap: 2.5rem; }
  nav.contents {
    position: sticky; top: 1rem; align-self: start; max-height: calc(100vh - 2rem);
    overflow-y: auto; border: 0; border-right: 1px solid var(--line); padding: 0 1rem 0 0;
  }
}
@page { size: A4; margin: 16mm 13mm; }
@media print {
  :root { font-size: 9.5pt; }
  body { font-size: 1rem; line-height: 1.4; }
  .page { max-width: none; padding: 0; }
  .body { display: block; }
  nav.contents, .skip, .tools input, .tools button, .tools label { display: none; }
  p, li { max-width: none; }
  h1 { font-size: 17pt; }
  h2 { font-size: 13pt; margin-top: 8mm; }
  h3 { font-size: 11pt; }
  h4 { font-size: 9.5pt; }
  h2, h3, h4 { break-after: avoid; }
  .table { overflow: visible; }
  table { font-size: 7.5pt; }
  th, td { padding: 1mm 1.2mm; }
  td, table[class] { min-width: 0; }
  th { white-space: normal; }
  thead { display: table-header-group; }
  tr, .card, .findings li li, figure { break-inside: avoid; }
  .message { break-after: avoid; }
  .badge { font-size: 7pt; padding: 0 1mm; white-space: normal; }
  .cards { grid-template-columns: repeat(6, 1fr); gap: 2mm; }
  .card { padding: 1.5mm 2mm; }
  .card dd { font-size: 13pt; }
  .card dt, .card dd.note { font-size: 7pt; }
  .card, .badge, svg, blockquote {
    print-color-adjust: exact; -webkit-print-color-adjust: exact;
  }
  figure svg { min-width: 0; }
  th button::after { content: ""; }
  a { color: inherit; text-decoration: none; }
  a.away::after { content: " (" attr(href) ")"; overflow-wrap: anywhere; }
  section.every-rule-and-its-outcome, section.every-answer-as-read { break-before: page; }
}
"""
