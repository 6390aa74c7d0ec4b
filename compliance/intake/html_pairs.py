"""Labels and answers that a page sets side by side without a table.

Three or more neighbours, each of two parts and no words of its own, are such rows:
the first part is short, and neither holds headings, tables or rows like them.
"""

from collections import Counter
from typing import Any, Final

_HOLDERS: Final = frozenset({"div", "section", "article", "li", "dl"})
_LARGE: Final = frozenset({
    "table", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "details", "nav", "form", "main",
})  # fmt: skip
_NO_LABEL: Final = frozenset(
    {"input", "img", "svg", "br", "button", "select", "ul", "ol"}
)
_FEWEST: Final = 3
_LONGEST: Final = 400


def label_pairs(root: Any) -> frozenset[Any]:
    """Return the elements below `root` that are rows of a label and an answer."""
    large: set[Any] = set()
    fitting: list[Any] = []
    # Children come before their parents.
    for element in reversed(list(root.iter())):
        if not isinstance(element.tag, str):
            continue
        children = [child for child in element if isinstance(child.tag, str)]
        inner = any(child in large for child in children)
        if not inner and element.tag in _HOLDERS and _is_pair(element, children):
            fitting.append(element)
            inner = True
        if inner or element.tag in _LARGE:
            large.add(element)
    parents = Counter(element.getparent() for element in fitting)
    return frozenset(e for e in fitting if parents[e.getparent()] >= _FEWEST)


def _is_pair(element: Any, children: list[Any]) -> bool:
    if len(children) != 2 or (element.text or "").strip():
        return False
    if any((child.tail or "").strip() for child in children):
        return False
    first = children[0]
    if first.tag in _NO_LABEL or any(child.tag in _NO_LABEL for child in first):
        return False
    words = "".join(first.itertext()).strip()
    return 0 < len(words) <= _LONGEST
