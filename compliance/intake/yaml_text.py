"""Plain values as YAML that a person reads and that reads back to the same values."""

import re
from collections.abc import Mapping
from typing import Final

import yaml

from compliance.lexicon import plain


class _Dumper(yaml.SafeDumper):
    """Block style; texts that could be read otherwise are quoted, long ones readable."""


_LONG: Final = 70
# Words and codes that begin with a letter: no number, mark or comment is among them.
_PLAIN: Final = re.compile(r"[^\W\d_][\w-]*(?: [^\W\d_][\w-]*)*")
_READ_OTHERWISE: Final = frozenset(
    {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
)


def _text_node(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))


def _style(text: str) -> str | None:
    lines = text.split("\n")
    clean = all(line.isprintable() for line in lines)
    # Blanks at an edge of a line would not survive a block.
    if clean and all(line == line.strip() and line for line in lines):
        if len(lines) > 1:
            return "|"
        if len(text) > _LONG and " " in text:
            return ">"
        if _PLAIN.fullmatch(text) and plain(text) not in _READ_OTHERWISE:
            return None
    return '"'


def _list_node(dumper: yaml.SafeDumper, listed: list[object]) -> yaml.SequenceNode:
    numbers = bool(listed) and all(isinstance(each, int | float) for each in listed)
    return dumper.represent_sequence(
        "tag:yaml.org,2002:seq", listed, flow_style=numbers
    )


_Dumper.add_representer(str, _text_node)
_Dumper.add_representer(list, _list_node)


def to_yaml(filing: Mapping[str, object]) -> str:
    """Return `filing` as YAML that reads back to the same values."""
    return yaml.dump(
        dict(filing), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=88
    )
