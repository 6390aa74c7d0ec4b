import json
from pathlib import Path

import pytest

from compliance import datafiles
from compliance.errors import RulebookError
from compliance.forms import form_ids, form_of, read_schema
from compliance.model import Kind

ROOT = datafiles.root()
EU = """
0.a /version                          0.b /last_update
1.1.a /provider/name_and_contact      1.1.b /provider/authorised_representative
1.2.a /model/names                    1.2.b /model/dependencies
1.2.c /model/placed_on_market         1.3.a /modalities
1.3.b.text /sizes/text                1.3.b.image /sizes/image
1.3.b.audio /sizes/audio              1.3.b.video /sizes/video
1.3.b.other /sizes/other              1.3.c.text /content/text
1.3.c.image /content/image            1.3.c.audio /content/audio
1.3.c.video /content/video            1.3.c.other /content/other
1.3.d /latest_collection              1.3.e /languages
1.3.f /other_characteristics          1.3.g /characteristics_comments
2.1.a /public_datasets/used           2.1.b /public_datasets/modalities
2.1.c /public_datasets/large          2.1.d /public_datasets/others
2.1.e /public_datasets/comments       2.2.1.a /licensed/used
2.2.1.b /licensed/modalities          2.2.2.a /private/used
2.2.2.b /private/modalities           2.2.2.c /private/known
2.2.2.d /private/description          2.2.2.e /private/comments
2.3.a /crawled/used                   2.3.b /crawled/crawlers
2.3.c /crawled/purposes               2.3.d /crawled/behaviour
2.3.e /crawled/period                 2.3.f /crawled/content
2.3.g /crawled/modalities             2.3.h /crawled/domains
2.3.i /crawled/comments               2.4.a /user_data/from_models
2.4.b /user_data/from_services        2.4.c /user_data/services
2.4.d /user_data/modalities           2.4.e /user_data/comments
2.5.a /synthetic/used                 2.5.b /synthetic/modalities
2.5.c /synthetic/market_models        2.5.d /synthetic/other_models
2.5.e /synthetic/comments             2.6.a /other_sources/used
2.6.b /other_sources/description      2.6.c /other_sources/comments
3.1.a /rights/code_signatory          3.1.b /rights/measures
3.1.c /rights/comments                3.2.a /illegal_content/measures
3.3.a /other_information
"""
BILL = {
    "/filer/name", "/filer/contact", "/filer/role", "/alteration/kind",
    "/alteration/significance", "/systems", "/system/consumer_facing",
    "/system/available_on", "/works/summary", "/works/owners", "/works/list",
    "/dataset/name", "/dataset/public", "/dataset/url", "/notice/filed_on",
}  # fmt: skip
OPTIONAL = ("1.3.g", "2.1.e", "2.2.2.e", "2.3.i", "2.4.e", "2.5.e", "2.6.c", "3.1.c")

each_form = pytest.mark.parametrize("form_id", form_ids(ROOT))


def test_the_official_form_is_whole_and_in_its_order() -> None:
    """Each field of the form is there once, at its pointer."""
    fields = form_of("eu-ai-act", ROOT).fields
    parts = EU.split()

    assert [(f.id, f.at) for f in fields] == list(
        zip(parts[::2], parts[1::2], strict=True)
    )


def test_the_notice_has_what_the_bill_asks() -> None:
    """The notice has its fields, and no other."""
    assert {field.at for field in form_of("us-hr-7913", ROOT).fields} == BILL


@each_form
def test_every_field_is_annotated(form_id: str) -> None:
    """A field has a label, a clause, an obligation, and a section with a heading."""
    form = form_of(form_id, ROOT)

    assert len({field.id for field in form.fields}) == len(form.fields)
    for field in form.fields:
        assert field.label, field.id
        assert field.clause, field.id
        assert form.sections[field.section], field.id
        assert field.obligation in ("always", "conditional", "soft", "optional")
        assert bool(field.condition) is (field.obligation == "conditional"), field.id
        assert bool(field.choices) is (field.kind is Kind.CHOICE), field.id
        assert field.kind is not Kind.LIST or field.items, field.id


def test_nine_boxes_are_optional() -> None:
    """Those that the form marks so, and their labels say it."""
    fields = form_of("eu-ai-act", ROOT).fields
    marked = [field for field in fields if field.obligation == "optional"]

    assert [field.id for field in marked] == [*OPTIONAL, "3.3.a"]
    assert all("(optional)" in field.label for field in marked)


def test_nine_questions_take_yes_or_no() -> None:
    """Every other field takes words, ticks, a range, a date or a list."""
    fields = form_of("eu-ai-act", ROOT).fields

    assert [field.id for field in fields if field.kind is Kind.YES_NO] == [
        "2.1.a", "2.2.1.a", "2.2.2.a", "2.3.a", "2.4.a", "2.4.b", "2.5.a", "2.6.a", "3.1.a",
    ]  # fmt: skip


@each_form
def test_every_field_is_described_in_the_schema(form_id: str) -> None:
    """A property says in our words what goes in."""
    schema = read_schema(f"submission/{form_id}", ROOT)

    for field in form_of(form_id, ROOT).fields:
        node = schema
        for key in field.at.split("/")[1:]:
            node = node["properties"][key]
        assert node["description"], field.at


def test_an_annotation_that_is_not_complete_is_named(tmp_path: Path) -> None:
    """The error says which file and which property."""
    folder = tmp_path / "schemas" / "submission"
    folder.mkdir(parents=True)
    note = {"id": "1", "section": "1", "clause": "1", "obligation": "always"}
    schema = {"properties": {"a": {"properties": {"b": {"x-field": note}}}}}
    (folder / "own.schema.json").write_text(json.dumps(schema), encoding="utf-8")

    with pytest.raises(RulebookError, match=r"/a/b/x-field.*label") as refused:
        form_of("own", tmp_path)

    assert refused.value.where.endswith("own.schema.json")


def test_a_schema_that_is_not_there_is_named(tmp_path: Path) -> None:
    """No traceback for a form that nobody wrote."""
    with pytest.raises(RulebookError, match="none"):
        form_of("none", tmp_path)
