"""The vaccine register's description of itself."""

from typing import Any

from ..fhir import D_NUMBER, FODSELSNUMMER, MEDIA_TYPE
from ..openapi import FORM, document, open_to_all, posting
from . import contract
from .codes import SYSVAK, vaccines
from .dates import PATTERN
from .doses import ConsentBasis, Event, Source, Status

_TEXT = {"type": "string", "minLength": 1}
_SAID = {"type": "object", "minProperties": 1, "properties": {"text": _TEXT}}
_DAY = {
    "type": "string",
    "anyOf": [{"pattern": "^(19[0-9]{2}|20[01][0-9])-[0-9]{2}-[0-2][0-9]$"}, {"pattern": f"^{PATTERN}$"}],
    "description": "A year, a month, a day, or a moment with its offset.",
}
_OURS = [contract.PRODUCT, contract.EVENT, contract.COUNTRY, contract.CONSENT_BASIS]
_CODINGS = {
    "anyOf": [
        {
            "type": "object",
            "required": ["system", "code"],
            "properties": {"system": {"const": SYSVAK}, "code": {"enum": sorted(vaccines())}},
        },
        {
            "type": "object",
            "required": ["system", "code"],
            "properties": {"system": _TEXT | {"not": {"const": SYSVAK}}, "code": _TEXT},
        },
    ]
}


def _object(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": {**required, **optional}}


def _array(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "minItems": 1, "items": of}


def _concept(system: str, codes: list[str]) -> dict[str, Any]:
    return _object({"coding": _array(_object({"system": {"const": system}, "code": {"enum": codes}}))})


def _extension(url: str, **value: dict[str, Any]) -> dict[str, Any]:
    return _object({"url": {"const": url}, **value})


_PERSON = {
    "type": "string",
    "pattern": "^[0-9]{11}$",
    "description": "A fødselsnummer or D-number whose check digits fit.",
    "examples": ["02819010040"],
}
_REPORT = _object(
    {
        "resourceType": {"const": "Immunization"},
        "status": {"enum": [Status.COMPLETED, Status.NOT_DONE]},
        "vaccineCode": _object({"coding": _array(_CODINGS)}),
        "patient": _object(
            {"identifier": _object({"system": {"enum": [FODSELSNUMMER, D_NUMBER]}, "value": _PERSON})}
        ),
        "occurrenceDateTime": _DAY,
    },
    lotNumber=_TEXT,
    protocolApplied=_array(_object({}, doseNumberPositiveInt={"type": "integer", "minimum": 1})),
    reportOrigin=_concept(contract.SOURCES, [source.value for source in Source]),
    reasonCode=_array(_SAID),
    statusReason=_SAID,
    extension=_array(
        {
            "anyOf": [
                _object({"url": _TEXT | {"not": {"enum": _OURS}}}),
                _extension(contract.PRODUCT, valueString=_TEXT),
                _extension(contract.EVENT, valueCode={"enum": [event.value for event in Event]}),
                _extension(contract.COUNTRY, valueCode={"type": "string", "pattern": "^[A-Z]{2}$"}),
                _extension(
                    contract.CONSENT_BASIS, valueCode={"enum": [basis.value for basis in ConsentBasis]}
                ),
            ]
        }
    ),
)
_KEPT = _object(
    {"resourceType": {"const": "Immunization"}, "id": {"type": "string"}, "status": {"enum": list(Status)}}
)
_SCHEMAS: dict[str, Any] = {
    "Report": _REPORT,
    "Immunization": _KEPT,
    "Search": {
        **_object(
            {
                "patient.identifier": {
                    "type": "string",
                    "pattern": r"^urn:oid:2\.16\.578\.1\.12\.4\.1\.4\.[12]\|[0-9]{11}$",
                }
            }
        ),
        "additionalProperties": False,
    },
    "Bundle": _object(
        {"resourceType": {"const": "Bundle"}, "type": {"const": "searchset"}, "total": {"type": "integer"}},
        entry=_array({"type": "object", "required": ["resource", "search"]})
        | {"maxItems": contract.MOST_DOSES + 1},
    ),
}


def _schema(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


_SEARCH = posting(
    "A person's vaccinations, latest first. The person is named in the form, never in the URL.",
    body=FORM,
    schema=_schema("Search"),
    answer=MEDIA_TYPE,
    says=_schema("Bundle"),
)
_CREATE = posting(
    "Report a vaccination; health personnel only. Who and for which organisation is what the token says.",
    body=MEDIA_TYPE,
    schema=_schema("Report"),
    answer=MEDIA_TYPE,
    says=_schema("Immunization"),
)
_CREATE["parameters"] = [
    *_CREATE["parameters"],
    {
        "name": "If-None-Exist",
        "in": "header",
        "required": False,
        "description": "identifier=system|value: what was kept under it before is answered, not kept twice.",
        "schema": {"type": "string", "pattern": "^identifier="},
    },
]
_CREATE["responses"]["201"] = _CREATE["responses"]["200"] | {
    "description": "Kept.",
    "headers": {"Location": {"description": "Where it is.", "schema": {"type": "string"}}},
}

OPENAPI: dict[str, Any] = document(
    "SYSVAK",
    "Vaccinations, in HL7 FHIR R4. Every look and every refused attempt is in the person's access log.",
    {
        "/fhir/metadata": {
            "get": open_to_all("What the register can do.", answer=MEDIA_TYPE, says={"type": "object"})
        },
        contract.SEARCH_PATH: {"post": _SEARCH},
        contract.CREATE_PATH: {"post": _CREATE},
    },
    _SCHEMAS,
)
_CREATE["responses"]["409"] = _CREATE["responses"]["400"] | {
    "description": "The request id was used before, for another report."
}
