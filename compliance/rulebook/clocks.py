"""``regulations/<id>/clocks.toml``: the clocks that a law starts."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from compliance.model import Clock, Form, Source
from compliance.rulebook.loading import load_regulation
from compliance.rulebook.rules import cite_of, condition_of
from compliance.rulebook.table import TableReader

_KEYS: Final = (
    "id", "title", "kind", "on", "from", "each", "days", "months", "done",
    "done_since_start", "when", "cites",
)  # fmt: skip


@cache
def load_clocks(regulation_id: str, root: Path) -> tuple[Clock, ...]:
    """Return the clocks of one regulation; none if it has no such file.

    A regulation on the base of another has no clocks but its own, because dates
    are what such acts differ in.

    Raises:
        RulebookError: the file is wrong; file and field are named.
    """
    regulation = load_regulation(regulation_id, root)
    file = root / "regulations" / regulation_id / "clocks.toml"
    if not file.is_file():
        return ()
    return tuple(
        _clock(each, regulation.sources, regulation.form)
        for each in TableReader(file).tables("clocks")
    )


def _clock(reader: TableReader, sources: Mapping[str, Source], form: Form) -> Clock:
    reader.only(*_KEYS)
    on, start = reader.day_or_none("on"), reader.text("from", "")
    if (on is None) == (not start):
        raise reader.fault("", "needs on or from, and not both")
    cites = tuple(cite_of(each, sources) for each in reader.tables("cites"))
    if not cites:
        raise reader.fault("cites", "a clock without a pinpoint is none")
    when = tuple(condition_of(each, form) for each in reader.tables("when"))
    if any(not each.context for each in when):
        raise reader.fault("when", "a clock asks of the context only")
    return Clock(
        id=reader.text("id"),
        title=reader.text("title"),
        duty=reader.choice("kind", ("duty", "event"), "duty") == "duty",
        on=on,
        start=start,
        each=reader.text("each", ""),
        days=int(reader.number_or_none("days") or 0),
        months=int(reader.number_or_none("months") or 0),
        done=reader.text("done", ""),
        done_since_start=reader.raw.get("done_since_start", False) is True,
        when=when,
        cites=cites,
    )
