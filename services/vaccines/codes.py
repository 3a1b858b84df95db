"""The vaccines that SYSVAK has codes for, and the diseases that they are against.

`codes.csv` and `target_diseases.csv` carry where each line comes from, and what
nobody has verified stays marked: a code with status `unverified-code` follows
the rule that codes are made by, but was not seen; no SNOMED CT code has been
held against a terminology server. Sources: F is a page of the register's own,
V a published script that maps codes to ATC, M a cohort's documentation of its
extract, P a published analysis.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

SYSVAK = "urn:oid:2.16.578.1.12.4.1.1.9501"
"""Volven's SYSVAK vaccine types."""


@dataclass(frozen=True, slots=True)
class Disease:
    """A disease that vaccines are against; *snomed_ct* is empty where no code was found."""

    id: str
    name: str
    english: str
    snomed_ct: str


@dataclass(frozen=True, slots=True)
class Vaccine:
    """A line of the code list."""

    code: str
    atc: str
    name: str
    english: str
    diseases: tuple[Disease, ...]
    products: tuple[str, ...]
    verified: bool
    source: str


@cache
def diseases() -> Mapping[str, Disease]:
    """Return every disease by its id."""
    return {
        line["disease"]: Disease(line["disease"], line["name"], line["english"], line["snomed_ct"])
        for line in _lines("target_diseases.csv")
    }


@cache
def vaccines() -> Mapping[str, Vaccine]:
    """Return the code list by SYSVAK code."""
    return {line["code"]: _vaccine(line) for line in _lines("codes.csv")}


def _vaccine(line: Mapping[str, str]) -> Vaccine:
    return Vaccine(
        code=line["code"],
        atc=line["atc"],
        name=line["name"],
        english=line["english"],
        diseases=tuple(diseases()[disease] for disease in line["diseases"].split(";")),
        products=tuple(line["products"].split(";")) if line["products"] else (),
        verified=line["status"] == "verified",
        source=line["source"],
    )


def _lines(name: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(resources.files(__package__).joinpath(name).read_text("utf-8").splitlines())
