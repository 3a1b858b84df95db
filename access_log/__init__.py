"""Who has read what: a library that each register mounts, so that no entry means no data."""
