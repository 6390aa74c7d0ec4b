from pathlib import Path
from typing import Any

import pytest

from compliance import datafiles
from compliance.forms import form_of
from compliance.intake.labels import bare, load_labels

ROOT = datafiles.root()
FORM = form_of("eu-ai-act", ROOT)
FILES = sorted((ROOT / "regulations" / "eu-ai-act" / "labels").glob("*.toml"))
# The rows of the table in 1.3 are known by their options, not by a label.
LABELLED = {f.id for f in FORM.fields if not f.id.startswith(("1.3.b.", "1.3.c."))}

each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def words(file: Path, part: str, key: str) -> list[tuple[str, str]]:
    """Return each label of a part of a label file, bare, with what it stands for."""
    raw: dict[str, Any] = datafiles.read_toml(file)
    return [(bare(w), e[key]) for e in raw.get(part, []) for w in e["labels"]]


@each_file
def test_a_file_is_named_for_its_language(file: Path) -> None:
    """And says how sure its labels are."""
    raw = datafiles.read_toml(file)

    assert raw["language"] == file.stem
    assert raw["sure"] in ("high", "medium", "low")


@each_file
def test_every_field_has_a_label_in_every_language(file: Path) -> None:
    """Another language's file covers the form; English adds to the schema's labels."""
    told = {field for _, field in words(file, "fields", "id")}

    assert told <= {field.id for field in FORM.fields}
    assert file.stem == "en" or told == LABELLED


@each_file
def test_yes_and_no_and_the_modalities_are_known(file: Path) -> None:
    """Without them no box of a form in that language can be read."""
    codes = {code for _, code in words(file, "choices", "code")}

    assert {"yes", "no", "text", "image", "audio", "video", "other"} <= codes


def test_an_option_means_one_thing_in_all_languages() -> None:
    """No words of an option stand for two codes, since languages are not told apart."""
    meant: dict[str, str] = {}
    for file in FILES:
        for label, code in words(file, "choices", "code"):
            assert meant.setdefault(label, code) == code, (file.name, label)


@each_file
def test_a_label_is_a_field_s_or_a_section_s(file: Path) -> None:
    """A heading that is also a field's label would be read as an answer."""
    fields = {label for label, _ in words(file, "fields", "id")}
    sections = {label for label, _ in words(file, "sections", "id")}

    assert not fields & sections
    assert {section for _, section in words(file, "sections", "id")} <= set(
        FORM.sections
    )


@each_file
def test_each_label_is_found(file: Path) -> None:
    """The reader knows every label for the field it stands for, number and all."""
    labels = load_labels("eu-ai-act", ROOT)

    for entry in datafiles.read_toml(file)["fields"]:
        for label in entry["labels"]:
            found = labels.meaning(f"{entry['id'][:3]} {label}:")
            assert found is not None, label
            assert entry["id"] in found[0].fields, label
