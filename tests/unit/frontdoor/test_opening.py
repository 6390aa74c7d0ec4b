import hashlib
import os
import socket
from pathlib import Path

import pytest

from compliance.errors import InputRefusedError
from compliance.frontdoor import CATALOG_KINDS, FILING_KINDS, open_large, open_untrusted

LIMIT = 1_000


def refused(path: Path, limit: int = LIMIT) -> InputRefusedError:
    """Return the refusal of the file at `path`."""
    with pytest.raises(InputRefusedError) as caught:
        open_untrusted(path, FILING_KINDS, limit)
    return caught.value


def test_a_file_is_read_once_and_hashed(tmp_path: Path) -> None:
    """Name, kind, bytes and digest are of the file as it was."""
    path = tmp_path / "a.json"
    path.write_bytes(b'{"a": 1}')

    file = open_untrusted(path, FILING_KINDS, LIMIT)

    assert (file.name, file.kind, file.data) == ("a.json", "json", b'{"a": 1}')
    assert file.sha256 == hashlib.sha256(b'{"a": 1}').hexdigest()


def test_the_limit_is_to_the_byte(tmp_path: Path) -> None:
    """A file of the limit's size is read; one byte more is not."""
    path = tmp_path / "a.json"
    path.write_bytes(b"x" * LIMIT)

    assert len(open_untrusted(path, FILING_KINDS, LIMIT).data) == LIMIT
    assert refused(path, LIMIT - 1).code == "file-too-large"


def test_a_large_hole_is_refused_unread(tmp_path: Path) -> None:
    """A sparse file of a gigabyte is refused by its size."""
    path = tmp_path / "a.json"
    with path.open("wb") as file:
        file.truncate(2**30)

    assert refused(path).code == "file-too-large"


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    """Nothing is no filing."""
    path = tmp_path / "a.json"
    path.touch()

    assert refused(path).code == "file-empty"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A wrong path, one too long for any system included, is the reader's to check."""
    assert refused(tmp_path / "a.json").code == "file-missing"
    assert refused(tmp_path / ("a" * 300 + ".json")).code == "file-missing"
    assert refused(tmp_path / "a\0.json").code == "file-unopened"


def test_a_folder_is_named(tmp_path: Path) -> None:
    """A folder is not opened."""
    assert refused(tmp_path).why == "it is a folder"


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """A link is refused, whatever it points to."""
    (tmp_path / "a.json").write_bytes(b"{}")
    link = tmp_path / "b.json"
    link.symlink_to(tmp_path / "a.json")

    assert refused(link).code == "file-link"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    """A pipe nobody writes to is refused at once."""
    path = tmp_path / "a.json"
    os.mkfifo(path)

    assert refused(path).why == "it is a pipe"


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no such sockets here")
def test_a_socket_is_named(tmp_path: Path) -> None:
    """A socket is called one."""
    path = tmp_path / "s"
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(path))

        assert refused(path).why == "it is a socket"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_a_device_is_named() -> None:
    """A device without end is refused at once."""
    assert refused(Path("/dev/zero")).why == "it is a device"


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_that_is_no_text_can_be_printed(tmp_path: Path) -> None:
    """A file name with a stray byte is shown with a mark, and encodes."""
    path = tmp_path / os.fsdecode(b"caf\xe9.json")
    try:
        path.write_bytes(b"{}")
    except OSError:
        pytest.skip("this file system takes text only")

    file = open_untrusted(path, FILING_KINDS, LIMIT)

    assert file.name.encode() == "caf\N{REPLACEMENT CHARACTER}.json".encode()


def test_a_large_file_is_hashed_and_not_held(tmp_path: Path) -> None:
    """Kind, size and digest are of the whole file; its path is whole."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n" * 200)

    file = open_large(path, CATALOG_KINDS, LIMIT)

    assert (file.name, file.kind, file.size) == ("a.csv", "csv", 800)
    assert file.sha256 == hashlib.sha256(b"a,b\n" * 200).hexdigest()
    assert file.path.is_absolute()


def test_a_large_file_is_known_by_its_beginning(tmp_path: Path) -> None:
    """The first bytes say the kind, and the limit is to the byte."""
    path = tmp_path / "a"
    size = 3 * 2**20
    path.write_bytes(b"PAR1" + bytes(size - 4))

    assert open_large(path, CATALOG_KINDS, size).kind == "parquet"
    with pytest.raises(InputRefusedError, match="file-too-large"):
        open_large(path, CATALOG_KINDS, size - 1)
