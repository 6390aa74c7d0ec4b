"""``instrument.toml``: what an instrument is, apart from its rules."""

from collections.abc import Mapping

from compliance.model import Contest, Instances, Sanction, Source, Version
from compliance.rulebook.table import TableReader


def sources_of(reader: TableReader) -> dict[str, Source]:
    """Return the sources of an instrument by their ids."""
    return {each.id: each for each in map(_source, reader.tables("sources"))}


def _source(reader: TableReader) -> Source:
    reader.only("id", "title", "url", "dated", "sure")
    return Source(
        id=reader.text("id"),
        title=reader.text("title"),
        url=reader.text("url", ""),
        dated=reader.text("dated", ""),
        sure=reader.sure(),
    )


def history_of(
    reader: TableReader, sources: Mapping[str, Source]
) -> tuple[Version, ...]:
    """Return the steps in the life of an instrument, in their order."""
    return tuple(_version(each, sources) for each in reader.tables("history"))


def _version(reader: TableReader, sources: Mapping[str, Source]) -> Version:
    reader.only("on", "says", "version", "changed", "status", "source", "sure")
    return Version(
        on=reader.text("on"),
        says=reader.text("says"),
        version=reader.text("version", ""),
        changed=reader.text("changed", ""),
        status=reader.text("status", ""),
        source=_one_of(reader, sources),
        sure=reader.sure(),
    )


def contested_by(
    reader: TableReader, sources: Mapping[str, Source]
) -> tuple[Contest, ...]:
    """Return what is litigated, and what could displace the instrument."""
    return tuple(_contest(each, sources) for each in reader.tables("contested"))


def _contest(reader: TableReader, sources: Mapping[str, Source]) -> Contest:
    reader.only("kind", "title", "on", "says", "effect", "source", "sure")
    return Contest(
        kind=reader.choice("kind", ("litigation", "pre-emption", "conflict")),
        title=reader.text("title"),
        on=reader.text("on"),
        says=reader.text("says"),
        effect=reader.text("effect"),
        source=_one_of(reader, sources),
        sure=reader.sure(),
    )


def sanctions_of(
    reader: TableReader, sources: Mapping[str, Source]
) -> tuple[Sanction, ...]:
    """Return what follows where the duty is not met."""
    return tuple(_sanction(each, sources) for each in reader.tables("sanctions"))


def _sanction(reader: TableReader, sources: Mapping[str, Source]) -> Sanction:
    reader.only(
        "kind", "pinpoint", "says", "by", "floor", "cap", "currency", "per", "cap_per",
        "cure_days", "instances", "source", "sure",
    )  # fmt: skip
    cure = reader.number_or_none("cure_days")
    return Sanction(
        kind=reader.text("kind"),
        pinpoint=reader.text("pinpoint"),
        says=reader.text("says"),
        by=reader.text("by", ""),
        floor=reader.number_or_none("floor"),
        cap=reader.number_or_none("cap"),
        currency=reader.text("currency", ""),
        per=reader.text("per", ""),
        cap_per=reader.text("cap_per", ""),
        instances=tuple(map(_instances, reader.tables("instances"))),
        cure_days=None if cure is None else int(cure),
        source=_one_of(reader, sources),
        sure=reader.sure(),
    )


def _instances(reader: TableReader) -> Instances:
    reader.only("by", "rules", "says")
    return Instances(
        by=reader.choice("by", ("open duties", "findings")),
        rules=reader.texts("rules"),
        says=reader.text("says"),
    )


def _one_of(reader: TableReader, sources: Mapping[str, Source]) -> str:
    if "source" not in reader.raw:
        return ""
    return reader.choice("source", sources)
