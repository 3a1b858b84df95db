"""Signing in, sessions, person numbers and tokens."""
