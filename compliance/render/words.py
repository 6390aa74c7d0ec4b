"""What reports call things: the same words in every format."""

import math
import re
from typing import Final

from compliance.model import (
    DOUBT_WORDS,
    OFFICER,
    Answer,
    Cite,
    Level,
    Outcome,
    Regulation,
    RuleResult,
    Severity,
    State,
    Submission,
)

OUTCOME_WORDS: Final = {
    Outcome.GAP: "gap",
    Outcome.UNDETERMINED: "undetermined",
    Outcome.MET: "met",
    Outcome.NOT_APPLICABLE: "not applicable",
}
"""In the order in which reports list them."""
OUTCOME_MEANS: Final = {
    Outcome.GAP: "the filing lacks what the rule asks for",
    Outcome.UNDETERMINED: "could not be decided from what was given",
    Outcome.MET: "the filing gives what the rule asks for, as far as a summary can",
    Outcome.NOT_APPLICABLE: (
        "not asked: a condition does not hold or the day is outside the rule's dates"
    ),
}
SEVERITY_WORDS: Final = {
    Severity.MUST: "must",
    Severity.SHOULD: "should",
    Severity.MAY: "may",
}
STATE_WORDS: Final = {
    State.ANSWERED: "answered",
    State.NOT_APPLICABLE: "not applicable",
    State.NONE: "none",
    State.NOT_KNOWN: "not known",
    State.WITHHELD: "withheld",
    State.REFERS_ELSEWHERE: "refers elsewhere",
    State.BLANK: "blank",
    State.UNREADABLE: "unreadable",
    State.MISSING_FIELD: "not in the filing",
}
LEVEL_WORDS: Final = {level: level.value for level in Level}
TERM_WORDS: Final = {
    **LEVEL_WORDS,
    Level.REQUIRED: "provided",
    Level.CONDITIONAL: "in part",
    Level.NOT_REQUIRED: "none",
}
"""What a level means of a term of the instrument, such as a penalty."""
LEVEL_MEANS: Final = {
    Level.REQUIRED: "asked for in any case, of those whom the instrument addresses",
    Level.CONDITIONAL: "asked for in part, under a condition, or by implication",
    Level.ON_REQUEST: "owed to who asks",
    Level.VOLUNTARY: "given by who takes part or chooses to",
    Level.NOT_REQUIRED: "looked for and not asked for",
    Level.NOT_ESTABLISHED: "could not be told from what was read",
}
NO_SECTION: Final = "The summary as a whole"

_POWER: Final = re.compile(r"1e([0-9]{1,2})")


def plural(count: int, one: str, many: str = "") -> str:
    """Return `count` with its noun.

    >>> plural(1, "rule"), plural(1200, "rule"), plural(2, "entry", "entries")
    ('1 rule', '1,200 rules', '2 entries')
    """
    noun = one if count == 1 else many or f"{one}s"
    return f"{count:,} {noun}"


def percent(share: float | None) -> str:
    """Return a share from 0 to 1 as whole percent, rounded down.

    Rounded down, so that only a full share reads "100 %".

    >>> percent(0.999), percent(0.29), percent(0.004), percent(None)
    ('99 %', '29 %', 'under 1 %', 'not scored')
    """
    if share is None:
        return "not scored"
    # 0.29 * 100 is 28.999999999999996
    whole = math.floor(share * 100 + 1e-9)
    return "under 1 %" if share > 0 and whole == 0 else f"{whole} %"


def section_heading(regulation: Regulation, section: str) -> str:
    """Return the number, if it has one, and heading of a section of the form.

    What is no section of the form is the summary as a whole.
    """
    heading = regulation.form.sections.get(section)
    if heading is None:
        return NO_SECTION
    numbered = any(character.isdigit() for character in section)
    return f"{section} {heading}".strip() if numbered else heading or section


def cite_words(cite: Cite) -> str:
    """Return where in the law a rule stands, and how certain that is.

    >>> cite_words(Cite(instrument="x-act", pinpoint="Sec. 2", says="", sure="low"))
    'x-act, Sec. 2 (certainty: low)'
    """
    certainty = "" if cite.sure == "high" else f" (certainty: {cite.sure})"
    return f"{cite.instrument}, {cite.pinpoint}{certainty}"


def doubt_words(answer: Answer) -> str:
    """Return why the reading of an answer is not surer; empty when nothing is."""
    return "; ".join(DOUBT_WORDS[doubt] for doubt in answer.doubts)


def read_from_words(submission: Submission) -> str:
    """Return from what an officer's file was read, and how much is the officer's."""
    read = submission.read_from
    if read is None:
        return ""
    own = sum(answer.by == OFFICER for answer in submission.answers.values())
    return (
        f"Read from {read.file} (SHA-256 {read.sha256}) by {read.reader}; "
        f"{plural(own, 'answer')} corrected or confirmed by the officer. "
        f"Places are those of {read.file}."
    )


def value_words(value: str | tuple[str, ...] | None) -> str:
    """Return the value of an answer in words; empty when there is none.

    >>> value_words(("text", "image"))
    'text, image'
    >>> value_words("1e9_to_1e13_tokens")
    '1,000,000,000 to 10,000,000,000,000 tokens'
    >>> value_words("2019-03/..")
    '2019-03 to open'
    """
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(value)
    if _POWER.search(value) and "_" in value:
        return _range_words(value)
    start, slash, end = value.partition("/")
    return f"{_day(start)} to {_day(end)}" if slash else value


def _day(end: str) -> str:
    return "open" if end == ".." else end


def _range_words(code: str) -> str:
    words = code.replace("lt_", "less than ").replace("gt_", "more than ")
    numbers = _POWER.sub(lambda power: f"{10 ** int(power.group(1)):,}", words)
    return numbers.replace("_", " ")


def settled_by(result: RuleResult) -> str:
    """Return which input would settle a rule that could not be determined."""
    options = [each for each in result.needs if each.startswith("--")]
    keys = [each for each in result.needs if each not in options]
    if result.needs:
        told = [f"the context file: {', '.join(keys)}"] if keys else []
        return "; ".join([*told, *(f"the option {each}" for each in options)])
    remedies = [each.remedy for each in result.findings if each.remedy]
    if remedies:
        return " ".join(dict.fromkeys(remedies))
    fields = [each.field_id for each in result.findings if each.field_id]
    fields += [result.field_id] if result.field_id else []
    if fields:
        named = ", ".join(dict.fromkeys(fields))
        return f"a plain answer in the filing: field {named}"
    return "a person who reads the filing"
