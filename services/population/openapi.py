"""The population register's description of itself."""

from typing import Any

from ..openapi import JSON, NUMBER, document, open_to_all, posting
from . import contract

_DAY = {"type": ["string", "null"], "format": "date"}
_PERSON = {"number": NUMBER, "name": {"type": "string"}, "born": _DAY, "dead": _DAY}
_RULE = {"type": "string", "enum": sorted(contract.RULES)}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


_SCHEMAS: dict[str, Any] = {
    "Search": {**_object({"subject": NUMBER}), "additionalProperties": False},
    "Household": _object(
        {
            "me": {"anyOf": [_object(_PERSON), {"type": "null"}]},
            "relatives": {"type": "array", "items": _object({**_PERSON, "rule": _RULE, "until": _DAY})},
            "refused": {"type": "array", "items": _object({"name": {"type": "string"}, "rule": _RULE})},
        }
    ),
    "Mandate": _object({"mandate": {"type": "string"}, "rule": _RULE, "until": _DAY}),
    "Keys": _object({"keys": {"type": "array", "minItems": 1, "items": {"type": "object"}}}),
}


def _schema(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _asking(summary: str, answer: str) -> dict[str, Any]:
    return posting(summary, body=JSON, schema=_schema("Search"), answer=JSON, says=_schema(answer))


OPENAPI: dict[str, Any] = document(
    "Folkeregisteret",
    "Who is whose child and who may act for whom. Every question and every refusal is in the person's log.",
    {
        contract.HOUSEHOLD_PATH: {
            "post": _asking("The citizen, and those whom they may and may not act for today.", "Household")
        },
        contract.MANDATE_PATH: {
            "post": _asking("A signed right to act for a child, decided on this request.", "Mandate")
        },
        contract.JWKS_PATH: {
            "get": open_to_all("The keys that mandates are signed with.", answer=JSON, says=_schema("Keys"))
        },
    },
    _SCHEMAS,
)
