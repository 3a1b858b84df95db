"""Lists that the made-up country is drawn from, one reader for all of them."""

import csv
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of `name`.csv."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lines(name: str) -> list[str]:
    """Return the lines of `name`.txt."""
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
