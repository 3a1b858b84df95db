"""The birth register's description of itself."""

from typing import Any

from ..fhir import MEDIA_TYPE
from ..openapi import FORM, document, open_to_all, posting
from . import contract

_SCHEMAS: dict[str, Any] = {
    "Search": {
        "type": "object",
        "required": ["patient.identifier"],
        "additionalProperties": False,
        "properties": {
            "patient.identifier": {
                "type": "string",
                "pattern": r"^urn:oid:2\.16\.578\.1\.12\.4\.1\.4\.[12]\|[0-9]{11}$",
            }
        },
    },
    "Bundle": {
        "type": "object",
        "required": ["resourceType", "type", "total"],
        "properties": {
            "resourceType": {"const": "Bundle"},
            "type": {"const": "searchset"},
            "total": {"type": "integer", "minimum": 0},
            "entry": {
                "type": "array",
                "minItems": 1,
                "items": {"type": "object", "required": ["resource", "search"]},
            },
        },
    },
}


def _schema(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


OPENAPI: dict[str, Any] = document(
    "MFR",
    "Births, in HL7 FHIR R4. Every look and every refused attempt is in the person's access log.",
    {
        contract.METADATA_PATH: {
            "get": open_to_all("What the register can do.", answer=MEDIA_TYPE, says={"type": "object"})
        },
        contract.SEARCH_PATH: {
            "post": posting(
                "A person's own birth, and those where she was the mother: only what may be seen.",
                body=FORM,
                schema=_schema("Search"),
                answer=MEDIA_TYPE,
                says=_schema("Bundle"),
            )
        },
    },
    _SCHEMAS,
)
