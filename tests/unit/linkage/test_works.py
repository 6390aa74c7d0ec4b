from compliance.identifiers import Verdict
from compliance.linkage.works import index_works, work_of


def test_a_bare_name_is_a_title_unless_it_is_an_identifier() -> None:
    """A list of plain texts may hold titles, numbers, or both."""
    assert work_of(0, {"name": "Moby Dick"}).title == "Moby Dick"
    assert work_of(0, {"name": "1984"}).title == "1984"
    number = work_of(0, {"name": "978-0-306-40615-7"})
    assert (number.title, number.identifiers[0].normal) == ("", "9780306406157")


def test_an_own_number_takes_no_title_away() -> None:
    """A filer's number that is an identifier counts, and the name stays the title."""
    work = work_of(0, {"id": "0-306-40615-2", "name": "Moby Dick"})

    assert work.title == "Moby Dick"
    assert [each.scheme for each in work.identifiers] == ["isbn"]
    assert not work_of(0, {"id": "W-17", "title": "One"}).identifiers


def test_an_identifier_given_twice_is_one() -> None:
    """The same text as number and as ISBN is one identifier."""
    assert len(work_of(0, {"id": "0306406152", "isbn": "0306406152"}).identifiers) == 1


def test_identifiers_with_something_to_tell_are_kept_apart() -> None:
    """Repaired, noted and faulty identifiers of a filing are told; whole ones are not."""
    works = [
        work_of(0, {"isbn": "0306406152|306406152|0306406153|x"}),
        work_of(1, {"isrc": "XQAYE6700124|GBAYE6700124"}),
    ]

    index = index_works(works, {})

    assert [each.raw for _, each in index.notable] == [
        "306406152", "0306406153", "x", "XQAYE6700124",
    ]  # fmt: skip
    assert {each.verdict for _, each in index.notable} == set(Verdict)


def test_what_can_be_compared_is_counted_by_work() -> None:
    """A work with two ISBNs counts once; a faulty ISBN counts for nothing."""
    works = [
        work_of(
            0, {"isbn": "0306406152|080442957X", "title": "One", "creators": "Bo Alm"}
        ),
        work_of(1, {"isbn": "0306406153", "title": "Two"}),
        work_of(2, {"registration": "A1@1922-01-01", "creators": "Bo Alm"}),
    ]

    index = index_works(works, {})

    assert index.schemes == {"isbn": 1, "us": 1}
    assert (index.total, index.named, index.titles_alone) == (3, 1, 1)


def test_creators_are_parted_by_both_marks() -> None:
    """Several creators are joined by a bar or a semicolon."""
    assert work_of(0, {"creators": "Bo Alm; Ida Ek|Mira Anselm"}).creators == (
        "Bo Alm", "Ida Ek", "Mira Anselm",
    )  # fmt: skip
