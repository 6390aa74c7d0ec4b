"""What is known of the datasets that a submission names."""

from collections.abc import Iterator, Mapping

from compliance.known.datasets import KnownDataset, ancestors
from compliance.known.mentions import mentions, named_by_address
from compliance.known.negation import Denials
from compliance.model import (
    Answer,
    DatasetExposure,
    Disclosed,
    Form,
    Item,
    State,
    Submission,
)


def exposures(
    submission: Submission, known: Mapping[str, KnownDataset], form: Form
) -> tuple[DatasetExposure, ...]:
    """Return what is known of each dataset a submission names, and its ancestors.

    Each dataset stands once, where it is first named, and its ancestors after it by
    the shortest chain. A dataset that is named to say that it was not used is left
    out.
    """
    shown: dict[str, DatasetExposure] = {}
    named = list(_named(submission, known, form))
    for disclosed, dataset_id in named:
        shown.setdefault(dataset_id, _exposure(disclosed, (dataset_id,), known))
    own = frozenset(shown)
    for disclosed, dataset_id in named:
        for chain in ancestors(dataset_id, known):
            if chain[-1] not in own:
                shown.setdefault(chain[-1], _exposure(disclosed, chain, known))
    return tuple(shown.values())


def _named(
    submission: Submission, known: Mapping[str, KnownDataset], form: Form
) -> Iterator[tuple[Disclosed, str]]:
    for field in form.fields:
        answer = submission.answers.get(field.at)
        if answer is None or answer.state is State.MISSING_FIELD:
            continue
        for text, dataset_id in dict.fromkeys(_in_answer(answer, known)):
            disclosed = Disclosed(
                kind="dataset",
                text=text,
                at=field.at,
                field_id=field.id,
                place=answer.place,
            )
            yield disclosed, dataset_id


def _in_answer(
    answer: Answer, known: Mapping[str, KnownDataset]
) -> Iterator[tuple[str, str]]:
    for item in answer.items:
        dataset_id = item.get("known") or known_of(item, known)
        if dataset_id in known:
            yield item.get("name") or item.get("url", ""), dataset_id
    denials = Denials(answer.text)
    for mention in mentions(answer.text, known):
        if mention.dataset_id and not denials.cover(mention.start, mention.end):
            yield mention.text, mention.dataset_id


def known_of(item: Item, known: Mapping[str, KnownDataset]) -> str:
    """Return the id of the known dataset that a list entry names, or empty."""
    if url := item.get("url"):
        dataset_id, _ = named_by_address(url, known)
        if dataset_id:
            return dataset_id
    return next((m.dataset_id for m in mentions(item.get("name", ""), known)), "")


def _exposure(
    disclosed: Disclosed, chain: tuple[str, ...], known: Mapping[str, KnownDataset]
) -> DatasetExposure:
    dataset = known[chain[-1]]
    contains = "; ".join(part for part in (dataset.composition, dataset.notes) if part)
    return DatasetExposure(
        disclosed=disclosed,
        dataset_id=dataset.id,
        name=dataset.name,
        chain=tuple(known[each].name for each in chain),
        protected=dataset.protected,
        unlawful_source=dataset.unlawful_source,
        contains=contains or dataset.size,
        sources=dataset.sources,
        sure=dataset.sure,
    )
