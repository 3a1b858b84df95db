"""Claims about dev.births."""
