"""A page's characters to its elements, within limits."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, Final

import lxml.etree
import lxml.html

from compliance import limits
from compliance.frontdoor import refusal

# Words behind these are shown by browsers, and dropped by the parser.
_END_OF_PAGE: Final = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_VERSION: Final = ".".join(str(part) for part in lxml.etree.LXML_VERSION[:3])

MARKUP_READER: Final = f"lxml {_VERSION}"


def elements(text: str, name: str) -> Any:
    """Return the outermost element of the page `text`.

    No entity is loaded, nothing is fetched; broken markup is mended as browsers do.

    Raises:
        InputRefusedError: it nests too deep, or has too many elements.
    """
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True
    )
    # Blanks keep every other character in its place.
    whole = _END_OF_PAGE.sub(lambda match: " " * len(match.group()), text)
    try:
        root = lxml.etree.fromstring(whole.encode(errors="replace"), parser)
    except lxml.etree.XMLSyntaxError as error:
        raise _too_much(name, str(error)) from error
    for fault in parser.error_log:
        if fault.level_name == "FATAL":
            raise _too_much(name, fault.message)
    if root is None:
        raise refusal(
            "html-empty", name, "holds no text", "there are no elements in it",
            "give the page as it was published",
        )  # fmt: skip
    count = sum(1 for _ in root.iter())
    if count > limits.NODES:
        raise refusal(
            "html-too-large", name, "is too large",
            f"it has {count:,} elements, the limit is {limits.NODES:,}",
            "give the page of the summary alone",
        )  # fmt: skip
    return root


def _too_much(name: str, said: str) -> Exception:
    deep = "depth" in said.lower()
    code, why = (
        ("too-deep", "its elements are nested more than 256 deep")
        if deep
        else (
            "html-damaged",
            " ".join(said.split())[:120] or "its markup cannot be read",
        )
    )
    return refusal(
        code, name, "cannot be read", why, "give the page as it was published"
    )  # fmt: skip


def page_of_archive(data: bytes, name: str) -> tuple[bytes, str]:
    """Return the page in a web archive, and the encoding that it is sent with.

    Raises:
        InputRefusedError: there is none in it.
    """
    message = message_from_bytes(data, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            body = part.get_payload(decode=True)
            if isinstance(body, bytes) and isinstance(part, EmailMessage):
                return body, part.get_content_charset() or ""
    raise refusal(
        "html-empty", name, "holds no page", "no part of the archive is a web page",
        "save the page as HTML",
    )  # fmt: skip
