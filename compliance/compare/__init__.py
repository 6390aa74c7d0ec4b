"""Regulations side by side by elements, and one filing under all of them."""

from compliance.compare.judging import held_against
from compliance.compare.matrix import Filters, compared

__all__ = ["Filters", "compared", "held_against"]
