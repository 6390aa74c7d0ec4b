import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance import datafiles
from compliance.errors import RulebookError
from compliance.limits import MESSAGES
from compliance.schema import faults, file_faults

ROOT = datafiles.root()
DIALECT = "https://json-schema.org/draft/2020-12/schema"
DATED = {"type": "object", "properties": {"on": {"type": "string", "format": "date"}}}


def problems(data: object, regulation: str = "eu-ai-act") -> dict[str, str]:
    """Return the faults of a filing, by their place."""
    return {each.at: each.problem for each in faults(data, regulation, ROOT)}


def contract(folder: Path, schema: Mapping[str, Any]) -> Path:
    """Write `schema` as the contract ``own`` of a root of its own; return the root."""
    (folder / "schemas").mkdir()
    body = json.dumps({"$schema": DIALECT, **schema})
    (folder / "schemas" / "own.schema.json").write_text(body, encoding="utf-8")
    return folder


def test_an_empty_filing_has_no_fault() -> None:
    """That a field is missing is the business of a rule, not of the schema."""
    assert not problems({})
    assert not problems({}, "us-hr-7913")


def test_a_wrong_answer_reads_as_a_person_would_say_it() -> None:
    """A fault stands at its field and names what may stand there and what does."""
    found = problems({"crawled": {"used": 5}})

    assert list(found) == ["/crawled/used"]
    assert "yes" in found["/crawled/used"]
    assert "no" in found["/crawled/used"]
    assert "5" in found["/crawled/used"]
    assert "anyOf" not in found["/crawled/used"]


def test_an_answer_object_is_taken_for_any_leaf() -> None:
    """What a plain value cannot say is said with a state."""
    stated = {"state": "withheld", "text": "Confidential"}

    assert not problems({
        "last_update": stated, "modalities": stated, "sizes": {"text": stated},
        "crawled": {"used": stated, "period": stated, "domains": stated},
    })  # fmt: skip


def test_an_answer_object_is_strict() -> None:
    """A part that an answer does not have is named."""
    assert problems({"last_update": {"state": "blank", "colour": "red"}})


def test_rows_the_form_does_not_have_are_tolerated() -> None:
    """They are reported as added rows, which is no fault of shape."""
    assert not problems({"carbon_footprint": "4 t", "crawled": {"budget": "none"}})


def test_a_mistyped_part_of_an_entry_is_found() -> None:
    """Entries of a list have only the parts they have."""
    assert problems({"public_datasets": {"large": [{"name": "A", "link": "x"}]}})
    assert problems({"works": {"list": [{"titel": "A"}]}}, "us-hr-7913")


def test_a_size_needs_its_tick() -> None:
    """A range for a modality that is not ticked is a fault; for a ticked one, none."""
    filing = {"modalities": ["text"], "sizes": {"text": "lt_1e9_tokens"}}

    assert not problems(filing)
    assert problems({**filing, "sizes": {"audio": "lt_1e4_hours"}})


def test_one_range_of_the_form_per_modality() -> None:
    """Two ranges are none, nor is a range of another modality."""
    assert problems({"sizes": {"text": ["lt_1e9_tokens", "gt_1e13_tokens"]}})
    assert problems({"sizes": {"text": "lt_1e6_images"}})


def test_a_modality_is_ticked_once() -> None:
    """The same tick twice is a fault."""
    assert problems({"modalities": ["text", "text"]})


@pytest.mark.parametrize("day", ["2026-02-29", "20260228", "28.02.2026", "2026-W01-5"])
def test_formats_are_on(day: str) -> None:
    """Where a day in ISO form is asked for, only a calendar day in it will do."""
    assert not file_faults({"as_of": "2026-02-28"}, "context", ROOT)
    assert file_faults({"as_of": day}, "context", ROOT)


@pytest.mark.parametrize("words", ["28 February 2026", "7/8/26", "Coming soon"])
def test_a_date_in_words_is_no_fault_of_a_filing(words: str) -> None:
    """What is wrong with a date is the business of its rule."""
    assert not problems({"last_update": words, "latest_collection": words})


@pytest.mark.parametrize("address", ["nope", "https://a b.example", "javascript:x"])
def test_addresses_are_checked(address: str) -> None:
    """An address has a scheme that leads somewhere, and no blanks."""
    entry = {"name": "A", "url": address}

    assert problems({"public_datasets": {"large": [entry]}})


@pytest.mark.parametrize("ending", ["\n", " ", "x"])
def test_a_pattern_ends_where_it_says(tmp_path: Path, ending: str) -> None:
    """Nothing may follow, not even a line break."""
    root = contract(tmp_path, {"pattern": "^[0-9]{4}-[0-9]{2}$"})

    assert not file_faults("2026-01", "own", root)
    assert file_faults(f"2026-01{ending}", "own", root)


def test_every_wrong_entry_is_named_in_the_order_of_the_list() -> None:
    """One fault does not hide the next, and the tenth entry comes after the second."""
    entries = [{"name": "A"}, "B", *[5] * 10, {"url": "nope"}]

    found = list(problems({"public_datasets": {"large": entries}}))

    places = [f"/public_datasets/large/{number}" for number in range(2, 13)]
    assert found == [*places[:-1], f"{places[-1]}/url"]


def test_a_condition_says_what_it_is_about() -> None:
    """What one field asks of another is told by the schema's own note."""
    asked = {"crawled": {"used": "yes", "modalities": []}}
    other = {"modalities": ["other"]}

    assert "yes" in problems(asked)["/crawled/modalities"]
    assert not problems({"crawled": {"used": "no", "modalities": []}})
    assert "other modality" in problems(other)[""]
    assert not problems({**other, "sizes": {"other": "3D scans, 4 TB"}})


def test_a_blank_is_no_fault() -> None:
    """A field left blank, as null or empty text, is the business of its rule."""
    blank = {"used": "", "period": None, "modalities": None, "domains": ""}

    assert not problems({"last_update": None, "version": None, "crawled": blank})


def test_many_odd_values_are_judged_in_time() -> None:
    """Looking for repeats takes one pass, also over values that cannot be sorted."""
    odd = [{"a": number} if number % 2 else number for number in range(20_000)]

    found = faults({"modalities": odd}, "eu-ai-act", ROOT)

    assert len(found) == MESSAGES + 1
    assert "or more" in found[-1].problem


def test_values_are_cut() -> None:
    """A fault never repeats a whole answer."""
    found = problems({"crawled": {"used": "x" * 5000}})

    assert len(found["/crawled/used"]) < 200


def test_faults_are_bounded_and_counted() -> None:
    """After the limit one more says that there are more, and how many."""
    data = {"id": "x", "title": "y", "terms": [{}] * (MESSAGES + 7)}

    found = file_faults(data, "lexicon", ROOT)

    assert len(found) == MESSAGES + 1
    assert found[-1].at == ""
    assert "7" in found[-1].problem


def test_order_of_keys_does_not_matter() -> None:
    """The same filing written in another order has the same faults in one order."""
    filing = {"last_update": "soon", "crawled": {"used": 1, "period": "x"}, "form": "y"}
    turned = {key: filing[key] for key in reversed(filing)}

    assert faults(filing, "eu-ai-act", ROOT) == faults(turned, "eu-ai-act", ROOT)


def test_a_remote_reference_is_never_fetched(tmp_path: Path) -> None:
    """A reference that is not in the schema itself stops, without the network."""
    root = contract(tmp_path, {"$ref": "https://schemas.invalid/remote.json"})

    with pytest.raises(RulebookError, match=r"remote\.json"):
        file_faults({}, "own", root)


def test_dates_of_toml_are_dates(tmp_path: Path) -> None:
    """A TOML date counts as its ISO text."""
    root = contract(tmp_path, DATED)

    toml = datafiles.read_toml(_written(tmp_path, "on = 2026-02-28"))

    assert not file_faults(toml, "own", root)
    assert file_faults({"on": 5}, "own", root)


def _written(folder: Path, text: str) -> Path:
    path = folder / "file.toml"
    path.write_text(text, encoding="utf-8")
    return path


def forms() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each form's id and its schema."""
    for file in sorted((ROOT / "schemas" / "submission").glob("*.json")):
        yield file.name.split(".")[0], json.loads(file.read_text(encoding="utf-8"))


FORMS = dict(forms())
# Values on whose format every reading of the standard agrees.
LEAF = st.sampled_from([
    "yes", "no", "maybe", "2026-01-31", "2026-01", "2025-01/2026-01", "../2026-01", "text",
    "lt_1e9_tokens", "gt_1e9_images", "creator", 5, True, ["text"], ["text", "text"],
    ["other", "video"], [{"name": "A"}], [{"name": "A", "colour": "red"}], ["A", 5],
    [{"name": "A", "url": "https://a.example/b"}], {"state": "blank"}, {"state": "odd"},
    {"state": "answered", "value": "yes"}, {"state": "answered", "items": [{"name": 1}]},
    {"value": "yes"}, {"state": "none", "extra": 1}, {},
])  # fmt: skip


@st.composite
def filings(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Return a form's id and a filing with anything at some of its fields."""
    form = draw(st.sampled_from(sorted(FORMS)))
    filing: dict[str, Any] = {}
    for name, part in FORMS[form]["properties"].items():
        inner = part.get("properties")
        if not draw(st.booleans()):
            continue
        filing[name] = (
            {key: draw(LEAF) for key in inner if draw(st.booleans())}
            if inner
            else draw(LEAF)
        )
    return form, filing


@given(filings())
@settings(max_examples=150, deadline=None)
def test_a_second_validator_agrees(filing: tuple[str, dict[str, Any]]) -> None:
    """Another implementation of the standard finds a fault exactly where we do."""
    form, data = filing
    second = jsonschema_rs.Draft202012Validator(FORMS[form], validate_formats=True)

    assert second.is_valid(data) is not bool(faults(data, form, ROOT))


def test_contracts_name_what_is_wrong() -> None:
    """A context file with a misspelt input is told so."""
    found = file_faults({"provider": {"smee": True}}, "context", ROOT)

    assert [each.at for each in found] == ["/provider"]
    assert "smee" in found[0].problem


@pytest.mark.parametrize(
    "file",
    sorted((ROOT / "regulations" / "catalog-mappings").glob("*.toml")),
    ids=lambda file: file.stem,
)
def test_catalog_mappings_keep_their_contract(file: Path) -> None:
    """Every bundled mapping is as its schema says, and named as its file."""
    mapping = datafiles.read_toml(file)

    assert not file_faults(mapping, "catalog-mapping", ROOT)
    assert mapping["id"] == file.stem


@pytest.mark.parametrize(
    "recipe",
    [
        {},
        {"from": "a", "constant": "b"},
        {"constant": "a", "split": ";"},
        {"form": "a"},
    ],
)
def test_a_recipe_has_one_source(recipe: dict[str, str]) -> None:
    """A column is filled from a column, a constant or templates, one of them."""
    columns = {"record_id": {"from": "id"}, "work_type": {"constant": "book"}}
    mapping = {"id": "own", "title": "Own", "columns": {**columns, "title": recipe}}

    assert file_faults(mapping, "catalog-mapping", ROOT)


def test_a_whole_catalogue_is_claimed_by_its_owner() -> None:
    """A row without a title needs an owner, and its kind says why there is none."""
    row = {"record_id": "C-1", "work_type": "catalogue", "owner_name": "Korn Verlag"}

    assert not file_faults(row, "catalog-row", ROOT)
    assert file_faults({**row, "work_type": "book"}, "catalog-row", ROOT)
    assert file_faults({**row, "owner_name": ""}, "catalog-row", ROOT)


def test_a_reservation_keeps_unknown_apart_from_allowed() -> None:
    """What is said of the uses is one of four words."""
    row = {"reservation_id": "R-1", "scope_kind": "domain", "scope_value": "a.example"}

    assert not file_faults({**row, "value": "unknown"}, "reservation", ROOT)
    assert file_faults({**row, "value": "maybe"}, "reservation", ROOT)
    assert file_faults(
        {**row, "value": "reserved", "first_seen": "1/2/26"}, "reservation", ROOT
    )
