"""Every limit on what is read, with its reason. ``compliance limits`` prints them."""

from dataclasses import dataclass
from typing import Final

KIB: Final = 1024
MIB: Final = 1024 * KIB
GIB: Final = 1024 * MIB

FILING_BYTES: Final = 20 * MIB
CONTEXT_BYTES: Final = 2 * MIB
CATALOG_BYTES: Final = 8 * GIB
UNPACKED_BYTES: Final = 100 * MIB
CATALOG_UNPACKED_BYTES: Final = 2 * GIB
ARCHIVE_MEMBERS: Final = 2_000
ARCHIVE_RATIO: Final = 200
ARCHIVE_RATIO_FROM: Final = 10 * MIB
DEPTH: Final = 64
NODES: Final = 200_000
STRING: Final = 1_000_000
KEY: Final = 1_000
MESSAGES: Final = 200
PAGES: Final = 2_000
PAGES_WHOLE: Final = 20
PICTURES: Final = 100
PAGE_OBJECTS: Final = 200_000
WORD_ELEMENTS: Final = 300_000
CELLS: Final = 5_000_000
ROW_CHARACTERS: Final = 1_000_000
FIELD_CHARACTERS: Final = 100_000
KEY_CHARACTERS: Final = 1_000
CELL_LINES: Final = 200
RECORD_CHARACTERS: Final = 10_000
WORK_RECORDS: Final = 20_000
RELEASES: Final = 100_000
LISTED_ENTRIES: Final = 10_000
LISTED_LINKS: Final = 50_000
LISTED_QUARANTINE: Final = 1_000
LISTED_IDENTIFIERS: Final = 1_000
CHILD_MEMORY: Final = 1 * GIB
CHILD_CPU: Final = 18
CHILD_WALL: Final = 20
CHILD_PAGES: Final = 50
CHILD_SECONDS: Final = 300
CHILD_ANSWER: Final = 32 * MIB
LINK_MEMORY: Final = 8 * GIB
LINK_CPU: Final = 1_800
LINK_WALL: Final = 1_800
LINK_ANSWER: Final = 128 * MIB
BUILD_CPU: Final = 14_400
BUILD_WALL: Final = 14_400
BUILD_FILE: Final = 64 * GIB
INDEX_JSON_BYTES: Final = 32 * MIB


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit, as it is printed."""

    name: str
    value: int
    unit: str
    why: str


LIMITS: Final = (
    Limit("FILING_BYTES", FILING_BYTES, "bytes", "largest published filing: 0.4 MB"),
    Limit("CONTEXT_BYTES", CONTEXT_BYTES, "bytes", "a context file is a page long"),
    Limit("CATALOG_BYTES", CATALOG_BYTES, "bytes", "a catalog is read in a stream"),
    Limit(
        "UNPACKED_BYTES", UNPACKED_BYTES, "bytes", "a small archive may unpack to all"
    ),
    Limit(
        "CATALOG_UNPACKED_BYTES",
        CATALOG_UNPACKED_BYTES,
        "bytes",
        "a full workbook unpacks to several hundred MB",
    ),
    Limit("ARCHIVE_MEMBERS", ARCHIVE_MEMBERS, "members", "parts of a workbook"),
    Limit("ARCHIVE_RATIO", ARCHIVE_RATIO, "times", "tables pack to a tenth or less"),
    Limit(
        "ARCHIVE_RATIO_FROM",
        ARCHIVE_RATIO_FROM,
        "bytes",
        "a smaller part may pack as well as it likes",
    ),
    Limit("DEPTH", DEPTH, "levels", "the deepest form has five"),
    Limit("NODES", NODES, "values", "a filing with 10,000 domains has 30,000"),
    Limit("STRING", STRING, "chars", "one answer"),
    Limit("KEY", KEY, "chars", "one key; every value below it is named by it"),
    Limit(
        "MESSAGES", MESSAGES, "messages", "faults listed per filing; then their count"
    ),
    Limit("PAGES", PAGES, "pages", "longest published filing: 16 pages"),
    Limit(
        "PAGES_WHOLE", PAGES_WHOLE, "pages", "of a longer PDF the form's pages are read"
    ),
    Limit("PICTURES", PICTURES, "pictures", "places of a PDF that one report shows"),
    Limit("PAGE_OBJECTS", PAGE_OBJECTS, "objects", "lines and letters on one page"),
    Limit("WORD_ELEMENTS", WORD_ELEMENTS, "elements", "one part of a Word file"),
    Limit("CELLS", CELLS, "cells", "a sheet of a catalog in a workbook"),
    Limit("ROW_CHARACTERS", ROW_CHARACTERS, "chars", "one catalog row"),
    Limit("FIELD_CHARACTERS", FIELD_CHARACTERS, "chars", "one value of a catalog"),
    Limit("KEY_CHARACTERS", KEY_CHARACTERS, "chars", "a record_id; reports repeat it"),
    Limit("CELL_LINES", CELL_LINES, "lines", "one quoted cell of a catalog"),
    Limit("RECORD_CHARACTERS", RECORD_CHARACTERS, "chars", "one record of a CWR file"),
    Limit("WORK_RECORDS", WORK_RECORDS, "records", "records of one work in a CWR file"),
    Limit("RELEASES", RELEASES, "releases", "releases and parties of one DDEX message"),
    Limit("LISTED_ENTRIES", LISTED_ENTRIES, "entries", "entries a report lists"),
    Limit(
        "LISTED_LINKS", LISTED_LINKS, "links", "links a report lists; all are counted"
    ),
    Limit("LISTED_QUARANTINE", LISTED_QUARANTINE, "rows", "rows a report lists"),
    Limit(
        "LISTED_IDENTIFIERS", LISTED_IDENTIFIERS, "notes", "identifiers a report lists"
    ),
    Limit("CHILD_MEMORY", CHILD_MEMORY, "bytes", "reading one filing"),
    Limit("CHILD_CPU", CHILD_CPU, "seconds", "reading one filing, processor time"),
    Limit("CHILD_WALL", CHILD_WALL, "seconds", "reading one filing, by the clock"),
    Limit("CHILD_PAGES", CHILD_PAGES, "pages", "of --pages, read within these limits"),
    Limit(
        "CHILD_SECONDS",
        CHILD_SECONDS,
        "seconds",
        "at most, of both, if --pages has more",
    ),
    Limit("CHILD_ANSWER", CHILD_ANSWER, "bytes", "what reading one filing may return"),
    Limit(
        "LINK_MEMORY",
        LINK_MEMORY,
        "bytes",
        "linking with one catalog, mapped files of an index not counted",
    ),
    Limit("LINK_CPU", LINK_CPU, "seconds", "linking, processor time"),
    Limit("LINK_WALL", LINK_WALL, "seconds", "linking, by the clock"),
    Limit("LINK_ANSWER", LINK_ANSWER, "bytes", "what linking may return"),
    Limit("BUILD_CPU", BUILD_CPU, "seconds", "indexing one source, processor time"),
    Limit("BUILD_WALL", BUILD_WALL, "seconds", "indexing one source, by the clock"),
    Limit("BUILD_FILE", BUILD_FILE, "bytes", "one file of an index"),
    Limit(
        "INDEX_JSON_BYTES", INDEX_JSON_BYTES, "bytes", "what an index says of itself"
    ),
)
