"""The front door: untrusted bytes, read once, measured, named and hashed."""

from compliance.frontdoor.encodings import utf16_of
from compliance.frontdoor.kinds import (
    CATALOG_KINDS,
    CONTEXT_KINDS,
    DECISION_KINDS,
    FILING_KINDS,
    MAPPING_KINDS,
    TABLE_KINDS,
    is_web_archive,
)
from compliance.frontdoor.opening import (
    STANDARD_INPUT,
    LargeFile,
    Untrusted,
    open_large,
    open_untrusted,
)
from compliance.frontdoor.refusals import refusal, visible

__all__ = [
    "CATALOG_KINDS",
    "CONTEXT_KINDS",
    "DECISION_KINDS",
    "FILING_KINDS",
    "MAPPING_KINDS",
    "STANDARD_INPUT",
    "TABLE_KINDS",
    "LargeFile",
    "Untrusted",
    "is_web_archive",
    "open_large",
    "open_untrusted",
    "refusal",
    "utf16_of",
    "visible",
]
