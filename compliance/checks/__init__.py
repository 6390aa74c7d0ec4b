"""The closed vocabulary of checks a rule may call."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from compliance.checks import (
    agreement,
    catalog,
    completeness,
    dates,
    form_facts,
    inputs,
    lists,
    wording,
)
from compliance.checks.evidence import Evidence
from compliance.model import Observation


@dataclass(frozen=True, slots=True)
class Check:
    """A check, its parameters, and what it tells a sentence."""

    params: type
    run: Callable[[Evidence, Any], Iterator[Observation]]
    facts: frozenset[str]
    asks: str = ""
    """Parameter whose fields must hold an answer before there is a question."""
    guards: bool = False
    """Whether it only rules out a slip, so that meeting it is no merit."""
    decides: bool = False
    """Whether a field that does not meet it says nothing of what it is for."""


_GUARDS: Final = frozenset({
    "agrees", "at-most", "figure-agrees", "free-of", "given-only-for-ticks", "lead-time",
    "none-withheld", "not-left-in-place", "options-altered", "registrable-domains",
    "repeated-sentence", "rows-added", "rows-missing", "same-site", "signatory-agrees",
    "standard-choice", "template-used", "threshold", "ticks-in-boxes", "ticks-within",
    "unanswered", "value-is", "within-months",
})  # fmt: skip
_DECIDES: Final = frozenset({"answered", "any-answered", "names"})


def _check(
    params: type,
    run: Callable[[Evidence, Any], Iterator[Observation]],
    facts: str = "",
    asks: str = "",
) -> Check:
    return Check(params, run, frozenset(facts.split()), asks)


_NAMED: Final[Mapping[str, Check]] = {
    "agrees": _check(agreement.Agrees, agreement.agrees, "left right"),
    "answered": _check(completeness.Answered, completeness.answered, "state"),
    "any-answered": _check(
        completeness.AnyAnswered, completeness.any_answered, "fields"
    ),
    "at-most": _check(inputs.AtMost, inputs.at_most, "value limit"),
    "covers-names": _check(lists.CoversNames, lists.covers_names, "missing", "at"),
    "dataset-for-each-tick": _check(
        lists.DatasetForEachTick, lists.dataset_for_each_tick, "modality", "ticks"
    ),
    "date-given": _check(dates.DateGiven, dates.date_given, "raw precision why", "at"),
    "each-entry-has": _check(
        lists.EachEntryHas, lists.each_entry_has, "missing count total", "at"
    ),
    "each-says": _check(inputs.EachSays, inputs.each_says, "name"),
    "figure-agrees": _check(
        agreement.FigureAgrees, agreement.figure_agrees, "figure range", "range"
    ),
    "free-of": _check(wording.FreeOf, wording.free_of, "phrases", "at"),
    "given-for-each-tick": _check(
        completeness.GivenForEachTick,
        completeness.given_for_each_tick,
        "modality state",
        "ticks",
    ),
    "given-only-for-ticks": _check(
        completeness.GivenOnlyForTicks,
        completeness.given_only_for_ticks,
        "modality",
        "ticks",
    ),
    "has-link": _check(wording.HasLink, wording.has_link, "", "at"),
    "large-datasets-listed": _check(
        lists.LargeDatasetsListed,
        lists.large_datasets_listed,
        "dataset modality share",
    ),
    "lead-time": _check(dates.LeadTime, dates.lead_time, "earlier later actual"),
    "long-enough": _check(
        completeness.LongEnough, completeness.long_enough, "count words", "at"
    ),
    "mentions": _check(wording.Mentions, wording.mentions, "missing found needed", "at"),
    "names": _check(lists.Names, lists.names, "count needed", "at"),
    "names-language": _check(
        lists.NamesLanguage, lists.names_language, "count union", "at"
    ),
    "none-withheld": _check(
        completeness.NoneWithheld, completeness.none_withheld, "fields"
    ),
    "not-left-in-place": _check(
        wording.FreeOf, wording.not_left_in_place, "phrases"
    ),
    "options-altered": _check(
        form_facts.NoParams, form_facts.options_altered, "label printed"
    ),
    "period-given": _check(dates.PeriodGiven, dates.period_given, "raw lacking", "at"),
    "registrable-domains": _check(
        lists.RegistrableDomains, lists.registrable_domains, "name problem", "at"
    ),
    "registered-works-listed": _check(
        catalog.RegisteredWorksListed,
        catalog.registered_works_listed,
        "title owner registration through",
    ),
    "repeated-sentence": _check(
        wording.RepeatedSentence, wording.repeated_sentence, "sentence fields"
    ),
    "rows-added": _check(form_facts.NoParams, form_facts.rows_added, "label"),
    "rows-missing": _check(
        form_facts.RowsMissing, form_facts.rows_missing, "fields count"
    ),
    "same-site": _check(inputs.SameSite, inputs.same_site, "url site"),
    "share-listed": _check(
        lists.ShareListed, lists.share_listed, "listed needed total percent", "at"
    ),
    "signatory-agrees": _check(
        agreement.SignatoryAgrees,
        agreement.signatory_agrees,
        "claim listed as_of",
        "claim",
    ),
    "standard-choice": _check(
        completeness.StandardChoice, completeness.standard_choice, "given", "at"
    ),
    "template-used": _check(
        form_facts.TemplateUsed, form_facts.template_used, "template reasons"
    ),
    "threshold": _check(inputs.Threshold, inputs.threshold, "value limit"),
    "ticks-within": _check(
        agreement.TicksWithin, agreement.ticks_within, "modality fields within", "at"
    ),
    "ticks-in-boxes": _check(
        form_facts.TicksInBoxes, form_facts.ticks_in_boxes, "given"
    ),
    "value-is": _check(agreement.ValueIs, agreement.value_is, "value", "at"),
    "unanswered": _check(completeness.Unanswered, completeness.unanswered, "fields"),
    "within-months": _check(dates.WithinMonths, dates.within_months, "event deed due"),
}  # fmt: skip

CHECKS: Final[Mapping[str, Check]] = MappingProxyType(
    {
        name: replace(check, guards=name in _GUARDS, decides=name in _DECIDES)
        for name, check in _NAMED.items()
    }
)
