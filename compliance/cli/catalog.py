"""`compliance catalog`: indices of catalogs, built, described, searched, compared."""

import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from compliance.datafiles import root as data_root
from compliance.errors import EXIT_JUDGED, EXIT_REFUSED, UsageError
from compliance.frontdoor import visible
from compliance.identifiers import LISTABLE
from compliance.indexing import (
    Built,
    Hit,
    Index,
    add_inventory,
    build,
    searched,
    verified,
)
from compliance.indexing.folder import written_so_far
from compliance.linkage.index.layout import Json
from compliance.output import write_stdout

_PAUSE: Final = 2.0
"""Seconds between two words of progress."""


def run_build(
    sources: Sequence[Path],
    *,
    output: Path,
    mapping: str | None,
    add: bool,
    keep_going: bool,
) -> int:
    """Build an index or add to it, and say what is in it; return the exit code."""
    with _Watch(output):
        built = build(
            sources,
            output,
            mapping=mapping,
            add=add,
            keep_going=keep_going,
            root=data_root(),
            told=_progress,
        )
    for each in built.refused:
        sys.stderr.write(f"compliance: {each}\n")
    _say((*_built(built), *_described(built.index)))
    return EXIT_REFUSED if built.refused else EXIT_JUDGED


def run_inventory(
    folder: Path, path: Path, *, dataset: str, mapping: str | None, lines_are: str
) -> int:
    """Add the inventory of a dataset to an index; return the exit code."""
    if lines_are and lines_are not in LISTABLE:
        raise UsageError(
            "option-unknown",
            where="--lines",
            what=f"{lines_are[:60]} does not fit here",
            why=f"there is: {', '.join(LISTABLE)}",
            remedy="choose one of these",
        )
    with _Watch(folder):
        index = add_inventory(
            folder,
            path,
            dataset=dataset,
            mapping=mapping,
            lines_are=lines_are,
            root=data_root(),
            told=_progress,
        )
    _say(_described(index))
    return EXIT_JUDGED


def run_info(folder: Path) -> int:
    """Read an index whole, and print what is in it; return the exit code."""
    _say(_described(verified(folder, data_root())))
    return EXIT_JUDGED


def run_search(folder: Path, text: str, *, limit: int) -> int:
    """Print the entries that `text` finds; return the exit code."""
    hits, total = searched(folder, text, limit, data_root())
    lines = [line for hit in hits for line in _found(hit)]
    more = f", the first {len(hits):,} of them shown" if total > len(hits) else ""
    _say((*lines, f"{_count(total, 'entry', 'entries')} found{more}"))
    return EXIT_JUDGED


def _found(hit: Hit) -> Iterator[str]:
    entry = hit.entry
    told = (entry.title, entry.creators.replace("|", "; "), entry.first_date)
    yield visible(f"{hit.entry_id}  {' / '.join(each for each in told if each)}")
    same = f"; {hit.others:,} more of its work" if hit.others else ""
    kept = (entry.identifiers, entry.registrations)
    own = " ".join(each.replace("|", " ") for each in kept if each)
    where = f"{hit.source}, line {hit.line:,}"
    yield visible(f"  by {hit.why}; {where}{same}{'; ' + own if own else ''}")


def _built(built: Built) -> Iterator[str]:
    if built.new:
        yield f"read: {', '.join(built.new)}"
    if built.kept:
        yield f"there already: {', '.join(built.kept)}"


def _described(index: Index) -> Iterator[str]:
    total = sum(each["rows"] for each in index.sources)
    yield f"{index.folder}: {_count(total, 'entry', 'entries')}"
    yield f"digest {index.digest}"
    for each in index.sources:
        yield from _source(each)
    for each in index.inventories:
        linked = sum(link["entries"] for link in each["links"].values())
        yield from _source(each, f" (inventory of {each['dataset']})")
        yield f"  {_count(linked, 'entry', 'entries')} of the catalog are in it"


def _source(source: Json, what: str = "") -> Iterator[str]:
    aside = source["quarantined_rows"]
    yield (
        f"{visible(source['name'])}{what}: {_count(source['rows'], 'entry', 'entries')}, "
        f"{_count(aside, 'row', 'rows')} in quarantine; mapping {source['mapping']}"
    )
    yield (
        f"  {source['lines_in']:,} lines in = {source['header_lines']:,} of headers + "
        f"{source['blank_lines']:,} blank + {source['used_lines']:,} used + "
        f"{source['quarantined_lines']:,} in quarantine"
    )


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _say(lines: Sequence[str] | Iterator[str]) -> None:
    write_stdout(("\n".join(lines) + "\n").encode("utf-8", "replace"))


def _progress(words: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"{visible(words)}\n")


class _Watch:
    """Tells a terminal how many entries are written, as long as something is built."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> None:
        if sys.stderr.isatty():
            self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()

    def _watch(self) -> None:
        before = 0
        while not self._ended.wait(_PAUSE):
            now = written_so_far(self._folder)
            if now != before:
                _progress(f"{now:,} entries written")
            before = now
