import json
from dataclasses import fields, replace
from datetime import date

import pytest
from jsonschema import Draft202012Validator

from compliance.datafiles import root
from compliance.model import GapReport
from compliance.render.json_report import SCHEMA_ID, to_json
from tests.unit.render.example import LONG, NASTY, report

REPORT = report()
BODY = to_json(REPORT)
DATA = json.loads(BODY)


def test_names_and_order_are_the_dataclass_s() -> None:
    """The schema's id comes first, then every field in its order."""
    assert list(DATA) == ["$schema", *(field.name for field in fields(GapReport))]
    assert DATA["$schema"] == SCHEMA_ID


def test_report_meets_its_schema() -> None:
    """What is written is what the published contract says."""
    path = root() / "schemas" / "report.schema.json"
    if not path.is_file():
        pytest.skip("the report's schema is not there")
    schema = json.loads(path.read_text(encoding="utf-8"))

    problems = [
        f"{error.json_path}: {error.message[:200]}"
        for error in Draft202012Validator(schema).iter_errors(DATA)
    ]

    assert problems == []
    assert schema["$id"] == SCHEMA_ID


def test_values_are_plain() -> None:
    """Dates are ISO, enumerations their values, tuples arrays, places objects."""
    assert DATA["as_of"] == "2026-11-22"
    assert DATA["verdict"]["counts"]["not-applicable"] == 3
    assert DATA["rows"][0]["answer"]["value"] == ["text", "image"]
    assert DATA["rows"][0]["answer"]["place"]["page"] == 1
    assert DATA["sections"][4]["score"] is None


def test_nothing_is_cut_or_changed() -> None:
    """Every submitted text reads back as it was, hidden characters too."""
    texts = [row["answer"]["text"] for row in DATA["rows"]]
    titles = [link["entry_title"] for link in DATA["cross_check"]["links"]]

    assert LONG in texts
    assert titles == list(NASTY)


def test_hidden_characters_are_escaped() -> None:
    """No viewer of the file is fooled by a character it cannot show."""
    assert b"invoice\\u202efdp.exe\\u200b" in BODY
    assert b"null\\u0000bell\\u0007 escape\\u001b[31m lone \\ud83d" in BODY
    assert "ע".encode() in BODY


def test_far_characters_are_escaped_in_pairs() -> None:
    """A hidden character outside the basic plane reads back whole."""
    far = replace(REPORT, caveats=("a\U000e0041b",))

    assert json.loads(to_json(far))["caveats"] == ["a\U000e0041b"]
    assert b"a\\udb40\\udc41b" in to_json(far)


def test_unknown_things_are_not_guessed() -> None:
    """A value that is no part of a report stops the writer."""
    strange = replace(REPORT, context={"key": object()})  # type: ignore[dict-item]

    with pytest.raises(TypeError, match="no JSON value stands for a object"):
        to_json(strange)


def test_each_rule_stands_once() -> None:
    """A result names its rule by id; the rule is under the regulation, without cases."""
    ids = [rule["id"] for rule in DATA["regulation"]["rules"]]

    assert {result["rule"] for result in DATA["results"]} <= set(ids)
    assert "cases" not in DATA["regulation"]["rules"][0]


def test_file_ends_with_a_line_end() -> None:
    """Indented UTF-8, one line end at the end, the same from equal reports."""
    assert BODY.endswith(b"\n}\n")
    assert BODY.startswith(b'{\n "$schema"')
    assert to_json(report()) == BODY
    assert REPORT.as_of == date(2026, 11, 22)
