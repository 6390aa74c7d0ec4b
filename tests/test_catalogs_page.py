"""The examples of the pages on catalogs and links, run in their order."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.command import ROOT, command

pytestmark = pytest.mark.usefixtures("tasks_here")


def said_by(name: str, tmp_path: Path) -> list[str]:
    """Return what each line of the examples on a page says, after those before it."""
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    (block,) = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
    said = []
    for line in block.replace("\\\n", " ").splitlines():
        words = re.findall(r'"[^"]*"|\S+', line)
        here = [
            str(tmp_path / word) if word.startswith("my-") else word.strip('"')
            for word in words[1:]
        ]
        done = command(*here)
        assert done.returncode in (0, 1), done.stderr
        said.append(done.stdout)
    return said


def test_the_examples_on_catalogs_run_in_their_order(tmp_path: Path) -> None:
    """Each line of ``docs/catalogs.md`` works after those before it."""
    said = said_by("catalogs.md", tmp_path)

    assert "3 entries of the catalog are in it" in said[2]
    assert "millstone.example.7101" in said[4]
    assert (tmp_path / "my-reports" / "manifest.json").is_file()


def test_the_examples_on_links_run_in_their_order(tmp_path: Path) -> None:
    """Each line of ``docs/linking.md`` works after those before it."""
    said = said_by("linking.md", tmp_path)

    assert "works: 7 read as works" in said[0]
    assert "works linked: 5" in said[0]
    assert "links of probability 0.9 or more" in said[2]
    for name in ("my-links.csv", "my-review.xlsx", "my-links.json", "my-links.parquet"):
        assert (tmp_path / name).is_file()
    assert not list(tmp_path.glob(".building-*"))
    schema = json.loads((ROOT / "schemas" / "links.schema.json").read_text("utf-8"))
    told = json.loads((tmp_path / "my-links.json").read_text("utf-8"))
    assert [e.json_path for e in Draft202012Validator(schema).iter_errors(told)] == []
