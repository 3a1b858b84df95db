"""The parts of HL7 FHIR R4 that every register speaks.

Identifier systems are those of HL7 Norway's basis profiles (no-basis, R4).
"""

from typing import Any
from urllib.parse import parse_qsl

import msgspec

from auth.identity import PersonId

MEDIA_TYPE = "application/fhir+json"

FODSELSNUMMER = "urn:oid:2.16.578.1.12.4.1.4.1"
D_NUMBER = "urn:oid:2.16.578.1.12.4.1.4.2"
HPR_NUMBER = "urn:oid:2.16.578.1.12.4.1.4.4"
ORGANISATION_NUMBER = "urn:oid:2.16.578.1.12.4.1.4.101"
SNOMED_CT = "http://snomed.info/sct"
ATC = "http://www.whocc.no/atc"
OUR_BASE = "https://mine-helseopplysninger.example/fhir"
"""Home of the profiles and codes that are this project's own: no Norwegian profile exists for them."""

RULES = f"{OUR_BASE}/CodeSystem/rule"


class Coding(msgspec.Struct, frozen=True, omit_defaults=True):
    """A code of a code system, and how it reads."""

    code: str = ""
    system: str = ""
    display: str = ""


class CodeableConcept(msgspec.Struct, frozen=True, omit_defaults=True):
    """A concept by one or several codes, or by text alone."""

    coding: list[Coding] = []
    text: str = ""


class Identifier(msgspec.Struct, frozen=True, omit_defaults=True):
    """A business identifier within its system."""

    value: str = ""
    system: str = ""


class Reference(msgspec.Struct, frozen=True, omit_defaults=True):
    """A reference, literal (`Patient/1`) or logical (by identifier)."""

    reference: str = ""
    identifier: Identifier | None = None
    display: str = ""


class SearchMalformed(Exception):
    """The form of a search does not name exactly one person in a way this register knows."""


def patient_asked_for(form: bytes, *, parameters: frozenset[str] = frozenset()) -> PersonId:
    """Return whom a `_search` form names by `patient.identifier` (or `identifier`) = system|number.

    Any parameter that the register does not know is refused: ignoring one
    would answer a wider question than the one that was asked.
    """
    try:
        pairs = parse_qsl(
            form.decode("ascii"), keep_blank_values=True, strict_parsing=True, max_num_fields=20
        )
    except (ValueError, UnicodeDecodeError):
        raise SearchMalformed("the form cannot be read") from None
    named = [value for name, value in pairs if name in ("patient.identifier", "identifier")]
    unknown = {name for name, _ in pairs} - {"patient.identifier", "identifier"} - parameters
    if unknown or len(named) != 1:
        raise SearchMalformed(
            "name one person by patient.identifier, and nothing this register does not know"
        )
    system, bar, number = named[0].partition("|")
    if not bar or system not in (FODSELSNUMMER, D_NUMBER) or not (len(number) == 11 and number.isdecimal()):
        raise SearchMalformed("patient.identifier is a system, a bar and eleven digits")
    return PersonId(number)


def search_form(subject: PersonId) -> bytes:
    """Return the form that asks for *subject*; the other half of `patient_asked_for`."""
    return f"patient.identifier={system_of(subject).replace(':', '%3A')}%7C{subject}".encode()


def system_of(number: PersonId) -> str:
    """Return the identifier system of a person number: a D-number has 4 added to its first digit."""
    return D_NUMBER if number[0] in "4567" else FODSELSNUMMER


def searchset(resources: list[Any], self_link: str) -> dict[str, Any]:
    """Return a Bundle of what a search found."""
    entries = [{"resource": resource, "search": {"mode": "match"}} for resource in resources]
    found = {
        "resourceType": "Bundle",
        "type": "searchset",
        "total": len(resources),
        "link": [{"relation": "self", "url": self_link}],
    }
    # An array of FHIR is never empty: what found nothing has no entry at all.
    return found | ({"entry": entries} if entries else {})


def outcome(code: str, rule: str, text: str) -> dict[str, Any]:
    """Return an OperationOutcome: FHIR's issue type, our rule's id, a sentence without any person."""
    return {
        "resourceType": "OperationOutcome",
        "issue": [
            {
                "severity": "error",
                "code": code,
                "details": {"coding": [{"system": RULES, "code": rule}], "text": text},
            }
        ],
    }
