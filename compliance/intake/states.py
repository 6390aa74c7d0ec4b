"""From an answer's words to its state.

Never from silence to "No", nor from a blank to "N/A".
"""

import re
from typing import Final

from compliance.intake.sentences import sentences
from compliance.lexicon import Lexicon, plain
from compliance.model import State

_LINK: Final = re.compile(r"(?:https?://|www\.)\S+")
_NOT_WORDS: Final = re.compile(r"[\W_]+")
# Longer than this, "not applicable" is the start of an explanation.
_SHORT: Final = 20
_POINTER_WORDS: Final = 40
_PLACEHOLDER_WORDS: Final = 5
_EARLY: Final = 3
_FEW: Final = 12

# List, state, and whether the phrase may stand anywhere in the short answer.
_SHORT_STATES: Final = (
    ("not-applicable", State.NOT_APPLICABLE),
    ("none", State.NONE),
    ("not-known", State.NOT_KNOWN),
    ("withheld", State.WITHHELD),
)


def state_of(text: str, lexicon: Lexicon) -> tuple[State, str]:
    """Return the state of an answer with the words `text`, and a note on it.

    The form's own help text is no answer. A short answer that begins with a way
    of saying that nothing applies, exists, is known or is told has that state. An
    answer of which every sentence points elsewhere refers elsewhere.
    """
    if not plain(text) or not _NOT_WORDS.sub("", plain(text)):
        return State.BLANK, ""
    own = own_words(text, lexicon)
    if not plain(own):
        return State.BLANK, "only the form's own help text stands here"
    for list_id, state in _SHORT_STATES:
        if _begins(own, list_id, lexicon) and len(own.split()) <= _SHORT:
            return state, ""
    if lexicon.found("withheld", own) and len(sentences(own)) == 1:
        return State.WITHHELD, ""
    if lexicon.found("placeholders", own) and len(own.split()) <= _PLACEHOLDER_WORDS:
        return State.BLANK, "only a placeholder stands here"
    if _only_points(own, lexicon):
        return State.REFERS_ELSEWHERE, ""
    if own != text.strip():
        return State.ANSWERED, "the form's own help text stands beside the answer"
    return State.ANSWERED, ""


def own_words(text: str, lexicon: Lexicon) -> str:
    """Return `text` without the sentences that are the form's own help text."""
    if not lexicon.found("help-text", text):
        return text.strip()
    joined = " ".join(text.split("\n")) if text.count("\n") < 8 else text
    kept = [s for s in sentences(joined) if not lexicon.found("help-text", s)]
    return " ".join(kept)


def _begins(text: str, list_id: str, lexicon: Lexicon) -> bool:
    found = lexicon.found(list_id, text)
    start = _NOT_WORDS.sub("", plain(text)[: found[0].start]) if found else "x"
    return bool(found) and not start


def _only_points(text: str, lexicon: Lexicon) -> bool:
    without = _LINK.sub(" ", text)
    if not _NOT_WORDS.sub("", without):
        return True
    # Broken addresses leave crumbs; words are what is left beside a pointer.
    if len(without.split()) > _POINTER_WORDS:
        return False
    told = [
        s
        for s in sentences(" ".join(text.split()))
        if _NOT_WORDS.sub("", _LINK.sub("", s))
    ]
    return bool(told) and all(_points(sentence, lexicon) for sentence in told)


def _points(sentence: str, lexicon: Lexicon) -> bool:
    """Return whether a sentence only points: early, or in a few words."""
    found = lexicon.found("pointers", sentence)
    if not found:
        return False
    before = plain(sentence)[: found[0].start].split()
    return len(before) < _EARLY or len(_LINK.sub("", sentence).split()) <= _FEW
