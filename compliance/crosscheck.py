"""One submission against one catalog, in a child process."""

from pathlib import Path

from compliance import limits
from compliance.domains import domains_in
from compliance.errors import UsageError
from compliance.forms import form_of
from compliance.frontdoor import (
    CATALOG_KINDS,
    MAPPING_KINDS,
    TABLE_KINDS,
    open_large,
    open_untrusted,
)
from compliance.known import exposures
from compliance.model import Answer, CrossCheck, Disclosed, Form, State, Submission
from compliance.reference import load_reference
from compliance.sandbox import LINKING, run
from compliance.wire import decoded, encoded


def cross_check(
    submission: Submission,
    catalog: Path,
    *,
    mapping: str | None,
    reservations: Path | None,
    root: Path,
) -> CrossCheck:
    """Return what the catalog at `catalog` shows of `submission`.

    Args:
        submission: As read.
        catalog: CSV, TSV, Parquet or XLSX.
        mapping: Name of a bundled layout, path of a mapping file, or ``None`` for the
            standard columns.
        reservations: CSV of opt-outs, or ``None``.
        root: Where facts and layouts are.

    Raises:
        InputRefusedError: a file cannot be read.
        UsageError: there is no such layout.
    """
    file = open_large(catalog, CATALOG_KINDS, limits.CATALOG_BYTES)
    opt_outs = (
        open_large(reservations, TABLE_KINDS, limits.CATALOG_BYTES)
        if reservations
        else None
    )
    layout, layout_name = _layout(mapping, root)
    form = form_of(submission.form, root)
    datasets = exposures(submission, load_reference(root).datasets, form)
    start, _, end = _period(submission).partition("/")
    request = {
        "name": file.name,
        "path": str(file.path),
        "kind": file.kind,
        "sha256": file.sha256,
        "mapping": layout,
        "mapping_name": layout_name,
        "reservations": str(opt_outs.path) if opt_outs else None,
        "reservations_name": opt_outs.name if opt_outs else "",
        "works": _works(submission, form),
        "sites": encoded(_sites(submission, form, root)),
        "datasets": encoded(datasets),
        "provider": _text(submission, ("/provider/name_and_contact", "/filer/name")),
        "crawlers": _crawlers(submission),
        "start": start.replace("..", ""),
        "end": end.replace("..", ""),
    }
    told = run("crosscheck", file.name, request, b"", LINKING)
    found: CrossCheck = decoded(CrossCheck, told)
    return found


def _layout(mapping: str | None, root: Path) -> tuple[str, str]:
    folder = root / "regulations" / "catalog-mappings"
    bundled = {file.stem: file for file in sorted(folder.glob("*.toml"))}
    name = mapping or "standard"
    if name in bundled:
        return bundled[name].read_text(encoding="utf-8"), bundled[name].name
    path = Path(name)
    if path.suffix != ".toml":
        raise UsageError(
            "mapping-unknown",
            where=f"--mapping {name}",
            what="no such layout",
            why=f"there are: {', '.join(bundled)}",
            remedy="name one of these, or a mapping file that ends in .toml",
        )
    file = open_untrusted(path, MAPPING_KINDS, limits.CONTEXT_BYTES)
    return file.data.decode("utf-8", "replace"), file.name


def _works(submission: Submission, form: Form) -> list[dict[str, object]]:
    works = []
    for field in form.fields:
        if field.items != "work":
            continue
        answer = submission.answers[field.at]
        for item in answer.items:
            text = item.get("title") or next(iter(item.values()), "")
            disclosed = _disclosed("work", text, answer, field.id)
            works.append({"disclosed": encoded(disclosed), "item": dict(item)})
    return works


def _sites(submission: Submission, form: Form, root: Path) -> tuple[Disclosed, ...]:
    """Return the disclosed domains: those listed, and those in words on crawling."""
    endings = load_reference(root).endings
    sites: dict[str, Disclosed] = {}
    for field in form.fields:
        if field.items != "domain" and field.section != _crawl_section(form):
            continue
        answer = submission.answers[field.at]
        if answer.state is not State.ANSWERED:
            continue
        listed = [i.get("host") or i.get("name", "") for i in answer.items]
        if field.items != "domain":
            listed = list(domains_in(answer.text, endings)) if field.items == "" else []
            listed = [] if field.id[-1] not in "fi" else listed
        for name in listed:
            sites.setdefault(name, _disclosed("domain", name, answer, field.id))
    return tuple(sites.values())


def _crawl_section(form: Form) -> str:
    return next((f.section for f in form.fields if f.items == "domain"), "")


def _disclosed(kind: str, text: str, answer: Answer, field_id: str) -> Disclosed:
    return Disclosed(
        kind=kind, text=text, at=answer.at, field_id=field_id, place=answer.place
    )


def _period(submission: Submission) -> str:
    answer = submission.answers.get("/crawled/period")
    value = answer.value if answer else None
    return value if isinstance(value, str) else ""


def _text(submission: Submission, pointers: tuple[str, ...]) -> str:
    for at in pointers:
        if at in submission.answers and submission.answers[at].text:
            return submission.answers[at].text
    return ""


def _crawlers(submission: Submission) -> list[str]:
    answer = submission.answers.get("/crawled/crawlers")
    return [item.get("name", "") for item in answer.items] if answer else []
