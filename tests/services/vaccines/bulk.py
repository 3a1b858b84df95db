"""Bulk files as a foreign system would write them: its own ids, identifiers and extra fields."""

import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from auth.identity import PersonId

FNR = "urn:oid:2.16.578.1.12.4.1.4.1"
CVX = "http://hl7.org/fhir/sid/cvx"


def patient(id: str, person: PersonId | str, **more: Any) -> dict[str, Any]:  # noqa: A002
    """A Patient with a number of ours among identifiers that are not."""
    return {
        "resourceType": "Patient",
        "id": id,
        "meta": {"profile": ["http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient"]},
        "text": {"status": "generated", "div": '<div xmlns="http://www.w3.org/1999/xhtml">Áŋŋa</div>'},
        "extension": [{"url": "http://example.org/race", "extension": [{"url": "text", "valueString": "x"}]}],
        "identifier": [
            {"system": "https://github.com/synthetichealth/synthea", "value": id},
            {"type": {"text": "SSN"}, "system": "http://hl7.org/fhir/sid/us-ssn", "value": "999-71-2134"},
            {"system": FNR, "value": person},
        ],
        "name": [{"use": "official", "family": "Čáhppesjohka", "given": ["ليلى"]}],
        "multipleBirthBoolean": False,
    } | more


def immunization(id: str, of: str, **more: Any) -> dict[str, Any]:  # noqa: A002
    """An Immunization with a CVX code and references that lead nowhere here."""
    return {
        "resourceType": "Immunization",
        "id": id,
        "status": "completed",
        "vaccineCode": {
            "coding": [{"system": CVX, "code": "140", "display": "Influenza"}],
            "text": "Influenza",
        },
        "patient": {"reference": of},
        "encounter": {"reference": "Encounter/9"},
        "occurrenceDateTime": "2013-08-28T01:15:23-04:00",
        "primarySource": True,
        "location": {"reference": "Location?identifier=x|y", "display": "PCP1234"},
    } | more


def written(path: Path, lines: Iterable[dict[str, Any] | bytes]) -> Path:
    """Write *lines* to *path*, gzipped when it is named so; bytes are written as they are."""
    raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    whole = b"".join(line + b"\n" for line in raw)
    path.write_bytes(gzip.compress(whole) if path.suffix == ".gz" else whole)
    return path
