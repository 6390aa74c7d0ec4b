"""The report as a workbook."""

from compliance.model import GapReport
from compliance.render import catalog_sheets, overview_sheets, record_sheets
from compliance.render.book import book
from compliance.render.cells import Sheet
from compliance.render.standing import heading


def to_xlsx(report: GapReport) -> bytes:
    """Return the report as a workbook; same report, same bytes.

    The creation date is the day the report is asked for.
    """
    title = f"{heading(report)}: {report.submission.source}"
    return book(workbook_sheets(report), title=title, day=report.as_of)


def workbook_sheets(report: GapReport) -> tuple[Sheet, ...]:
    """Return every sheet of the workbook, in order."""
    cross = report.cross_check
    overview = overview_sheets.summary(report)
    if cross is not None:
        blocks = (*overview.blocks, *catalog_sheets.counts(cross))
        overview = Sheet(overview.name, blocks)
    return (
        overview_sheets.readme(report),
        overview,
        record_sheets.rules(report),
        record_sheets.findings(report),
        record_sheets.answers(report),
        record_sheets.form(report),
        catalog_sheets.links(cross),
        catalog_sheets.entries(cross),
        catalog_sheets.reservations(cross),
        catalog_sheets.datasets(report),
        catalog_sheets.kept_out(cross),
        overview_sheets.sources(report),
    )
