import hashlib
import json
import os
from pathlib import Path

import pytest

from compliance.errors import InternalError
from compliance.output import write_file, write_set


def test_a_set_comes_with_its_manifest(tmp_path: Path) -> None:
    """Every file is there with its bytes, and the manifest has their digests."""
    write_set(tmp_path / "new", {"a.md": b"one", "b.md": b"two"})

    assert (tmp_path / "new" / "a.md").read_bytes() == b"one"
    manifest = json.loads((tmp_path / "new" / "manifest.json").read_text())
    assert manifest["sha256"]["b.md"] == hashlib.sha256(b"two").hexdigest()
    assert sorted(p.name for p in (tmp_path / "new").iterdir()) == [
        "a.md",
        "b.md",
        "manifest.json",
    ]


@pytest.mark.parametrize("kth", range(3))
def test_when_a_file_cannot_be_written_none_is(
    tmp_path: Path, kth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever file the disk refuses, what stood there stands, and nothing else."""
    (tmp_path / "a.md").write_bytes(b"before")
    calls = iter(range(100))
    real = os.fsync

    def full_disk(descriptor: int) -> None:
        if next(calls) == kth:
            raise OSError(28, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full_disk)

    with pytest.raises(InternalError, match="No space left on device"):
        write_set(tmp_path, {"a.md": b"one", "b.md": b"two"})
    assert [p.name for p in tmp_path.iterdir()] == ["a.md"]
    assert (tmp_path / "a.md").read_bytes() == b"before"


def test_a_place_that_is_no_folder_is_named(tmp_path: Path) -> None:
    """A file in the way of a folder is one clear line."""
    (tmp_path / "reports").write_bytes(b"")

    with pytest.raises(InternalError, match="nothing was written") as caught:
        write_file(tmp_path / "reports" / "a.md", b"one")
    assert "\n" not in str(caught.value)
