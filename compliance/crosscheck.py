"""A submission against a copyright catalog, through the front door and a child process."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from compliance import datafiles, limits
from compliance.crawlers import load_crawlers
from compliance.domains import host_of, registrable
from compliance.errors import UsageError
from compliance.forms import form_of
from compliance.frontdoor import (
    CATALOG_KINDS,
    MAPPING_KINDS,
    open_large,
    open_untrusted,
)
from compliance.known import exposures, known_of, load_known
from compliance.linkage.index.layout import mapped_bytes
from compliance.linkage.mapping import STANDARD
from compliance.linkage.wire import from_wire
from compliance.model import (
    Answer,
    CrossCheck,
    DatasetExposure,
    Disclosed,
    Form,
    Item,
    State,
    Submission,
)
from compliance.reservations import party_keys
from compliance.sandbox import LINKING, run

RESERVATION_KINDS: Final = ("csv", "yaml")

_KINDS: Final = ("work", "domain", "dataset")
# Where the forms say who files, with what, and when it was collected.
_PROVIDERS: Final = ("/provider/name_and_contact", "/filer/name")
_CRAWLERS: Final = "/crawled/crawlers"
_CRAWLED: Final = "/crawled/period"
_LATEST: Final = "/latest_collection"


def cross_check(
    submission: Submission,
    catalog: Path,
    *,
    mapping: Path | str | None,
    reservations: Path | None,
    root: Path,
) -> CrossCheck:
    """Return what the catalog shows of what `submission` discloses.

    Args:
        submission: The filing, on its own form.
        catalog: CSV, TSV, Parquet or XLSX, or the folder of an index.
        mapping: Name of a mapping in ``regulations/catalog-mappings``, or a TOML file;
            ``None`` for a catalog in the standard columns, and for an index.
        reservations: CSV or YAML, a record per statement.
        root: Where ``regulations/`` is.

    Raises:
        InputRefusedError: a file cannot be used; where and why is said.
        UsageError: there is no mapping of that name, or none fits here.
    """
    source = _source(catalog, mapping, root)
    form = form_of(submission.form, root)
    disclosed = tuple(_disclosed(submission, form))
    shown = exposures(submission, load_known(root), form)
    given = None
    payload = b""
    if reservations is not None:
        records = open_untrusted(reservations, RESERVATION_KINDS, limits.FILING_BYTES)
        given = {"name": records.name, "kind": records.kind}
        payload = records.data
    request = {
        **source,
        "works": [_told(n, each, item) for n, (each, item) in _of("work", disclosed)],
        "domains": [
            _told(n, each, item) for n, (each, item) in _of("domain", disclosed)
        ],
        "unlisted": _unlisted(disclosed, shown, root),
        "named": [
            {"number": n, "id": each.dataset_id, "chain": each.chain}
            for n, each in enumerate(shown, start=len(disclosed))
        ],
        "windows": _windows(submission),
        "provider": _provider(submission, root),
        "reservations": given,
        "root": str(root),
    }
    own = LINKING.mapping(mapped_bytes(catalog)) if catalog.is_dir() else LINKING
    answer = run("crosscheck", source["name"], request, payload, own)
    return from_wire(answer, tuple(each for each, _ in disclosed), shown)


def _source(catalog: Path, mapping: Path | str | None, root: Path) -> dict[str, Any]:
    """Return what the child is told of the catalog."""
    if catalog.is_dir():
        if mapping is not None:
            raise UsageError(
                "mapping-of-index",
                where="--mapping",
                what=f"{str(mapping)[:60]} does not fit here",
                why="an index has its mapping since it was built",
                remedy="leave it out",
            )
        folder = catalog.resolve()
        return {"name": folder.name, "path": str(folder), "kind": "index"}
    name, text = mapping_named(mapping, root)
    file = open_large(catalog, CATALOG_KINDS, limits.CATALOG_BYTES)
    return {
        "name": file.name,
        "path": str(file.path),
        "kind": file.kind,
        "sha256": file.sha256,
        "mapping": {"name": name, "text": text},
    }


def mapping_named(mapping: Path | str | None, root: Path) -> tuple[str, str]:
    """Return name and text of a mapping: one of ours by its name, or a file.

    Raises:
        InputRefusedError: the file cannot be used.
        UsageError: there is no mapping of that name.
    """
    folder = root / "regulations" / "catalog-mappings"
    wanted = STANDARD if mapping is None else str(mapping)
    ours = {file.stem: file for file in sorted(folder.glob("*.toml"))}
    if wanted in ours:
        datafiles.read_toml(ours[wanted])
        return ours[wanted].name, ours[wanted].read_text(encoding="utf-8")
    if not wanted.casefold().endswith(".toml"):
        raise UsageError(
            "mapping-unknown",
            where="--mapping",
            what=f"there is no mapping {wanted}",
            why=f"there is: {', '.join(ours)}",
            remedy="choose one of these, or name a TOML file",
        )
    file = open_untrusted(Path(wanted), MAPPING_KINDS, limits.CONTEXT_BYTES)
    return file.name, file.data.decode("utf-8-sig", errors="replace")


_Pair = tuple[Disclosed, Item]


def _disclosed(submission: Submission, form: Form) -> Iterator[_Pair]:
    """Yield each work, domain and dataset that a list of the filing names, in order."""
    for field in form.fields:
        answer = submission.answers.get(field.at)
        if answer is None or field.items not in _KINDS:
            continue
        for place, item in enumerate(answer.items):
            words = item.get("title") or item.get("name") or item.get("url")
            at = f"{field.at}/{place}"
            where = answer.place
            if where.path == field.at:
                where = dataclasses.replace(where, path=at)
            kind = "domain" if _is_site(field.items, item) else field.items
            disclosed = Disclosed(
                kind=kind,
                text=words or next(iter(item.values()), ""),
                at=at,
                field_id=field.id,
                place=where,
            )
            yield disclosed, item


def _is_site(kind: str, item: Item) -> bool:
    """Return whether an entry of a list of works names a site and no work on it."""
    address = item.get("url", "")
    if kind != "work" or not address or set(item) - {"url", "name", "known"}:
        return False
    rest = address.partition("://")[2] or address
    return (
        not rest.partition("/")[2] and registrable(host_of(address) or "") is not None
    )


def _of(kind: str, disclosed: Sequence[_Pair]) -> Iterator[tuple[int, _Pair]]:
    for number, pair in enumerate(disclosed):
        if pair[0].kind == kind:
            yield number, pair


def _told(number: int, disclosed: Disclosed, item: Item) -> dict[str, object]:
    told = {"host": item["url"]} if disclosed.kind == "domain" and "url" in item else {}
    return {"number": number, "at": disclosed.at, "item": {**item, **told}}


def _unlisted(
    disclosed: Sequence[_Pair], shown: Sequence[DatasetExposure], root: Path
) -> list[dict[str, object]]:
    """Return the named datasets, each once; their parents are in them."""
    known = load_known(root)
    found: dict[str, tuple[str, ...]] = {
        each.name: known[each.dataset_id].modality
        for each in shown
        if len(each.chain) == 1
    }
    for _, (each, item) in _of("dataset", disclosed):
        listed = item.get("known") or known_of(item, known)
        if listed not in known and each.text:
            found.setdefault(each.text[:200], ())
    return [{"name": name, "modality": list(found[name])} for name in found]


def _windows(submission: Submission) -> dict[str, dict[str, str]]:
    """Return when works and domains were collected, as far as the filing says."""
    windows = {}
    period = _value(submission.answers.get(_CRAWLED))
    latest = _value(submission.answers.get(_LATEST))
    if latest:
        words = f"latest in {latest}"
        windows["work"] = windows["domain"] = {"period": f"../{latest}", "words": words}
    if period:
        windows["domain"] = {"period": period, "words": period}
    return windows


def _value(answer: Answer | None) -> str:
    if answer is None or answer.state is not State.ANSWERED:
        return ""
    return answer.value if isinstance(answer.value, str) else ""


def _provider(submission: Submission, root: Path) -> Mapping[str, list[str]]:
    names: set[str] = set()
    for at in _PROVIDERS:
        answer = submission.answers.get(at)
        if answer is not None:
            names |= party_keys(answer.text)
    crawlers = load_crawlers(root)
    named = submission.answers.get(_CRAWLERS)
    items = named.items if named is not None else ()
    agents = {item.get("name", "").partition("/")[0].casefold() for item in items} - {
        ""
    }
    operators = {crawlers[agent].operator for agent in agents if agent in crawlers} - {
        ""
    }
    switches = {
        token
        for token, crawler in crawlers.items()
        if crawler.switch and crawler.operator in operators
    }
    return {
        "names": sorted(names),
        "agents": sorted(agents),
        "switches": sorted(switches),
    }
