"""The filing a report is about: where it lies, and pictures of its places."""

import base64
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from compliance import limits
from compliance.frontdoor import FILING_KINDS, Untrusted, open_untrusted, refusal
from compliance.intake.excerpts import excerpt_at
from compliance.intake.text_encoding import decoded
from compliance.model import Excerpt, GapReport, Original, Outcome, Picture, Place
from compliance.sandbox import READING, broken_off, run

_PDF: Final = "application/pdf"
_TEXT: Final = "text/"
_PAGE: Final = "text/html"
_HIGHEST: Final = 3


def original_of(report: GapReport, path: Path, folder: Path) -> Original:
    """Return the original of `report`, for a report that is written into `folder`.

    Of a PDF it has pictures of the places where gaps were found, up to a limit; of a
    page or text the words at each.

    Raises:
        InputRefusedError: the file is no longer the one that was read.
    """
    wanted = _places(report) if report.submission.media_type == _PDF else ()
    shown = wanted[: limits.PICTURES]
    pictures = _pictures(path, report.submission.sha256, shown) if shown else {}
    told = report.submission.media_type.startswith(_TEXT)
    excerpts = _excerpts(path, report) if told else {}
    return Original(
        href=relative_address(path, folder),
        media_type=report.submission.media_type,
        pictures=pictures,
        excerpts=excerpts,
        left_out=len(wanted) - len(shown),
    )


def relative_address(path: Path, folder: Path) -> str:
    """Return how a page in `folder` calls the file at `path`.

    Its name alone where it lies far off: a report does not tell its reader the
    folders of another machine.

    >>> relative_address(Path("/a/in/f 1.pdf"), Path("/a/out"))
    '../in/f%201.pdf'
    >>> relative_address(Path("/x/f.pdf"), Path("/a/b/c/d/out"))
    'f.pdf'
    """
    try:
        relative = Path(os.path.relpath(path, folder))
    except ValueError:
        return quote(path.name)  # another drive
    if relative.parts.count(os.pardir) > _HIGHEST:
        return quote(path.name)
    return quote(relative.as_posix())


def _places(report: GapReport) -> tuple[Place, ...]:
    """Return the places of the report's gaps that can be pictured, each once."""
    return tuple(dict.fromkeys(p for p in _of_gaps(report) if p.page and p.box))


def _of_gaps(report: GapReport) -> Iterator[Place]:
    for result in report.results:
        if result.outcome is Outcome.GAP:
            yield from (finding.place for finding in result.findings)


def _excerpts(path: Path, report: GapReport) -> Mapping[Place, Excerpt]:
    """Return the words at the places of a report's gaps."""
    data = _unchanged(path, report.submission.sha256).data
    is_page = report.submission.media_type == _PAGE
    text = decoded(data, declares=is_page).text
    found = {place: excerpt_at(text, place) for place in _of_gaps(report)}
    return {place: excerpt for place, excerpt in found.items() if excerpt is not None}


def _pictures(
    path: Path, sha256: str, places: Sequence[Place]
) -> Mapping[Place, Picture]:
    file = _unchanged(path, sha256)
    asked = [[place.page, list(place.box or ())] for place in places]
    told = run(
        "pictures", file.name, {"name": file.name, "places": asked}, file.data, READING
    )
    try:
        pairs = zip(places, told, strict=True)
        return {place: _picture(each) for place, each in pairs if each is not None}
    except (KeyError, TypeError, ValueError) as error:
        raise broken_off(file.name) from error


def _unchanged(path: Path, sha256: str) -> Untrusted:
    file = open_untrusted(path, FILING_KINDS, limits.FILING_BYTES)
    if file.sha256 != sha256:
        raise refusal(
            "file-changed", file.name, "has changed since it was read",
            "the report would show another file", "run the command again",
        )  # fmt: skip
    return file


def _picture(told: Mapping[str, Any]) -> Picture:
    png = base64.b64decode(told["png"], validate=True)
    return Picture(png=png, width=int(told["width"]), height=int(told["height"]))
