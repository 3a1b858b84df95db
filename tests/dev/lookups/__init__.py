"""Claims about dev.lookups."""
