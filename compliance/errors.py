"""What stops the work, and whose turn it is.

Something wrong *in* a submission is a finding. An exception means that the
work could not be done; it says where, what, why and what to do, in one line.
"""

from typing import Final


class ComplianceError(Exception):
    """Something stops the work; shown as one line ``where: what: why: remedy``."""

    exit_code = 3

    def __init__(
        self, code: str, *, where: str, what: str, why: str, remedy: str
    ) -> None:
        """Keep the parts apart, so that every surface can show them its way.

        Args:
            code: Stable name of the reason, such as ``json-repeated-key``.
            where: File, with line and column or page when known.
            what: What could not be done.
            why: The fact that stopped it.
            remedy: What the reader can do about it.
        """
        self.code = code
        self.where = where
        self.what = what
        self.why = why
        self.remedy = remedy
        super().__init__(f"{where}: {what}: {why}: {remedy} [{code}]")


class InputRefusedError(ComplianceError):
    """A submission, context, catalog or mapping file is refused; nothing is judged."""


class RulebookError(ComplianceError):
    """A file under ``regulations/`` or ``schemas/`` is wrong."""


class UsageError(ComplianceError):
    """The command line asks for something that does not exist or fit."""

    exit_code = 2


class InternalError(ComplianceError):
    """Our own fault: the disk, a missing data file, a broken invariant."""

    exit_code = 4


EXIT_JUDGED: Final = 0
EXIT_GAPS: Final = 1
EXIT_USAGE: Final = 2
EXIT_REFUSED: Final = 3
EXIT_INTERNAL: Final = 4
