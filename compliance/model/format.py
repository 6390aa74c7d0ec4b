"""The formats a report comes in."""

from enum import StrEnum


class Format(StrEnum):
    """A format; its value is what the command line calls it."""

    MARKDOWN = "md"
    HTML = "html"
    JSON = "json"
    XLSX = "xlsx"

    @property
    def extension(self) -> str:
        """Return the ending of its files.

        >>> Format.MARKDOWN.extension
        '.md'
        """
        return f".{self.value}"
