import pytest

from compliance.compare.answers import judged_by_answers
from compliance.datafiles import root
from compliance.forms import form_of
from compliance.intake.canonical import answers_from_data
from compliance.lexicon import load_lexicon
from compliance.model import Duty, Judged, Level, Outcome
from compliance.pointer import build

ROOT = root()
FORM = form_of("eu-ai-act", ROOT)
LEXICON = load_lexicon(ROOT)


def duty(level: Level, **parts: object) -> Duty:
    """Return what some regulation asks of some element."""
    return Duty(
        regulation="x",
        element="y",
        level=level,
        clause="1",
        says="something",
        sure="high",
        **parts,  # type: ignore[arg-type]
    )


def judged(level: Level, given: dict[str, object], **own: object) -> Judged:
    """Return what a filing that holds `given` gives of an element asked at `level`."""
    answers = answers_from_data(build(given), FORM, ROOT)
    return judged_by_answers(
        duty(level), duty(Level.REQUIRED, **own), answers, FORM, LEXICON
    )


DOMAINS = "/crawled/domains"
USED = "/crawled/used"
MEASURES = "/rights/measures"


@pytest.mark.parametrize(
    ("level", "outcome", "binding"),
    [
        (Level.REQUIRED, Outcome.GAP, "must"),
        (Level.VOLUNTARY, Outcome.GAP, "may"),
        (Level.CONDITIONAL, Outcome.UNDETERMINED, ""),
        (Level.ON_REQUEST, Outcome.UNDETERMINED, ""),
        (Level.NOT_REQUIRED, Outcome.NOT_APPLICABLE, ""),
        (Level.NOT_ESTABLISHED, Outcome.UNDETERMINED, ""),
    ],
)
def test_what_is_not_given_weighs_by_how_it_is_asked(
    level: Level, outcome: Outcome, binding: str
) -> None:
    """A blank breaks a duty; under a condition or on request it leaves a question."""
    result = judged(level, {DOMAINS: ""}, at=(DOMAINS,))

    assert (result.outcome, result.binding) == (outcome, binding)


@pytest.mark.parametrize(
    "level",
    [Level.REQUIRED, Level.VOLUNTARY, Level.CONDITIONAL, Level.ON_REQUEST],
)
def test_what_is_given_is_met_however_it_is_asked(level: Level) -> None:
    """An answer is an answer, and the place of it is told."""
    result = judged(level, {DOMAINS: ["lindenbach.example"]}, at=(DOMAINS,))

    assert result.outcome is Outcome.MET
    assert [each.field_id for each in result.seen] == ["2.3.h"]
    assert "2.3.h" in result.why


def test_words_without_a_name_are_no_list() -> None:
    """Prose where names are due is neither met nor a gap."""
    result = judged(Level.REQUIRED, {DOMAINS: "A range of sites."}, at=(DOMAINS,))

    assert result.outcome is Outcome.UNDETERMINED
    assert result.seen[0].quote == "A range of sites."


def test_a_no_leaves_nothing_to_tell() -> None:
    """Who does not crawl has no domains; who does, or does not say, has a gap."""
    gate = {"at": (DOMAINS,), "if_yes": (USED,)}

    assert judged(Level.REQUIRED, {USED: "no"}, **gate).outcome == "not-applicable"
    assert judged(Level.REQUIRED, {USED: "yes"}, **gate).outcome == "gap"
    assert judged(Level.REQUIRED, {}, **gate).outcome == "gap"


def test_one_yes_of_two_questions_is_enough() -> None:
    """Only where all of the questions say No is there nothing to tell."""
    gate = {"at": (DOMAINS,), "if_yes": (USED, "/public_datasets/used")}
    given: dict[str, object] = {USED: "no", "/public_datasets/used": "yes"}

    assert judged(Level.REQUIRED, given, **gate).outcome is Outcome.GAP


def test_an_element_of_no_field_is_lacking() -> None:
    """What a form does not ask, a filing on it does not give."""
    result = judged(Level.REQUIRED, {DOMAINS: ["lindenbach.example"]}, at=())

    assert result.outcome is Outcome.GAP
    assert "has no field" in result.why


def test_words_are_looked_for_where_the_element_is_one_of_several() -> None:
    """An answer on something else does not speak of the element."""
    own = {"at": (MEASURES,), "word_list": "protocols", "groups": ("robots.txt",)}

    with_it = judged(Level.REQUIRED, {MEASURES: "We obey robots.txt."}, **own)
    without = judged(Level.REQUIRED, {MEASURES: "We honour TDMRep."}, **own)

    assert with_it.outcome is Outcome.MET
    assert without.outcome is Outcome.GAP


def test_an_entry_is_asked_for_its_part() -> None:
    """A list of names without links gives names and no links."""
    large = "/public_datasets/large"
    named: dict[str, object] = {large: [{"name": "Linden Corpus"}]}
    linked: dict[str, object] = {
        large: [{"name": "Linden Corpus", "url": "https://linden.example"}]
    }

    assert judged(Level.REQUIRED, named, at=(large,)).outcome is Outcome.MET
    assert (
        judged(Level.REQUIRED, named, at=(large,), entry="url").outcome
        is Outcome.UNDETERMINED
    )
    assert (
        judged(Level.REQUIRED, linked, at=(large,), entry="url").outcome is Outcome.MET
    )


@pytest.mark.parametrize(
    ("at", "outcome"),
    [
        pytest.param("/languages", Outcome.NOT_APPLICABLE, id="a field that is asked"),
        pytest.param("/other_information", Outcome.GAP, id="a comment that is not"),
    ],
)
def test_said_not_to_apply(at: str, outcome: Outcome) -> None:
    """Of a question N/A is an answer; of an optional comment it is only a blank."""
    assert judged(Level.REQUIRED, {at: "N/A"}, at=(at,)).outcome is outcome


def test_an_option_of_the_filers_own_is_no_answer() -> None:
    """A yes-or-no question answered otherwise is open, with the words that were given."""
    result = judged(
        Level.REQUIRED, {"/licensed/used": "Other (see below)"}, at=("/licensed/used",)
    )

    assert result.outcome is Outcome.UNDETERMINED
    assert "Other (see below)" in result.why
