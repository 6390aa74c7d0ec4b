"""A comparison as one HTML file, made from its Markdown."""

from collections.abc import Iterator
from html import escape

from compliance.model import ComparedCell, ComparedRow, Comparison
from compliance.render.comparison.markdown import to_markdown
from compliance.render.comparison.style import MATRIX_CSS, MATRIX_JS
from compliance.render.comparison.words import groups, matrix_lines, title
from compliance.render.page import page
from compliance.render.style import CSS
from compliance.render.text import visible
from compliance.render.tokens import slug


def to_html(comparison: Comparison) -> bytes:
    """Return the comparison as one self-contained HTML file.

    Made from the Markdown, whose matrix comes in parts that fit a printed page; on a
    screen the same matrix stands as one table with its headings held in place. Same
    input, same bytes.
    """
    return page(
        to_markdown(comparison).decode(),
        title=title(comparison),
        footer=f"Made by compliance {comparison.tool_version}.",
        pictures={"matrix": "".join(_whole(comparison))},
        css=CSS + MATRIX_CSS,
        script=MATRIX_JS,
    )


def _whole(comparison: Comparison) -> Iterator[str]:
    """Yield the matrix as one table for the screen."""
    yield '<div class="whole" role="region" tabindex="0" aria-label="Matrix">\n'
    yield '<table class="matrix">\n<thead>\n<tr>\n<th scope="col">Element</th>\n'
    for column in comparison.columns:
        yield (
            f'<th scope="col">{_text(column.short)}'
            f"<small>{_text(column.status)}</small></th>\n"
        )
    yield "</tr>\n</thead>\n"
    for heading, rows in groups(comparison.rows).items():
        yield '<tbody>\n<tr class="group">'
        yield f'<th scope="rowgroup">{_text(heading)}</th>'
        yield f'<td colspan="{len(comparison.columns)}"></td></tr>\n'
        for row in rows:
            yield from _row(row)
        yield "</tbody>\n"
    yield "</table>\n</div>\n"


def _row(row: ComparedRow) -> Iterator[str]:
    name = _text(row.element.title)
    detail = escape(slug(visible(row.element.title)))
    yield f'<tr><th scope="row"><a href="#{detail}">{name}</a></th>\n'
    for cell in row.cells:
        yield _cell(cell, row)
    yield "</tr>\n"


def _cell(cell: ComparedCell, row: ComparedRow) -> str:
    word, *lines = matrix_lines(cell, row.element)
    kind = slug(cell.judged.outcome.value if cell.judged else cell.duty.level.value)
    below = "".join(f"<span>{_text(line)}</span>" for line in lines)
    return f'<td class="is-{kind}"><b>{_text(word)}</b>{below}</td>\n'


def _text(text: str) -> str:
    return escape(visible(text))
