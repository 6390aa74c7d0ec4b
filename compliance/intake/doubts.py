"""Answers with what is doubtful in their reading."""

from dataclasses import replace

from compliance.model import Answer, Doubt, confidence_of


def doubted(answer: Answer, *doubts: Doubt) -> Answer:
    """Return `answer` with these doubts beside its own, and the confidence left."""
    held = {*answer.doubts, *doubts}
    kept = tuple(doubt for doubt in Doubt if doubt in held)
    return replace(answer, doubts=kept, confidence=confidence_of(kept))


def certain(answer: Answer) -> Answer:
    """Return `answer` without a doubt, as what a person has said is."""
    return replace(answer, doubts=(), confidence=confidence_of(()))
