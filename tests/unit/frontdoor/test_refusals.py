from hypothesis import given
from hypothesis import strategies as st

from compliance.frontdoor import refusal, visible

ANY = st.text(st.characters(), max_size=2_000)


@given(ANY, ANY, ANY, ANY)
def test_a_refusal_is_one_printable_line(
    where: str, what: str, why: str, remedy: str
) -> None:
    """Whatever a filing holds, its refusal is one line of at most 500 characters."""
    line = str(refusal("child-answer-too-large", where, what, why, remedy))

    assert line.isprintable()
    assert len(line) <= 500


@given(ANY)
def test_refusing_again_changes_nothing(text: str) -> None:
    """A refusal made of a refusal's parts is the same."""
    once = refusal("a", text, text, text, text)

    again = refusal("a", once.where, once.what, once.why, once.remedy)

    assert str(again) == str(once)


def test_the_line_is_kept_when_a_name_is_cut() -> None:
    """A long file name loses its middle, never the place behind it."""
    error = refusal("a", f"{'n' * 255}, line 12, column 3", "b", "c", "d")

    assert error.where.startswith("nnn")
    assert error.where.endswith("n, line 12, column 3")
    assert "…" in error.where


def test_what_cannot_be_printed_has_a_mark() -> None:
    """Escapes, reversed writing and half characters become a mark; blanks stay."""
    assert visible("a\x1b\u202e\udce9 b") == "a\ufffd\ufffd\ufffd b"


def test_what_fits_is_not_cut() -> None:
    """A part of just the longest length stays whole; one more is cut and marked."""
    assert refusal("a", "b", "x" * 80, "c", "d").what == "x" * 80
    assert refusal("a", "b", "x" * 81, "c", "d").what == "x" * 79 + "…"
