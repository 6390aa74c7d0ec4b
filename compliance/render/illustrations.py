"""Beside each finding: how its place looks in the original, and a way to open it."""

import base64
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Final
from urllib.parse import quote

from compliance.model import (
    Excerpt,
    Finding,
    GapReport,
    Original,
    Outcome,
    Picture,
    Place,
)
from compliance.render.order import Numbered, by_section, numbered, results_with
from compliance.render.text import anchor_id, visible

_FRAGMENT_WORDS: Final = 8
_FEW: Final = 4
_PREFIX_WORDS: Final = 3


def places_shown(report: GapReport, original: Original) -> Mapping[str, str]:
    """Return, by the id of a finding's list entry, the HTML of its place."""
    found: dict[str, str] = {}
    shown: dict[Place, str] = {}
    for each in _in_order(report):
        name = anchor_id("finding", each.id)
        note = _note(each.finding, original, shown, name)
        if note:
            found[name] = note
    return found


def _in_order(report: GapReport) -> Iterator[Numbered]:
    """Yield the gaps in the order in which the page tells them."""
    for _, results in results_with(report, Outcome.GAP):
        for _, group in by_section(report, results, lambda result: result.section):
            for result in group:
                yield from numbered(result)


def _note(
    finding: Finding, original: Original, shown: dict[Place, str], name: str
) -> str:
    place = finding.place
    excerpt = original.excerpts.get(place)
    address = escape(original.href + _fragment(finding, original.media_type, excerpt))
    if not (place.page or place.line or place.path):
        return ""
    where = escape(visible(str(place)))
    picture = original.pictures.get(place)
    if picture is None:
        words = _words(excerpt) if excerpt else ""
        return f'<p class="original"><a href="{address}">Original, {where}</a>{words}</p>\n'
    if place in shown:
        return (
            f'<p class="original"><a href="{address}">Original, {where}</a>, '
            f'<a href="#{shown[place]}">its picture</a></p>\n'
        )
    shown[place] = f"place-{name}"
    return _figure(picture, shown[place], address, where, finding.field_id)


def _figure(
    picture: Picture, name: str, address: str, where: str, field_id: str
) -> str:
    data = base64.b64encode(picture.png).decode()
    field = f", field {escape(field_id)}" if field_id else ""
    return (
        f'<figure class="original" id="{name}"><a href="{address}">'
        f'<img src="data:image/png;base64,{data}" width="{picture.width}" '
        f'height="{picture.height}" alt="The original at {where}{field}"></a>'
        f'<figcaption><a href="{address}">Original, {where}</a></figcaption>'
        "</figure>\n"
    )


def _words(excerpt: Excerpt) -> str:
    before, words, after = (
        escape(visible(part)) for part in (excerpt.before, excerpt.words, excerpt.after)
    )
    return f": {before} <mark>{words}</mark> {after}"


def _fragment(finding: Finding, media_type: str, excerpt: Excerpt | None) -> str:
    """Return the part of an address that opens a file at a finding's place.

    The words there; of fewer than four, as they stand often, those before them too.

    Source: RFC 8118, section 3 (PDF); WICG, URL Fragment Text Directives (HTML).
    """
    if media_type == "application/pdf" and finding.place.page:
        return f"#page={finding.place.page}"
    told = excerpt.words if excerpt else finding.quote.partition("\n")[0]
    words = told.split()[:_FRAGMENT_WORDS]
    if not media_type.startswith("text/") or not words:
        return ""
    before = excerpt.beside.split()[-_PREFIX_WORDS:] if excerpt else []
    prefix = f"{_directive(before)}-," if before and len(words) < _FEW else ""
    return f"#:~:text={prefix}{_directive(words)}"


def _directive(words: Sequence[str]) -> str:
    # A hyphen has a meaning in a text directive and must be written as a code.
    return quote(" ".join(words), safe="").replace("-", "%2D")


def left_out_note(original: Original | None) -> str:
    """Return what the page says of places without a picture, if there are any."""
    if original is None or not original.left_out:
        return ""
    return (
        f" Pictures of {original.left_out:,} more places are left out; "
        "`compliance limits` says how many a report shows."
    )
