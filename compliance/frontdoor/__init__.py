"""The front door: untrusted bytes, read once, measured, named and hashed."""

from compliance.frontdoor.kinds import (
    CATALOG_KINDS,
    CONTEXT_KINDS,
    DECISION_KINDS,
    FILING_KINDS,
    MAPPING_KINDS,
    TABLE_KINDS,
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
    "open_large",
    "open_untrusted",
    "refusal",
    "visible",
]
