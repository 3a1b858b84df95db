"""Whole stories in a real browser, against the demo as a newcomer runs it."""
