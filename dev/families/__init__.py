"""Synthetic families, the same for the same seed."""
