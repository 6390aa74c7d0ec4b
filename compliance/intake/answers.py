"""One cell to one answer, by the kind of its field."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from compliance.figures import bounds_of, range_in
from compliance.intake.blocks import Cell
from compliance.intake.doubts import certain, doubted
from compliance.intake.labels import Labels, bare
from compliance.intake.stated import entries
from compliance.intake.ticks import Mark, Tick, has_box, without_ticks
from compliance.intake.worded import answer_of_words
from compliance.lexicon import plain
from compliance.model import (
    IN_WORDS,
    MODALITIES,
    AddedRow,
    Answer,
    Doubt,
    FormField,
    Item,
    Kind,
    Place,
    State,
)
from compliance.reference import load_reference

_UNREAD: Final = "a box is printed, and what stands in it could not be read"
_ALONE: Final = (
    "only the option “{}” is printed, its box empty; the filing prints of each "
    "question the chosen option alone"
)
_FIRST_WORD: Final = re.compile(r"^\W*(\w+)\s*(?:[.,;:!–—-]|$)")
_LISTED: Final = re.compile(r"[\n,;/|•·]|\s(?:and|und|et|e|y|i|en)\s")
_FEWEST_ALONE: Final = 3


@dataclass(frozen=True, slots=True)
class Found:
    """The cell that answers a field, and where it stands."""

    cell: Cell
    place: Place
    entries: tuple[Item, ...] = ()
    """Rows of a table beneath its label, one an entry."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What the answers of one filing are read with."""

    labels: Labels
    root: Path
    day_first: bool | None
    """Whether the filing writes the day before the month; ``None`` if unknown."""
    prints_choice_alone: bool
    """Whether it prints of each question the chosen option and no other."""
    prints_all_options: bool = False
    """Whether it prints all options of a question without boxes, chosen or not."""

    def answer(
        self, field: FormField, found: Found
    ) -> tuple[Answer, tuple[AddedRow, ...]]:
        """Return the answer that a cell gives, and its options printed otherwise.

        A box that could not be read makes the answer unreadable, never a No.
        """
        answer, altered = self._read(field, found)
        return doubted(answer, *_doubts(answer, found.cell)), altered

    def _read(
        self, field: FormField, found: Found
    ) -> tuple[Answer, tuple[AddedRow, ...]]:
        listed = entries(field.items, found.entries, load_reference(self.root))
        if listed:
            return self._of_entries(field, found, listed), ()
        boxes = found.cell.ticks
        if field.kind is Kind.CHOICE:
            return self._choice(field, found)
        if boxes and field.kind is Kind.YES_NO:
            return self._yes_no(field, found, boxes), ()
        if boxes and field.kind is Kind.TICKS:
            return self._ticks(field, found, boxes), ()
        if field.kind is Kind.YES_NO:
            return self._yes_no_in_words(field, found), ()
        if field.kind is Kind.TICKS:
            return self._ticks_in_words(field, found), ()
        return self._words(field, found, found.cell.text), ()

    def _of_entries(
        self, field: FormField, found: Found, items: tuple[Item, ...]
    ) -> Answer:
        """Return the answer that rows of entries give, with the words beside them."""
        answer = self._words(field, found, found.cell.text)
        return certain(replace(answer, state=State.ANSWERED, items=items, note=""))

    def _words(self, field: FormField, found: Found, text: str) -> Answer:
        return answer_of_words(
            field,
            text,
            found.place,
            self.root,
            links=found.cell.links,
            day_first=self.day_first,
        )

    def _ticks_in_words(self, field: FormField, found: Found) -> Answer:
        """Return the modalities that an answer without boxes names.

        One that lists options of the form and nothing else is taken at its word; but
        all of them, where the filing prints those not chosen too, only if they stand out.
        """
        text = found.cell.text
        listed = options_listed(text, self.labels)
        if not listed or not set(listed) <= set(MODALITIES):
            return self._words(field, found, text)
        plain_line = not all(line.strong for line in found.cell.lines)
        if self.prints_all_options and plain_line and set(MODALITIES) <= set(listed):
            return unreadable(field.at, found.place)
        return answer_of_words(
            field, text, found.place, self.root, ticks=listed, note=IN_WORDS
        )

    def _yes_no_in_words(self, field: FormField, found: Found) -> Answer:
        text = found.cell.text
        if {"yes", "no"} <= set(options_listed(text, self.labels)):
            # The form's options with nothing before them: what chose one is lost.
            return unreadable(field.at, found.place)
        answer = self._words(field, found, self.labels.option(text) or text)
        answer = replace(answer, text=text)
        first = _FIRST_WORD.match(text)
        code = self.labels.option(first[1]) if first else None
        if code in ("yes", "no"):
            given = replace(answer, state=State.ANSWERED, value=code)
            alone = self.labels.option(text) is not None
            sure = certain(given)
            return sure if alone else doubted(sure, Doubt.OPTION_IN_WORDS)
        if text and answer.value is None and answer.state is not State.BLANK:
            return replace(answer, value="nonstandard")
        return answer

    def _yes_no(self, field: FormField, found: Found, boxes: Sequence[Tick]) -> Answer:
        known = [box for box in boxes if _yes_or_no(box.label, self.labels)]
        if any(box.mark is Mark.UNREADABLE for box in known or boxes):
            return unreadable(field.at, found.place)
        ticked = [box.label for box in boxes if box.mark is Mark.CHECKED]
        if not ticked and self.prints_choice_alone and len(boxes) == len(known) == 1:
            alone = Answer(
                at=field.at,
                state=State.ANSWERED,
                value=_yes_or_no(known[0].label, self.labels),
                text=known[0].label,
                place=found.place,
                note=_ALONE.format(known[0].label),
            )
            return doubted(alone, Doubt.OPTION_ALONE)
        beside = without_ticks(found.cell.text)
        if not ticked:
            # Words beside boxes left empty are an answer of a third kind.
            answer = self._words(field, found, beside)
            blank = answer.state is State.BLANK
            return replace(answer, value=None if blank else "nonstandard")
        words = " and ".join(ticked)
        code = _yes_or_no(ticked[0], self.labels) if len(ticked) == 1 else None
        standard = code if code and len(words.split()) <= 2 else None
        return Answer(
            at=field.at,
            state=State.ANSWERED,
            value=standard or "nonstandard",
            text="\n".join(part for part in (words, beside) if part),
            place=found.place,
            links=found.cell.links,
            note="" if standard else _odd_choice(len(ticked)),
        )

    def _ticks(self, field: FormField, found: Found, boxes: Sequence[Tick]) -> Answer:
        if any(box.mark is Mark.UNREADABLE for box in boxes):
            return unreadable(field.at, found.place)
        checked = [box.label for box in boxes if box.mark is Mark.CHECKED]
        codes = tuple(self.labels.choice(label) or label for label in checked)
        beside = without_ticks(found.cell.text)
        if not codes:
            answer = self._words(field, found, beside)
            note = "no box is ticked" if answer.value else answer.note
            return replace(answer, note=note)
        return answer_of_words(
            field,
            "\n".join(part for part in (", ".join(checked), beside) if part),
            found.place,
            self.root,
            ticks=codes,
        )

    def _choice(
        self, field: FormField, found: Found
    ) -> tuple[Answer, tuple[AddedRow, ...]]:
        """Return the chosen range, with what else the cell says of the size.

        The printed options are held against the form's: one that differs is altered,
        and if it is the one chosen the answer is not standard.
        """
        boxes = found.cell.ticks
        beside = self._without_asides(without_ticks(found.cell.text))
        altered = tuple(
            AddedRow(label=field.label, text=box.label, place=found.place)
            for box in boxes
            if box.label and self._range(box.label, field) is None
        )
        if any(box.mark is Mark.UNREADABLE for box in boxes):
            return unreadable(field.at, found.place), altered
        checked = [box.label for box in boxes if box.mark is Mark.CHECKED]
        alone = self.labels.option(beside) is not None
        if not boxes and not alone and len(self._ranges(beside, field)) > 1:
            return unreadable(field.at, found.place), altered
        if not checked:
            answer = self._words(field, found, beside)
            printed = beside.split("\n", 1)[0]
            code = self._range(printed, field) or self._range(beside, field)
            if code is not None:
                answer = replace(certain(answer), state=State.ANSWERED, value=code)
                if self.labels.option(beside) is None:
                    answer = doubted(answer, Doubt.OPTION_IN_WORDS)
            elif answer.value is not None and boxes:
                answer = replace(answer, value="nonstandard")
            return answer, altered
        code = self._range(checked[0], field) if len(checked) == 1 else None
        answer = Answer(
            at=field.at,
            state=State.ANSWERED,
            value=code or "nonstandard",
            text="\n".join(part for part in (" and ".join(checked), beside) if part),
            place=found.place,
            note="" if code else "not one range of the form",
        )
        return answer, altered

    def _ranges(self, text: str, field: FormField) -> set[str]:
        """Return the codes of the form's ranges whose words stand in `text`."""
        words = bare(text)
        return {
            code
            for label, code in self.labels.choices.items()
            if code in field.choices and label in words
        }

    def _range(self, words: str, field: FormField) -> str | None:
        """Return the code of the form's range that `words` print, or ``None``."""
        option = self.labels.option(words)
        if option in field.choices:
            return option
        printed = range_in(words)
        for code in field.choices:
            bounds = bounds_of(code)
            if printed is not None and bounds is not None and printed == bounds[:2]:
                return code
        return None

    def _without_asides(self, text: str) -> str:
        """Return `text` without the labels that stand inside an answer's cell."""
        kept = []
        for line in text.split("\n"):
            words = plain(line)
            aside = next((a for a in self.labels.asides if words.startswith(a)), None)
            if aside is not None:
                after = words[len(aside) :].lstrip(" :.")
                # The words after the label, as they are written.
                rest = line[len(line) - len(after) :] if after else ""
            else:
                rest = line
            if rest.strip():
                kept.append(rest.strip())
        return "\n".join(kept)


def options_listed(text: str, labels: Labels) -> tuple[str, ...]:
    """Return the options that `text` lists, if there is nothing besides them.

    >>> from compliance.datafiles import root
    >>> from compliance.intake.labels import load_labels
    >>> options_listed("Text, Image", load_labels("eu-ai-act", root()))
    ('text', 'image')
    """
    parts = [part for part in _LISTED.split(text) if bare(part)]
    codes = [labels.option(part) for part in parts]
    return tuple(code for code in codes if code) if all(codes) else ()


def prints_all_options(cells: Iterable[Cell], labels: Labels) -> bool:
    """Return whether a filing prints Yes and No to a question, and no box with them."""
    return any(
        {"yes", "no"} <= set(options_listed(cell.text, labels))
        for cell in cells
        if not has_box(cell.text)
    )


def prints_choice_alone(cells: Iterable[Cell], labels: Labels) -> bool:
    """Return whether a filing prints of each Yes or No the chosen option alone.

    So a page prints ``☑ Yes`` for one question and ``☐ No`` for another, and never
    both: there the box is an ornament, and the word is the answer.
    """
    lone: list[tuple[str, Mark]] = []
    for cell in cells:
        codes = [
            (code, box.mark) for box in cell.ticks
            if (code := _yes_or_no(box.label, labels))
        ]  # fmt: skip
        if len(codes) > 1:
            return False
        lone += codes
    marks = {(code, mark) for code, mark in lone}
    return len(lone) >= _FEWEST_ALONE and marks == {
        ("yes", Mark.CHECKED), ("no", Mark.EMPTY)
    }  # fmt: skip


def _yes_or_no(words: str, labels: Labels) -> str | None:
    code = labels.choice(words)
    return code if code in ("yes", "no") else None


def _odd_choice(ticked: int) -> str:
    if ticked > 1:
        return "more than one option is ticked"
    return "an option the form does not have is ticked"


def unreadable(at: str, place: Place) -> Answer:
    """Return the answer at `at` of which a box could not be read: never a No."""
    answer = Answer(at=at, state=State.UNREADABLE, place=place, note=_UNREAD)
    return doubted(answer, Doubt.TICK_UNREADABLE)


def _doubts(answer: Answer, cell: Cell) -> Iterator[Doubt]:
    """Yield what is doubtful in how an answer is printed."""
    if len({line.place.page for line in cell.lines if line.place.page}) > 1:
        yield Doubt.OVER_PAGE
    if answer.value is not None and any(line.drawn for line in cell.lines):
        yield Doubt.TICK_DRAWN
    if any(line.strange for line in cell.lines):
        yield Doubt.LETTERS_STRANGE
    if answer.value == "nonstandard" and answer.state is State.ANSWERED:
        yield Doubt.OPTION_ODD
