"""An invented form and evidence on it, for tests of checks and rules."""

from collections.abc import Mapping
from datetime import date

from compliance.checks.evidence import Evidence
from compliance.datafiles import root
from compliance.lexicon import load_lexicon
from compliance.model import (
    Answer,
    Form,
    FormFacts,
    FormField,
    Kind,
    State,
)
from compliance.reference import load_reference

_KINDS = {
    "used": Kind.YES_NO,
    "ticks": Kind.TICKS,
    "more_ticks": Kind.TICKS,
    "story": Kind.TEXT,
    "tale": Kind.TEXT,
    "saga": Kind.TEXT,
    "size": Kind.CHOICE,
    "day": Kind.DATE,
    "other_day": Kind.DATE,
    "period": Kind.PERIOD,
    "things": Kind.LIST,
}


def field(number: int, name: str, kind: Kind) -> FormField:
    """Return field `number` of the form, which stands at ``/name``."""
    return FormField(
        id=f"1.{number}",
        at=f"/{name}",
        label=f"The {name}",
        section="1",
        clause=f"row {number}",
        obligation="always",
        kind=kind,
        items="dataset" if kind is Kind.LIST else "",
    )


FORM = Form(
    regulation="invented",
    title="An invented form",
    fields=(
        *(field(n, name, kind) for n, (name, kind) in enumerate(_KINDS.items(), 1)),
        *(
            field(n, f"own_{modality}", Kind.TEXT)
            for n, modality in enumerate(("text", "image", "audio", "video"), 20)
        ),
    ),
    sections={"1": "Everything"},
)


def answer(at: str, given: object) -> Answer:
    """Return the answer `given` stands for: a state, ticks, entries or text."""
    if isinstance(given, State):
        return Answer(at=at, state=given)
    if isinstance(given, tuple):
        return Answer(at=at, state=State.ANSWERED, value=given)
    if isinstance(given, list):
        return Answer(at=at, state=State.ANSWERED, items=tuple(given))
    text = str(given)
    field_ = FORM.by_pointer(at)
    spoken = field_ is not None and field_.kind in (Kind.TEXT, Kind.LIST)
    return Answer(
        at=at, state=State.ANSWERED, value=None if spoken else text, text=text
    )


def evidence(
    given: Mapping[str, object],
    *,
    context: Mapping[str, object] | None = None,
    facts: FormFacts | None = None,
    as_of: date = date(2026, 8, 2),
) -> Evidence:
    """Return evidence with the answers of `given`, by pointer."""
    return Evidence(
        form=FORM,
        answers={at: answer(at, value) for at, value in given.items()},
        facts=facts or FormFacts(),
        context=context or {},
        as_of=as_of,
        lexicon=load_lexicon(root()),
        reference=load_reference(root()),
    )
