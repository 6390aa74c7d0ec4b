"""One pass over a small catalog, and what is told of it."""

from collections.abc import Mapping, Sequence

import pytest

from compliance.datafiles import root
from compliance.linkage.bearings import Bearings
from compliance.linkage.crossing import Crossing, Disclosure
from compliance.linkage.domain_links import index_domains
from compliance.linkage.exposure import Unlisted
from compliance.linkage.notes import notes
from compliance.linkage.works import index_works, work_of
from compliance.model import Match
from compliance.reservations import Provider, Use, load_forms
from tests.unit.linkage.invented import HEADER, catalog

NOBODY = Provider(names=frozenset(), agents=frozenset(), switches=frozenset())
HEAD = f"{HEADER},creators,identifiers,domains,reservations"


def crossed(
    rows: Sequence[str] = (),
    works: Sequence[Mapping[str, str]] = (),
    domains: Sequence[str] = (),
    unlisted: Sequence[str] = (),
) -> tuple[Crossing, Disclosure]:
    """Return the pass over a catalog of these rows."""
    read = [work_of(n, item) for n, item in enumerate(works)]
    named = [(len(read) + n, {"name": each}) for n, each in enumerate(domains)]
    use = Use(kind="work", host="", window=None)
    disclosure = Disclosure(
        works=index_works(read, {}),
        domains=index_domains(named),
        unlisted=tuple(Unlisted(name, ()) for name in unlisted),
        uses=dict.fromkeys(range(len(read) + len(named)), use),
        wheres={n: f"/works/{n}" for n in range(len(read))},
        confusables={},
        platforms=frozenset(),
    )
    crossing = Crossing(disclosure, Bearings({}, NOBODY, load_forms(root())))
    crossing.run(catalog("\n".join([HEAD, *rows])))
    return crossing, disclosure


def told(
    *, has_reservations: bool = True, similar: bool = False, **given: Sequence[object]
) -> list[str]:
    """Return what is told, without what is told always."""
    crossing, disclosure = crossed(**given)  # type: ignore[arg-type]
    found = notes(
        crossing,
        disclosure,
        (),
        has_reservations=has_reservations,
        by_similar_names=similar,
    )
    return [
        each for each in found if not each.startswith(("Only what agrees", "An ident"))
    ]


WORK = {"title": "Two", "creators": "Ida Ek"}
BOTH = {"works": [WORK], "domains": ["ash.example"]}


def test_a_whole_comparison_has_nothing_to_tell() -> None:
    """Only that links are exact is said of every cross-check."""
    crossing, disclosure = crossed(["a,book,One,Bo Alm,,,"], **BOTH)

    assert [
        n[:16]
        for n in notes(
            crossing, disclosure, (), has_reservations=True, by_similar_names=False
        )
    ] == ["Only what agrees"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            {"domains": ["ash.example"]},
            "The filing lists no works, so none could be compared.",
        ),
        ({"works": [WORK]}, "The filing names no domains, so none could be compared."),
        (
            {**BOTH, "works": [WORK, {"title": "Three"}]},
            "1 disclosed work has a title and no creator; a title alone does not link.",
        ),
        (
            {**BOTH, "domains": ["ash.example", "news", "co.uk"]},
            "2 disclosed names are no domain, or a public suffix, and were not compared.",
        ),
        (
            {**BOTH, "unlisted": ["Birch", "Alder", "Birch"]},
            (
                "What is in Birch, Alder is not listed in the filing, so works in these "
                "datasets cannot be found."
            ),
        ),
        (
            {**BOTH, "unlisted": list("ABCDEFG")},
            (
                "What is in A, B, C, D, E and 2 more is not listed in the filing, so works in "
                "these datasets cannot be found."
            ),
        ),
        (
            {**BOTH, "unlisted": list("ABCDE")},
            (
                "What is in A, B, C, D, E is not listed in the filing, so works in these "
                "datasets cannot be found."
            ),
        ),
        (
            {**BOTH, "works": [WORK | {"isbn": "1"}]},
            (
                "1 identifier of the filing is malformed or with another check digit, and links "
                "nothing."
            ),
        ),
        (
            {**BOTH, "rows": ["a,book,One,,isbn:1|isbn:0306406153|isbn:306406152,,"]},
            (
                "2 identifiers of the catalog are malformed or with another check digit, and "
                "link nothing."
            ),
        ),
        (
            {**BOTH, "rows": ["a,book,One,,x:1|y:2|x:3,,"]},
            "Identifiers of kinds not known here: x, y.",
        ),
        (
            {**BOTH, "rows": ["a,catalogue,,,,elm.example,"]},
            "1 entry stands for all works of an owner and can be checked by domain only.",
        ),
    ],
)
def test_what_was_not_checked_is_told(
    given: dict[str, list[object]], sentence: str
) -> None:
    """One sentence says what, and how much of it."""
    assert told(**given) == [sentence]


def test_reservations_without_a_file_are_told() -> None:
    """With the file, those it lacks are told only of entries that are exposed."""
    rows = ["a,book,One,,,,R1", "b,book,Two,Ida Ek,,,R2"]

    assert told(**BOTH, rows=rows, has_reservations=False) == [
        "2 entries list reservations, and no file of reservations was given."
    ]
    assert told(**BOTH, rows=rows) == [
        "Reservations that the catalog lists and the file lacks: R2."
    ]


def test_faults_of_both_sides_are_listed_with_their_place() -> None:
    """Where each stands, what it was, and what became of it."""
    crossing, _ = crossed(
        ["a,book,One,,isbn:306406152,,"], works=[{"isbn": "0306406153"}, {"isbn": "x"}]
    )

    assert [(n.where, n.raw, n.verdict) for n in crossing.identifiers] == [
        ("filing /works/0", "0306406153", "check fails"),
        ("filing /works/1", "x", "malformed"),
        ("catalog line 2", "306406152", "valid"),
    ]
    assert crossing.identifiers[1].repair == "1 character, not 10 or 13 digits"
    assert crossing.identifiers[2].repair.startswith("leading zeros restored")


def test_lists_stand_in_the_order_of_the_filing() -> None:
    """Links by disclosed work, then by strength; entries exposed first."""
    rows = [
        "a,book,None,,,,",
        "b,book,Two,Ida Ek,isbn:0306406152,,",
        "c,book,One,Bo Alm,,,",
    ]
    works = [{"title": "One", "creators": "Bo Alm"}, {**WORK, "isbn": "0306406152"}]

    crossing, _ = crossed(rows, works)

    assert [
        (row.number, row.entry_id, row.method.value) for row in crossing.links()
    ] == [
        (0, "c", "title and creator"),
        (1, "b", "identifier"),
        (1, "b", "title and creator"),
    ]
    assert [e.entry_id for e in crossing.entries()] == ["b", "c", "a"]
    assert crossing.counts == {Match.EXPOSED: 2, Match.CANNOT_CHECK: 1}


def test_a_long_title_is_cut_where_it_is_listed() -> None:
    """A thousand characters show which work it is, and the cut shows."""
    crossing, _ = crossed([f"a,book,{'x' * 1_000},,,,", f"b,book,{'y' * 1_001},,,,"])

    first, second = crossing.entries()
    assert first.title == "x" * 1_000
    assert second.title == "y" * 999 + "…"
