"""Claims about dev.families."""
