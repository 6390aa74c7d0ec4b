"""Colours as documents write them."""

import re
from typing import Final

_LIVELY: Final = 60


def is_lively(tint: str) -> bool:
    """Return whether a colour is no shade of grey.

    >>> is_lively("92d050"), is_lively("d9d9d9"), is_lively("")
    (True, False, False)
    """
    if not re.fullmatch(r"[0-9a-f]{6}", tint):
        return False
    parts = [int(tint[at : at + 2], 16) for at in (0, 2, 4)]
    return max(parts) - min(parts) >= _LIVELY
