from compliance.checks.form_facts import (
    NoParams,
    RowsMissing,
    TemplateUsed,
    options_altered,
    rows_added,
    rows_missing,
    template_used,
)
from compliance.checks.inputs import (
    AtMost,
    EachSays,
    SameSite,
    Threshold,
    at_most,
    each_says,
    same_site,
    threshold,
)
from compliance.checks.params import ParamError, params_of, texts_of
from compliance.model import NOWHERE, AddedRow, FormFacts, Gap, State, Unknown
from tests.unit.checks.invented import FORM, evidence

ROW = AddedRow(label="Our own row", text="Some words", place=NOWHERE)


def test_rows_and_options_of_their_own_are_named() -> None:
    """Each added row and each altered option is a gap with its words."""
    facts = FormFacts(added=(ROW,), altered=(ROW,))

    added = list(rows_added(evidence({}, facts=facts), NoParams()))
    altered = list(options_altered(evidence({}, facts=facts), NoParams()))

    assert [o.facts["label"] for o in added if isinstance(o, Gap)] == ["Our own row"]
    assert [o.facts["printed"] for o in altered if isinstance(o, Gap)] == ["Some words"]


def test_dropped_rows_are_counted_but_for_the_excepted() -> None:
    """A blank row is there; a missing one is not; some may be left out."""
    given = {f.at: State.BLANK for f in FORM.fields if f.at not in ("/tale", "/saga")}

    asked = list(rows_missing(evidence(given), RowsMissing(except_at=("/saga",))))

    assert asked == [Gap(at="/tale", facts={"fields": "1.5", "count": "1"})]


def test_another_form_is_named_with_the_reasons() -> None:
    """The template is accepted or named."""
    params = TemplateUsed(accept=("C(2025)8311",))
    draft = FormFacts(template="draft-2025-01", reasons=("speaks of 5 %",))

    asked = list(template_used(evidence({}, facts=draft), params))

    facts = {"template": "draft-2025-01", "reasons": "speaks of 5 %"}
    assert asked == [Gap(at="", facts=facts)]
    official = FormFacts(template="C(2025)8311")
    assert not list(template_used(evidence({}, facts=official), params))


def test_a_threshold_must_be_passed() -> None:
    """A number at the threshold is not above it."""
    params = Threshold(value="context:compute", above=1e23)

    assert list(threshold(evidence({}, context={"compute": 1e23}), params)) == [
        Gap(at="", facts={"value": "1e+23", "limit": "1e+23"})
    ]
    assert not list(threshold(evidence({}, context={"compute": 2e23}), params))


def test_a_threshold_may_be_a_share_of_another_number() -> None:
    """A third of the original's compute is the limit; unknown compute is unknown."""
    params = Threshold(value="context:new", above=1 / 3, share_of="context:old")

    assert not list(threshold(evidence({}, context={"new": 5, "old": 12}), params))
    assert list(threshold(evidence({}, context={"new": 3, "old": 12}), params))
    asked = list(threshold(evidence({}, context={"new": 3}), params))
    assert asked == [Unknown(at="", why="the context does not give old", needs="old")]


def test_each_channel_is_named_that_does_not_say_so() -> None:
    """Only the entries with another answer are gaps."""
    channels = (
        {"url": "https://a.example", "links": "yes"},
        {"url": "https://b.example", "links": "no"},
    )
    params = EachSays(
        entries="context:channels", called="url", key="links", expected="yes"
    )

    asked = list(each_says(evidence({}, context={"channels": channels}), params))

    assert asked == [Gap(at="", facts={"name": "https://b.example"})]


def test_two_addresses_of_one_site() -> None:
    """Hosts below one registrable domain are one site."""
    params = SameSite(url="context:summary.url", site="context:provider.website")
    site = {"provider.website": "www.alder.example"}

    same = {"summary.url": "https://docs.alder.example/x", **site}
    other = {"summary.url": "https://birch.example/x", **site}

    assert not list(same_site(evidence({}, context=same), params))
    assert list(same_site(evidence({}, context=other), params)) == [
        Gap(at="", facts={"url": "birch.example", "site": "alder.example"})
    ]


def test_parameters_are_refused_by_name() -> None:
    """A misspelt, missing or wrongly typed key is named."""
    told = []
    for raw in ({"vale": "x"}, {"value": "x"}, {"value": 1, "above": 2.0}):
        try:
            params_of(Threshold, raw)
        except ParamError as error:
            told.append((error.key, str(error)))

    assert told == [
        ("vale", "not a parameter; there are: value, above, share_of"),
        ("above", "this parameter is missing"),
        ("value", "must be text"),
    ]


def test_a_single_text_is_a_list_of_one() -> None:
    """A list parameter takes a text; every text is found again."""
    params = params_of(TemplateUsed, {"accept": "C(2025)8311"})

    assert params == TemplateUsed(accept=("C(2025)8311",))
    assert texts_of(params) == (("accept", "C(2025)8311"),)


def test_a_number_may_be_at_most_its_limit() -> None:
    """At the limit is in order, above it is not, and no number tells nothing."""
    params = AtMost(value="context:users", limit=10_000_000.0)

    assert not list(at_most(evidence({}, context={"users": 10_000_000}), params))
    facts = {"value": "10,000,001", "limit": "10,000,000"}
    above = list(at_most(evidence({}, context={"users": 10_000_001}), params))
    assert above == [Gap(at="", facts=facts)]
    asked = list(at_most(evidence({}), params))
    assert [type(each) for each in asked] == [Unknown]
