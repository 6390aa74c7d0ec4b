"""``regulations/<id>/`` to `Regulation`; says which file and field is wrong."""

from compliance.rulebook.loading import load_regulation, regulation_ids

__all__ = ["load_regulation", "regulation_ids"]
