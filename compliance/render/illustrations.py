"""Beside each finding: how its place looks in the original, and a way to open it."""

import base64
from collections.abc import Mapping
from html import escape
from typing import Final
from urllib.parse import quote

from compliance.model import Finding, GapReport, Original, Outcome, Picture, Place
from compliance.render.order import numbered
from compliance.render.text import anchor_id, visible

_FRAGMENT_WORDS: Final = 8


def places_shown(report: GapReport, original: Original) -> Mapping[str, str]:
    """Return, by the id of a finding's list entry, the HTML of its place."""
    found: dict[str, str] = {}
    shown: dict[Place, str] = {}
    for result in report.results:
        if result.outcome is not Outcome.GAP:
            continue
        for each in numbered(result):
            name = anchor_id("finding", each.id)
            note = _note(each.finding, original, shown, name)
            if note:
                found[name] = note
    return found


def _note(
    finding: Finding, original: Original, shown: dict[Place, str], name: str
) -> str:
    place = finding.place
    address = escape(original.href + _fragment(finding, original.media_type))
    if not (place.page or place.line or place.path):
        return ""
    where = escape(visible(str(place)))
    picture = original.pictures.get(place)
    if picture is None:
        return f'<p class="original"><a href="{address}">Original, {where}</a></p>\n'
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


def _fragment(finding: Finding, media_type: str) -> str:
    """Return the part of an address that opens a file at a finding's place.

    Source: RFC 8118, section 3 (PDF); WICG, URL Fragment Text Directives (HTML).
    """
    if media_type == "application/pdf" and finding.place.page:
        return f"#page={finding.place.page}"
    words = finding.quote.split()[:_FRAGMENT_WORDS]
    if media_type == "text/html" and words:
        # A hyphen has a meaning in a text directive and must be written as a code.
        return f"#:~:text={quote(' '.join(words), safe='').replace('-', '%2D')}"
    return ""


def left_out_note(original: Original | None) -> str:
    """Return what the page says of places without a picture, if there are any."""
    if original is None or not original.left_out:
        return ""
    return (
        f" Pictures of {original.left_out:,} more places are left out; "
        "`compliance limits` says how many a report shows."
    )
