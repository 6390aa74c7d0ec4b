import os
import sys
from pathlib import Path
from typing import Any

import pytest

from compliance.child import guard

READ = (None, os.O_RDONLY)
ABOVE = str(Path(os.sep) / "elsewhere")


@pytest.mark.parametrize(
    ("event", "args"),
    [
        ("socket.connect", (None, ("192.0.2.1", 80))),
        ("socket.getaddrinfo", ("a.example", 80, 0, 0, 0)),
        ("subprocess.Popen", ("sh", [], None, None)),
        ("os.system", (b"true",)),
        ("os.exec", ("sh", [], None)),
        ("os.fork", ()),
        ("os.posix_spawn", ("sh", [], {})),
        ("os.kill", (1, 9)),
        ("urllib.Request", ("http://a.example", None, {}, "GET")),
        ("open", (ABOVE, "w", 0)),
        ("open", (ABOVE, "r+", os.O_RDWR)),
        ("open", (ABOVE, "xb", 0)),
        ("open", (ABOVE, "a", 0)),
        ("open", (ABOVE, None, os.O_WRONLY | os.O_CREAT)),
        ("open", (ABOVE, None, os.O_RDWR)),
        ("open", (ABOVE, None, os.O_RDONLY | os.O_TRUNC)),
        ("os.remove", (ABOVE, -1)),
        ("os.rename", (ABOVE, ABOVE, -1, -1)),
        ("os.mkdir", (ABOVE, 0o777, -1)),
        ("os.symlink", (ABOVE, ABOVE, -1)),
        ("os.truncate", (ABOVE, 0)),
        ("shutil.rmtree", (ABOVE, None)),
    ],
)
def test_a_reader_may_not(event: str, args: tuple[Any, ...]) -> None:
    """No network, no process, no change of any file, by whatever way."""
    with pytest.raises(PermissionError):
        guard("")(event, args)


@pytest.mark.parametrize(
    ("event", "args"),
    [
        ("open", ("a.toml", "r", os.O_RDONLY)),
        ("open", ("a.toml", *READ)),
        ("open", (b"a.toml", "rb", os.O_RDONLY)),
        ("open", (3, "wb", os.O_WRONLY)),
        ("import", ("json", None, None, None, None)),
        ("object.__getattr__", (1, "a")),
    ],
)
def test_a_reader_may(event: str, args: tuple[Any, ...]) -> None:
    """Reading files, and what is open already, are let pass."""
    guard("")(event, args)


def test_a_task_may_write_in_its_folder_only(tmp_path: Path) -> None:
    """Inside its folder a task writes, renames and removes; beside it, nothing."""
    hook = guard(str(tmp_path / "own"))
    inside, beside = str(tmp_path / "own" / "a"), str(tmp_path / "owner")

    hook("open", (inside, "w", 0))
    hook("os.rename", (inside, inside, -1, -1))
    hook("os.remove", (inside, -1))
    for event, args in (
        ("open", (beside, "w", 0)),
        ("open", (f"{inside}/../../b", "w", 0)),
        ("os.rename", (inside, beside, -1, -1)),
        ("os.rename", (beside, inside, -1, -1)),
        ("os.remove", (beside, -1)),
    ):
        with pytest.raises(PermissionError):
            hook(event, args)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own")
def test_a_link_leads_out_of_no_folder(tmp_path: Path) -> None:
    """A link inside the folder is followed before it is judged."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "out").symlink_to(tmp_path)

    with pytest.raises(PermissionError):
        guard(str(tmp_path / "own"))("open", (str(tmp_path / "own/out/a"), "w", 0))
