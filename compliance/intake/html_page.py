"""Which part of a page is the filing: not its navigation, banners or foot."""

import re
from collections.abc import Iterator
from typing import Any, Final

_AROUND: Final = frozenset({"nav", "footer", "aside", "search"})
_ROLES: Final = frozenset({
    "navigation", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu",
    "menubar", "toolbar", "tablist",
})  # fmt: skip
_NAMES: Final = re.compile(
    r"(?:^|[\s_-])(?:cookie\w*|consent|gdpr|breadcrumbs?|navbar|site-?footer|page-?footer"
    r"|footer|skip-?link|back-?to-?top|share-?buttons?|newsletter)(?:$|[\s_-])",
    re.IGNORECASE,
)
_MAIN_SHARE: Final = 0.5
_LARGE: Final = 0.3


def filing_part(root: Any) -> tuple[Any, frozenset[Any]]:
    """Return the element that holds the filing, and what in it is no part of that.

    The main part or the one article, where most of the page's words are in it.
    """
    body = root.find("body")
    body = root if body is None else body
    mains = [e for e in body.iter() if _is_main(e)]
    words = _length(body)
    around = {e for e in body.iter() if _stands_around(e)}
    # What holds most of the page is the page, however it is called.
    around = {e for e in around if _length(e) < _LARGE * words or e.tag == "nav"}
    rest = words - sum(_length(e) for e in around if not _inside(e, around))
    for main in mains:
        if _length(main) >= _MAIN_SHARE * rest:
            return main, frozenset(
                e for e in around if e.tag not in ("footer", "aside")
            )
    return body, frozenset(around)


def opened_parts(root: Any) -> frozenset[str]:
    """Return the ids of the parts of a page that a button or tab of it shows."""
    found: set[str] = set()
    for element in root.iter("button", "a", "summary", "div", "span", "h2", "h3", "h4"):
        if not "".join(element.itertext()).strip():
            continue
        named = element.get("aria-controls") or ""
        target = element.get("data-bs-target") or element.get("data-target") or ""
        found.update(named.split())
        found.update([target[1:]] if target.startswith("#") else [])
    return frozenset(found)


def _is_main(element: Any) -> bool:
    return element.tag in ("main", "article") or (
        isinstance(element.tag, str) and element.get("role") in ("main", "article")
    )


def _stands_around(element: Any) -> bool:
    if not isinstance(element.tag, str):
        return False
    role = (element.get("role") or "").lower()
    if element.tag in _AROUND or role in _ROLES:
        return True
    if element.tag not in ("div", "section", "ul", "p", "a", "form", "span"):
        return False
    return any(_NAMES.search(name) for name in _names(element))


def _names(element: Any) -> Iterator[str]:
    for key in ("class", "id"):
        name = element.get(key)
        if name:
            yield name[:500]


def _inside(element: Any, others: set[Any]) -> bool:
    return any(above in others for above in element.iterancestors())


def _length(element: Any) -> int:
    return sum(len(text.strip()) for text in element.itertext())
