"""What a PDF holds beside its pages: attached files, scripts, a form drawn elsewhere."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import pypdfium2.raw as raw

from compliance.frontdoor import visible

_MOST: Final = 3
_LONGEST: Final = 40


class Beside(NamedTuple):
    """What is not on the pages of a PDF."""

    notes: tuple[str, ...]
    elsewhere: str
    """What to give instead, if the pages are not the filing; may be empty."""


def beside_pages(document: Any) -> Beside:
    """Return what a document of pdfium holds beside its pages, none of it read."""
    names = list(_attached(document))
    dynamic = document.get_formtype() == raw.FORMTYPE_XFA_FULL
    elsewhere = ""
    if dynamic:
        elsewhere = "it is an XFA form, which few programs show: print it to a PDF"
    elif names:
        elsewhere = f"give the file attached to it by itself: {names[0]}"
    return Beside(tuple(_notes(document, names)), elsewhere)


def _attached(document: Any) -> Iterator[str]:
    for number in range(document.count_attachments()):
        name = visible(document.get_attachment(number).get_name()).strip()
        yield name[:_LONGEST] or "without a name"


def _notes(document: Any, names: list[str]) -> Iterator[str]:
    if names:
        noun = "file" if len(names) == 1 else "files"
        more = f" and {len(names) - _MOST:,} more" if len(names) > _MOST else ""
        listed = ", ".join(f"“{name}”" for name in names[:_MOST])
        yield f"{len(names):,} attached {noun} not read: {listed}{more}"
    if document.get_formtype() in (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND):
        yield "it is an XFA form too; what its pages show was read"
    scripts = raw.FPDFDoc_GetJavaScriptActionCount(document)
    if scripts > 0:
        noun, fill = (
            ("script", "it fills") if scripts == 1 else ("scripts", "they fill")
        )
        yield f"{scripts:,} {noun} not run; fields that {fill} may look otherwise"
