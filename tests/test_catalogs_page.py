"""The examples of the page on catalogs, run in their order."""

import re
from pathlib import Path

from tests.command import ROOT, command


def test_the_examples_run_in_their_order(tmp_path: Path) -> None:
    """Each line of ``docs/catalogs.md`` works after those before it."""
    page = (ROOT / "docs" / "catalogs.md").read_text(encoding="utf-8")
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

    assert "3 entries of the catalog are in it" in said[2]
    assert "millstone.example.7101" in said[4]
    assert (tmp_path / "my-reports" / "manifest.json").is_file()
