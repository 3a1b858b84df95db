"""SYSVAK, the vaccine register."""
