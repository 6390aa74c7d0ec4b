"""The cross-check's task, in the child process: a request in, plain JSON out."""

import importlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from compliance.domains import load_platforms
from compliance.frontdoor import refusal
from compliance.linkage.bearings import Bearings
from compliance.linkage.catalog import open_catalog
from compliance.linkage.crossing import Crossing, Disclosure
from compliance.linkage.domain_links import index_domains, place_of
from compliance.linkage.exposure import Unlisted
from compliance.linkage.mapping import mapping_of
from compliance.linkage.names import load_confusables
from compliance.linkage.notes import notes
from compliance.linkage.reservation_file import read_reservations
from compliance.linkage.wire import Results, to_wire
from compliance.linkage.works import index_works, work_of
from compliance.model import CatalogFacts
from compliance.reservations import Provider, Use, load_forms, window_of

_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def cross_check_request(request: Mapping[str, Any], payload: bytes) -> dict[str, Any]:
    """Return the cross-check of a catalog with what a filing discloses.

    Args:
        request: ``name``, ``path``, ``kind`` and ``sha256`` of the catalog, whose
            kind is ``index`` if it is one; ``mapping`` with ``name`` and ``text``;
            ``works`` and ``domains`` as ``number``, ``at`` and ``item``;
            ``unlisted`` datasets as ``name`` and ``modality``; ``named`` datasets and
            what they derive from as ``number``, ``id`` and ``chain``;
            ``windows`` by kind as ``period`` and ``words``; ``provider`` with ``names``,
            ``agents`` and ``switches``; ``reservations`` with ``name`` and ``kind``, or
            nothing; ``root``.
        payload: The bytes of the reservations file, if there is one.

    Raises:
        InputRefusedError: the catalog, mapping or reservations cannot be used.
    """
    root = Path(request["root"])
    given = request["reservations"]
    reservations = (
        read_reservations(payload, given["name"], given["kind"]) if given else {}
    )
    disclosure = _disclosure(request, root)
    provider = Provider(
        **{key: frozenset(names) for key, names in request["provider"].items()}
    )
    crossing = Crossing(disclosure, Bearings(reservations, provider, load_forms(root)))
    if request["kind"] == "index":
        # Most catalogs are files, and do without what an index is read with.
        asked = importlib.import_module("compliance.linkage.listed.asked")
        facts, own_notes = asked.ask(crossing, disclosure, request)
    else:
        facts, own_notes = _passed(crossing, request)
    not_checked = notes(
        crossing,
        disclosure,
        own_notes,
        has_reservations=given is not None,
        by_similar_names=request["kind"] == "index",
    )
    results = Results(
        catalog=facts,
        links=crossing.links(),
        reservations=crossing.bearings.rows,
        identifiers=crossing.identifiers,
        entries=crossing.entries(),
        counts=crossing.counts,
        not_checked=not_checked,
    )
    return to_wire(results)


def _passed(
    crossing: Crossing, request: Mapping[str, Any]
) -> tuple[CatalogFacts, tuple[str, ...]]:
    """Compare with a catalog file, in one pass; return what was loaded, and notes."""
    mapping = mapping_of(request["mapping"]["text"], request["mapping"]["name"])
    try:
        descriptor = os.open(request["path"], _FLAGS)
    except OSError as error:
        raise refusal(
            "file-changed", request["name"], "cannot be read",
            "it is gone since it was opened", "give it again",
        ) from error  # fmt: skip
    with os.fdopen(descriptor, "rb") as file:
        catalog = open_catalog(
            file,
            name=request["name"],
            kind=request["kind"],
            sha256=request["sha256"],
            mapping=mapping,
        )
        crossing.run(catalog)
        return catalog.facts(), catalog.notes()


def _disclosure(request: Mapping[str, Any], root: Path) -> Disclosure:
    confusables = load_confusables(root)
    works = [work_of(each["number"], each["item"]) for each in request["works"]]
    domains = [(each["number"], each["item"]) for each in request["domains"]]
    windows = {
        kind: window_of(window["period"], window["words"])
        for kind, window in request["windows"].items()
    }
    uses = {
        work.number: Use(kind="work", host="", window=windows.get("work"))
        for work in works
    }
    for each in request["named"]:
        uses[each["number"]] = Use(kind="dataset", host="", window=None)
    for number, item in domains:
        place = place_of(item.get("host") or item.get("name", ""))
        host = place[0] if place else ""
        uses[number] = Use(kind="domain", host=host, window=windows.get("domain"))
    return Disclosure(
        works=index_works(works, confusables),
        domains=index_domains(domains, confusables),
        unlisted=tuple(
            Unlisted(each["name"], tuple(each["modality"]))
            for each in request["unlisted"]
        ),
        uses=uses,
        wheres={each["number"]: each["at"] for each in request["works"]},
        confusables=confusables,
        platforms=load_platforms(root),
    )
