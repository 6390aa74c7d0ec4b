"""Check a public summary of AI training content by rule."""

__version__ = "0.1.0"
