"""How a reservation or a licence bears on what was disclosed.

A licence to the provider that covers the collection beats every reservation. A
reservation conflicts only if it was in force during the collection; first seen after
its end, it is later; with a date missing on either side, nothing can be said. A
statement to other user agents is none to this crawler, and one on a site says
nothing of another site.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from compliance.model import Bearing
from compliance.reservations.forms import Form, form_words
from compliance.reservations.records import (
    Licence,
    Reservation,
    party_key,
)
from compliance.reservations.window import Window, first_day, last_day

_TRAINING: Final = frozenset({
    "", "all", "any", "tdm", "training", "train-ai", "ai", "ai_training", "ai-training",
    "genai_training",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What was disclosed, as far as reservations ask of it."""

    kind: str
    """``work``, ``domain`` or ``dataset``."""
    host: str
    """The host, for a domain."""
    window: Window | None
    """When it was collected, as far as the filing says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """Who filed, as far as licences and reservations name it."""

    names: frozenset[str]
    """Keys of the names its field holds (`party_keys`)."""
    agents: frozenset[str]
    """Its crawlers' tokens, folded; empty if it names none."""
    switches: frozenset[str]
    """Folded tokens that are only in robots.txt and speak to the same operators."""


@dataclass(frozen=True, slots=True)
class Judged:
    """How one reservation or licence bears on one disclosed use."""

    bearing: Bearing
    why: str


def licence_judged(
    licences: Sequence[Licence], use: Use, provider: Provider
) -> Judged | None:
    """Return how an entry's licences bear on a use; ``None`` if none is the provider's."""
    doubts = []
    for each in licences:
        if party_key(each.party) not in provider.names:
            continue
        named = f"licence to {each.party}"
        if each.scope.casefold() not in _TRAINING:
            doubts.append(f"{named} is for {each.scope}, which need not cover training")
        elif not (each.starts or each.ends):
            return Judged(Bearing.LICENSED, f"{named}, without an end")
        elif use.window is None:
            doubts.append(f"{named} is dated, and the filing gives no collection dates")
        elif _covers(each, use.window):
            span = f"{each.starts or '..'}/{each.ends or '..'}"
            why = f"{named} of {span} covers the collection, {use.window.words}"
            return Judged(Bearing.LICENSED, why)
        else:
            doubts.append(f"{named} covers the collection only in part or not")
    return Judged(Bearing.CANNOT_TELL, "; ".join(doubts)) if doubts else None


def _covers(licence: Licence, window: Window) -> bool:
    from_start = not licence.starts or (
        window.first != "" and first_day(licence.starts) <= window.first
    )
    to_end = not licence.ends or (
        window.last != "" and last_day(licence.ends) >= window.last
    )
    return from_start and to_end


def reservation_judged(
    reservation: Reservation,
    use: Use,
    provider: Provider,
    forms: Mapping[str, Form],
) -> Judged | str:
    """Return how a reservation bears on a use, or why it does not."""
    aside = _beside(reservation, use, provider)
    if aside:
        return aside
    form = form_words(reservation.protocol, reservation.jurisdiction, forms)
    unclear = _unclear(reservation, use, provider, forms)
    if unclear:
        return Judged(Bearing.CANNOT_TELL, f"{unclear}; {form}")
    bearing, why = _in_time(reservation, use.window)
    if bearing is None:
        return why
    words = f"{why}; {form}"
    if reservation.value == "conditional" and bearing is Bearing.CONFLICT:
        words = f"use is allowed only on conditions; {words}"
    return Judged(bearing, words)


def _beside(reservation: Reservation, use: Use, provider: Provider) -> str:
    """Return why a statement does not speak of this use at all, or empty."""
    if reservation.value == "allowed":
        return "it allows the use"
    uses = {each.casefold() for each in reservation.uses}
    if uses and not uses & _TRAINING:
        return "it does not speak of training"
    named = _hosts(reservation)
    if named and use.kind == "domain" and not any(_under(use.host, h) for h in named):
        return "it speaks of another site"
    agents = {each.casefold().partition("/")[0] for each in reservation.agents}
    meant = provider.agents | provider.switches
    if agents and "*" not in agents and provider.agents and not agents & meant:
        return "it speaks to other user agents"
    return ""


def _unclear(
    reservation: Reservation, use: Use, provider: Provider, forms: Mapping[str, Form]
) -> str:
    if reservation.value == "unknown":
        return "what the statement says is not known"
    if use.kind != "domain" and _is_of_site(reservation, forms):
        return (
            "it speaks of a site, and the filing does not say where the work came from"
        )
    agents = [each for each in reservation.agents if each]
    if agents and "*" not in agents and not provider.agents:
        return f"it speaks to {', '.join(agents[:3])}, and the filing names no crawler"
    return ""


def _is_of_site(reservation: Reservation, forms: Mapping[str, Form]) -> bool:
    form = forms.get(reservation.protocol)
    return bool(_hosts(reservation)) or (form is not None and form.covers == "site")


def _hosts(reservation: Reservation) -> tuple[str, ...]:
    if reservation.scope_kind not in ("domain", "url_prefix"):
        return ()
    bare = (each.partition("://")[2] or each for each in reservation.scope)
    return tuple(
        each.partition("/")[0].casefold().removeprefix("www.") for each in bare
    )


def _under(host: str, named: str) -> bool:
    # A disclosed domain takes in the hosts below it, so it meets a statement there.
    return host == named or host.endswith(f".{named}") or named.endswith(f".{host}")


def _in_time(
    reservation: Reservation, window: Window | None
) -> tuple[Bearing | None, str]:
    declared = first_day(reservation.effective_from)
    seen = first_day(reservation.first_seen)
    ended = last_day(reservation.effective_to)
    begun = declared or seen
    if not begun:
        return Bearing.CANNOT_TELL, "it has no date"
    if window is None:
        return Bearing.CANNOT_TELL, "the filing gives no collection dates"
    if ended and window.first and ended < window.first:
        return None, "it had ended before the collection"
    if ended and not window.first:
        return (
            Bearing.CANNOT_TELL,
            "it has ended, and the collection's start is not known",
        )
    collected = f"the collection, {window.words}"
    since = f"in force since {begun}" if declared else f"first seen on {seen}"
    if window.last and begun > window.last:
        return Bearing.LATER, f"{since}, after {collected}"
    if not window.last and not (window.first and begun <= window.first):
        return Bearing.CANNOT_TELL, f"{since}; the end of {collected} is not known"
    if declared and window.last and seen > window.last:
        why = f"declared from {declared} on, first seen on {seen}, after {collected}"
        return Bearing.CANNOT_TELL, why
    when = "before" if window.first and begun <= window.first else "before the end of"
    return Bearing.CONFLICT, f"{since}, {when} {collected}"
