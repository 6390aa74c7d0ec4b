"""`Comparison` to bytes, one renderer a format."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from compliance.model import Comparison
from compliance.render.comparison.data import to_csv, to_json
from compliance.render.comparison.html import to_html
from compliance.render.comparison.markdown import to_markdown
from compliance.render.comparison.sheets import to_xlsx

COMPARISON_RENDERERS: Final[Mapping[str, Callable[[Comparison], bytes]]] = (
    MappingProxyType(
        {
            "md": to_markdown,
            "html": to_html,
            "xlsx": to_xlsx,
            "csv": to_csv,
            "json": to_json,
        }
    )
)

__all__ = ["COMPARISON_RENDERERS"]
