"""The report as Markdown; HTML is made from it."""

from typing import Final

from compliance.model import GapReport
from compliance.render.catalog import catalog, datasets
from compliance.render.deeds import undetermined, what_to_do
from compliance.render.ledger import every_answer, every_rule, form
from compliance.render.opening import coverage, title, verdict
from compliance.render.provenance import caveats, not_checked, provenance, sources
from compliance.render.standing import exposure

_CHAPTERS: Final = (
    title,
    verdict,
    coverage,
    what_to_do,
    undetermined,
    exposure,
    catalog,
    datasets,
    every_rule,
    every_answer,
    form,
    not_checked,
    sources,
    caveats,
    provenance,
)


def to_markdown(report: GapReport) -> bytes:
    """Return the report as UTF-8 Markdown with Unix line ends.

    CommonMark with the tables of GitHub Flavored Markdown. Its only raw HTML is
    ``<a id="…"></a>``, the targets of links within the report, and ``<br>``.
    Same report, same bytes.
    """
    lines = [line for chapter in _CHAPTERS for line in chapter(report)]
    return "\n".join(lines).encode()
