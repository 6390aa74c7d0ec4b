"""Catalogs: read, normalised and linked; the engine is only here."""
