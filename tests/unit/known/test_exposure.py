from compliance.datafiles import root
from compliance.known import exposures, known_of, load_known
from compliance.model import Answer, Form, FormField, Item, Kind, State, Submission

KNOWN = load_known(root())
FORM = Form(
    regulation="invented",
    title="An invented form",
    fields=tuple(
        FormField(
            id=f"1.{n}", at=f"/f{n}", label=f"F{n}", section="1", clause="",
            obligation="always", kind=Kind.LIST, items="dataset",
        )
        for n in (1, 2)
    ),
    sections={"1": "Everything"},
)  # fmt: skip


def submission(**answers: tuple[str, tuple[Item, ...]]) -> Submission:
    """Return a submission with these words and entries, by field."""
    return Submission(
        source="invented.json",
        sha256="0" * 64,
        size=1,
        media_type="application/json",
        reader="invented",
        form="invented",
        answers={
            f"/{key}": Answer(
                at=f"/{key}", state=State.ANSWERED, text=text, items=items
            )
            for key, (text, items) in answers.items()
        },
    )


def test_a_dataset_and_its_ancestors_stand_once() -> None:
    """Each stands where it is first named, an ancestor with its chain."""
    filing = submission(
        f1=("", ({"name": "SlimPajama", "known": "slimpajama"},)),
        f2=("Common Crawl and SlimPajama", ()),
    )

    found = exposures(filing, KNOWN, FORM)

    assert [each.dataset_id for each in found][:2] == ["slimpajama", "common-crawl"]
    assert found[0].disclosed.field_id == "1.1"
    assert found[1].disclosed.field_id == "1.2"
    assert found[1].chain == ("Common Crawl",)
    assert len({each.dataset_id for each in found}) == len(found)
    books = next(each for each in found if each.dataset_id == "books3")
    assert books.chain == ("SlimPajama-627B", "Books3")
    assert books.unlawful_source == "pirated"
    assert books.contains == f"{KNOWN['books3'].composition}; {KNOWN['books3'].notes}"
    assert books.sources


def test_an_entry_that_was_not_looked_up_is() -> None:
    """An entry of a structured list counts by its address, then by its name."""
    assert (
        known_of({"name": "x", "url": "https://hf.co/datasets/allenai/c4"}, KNOWN)
        == "c4"
    )
    assert (
        known_of({"name": "The Pile", "url": "https://a.example"}, KNOWN) == "the-pile"
    )
    assert known_of({"name": "Alder"}, KNOWN) == ""


def test_what_was_not_used_is_not_exposed() -> None:
    """A dataset that is named to be denied is left out."""
    assert exposures(submission(f1=("We did not use Books3.", ())), KNOWN, FORM) == ()
