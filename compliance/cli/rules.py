"""`compliance rules`: the regulations, and the rules of one."""

from compliance.datafiles import root as data_root
from compliance.errors import EXIT_JUDGED, UsageError
from compliance.model import Regulation, Rule
from compliance.output import write_stdout
from compliance.rulebook import load_regulation, regulation_ids


def run(identity: str | None) -> int:
    """Print what is asked for, a line each; return the exit code."""
    books = [load_regulation(each, data_root()) for each in regulation_ids(data_root())]
    if identity is None:
        lines = [_book_line(book) for book in books]
    else:
        rules = [
            rule
            for book in books
            for rule in book.rules
            if book.id == identity or rule.id.startswith(identity)
        ]
        if not rules:
            raise UsageError(
                "rule-unknown",
                where=identity,
                what="no such regulation or rule",
                why=f"there are: {', '.join(book.id for book in books)}",
                remedy="`compliance rules` lists them",
            )
        lines = [_rule_line(rule) for rule in rules]
    write_stdout(("\n".join(lines) + "\n").encode())
    return EXIT_JUDGED


def _book_line(book: Regulation) -> str:
    return f"{book.id:<14} {book.status:<12} {len(book.rules):>4} rules  {book.title}"


def _rule_line(rule: Rule) -> str:
    return f"{rule.id:<18} {rule.severity:<6}  {rule.title}"
