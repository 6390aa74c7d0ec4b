"""Sorted runs of hashes and rows: written in bounded memory, searched without reading."""

from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa

from compliance.linkage.index.hashes import hash_of
from compliance.linkage.index.layout import KEYS, damaged, file_sha256

RUN: Final = 8_000_000
"""Keys in one run at most; they are sorted in memory."""

_SCHEMA: Final = pa.schema([("hash", pa.uint64()), ("row", pa.uint32())])


class KeyWriter:
    """Takes texts and rows, and writes them as sorted runs."""

    def __init__(self, folder: Path) -> None:
        """Take the folder they go into."""
        self._folder = folder
        self._hashes = bytearray()
        self._rows = array("I")
        self.files: list[Path] = []
        self.total = 0

    def add(self, row: int, texts: Sequence[str]) -> None:
        """Take what the entry of a row is found by."""
        self._hashes += b"".join([hash_of(text) for text in texts])
        self._rows.extend([row] * len(texts))
        if len(self._rows) >= RUN:
            self.flush()

    def flush(self) -> None:
        """Write what was taken."""
        if not self._rows:
            return
        hashes = np.frombuffer(self._hashes, dtype=">u8").astype("<u8")
        rows = np.frombuffer(self._rows, dtype=np.uint32)
        # Stable, so that the rows of one hash stay in their order.
        order = np.argsort(hashes, kind="stable")
        path = self._folder / KEYS.replace("*", f"{len(self.files):04}")
        with path.open("wb") as file, pa.ipc.new_file(file, _SCHEMA) as writer:
            columns = [pa.array(hashes[order]), pa.array(rows[order])]
            writer.write_batch(pa.record_batch(columns, schema=_SCHEMA))
        self.files.append(path)
        self.total += len(rows)
        del hashes, rows
        self._hashes = bytearray()
        self._rows = array("I")


class Keys:
    """The runs of one segment, to be searched."""

    def __init__(self, files: Sequence[tuple[Path, str]], name: str) -> None:
        """Open the runs; each is given with its SHA-256.

        Raises:
            InputRefusedError: one of them is not as it was written.
        """
        self._runs = [_opened(path, sha256, name) for path, sha256 in files]

    def rows_of(self, wanted: Any) -> Any:
        """Return the rows that have one of the hashes `wanted`, sorted, each once."""
        return np.unique(self.pairs_of(wanted)[1])

    def pairs_of(self, wanted: Any) -> tuple[Any, Any]:
        """Return the places in `wanted` and the rows that agree, side by side."""
        places, rows = [_NONE], [_NONE]
        for hashes, run in self._runs:
            first = np.searchsorted(hashes, wanted, side="left")
            last = np.searchsorted(hashes, wanted, side="right")
            found, at = _spread(first, last)
            places.append(found)
            rows.append(run[at])
        return np.concatenate(places), np.concatenate(rows)

    def all(self) -> Sequence[tuple[Any, Any]]:
        """Return each run: its hashes and the rows that have them."""
        return self._runs


_NONE: Final = np.zeros(0, dtype=np.uint32)


def _spread(first: Any, last: Any) -> tuple[Any, Any]:
    """Return for each span its number, as often as it is long, and its places."""
    lengths = last - first
    numbers = np.repeat(np.arange(len(first), dtype=np.uint32), lengths)
    starts = np.repeat(first - (np.cumsum(lengths) - lengths), lengths)
    return numbers, np.arange(len(numbers)) + starts


def wanted_hashes(texts: Iterable[str]) -> Any:
    """Return the hashes of `texts`, sorted, each once."""
    joined = b"".join([hash_of(text) for text in texts])
    return np.unique(np.frombuffer(joined, dtype=">u8").astype("<u8"))


def hashes_in_order(texts: Iterable[str]) -> Any:
    """Return the hash of each text, in their order."""
    joined = b"".join([hash_of(text) for text in texts])
    return np.frombuffer(joined, dtype=">u8").astype("<u8")


def _opened(path: Path, sha256: str, name: str) -> tuple[Any, Any]:
    try:
        with path.open("rb") as file:
            if file_sha256(file) != sha256:
                raise damaged(name, f"{path.name} is not as it was written")
        batches = pa.ipc.open_file(pa.memory_map(str(path)))
        if batches.schema != _SCHEMA or batches.num_record_batches != 1:
            raise damaged(name, f"{path.name} is not as it was written")
        batch = batches.get_batch(0)
    except (OSError, pa.ArrowException) as error:
        raise damaged(name, f"{path.name} cannot be read") from error
    return batch.column(0).to_numpy(), batch.column(1).to_numpy()
