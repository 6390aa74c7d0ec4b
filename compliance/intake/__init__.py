"""Filings to submissions: one reader per format, one matcher for all."""

from compliance.intake.entry import read_context, read_context_file, read_submission

__all__ = ["read_context", "read_context_file", "read_submission"]
