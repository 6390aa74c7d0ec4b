import pytest

from compliance.known.negation import negated

NAME = "Books3"


@pytest.mark.parametrize(
    "text",
    [
        "We did not use Books3.",
        "Books3 was not used.",
        "No use was made of A, B or C; we never used Books3",
        "Everything except Books3",
        "Excluded: LibGen, Books3",
        "The following were not used:\n- LibGen\n- Books3",
        "Wir haben Books3 nicht verwendet.",
        "Ohne Books3",
        "Nous n'avons pas utilisé Books3.",
        "Nie użyto zbioru Books3.",
        "Senza Books3", "Sin Books3", "Zonder Books3",
    ],
)  # fmt: skip
def test_what_was_not_used_is_denied(text: str) -> None:
    """A name that is given to say it was not used does not count as used."""
    start = text.index(NAME)

    assert negated(text, start, start + len(NAME))


@pytest.mark.parametrize(
    "text",
    [
        "We used Books3.",
        "We did not use LibGen but Books3.",
        "Nothing was used. Then Books3.",
        "Private data was not used; Books3 was",
        "including, but not limited to, Books3",
        "not only LibGen, also Books3",
        "Books3, which does not hold images",
        "We use no private data: all of it is Books3",
        "non-English Books3",
        "Not used:\nLibGen\n\nUsed as well, Books3",
        "Nicht nur LibGen, auch Books3",
    ],
)
def test_what_was_used_is_not_denied(text: str) -> None:
    """A negation of something else does not reach the name."""
    start = text.index(NAME)

    assert not negated(text, start, start + len(NAME))
