"""`compliance explain`: one rule, whole."""

from collections.abc import Iterator

from compliance.datafiles import root as data_root
from compliance.errors import EXIT_JUDGED, UsageError
from compliance.evaluate import ask
from compliance.model import Regulation, Rule
from compliance.output import write_stdout
from compliance.render.rulebook_page import condition_words
from compliance.rulebook import load_regulation, regulation_ids
from compliance.verify import case_evidence


def run(rule_id: str) -> int:
    """Print the rule `rule_id` in words; return the exit code."""
    root = data_root()
    for book in (load_regulation(each, root) for each in regulation_ids(root)):
        for rule in book.rules:
            if rule.id == rule_id:
                write_stdout(("\n".join(_lines(book, rule)) + "\n").encode())
                return EXIT_JUDGED
    raise UsageError(
        "rule-unknown",
        where=rule_id,
        what="no such rule",
        why="no regulation has it",
        remedy="`compliance rules REGULATION` lists the rules of one",
    )


def _lines(book: Regulation, rule: Rule) -> Iterator[str]:
    yield f"{rule.id}  {rule.name}"
    yield f"  norm      {rule.title} ({rule.severity})"
    yield f"  of        {book.title} ({book.status})"
    until = f" until {rule.applies_until}" if rule.applies_until else ""
    yield f"  applies   from {rule.applies_from}{until}"
    for condition in rule.when:
        yield f"  when      {condition_words(condition, book.form)}"
    yield f"  check     {rule.check}"
    yield f"  finding   {rule.message}"
    yield f"  remedy    {rule.remedy}"
    for cite in rule.cites:
        source = book.sources[cite.instrument]
        yield f"  source    {source.title}, {cite.pinpoint}: {cite.says} ({cite.sure})"
        if source.url:
            yield f"            {source.url}"
    for case in rule.cases:
        result = ask(rule, case_evidence(rule, case, book, data_root()))
        yield f"  example   {case.says}: {result.outcome}"
        for finding in result.findings:
            yield f"            {finding.message}"
