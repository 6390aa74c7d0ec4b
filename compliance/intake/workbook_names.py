"""What a workbook that is our blank form calls its answers.

The writer of the form defines these names, the reader looks for them; so an answer is
found wherever its cell was moved to.
"""

import re
from typing import Final

FORM: Final = "compliance.form"
"""The name that stands for the id of the form."""
_NOT_IN_NAMES: Final = re.compile(r"[^A-Za-z0-9_]")


def answer_name(at: str) -> str:
    """Return the name of the cell with the answer at pointer `at`.

    >>> answer_name("/crawled/used")
    'answer.crawled.used'
    """
    return f"answer{_dotted(at)}"


def box_name(at: str, code: str) -> str:
    """Return the name of the cell that ticks option `code` of the answer at `at`.

    >>> box_name("/modalities", "text")
    'box.modalities.text'
    """
    return f"box{_dotted(at)}.{_NOT_IN_NAMES.sub('_', code)}"


def list_name(at: str) -> str:
    """Return the name of the header row above the entries of the answer at `at`.

    >>> list_name("/crawled/domains")
    'list.crawled.domains'
    """
    return f"list{_dotted(at)}"


def is_ours(name: str) -> bool:
    """Return whether a name is one of an answer, a box or a list."""
    return name.startswith(("answer.", "box.", "list."))


def _dotted(at: str) -> str:
    return "".join(f".{_NOT_IN_NAMES.sub('_', part)}" for part in at.split("/")[1:])
