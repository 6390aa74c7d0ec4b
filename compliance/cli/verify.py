"""`compliance verify`: the rulebooks against their contracts and their cases."""

from collections.abc import Iterator
from pathlib import Path

from compliance import datafiles
from compliance.elements import not_placed
from compliance.errors import EXIT_GAPS, EXIT_JUDGED
from compliance.model import Regulation
from compliance.output import write_stdout
from compliance.rulebook import load_clocks, load_regulation, regulation_ids
from compliance.schema import file_faults
from compliance.verify import missing_cases, open_traces, verify


def run(identity: str | None) -> int:
    """Print every fault and a count; return the exit code."""
    root = datafiles.root()
    lines = []
    count = 0
    for each in (identity,) if identity else regulation_ids(root):
        book = load_regulation(each, root)
        faults = [
            *_contract_faults(book, root),
            *_element_faults(book, root),
            *_case_faults(book, root),
        ]
        count += len(faults)
        cases = sum(len(rule.cases) for rule in book.rules)
        lines += faults
        lines.append(
            f"{book.id}: {len(book.rules)} rules, {cases} cases, {len(faults)} faults, "
            f"digest {book.digest}"
        )
    write_stdout(("\n".join(lines) + "\n").encode())
    return EXIT_GAPS if count else EXIT_JUDGED


def _contract_faults(book: Regulation, root: Path) -> Iterator[str]:
    load_clocks(book.id, root)
    folder = root / "regulations" / book.id
    contracts = {"instrument": [folder / "instrument.toml"]}
    contracts["rule"] = sorted((folder / "rules").glob("*.toml"))
    contracts["labels"] = sorted((folder / "labels").glob("*.toml"))
    contracts["crosswalk"] = sorted((folder / "crosswalk").glob("*.toml"))
    contracts["overrides"] = sorted(folder.glob("overrides.toml"))
    contracts["duties"] = sorted(folder.glob("elements.toml"))
    for contract, files in contracts.items():
        for file in files:
            for fault in file_faults(datafiles.read_toml(file), contract, root):
                yield f"{file.name}: {fault.at}: {fault.problem}"


def _element_faults(book: Regulation, root: Path) -> Iterator[str]:
    for element in not_placed(book, root):
        yield f"elements.toml: {element} stands nowhere: asked, silent or unknown"


def _case_faults(book: Regulation, root: Path) -> Iterator[str]:
    for rule in book.rules:
        for outcome in missing_cases(rule):
            yield f"{rule.id}: has no case that expects {outcome}"
    for result in verify(book, root):
        if not result.agrees:
            yield (
                f"{result.rule.id}: case “{result.case.says}” expects "
                f"{result.case.expect}, got {result.outcome}: {result.told}"
            )
    for trace in open_traces(book, root):
        yield f"traces.toml: {trace} has no rule and no reason why not"
