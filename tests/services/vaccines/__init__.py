"""Tests of the vaccine register."""
