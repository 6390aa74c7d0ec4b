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
_EARLY: Final = 3
_FEW: Final = 12

# Words beside a mark that leave it the whole answer: "confidential information".
_BESIDE_WITHHELD: Final = 2
_BESIDE_PLACEHOLDER: Final = 3
_LAST_WORDS: Final = 6
_SENTENCE: Final = 4
# "Data that is confidential" speaks of data, "this is confidential" of the answer.
_RELATIVE: Final = frozenset(
    {"such", "that", "which", "who", "die", "das", "qui", "que", "che", "które", "dat"}
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
    if len(own.split()) <= _SHORT:
        if _begins(own, "not-applicable", lexicon):
            return State.NOT_APPLICABLE, ""
        if _is_whole(own, "none", lexicon):
            return State.NONE, ""
        if _is_whole(own, "not-known", lexicon):
            return State.NOT_KNOWN, ""
    if _withholds(own, lexicon):
        return State.WITHHELD, ""
    if _leaves(own, "placeholders", _BESIDE_PLACEHOLDER, lexicon):
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


def _is_whole(text: str, list_id: str, lexicon: Lexicon) -> bool:
    """Return whether a phrase is the answer: it ends there, or a mark follows.

    "None (see 2.1)" and "None of them are known" are none; "None of our crawlers …"
    tells of crawlers, and "None, except …" names something.
    """
    if not _begins(text, list_id, lexicon):
        return False
    phrase = lexicon.found(list_id, text)[0]
    rest = plain(text)[phrase.end :].lstrip()
    if lexicon.found("exceptions", rest):
        return False
    ends = lexicon.found("none-endings", rest) if list_id == "none" else ()
    ends_so = bool(ends) and not _NOT_WORDS.sub("", rest[ends[-1].end :])
    # A phrase of several words is a sentence already, whatever reason it then gives.
    said = len(phrase.phrase.split()) >= _SENTENCE
    return said or ends_so or not rest[:1].isalnum()


def _leaves(text: str, list_id: str, most: int, lexicon: Lexicon) -> bool:
    """Return whether beside the terms of a list at most `most` words are left."""
    words = plain(text)
    found = lexicon.found(list_id, text)
    for term in reversed(found):
        words = f"{words[: term.start]} {words[term.end :]}"
    return bool(found) and len(_NOT_WORDS.sub(" ", words).split()) <= most


def _withholds(text: str, lexicon: Lexicon) -> bool:
    if _leaves(text, "withheld", _BESIDE_WITHHELD, lexicon):
        return True
    if len(sentences(text)) != 1:
        return False
    words = plain(text)
    for term in lexicon.found("withholding", text):
        if term.group == "not disclosed":
            return True
        before, after = words[: term.start].split(), words[term.end :].split()
        if not _RELATIVE & set(before[-1:]) and (
            len(after) <= _LAST_WORDS or not before
        ):
            return True
    return False


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
