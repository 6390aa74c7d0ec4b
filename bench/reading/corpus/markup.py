"""An invented filing as a web page, as Markdown and as plain text."""

from collections.abc import Callable, Iterator
from html import escape
from typing import Final

from bench.reading.corpus.filing import Filing, ModalityRow, Option, Said, Section
from bench.reading.corpus.notation import SIGNS

_COLOUR: Final = "#0a7d28"
_STYLE: Final = (
    "body{font-family:'Liberation Sans',Arial,sans-serif;font-size:10pt}"
    "table.ruled{border-collapse:collapse;width:100%}"
    "table.ruled td,table.ruled th{border:1px solid #555;padding:4px;"
    "vertical-align:top;text-align:left}"
    "table.open{width:100%}table.open td,table.open th{vertical-align:top;padding:4px;"
    "text-align:left}td.label{width:34%}h2{font-size:12pt}"
)


def web_page(filing: Filing, notation: str, layout: str) -> str:
    """Return the filing as HTML.

    Args:
        filing: The filing.
        notation: How options are printed; ``controls`` are the page's own boxes.
        layout: ``ruled`` or ``open`` tables, ``headings``, ``details``, ``terms``.
    """
    body = "\n".join(
        _html_section(s, filing, notation, layout) for s in filing.sections
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{filing.language}"><head><meta charset="utf-8">'
        f"<title>{escape(filing.title)}</title><style>{_STYLE}</style></head><body>\n"
        f"<h1>{escape(filing.title)}</h1>\n{body}\n</body></html>\n"
    )


def _html_section(section: Section, filing: Filing, notation: str, layout: str) -> str:
    parts = []
    if section.id != "0":
        parts.append(f"<h2>{section.id} {escape(section.heading)}</h2>")
    table = _html_table(section.table, filing, notation) if section.table else ""
    rows = [(row.label, _html_said(row.said, notation)) for row in section.rows]
    if layout in ("ruled", "open"):
        cells = "".join(
            f'<tr><td class="label">{escape(label)}</td><td>{said}</td></tr>\n'
            for label, said in rows
        )
        parts += [table, f'<table class="{layout}">\n{cells}</table>']
    else:
        parts.append(table)
        parts += [_html_row(label, said, layout) for label, said in rows]
    return "\n".join(part for part in parts if part)


def _html_row(label: str, said: str, layout: str) -> str:
    if layout == "details":
        return f"<details open><summary>{escape(label)}</summary>{said}</details>"
    if layout == "terms":
        return f"<dl><dt>{escape(label)}</dt><dd>{said}</dd></dl>"
    return f"<h3>{escape(label)}</h3>{said}"


def _html_table(rows: tuple[ModalityRow, ...], filing: Filing, notation: str) -> str:
    head = "".join(f"<th>{escape(text)}</th>" for text in filing.headers)
    body = "".join(
        f"<tr><td>{_html_options((row.option,), notation)}</td>"
        f"<td>{_html_said(row.size, notation)}</td>"
        f"<td>{_html_said(row.content, notation)}</td></tr>\n"
        for row in rows
    )
    return f'<table class="ruled">\n<tr>{head}</tr>\n{body}</table>'


def _html_said(said: Said, notation: str) -> str:
    if said.options:
        return _html_options(said.options, notation)
    return "".join(f"<p>{escape(line)}</p>" for line in said.text.split("\n") if line)


def _html_options(options: tuple[Option, ...], notation: str) -> str:
    if notation == "bullet":
        items = "".join(f"<li>{escape(o.label)}</li>" for o in options if o.on)
        return f"<ul>{items}</ul>"
    if notation in ("bold", "coloured"):
        return f"<p>{' / '.join(_html_set(o, notation) for o in options)}</p>"
    if notation == "controls":
        return "".join(
            f'<p><label><input type="checkbox"{" checked" if o.on else ""}> '
            f"{escape(o.label)}</label></p>"
            for o in options
        )
    on, off = SIGNS[notation]
    return "".join(f"<p>{on if o.on else off} {escape(o.label)}</p>" for o in options)


def _html_set(option: Option, notation: str) -> str:
    words = escape(option.label)
    if not option.on:
        return words
    if notation == "bold":
        return f"<strong>{words}</strong>"
    return f'<span style="color:{_COLOUR}">{words}</span>'


def markdown(filing: Filing, notation: str, layout: str) -> str:
    """Return the filing as Markdown: ``table``, ``headings`` or ``list``."""
    lines = [f"# {filing.title}", ""]
    for section in filing.sections:
        if section.id != "0":
            lines += [f"## {section.id} {section.heading}", ""]
        if section.table:
            lines += [*_md_table(section.table, filing, notation), ""]
        rows = [(row.label, row.said) for row in section.rows]
        lines += [*_MD_ROWS[layout](rows, notation), ""]
    return "\n".join(lines)


def _md_as_table(rows: list[tuple[str, Said]], notation: str) -> Iterator[str]:
    yield "| | |"
    yield "|---|---|"
    for label, said in rows:
        cells = "<br>".join(_md_lines(said, notation))
        yield f"| {label} | {cells} |"


def _md_as_headings(rows: list[tuple[str, Said]], notation: str) -> Iterator[str]:
    for label, said in rows:
        yield f"### {label}"
        yield ""
        lines = list(_md_lines(said, notation))
        tight = bool(said.options) and notation in ("bullet", "tasks")
        yield ("\n" if tight else "\n\n").join(lines)
        yield ""


def _md_as_list(rows: list[tuple[str, Said]], notation: str) -> Iterator[str]:
    for label, said in rows:
        lines = list(_md_lines(said, notation))
        lead = label if label.endswith("?") else f"{label}:"
        if len(lines) == 1 and not lines[0].startswith("- "):
            yield f"- **{lead}** {lines[0]}"
            continue
        yield f"- **{lead}**"
        for line in lines:
            yield f"  {line}" if line.startswith("- ") else f"  - {line}"


_MD_ROWS: Final[dict[str, Callable[[list[tuple[str, Said]], str], Iterator[str]]]] = {
    "table": _md_as_table,
    "headings": _md_as_headings,
    "list": _md_as_list,
}


def _md_table(
    rows: tuple[ModalityRow, ...], filing: Filing, notation: str
) -> Iterator[str]:
    yield f"| {' | '.join(filing.headers)} |"
    yield "|---|---|---|"
    for row in rows:
        option = _md_lines(Said((row.option,)), notation)
        cells = (
            option,
            _md_lines(row.size, notation),
            _md_lines(row.content, notation),
        )
        inline = [" <br> ".join(c.removeprefix("- ") for c in cell) for cell in cells]
        yield f"| {' | '.join(inline)} |"


def _md_lines(said: Said, notation: str) -> Iterator[str]:
    if not said.options:
        yield from (line for line in said.text.split("\n") if line)
    elif notation == "bullet":
        yield from (f"- {o.label}" for o in said.options if o.on)
    elif notation == "bold":
        yield " / ".join(f"**{o.label}**" if o.on else o.label for o in said.options)
    elif notation == "tasks":
        yield from (f"- [{'x' if o.on else ' '}] {o.label}" for o in said.options)
    else:
        on, off = SIGNS[notation]
        yield from (f"{on if o.on else off} {o.label}" for o in said.options)


def plain_text(filing: Filing, notation: str, layout: str) -> str:
    """Return the filing as text: answers ``behind`` their labels, or ``below``."""
    lines = [filing.title, "=" * len(filing.title), ""]
    for section in filing.sections:
        if section.id != "0":
            heading = f"{section.id} {section.heading}"
            lines += [heading, "-" * len(heading), ""]
        for row in section.table:
            size = f"{filing.headers[1]}: {row.option.label}"
            content = f"{filing.headers[2]}: {row.option.label}"
            lines += _text_row(size, row.size, notation, layout)
            lines += _text_row(content, row.content, notation, layout)
        if section.table:
            ticks = Said(tuple(row.option for row in section.table))
            lines += _text_row(filing.headers[0], ticks, notation, layout)
        for each in section.rows:
            lines += _text_row(each.label, each.said, notation, layout)
    return "\n".join(lines)


def _text_row(label: str, said: Said, notation: str, layout: str) -> list[str]:
    lines = [line.replace("- ", "* ", 1) for line in _md_lines(said, notation)]
    if layout == "below":
        return [label, *(f"    {line}" for line in lines), ""]
    lead = label if label.endswith("?") else f"{label}:"
    if len(lines) == 1:
        return [f"{lead} {lines[0]}", ""]
    return [lead, *lines, ""]
