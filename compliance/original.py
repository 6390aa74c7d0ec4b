"""The filing a report is about: where it lies, and pictures of its places."""

import base64
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from compliance import limits
from compliance.frontdoor import FILING_KINDS, open_untrusted, refusal
from compliance.model import GapReport, Original, Outcome, Picture, Place
from compliance.sandbox import READING, broken_off, run

_PDF: Final = "application/pdf"
_HIGHEST: Final = 3


def original_of(report: GapReport, path: Path, folder: Path) -> Original:
    """Return the original of `report`, for a report that is written into `folder`.

    Of a PDF it has pictures of the places where gaps were found, up to a limit.

    Raises:
        InputRefusedError: the file is no longer the one that was read.
    """
    wanted = _places(report) if report.submission.media_type == _PDF else ()
    shown = wanted[: limits.PICTURES]
    pictures = _pictures(path, report.submission.sha256, shown) if shown else {}
    return Original(
        href=relative_address(path, folder),
        media_type=report.submission.media_type,
        pictures=pictures,
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
    found = (
        finding.place
        for result in report.results
        if result.outcome is Outcome.GAP
        for finding in result.findings
    )
    return tuple(dict.fromkeys(p for p in found if p.page and p.box))


def _pictures(
    path: Path, sha256: str, places: Sequence[Place]
) -> Mapping[Place, Picture]:
    file = open_untrusted(path, FILING_KINDS, limits.FILING_BYTES)
    if file.sha256 != sha256:
        raise refusal(
            "file-changed", file.name, "has changed since it was read",
            "its pictures would show another file", "run the command again",
        )  # fmt: skip
    asked = [[place.page, list(place.box or ())] for place in places]
    told = run(
        "pictures", file.name, {"name": file.name, "places": asked}, file.data, READING
    )
    try:
        pairs = zip(places, told, strict=True)
        return {place: _picture(each) for place, each in pairs if each is not None}
    except (KeyError, TypeError, ValueError) as error:
        raise broken_off(file.name) from error


def _picture(told: Mapping[str, Any]) -> Picture:
    png = base64.b64decode(told["png"], validate=True)
    return Picture(png=png, width=int(told["width"]), height=int(told["height"]))
