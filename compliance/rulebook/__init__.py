"""``regulations/<id>/`` to `Regulation` and its clocks; says which file is wrong."""

from compliance.rulebook.clocks import load_clocks
from compliance.rulebook.loading import load_regulation, regulation_ids

__all__ = ["load_clocks", "load_regulation", "regulation_ids"]
