"""An index of a catalog: built once, opened often, read only where a question leads."""
