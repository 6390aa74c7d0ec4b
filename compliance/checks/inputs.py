"""Checks of what the form never asks and the context file gives."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from compliance.checks.evidence import Evidence
from compliance.domains import host_of, registrable
from compliance.model import Gap, Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """Parameters of `threshold`."""

    value: str
    """Source of a number."""
    above: float
    """The number must be greater than this, times ``share_of`` if given."""
    share_of: str = ""
    """Source of a second number."""


def threshold(evidence: Evidence, params: Threshold) -> Iterator[Observation]:
    """Yield a gap unless the number lies above the threshold.

    Facts: ``value``, ``limit`` (numbers in short form).
    """
    value = _number(evidence.value(params.value))
    base = _number(evidence.value(params.share_of)) if params.share_of else 1.0
    for source, number in ((params.value, value), (params.share_of, base)):
        if number is None:
            yield evidence.not_given(source, "")
            return
    assert value is not None  # noqa: S101  # the loop returned otherwise
    assert base is not None  # noqa: S101  # the loop returned otherwise
    limit = params.above * base
    if value <= limit:
        yield Gap(at="", facts={"value": f"{value:g}", "limit": f"{limit:g}"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AtMost:
    """Parameters of `at_most`."""

    value: str
    """Source of a number."""
    limit: float


def at_most(evidence: Evidence, params: AtMost) -> Iterator[Observation]:
    """Yield a gap if the number is greater than the limit.

    Facts: ``value``, ``limit`` (numbers with at most ten digits).
    """
    value = _number(evidence.value(params.value))
    if value is None:
        yield evidence.not_given(params.value, "")
    elif value > params.limit:
        facts = {"value": f"{value:,.10g}", "limit": f"{params.limit:,.10g}"}
        yield Gap(at="", facts=facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class EachSays:
    """Parameters of `each_says`."""

    entries: str
    """Source of a list of objects."""
    called: str
    """Key under which an object has its name."""
    key: str
    expected: str


def each_says(evidence: Evidence, params: EachSays) -> Iterator[Observation]:
    """Yield a gap for each object of the list whose ``key`` is not as expected.

    Facts: ``name``.
    """
    entries = evidence.value(params.entries)
    if not isinstance(entries, tuple | list):
        yield evidence.not_given(params.entries, "")
        return
    for entry in entries:
        if isinstance(entry, Mapping) and entry.get(params.key) != params.expected:
            yield Gap(at="", facts={"name": str(entry.get(params.called, "unnamed"))})


@dataclass(frozen=True, slots=True, kw_only=True)
class SameSite:
    """Parameters of `same_site`."""

    url: str
    site: str
    """Sources of two web addresses."""


def same_site(evidence: Evidence, params: SameSite) -> Iterator[Observation]:
    """Yield a gap unless both addresses have one registrable domain.

    Facts: ``url`` and ``site`` (their registrable domains).
    """
    domains = []
    for source in (params.url, params.site):
        value = evidence.value(source)
        host = host_of(value) if isinstance(value, str) else None
        domain = registrable(host) if host else None
        if domain is None:
            yield evidence.not_given(source, "", "gives no web address")
            return
        domains.append(domain)
    if domains[0] != domains[1]:
        yield Gap(at="", facts={"url": domains[0], "site": domains[1]})


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value)
