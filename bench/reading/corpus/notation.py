"""How the options of a question are printed: each with a sign, or the chosen one set."""

from typing import Final

# What stands before an option that is chosen, and before one that is not.
SIGNS: Final = {
    "crossed": ("☒", "☐"),
    "checked": ("☑", "☐"),
    "tick": ("✓", "☐"),
    "typed": ("[x]", "[ ]"),
    "in-place": ("X", "☐"),
}
# Signs that each format draws in its own way.
DRAWN: Final = (
    "check-mark", "diagonals", "filled", "dingbats", "wingdings", "private", "image",
    "fields",
)  # fmt: skip
# No sign: the chosen option is set apart, or printed alone behind a bullet.
SET_APART: Final = ("bold", "coloured")
ALONE: Final = ("bullet", "words")


def prints_all(notation: str) -> bool:
    """Return whether options that are not chosen are printed, and seen not to be."""
    return notation not in (*SET_APART, *ALONE)
