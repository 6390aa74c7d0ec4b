"""A regulation's form to bytes: the blank form, one writer a format."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from compliance.render.blank.data import to_json, to_yaml
from compliance.render.blank.markdown import to_markdown
from compliance.render.blank.plan import BlankForm, blank_form
from compliance.render.blank.word import to_docx
from compliance.render.blank.workbook import to_xlsx

BLANKS: Final[Mapping[str, Callable[[BlankForm], bytes]]] = MappingProxyType({
    "docx": to_docx,
    "xlsx": to_xlsx,
    "md": to_markdown,
    "yaml": to_yaml,
    "json": to_json,
})  # fmt: skip

__all__ = ["BLANKS", "BlankForm", "blank_form"]
