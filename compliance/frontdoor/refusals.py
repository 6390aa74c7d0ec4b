"""Refusals of an input: one line, printable, of bounded length."""

from typing import Final

from compliance.errors import InputRefusedError

_LONGEST_WHERE: Final = (80, 44)


def refusal(
    code: str, where: str, what: str, why: str, remedy: str
) -> InputRefusedError:
    """Return the refusal of an input: one line of at most 500 characters.

    Parts that are too long are cut, `where` in its middle, because a file's name
    stands at its start and the line and column at its end.
    """
    return InputRefusedError(
        _cut(code, 40),
        where=_cut(where, *_LONGEST_WHERE),
        what=_cut(what, 80),
        why=_cut(why, 150),
        remedy=_cut(remedy, 90),
    )


def _cut(text: str, start: int, end: int = 0) -> str:
    line = " ".join(visible(text).split())
    if len(line) <= start + end:
        return line
    return f"{line[: start - 1]}…{line[len(line) - end :]}"


def visible(text: str) -> str:
    r"""Return `text` with a mark in place of each character that cannot be printed.

    >>> ascii(visible("a\udce9\u202eb c"))
    "'a\\ufffd\\ufffdb c'"
    """
    return "".join(
        c if c.isprintable() or c.isspace() else "\N{REPLACEMENT CHARACTER}"
        for c in text
    )
