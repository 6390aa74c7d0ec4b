"""Where words stand in the text of a file: line and column, from 1."""

import re
from dataclasses import replace
from typing import Final

from compliance.intake.located import Lines
from compliance.model import Place

_WORD: Final = re.compile(r"[^\W_]+")
_MOST_WORDS: Final = 3
# How far ahead the words are looked for, and how far back a tag may have begun.
_AHEAD: Final = 100_000
_TAG: Final = 4_000
_TRIALS: Final = 60
_TAG_START: Final = re.compile(r"[A-Za-z/!?]")


class SourceText:
    """A text in which words are found one after the other, as they are read."""

    def __init__(self, text: str) -> None:
        """Take the text; an empty one has no places."""
        self._text = text
        self._lines = Lines(text)
        self.cursor = 0

    @property
    def has_text(self) -> bool:
        """Return whether there is a text to find words in."""
        return bool(self._text)

    def forward(self, line: int) -> None:
        """Go on from `line`, unless the words read last stand behind it."""
        self.cursor = max(self.cursor, self._lines.start(line))

    def place(self, words: str, *, line: int = 0, path: str = "") -> Place:
        """Return where `words` stand, at or after `line` and all words before.

        Words inside a tag do not count. What the file writes otherwise, as with
        entities, is looked for by its next words; else the line alone is known.
        """
        if not self._text:
            return Place(path=path)
        floor = self._lines.start(line)
        start = max(self.cursor, floor)
        for match in list(_WORD.finditer(words[:400]))[:_MOST_WORDS]:
            at = self._found(match.group(), start)
            if at is not None:
                self.cursor = at + len(match.group())
                return replace(self._lines.place(at), path=path)
        return Place(line=line or None, path=path)

    def _found(self, word: str, start: int) -> int | None:
        end = min(len(self._text), start + _AHEAD)
        at = start - 1
        for _ in range(_TRIALS):
            at = self._text.find(word, at + 1, end)
            if at < 0:
                return None
            if not self._in_tag(at):
                return at
        return None

    def _in_tag(self, at: int) -> bool:
        begin = max(0, at - _TAG)
        opened = self._text.rfind("<", begin, at)
        closed = self._text.rfind(">", begin, at)
        # Before a blank or a digit it is "less than".
        return opened > closed and bool(_TAG_START.match(self._text, opened + 1))
