"""Checks of what a copyright catalog shows of a filing."""

from collections.abc import Iterator
from dataclasses import dataclass

from compliance.checks.evidence import Evidence
from compliance.model import Gap, Match, Observation, Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredWorksListed:
    """Parameters of `registered_works_listed`."""

    at: str
    """The field that lists the works one by one."""


def registered_works_listed(
    evidence: Evidence, params: RegisteredWorksListed
) -> Iterator[Observation]:
    """Yield a gap for each registered entry that is exposed and not listed.

    An entry that a listed work links to is listed. One that is exposed through
    something else (a domain, an address) and is registered, as the catalog states,
    is not. Without a catalog nothing can be told.

    Facts: ``title``, ``owner``, ``registration``, ``through``.
    """
    cross = evidence.cross_check
    if cross is None:
        yield Unknown(at=params.at, why="no catalog was given", needs="--catalog")
        return
    listed = {
        link.entry_id
        for link in cross.links
        if link.disclosed.at.rpartition("/")[0] == params.at
    }
    for entry in cross.entries:
        exposed = entry.match is Match.EXPOSED and entry.entry_id not in listed
        if exposed and entry.registration:
            yield Gap(
                at=params.at,
                facts={
                    "title": entry.title,
                    "owner": entry.owner or "an owner not stated",
                    "registration": entry.registration,
                    "through": entry.through,
                },
            )
