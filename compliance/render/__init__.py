"""`GapReport` to bytes, one renderer a format."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from compliance.model import Format, GapReport
from compliance.render.html import to_html
from compliance.render.json_report import to_json
from compliance.render.markdown import to_markdown
from compliance.render.workbook import to_xlsx

RENDERERS: Final[Mapping[Format, Callable[[GapReport], bytes]]] = MappingProxyType(
    {
        Format.HTML: to_html,
        Format.MARKDOWN: to_markdown,
        Format.XLSX: to_xlsx,
        Format.JSON: to_json,
    }
)

__all__ = ["RENDERERS", "Format", "to_html"]
