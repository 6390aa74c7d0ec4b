"""Names of works linked with names of entries: blocking, comparison, probability."""
