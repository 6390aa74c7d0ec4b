import pytest

from compliance.datafiles import root
from compliance.intake.states import state_of
from compliance.lexicon import load_lexicon
from compliance.model import State

LEXICON = load_lexicon(root())

READ_AS: dict[State, tuple[str, ...]] = {
    State.BLANK: (
        "", "  – ", "-", "___", "TBD", "[Insert name]", "XX/YYYY", "lorem ipsum dolor",
    ),
    State.NOT_APPLICABLE: (
        "N/A", "n/a.", "Entfällt", "nie dotyczy", "Sans objet",
        "Not applicable (provider established in the Union)",
        "Not applicable because no crawler was used.",
    ),
    State.NONE: (
        "None", "None.", "none (see 2.1)", "None are publicly known", "Nothing",
        "None that we know of.", "None were used", "Keine", "Geen", "brak",
        "None of our private datasets are publicly known.",
        "Keine der Quellen ist öffentlich bekannt.",
    ),
    State.NOT_KNOWN: (
        "Unknown", "Not known to the provider", "Unknown at this time.",
        "Not available",
        "This information cannot be provided because the records were lost.",
    ),
    State.WITHHELD: (
        "Confidential", "Confidential information", "Proprietary.", "Not disclosed",
        "Commercially sensitive", "Geschäftsgeheimnis",
        "This information is confidential.", "We consider this a trade secret.",
        "The names of our licensors are confidential.",
        "We cannot disclose the names for reasons of confidentiality.",
        "We do not disclose the sources of this data.",
    ),
    State.REFERS_ELSEWHERE: (
        "See section 2.1", "See above.", "See list of crawlers here.",
        "https://a.example/x", "www.alder.example",
        "Please refer to Chapter B of the guide: https://a.example/b",
        "Siehe Abschnitt 2.1.", "Voir la section 2.1.",
    ),
    State.ANSWERED: (
        "No", "Alder Books and Birch News",
        "None of our crawlers bypass paywalls.",
        "None of the datasets exceeds three per cent of its modality.",
        "None, except for Alder Books.",
        "Nothing was removed from the data before training.",
        "Unknown artists were excluded from the corpus.",
        "Not available in the Union before May.",
        "Confidential information was removed before training.",
        "We do not train on confidential information.",
        "Filters remove personal and confidential data such as trade secrets.",
        "Filters remove data that is confidential.",
        "Proprietary books were licensed from Alder Press.",
        "Data to be provided by users is filtered.",
        "We crawl news sites. See https://a.example for more.",
        ("See Alder Books and Birch News, both crawled in 2024 with robots.txt obeyed,"
        " for the largest share of the text we used in training here and elsewhere."),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "state"),
    [
        pytest.param(text, state, id=f"{state}: {text[:40]}")
        for state, texts in READ_AS.items()
        for text in texts
    ],
)
def test_words_have_their_state(text: str, state: State) -> None:
    """An answer is what its words say, no more and no less."""
    assert state_of(text, LEXICON)[0] is state


def test_the_forms_own_words_are_no_answer() -> None:
    """Help text left in place is blank by itself, and noted beside an answer."""
    help_text = "If so, please specify."

    assert state_of(help_text, LEXICON) == (
        State.BLANK,
        "only the form's own help text stands here",
    )
    assert state_of(f"{help_text} Alder Books.", LEXICON) == (
        State.ANSWERED,
        "the form's own help text stands beside the answer",
    )


def test_a_long_not_applicable_is_an_explanation() -> None:
    """Twenty words that begin so are not applicable; a paragraph is an answer."""
    words = "Not applicable" + " because" * 18

    assert state_of(words, LEXICON)[0] is State.NOT_APPLICABLE
    assert state_of(f"{words} because", LEXICON)[0] is State.ANSWERED


def test_a_few_words_beside_a_placeholder_leave_it_one() -> None:
    """Three words more are still a placeholder; four are an answer."""
    assert state_of("TBD by legal team", LEXICON)[0] is State.BLANK
    assert state_of("TBD by our legal team", LEXICON)[0] is State.ANSWERED
