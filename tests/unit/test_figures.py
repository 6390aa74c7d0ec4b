import math

import pytest

from compliance.figures import figures, range_in


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("1 billion to 10 trillion tokens", 1e9, 1e13),
        ("1 Milliarde bis 10 Billionen Tokens", 1e9, 1e13),
        ("1 milliard à 10 billions de jetons", 1e9, 1e13),
        ("da 1 miliardo a 10 bilioni di token", 1e9, 1e13),
        ("de mil millones a 10 billones de tokens", 0, 0),
        ("od 1 miliarda do 10 bilionów tokenów", 1e9, 1e13),
        ("más de 10 billones de tokens", 1e13, math.inf),
        ("plus de 10 billions de jetons", 1e13, math.inf),
        ("plus d'un million d'images", 0, 0),
        ("moins de 10 000 heures", 0, 1e4),
        ("mniej niż 10 tysięcy godzin", 0, 1e4),
    ],
)
def test_a_range_is_read_on_the_scale_of_its_language(
    words: str, low: float, high: float
) -> None:
    """A French billion is an English trillion; a number in words is none."""
    assert range_in(words) == ((low, high) if high else None)


@pytest.mark.parametrize(
    ("words", "unit", "amount"),
    [
        ("15 billions de jetons", "tokens", 15e12),
        ("15 billion tokens", "tokens", 15e9),
        ("3 millions d\u2019images", "images", 3e6),
        ("3 milioni di immagini", "images", 3e6),
        ("12 tysięcy godzin", "hours", 12e3),
        ("40 heures.", "hours", 40.0),
    ],
)
def test_a_figure_is_read_with_its_unit(words: str, unit: str, amount: float) -> None:
    """Between number and unit other languages put a little word."""
    assert [value for value, _ in figures(words, unit)] == [amount]


def test_a_number_of_other_things_is_no_figure() -> None:
    """Only the unit asked for counts."""
    assert not figures("3 millions de pages, 15 billion parameters", "tokens")
