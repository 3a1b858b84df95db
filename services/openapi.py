"""How a register describes itself: OpenAPI 3.1, with what all registers share filled in."""

from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from access_log.contract import MOST, SEARCH_PATH

from .fhir import MEDIA_TYPE

NUMBER = {"type": "string", "pattern": "^[0-9]{11}$", "description": "A person number of eleven digits."}
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"

_REFUSALS = {
    400: "The request cannot be read.",
    401: "No token, or one that this register does not trust.",
    403: "The token does not open this; the outcome names the rule.",
    404: "There is no such thing here.",
    405: "Not by this method.",
    406: "The caller wants another format than FHIR's JSON.",
    413: "The body is too large.",
    415: "The body is of another kind than this register reads.",
    422: "The request can be read, but asks for what cannot be.",
    503: "The register cannot reach what it needs; try again soon.",
}


def document(
    title: str, description: str, paths: Mapping[str, Any], schemas: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the OpenAPI document of a register with *paths* of its own."""
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "description": description, "version": _version()},
        "paths": {**paths, SEARCH_PATH: {"post": _ACCESS_LOG}, **_PLAIN},
        "components": {
            "schemas": {**schemas, "OperationOutcome": _OUTCOME, "AccessLogSearch": _LOG_SEARCH},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "bearerFormat": "at+jwt"}},
        },
    }


def posting(
    summary: str, *, body: str, schema: Mapping[str, Any], answer: str, says: Mapping[str, Any]
) -> dict[str, Any]:
    """Return an operation that posts *schema* as *body* and is answered with *says* as *answer*."""
    return {
        "summary": summary,
        "security": [{"token": []}],
        "parameters": [_REQUEST_ID],
        "requestBody": {"required": True, "content": {body: {"schema": schema}}},
        "responses": answers(answer, says, (400, 401, 403, 405, 413, 415, 422, 503)),
    }


def open_to_all(summary: str, *, answer: str, says: Mapping[str, Any]) -> dict[str, Any]:
    """Return an operation that asks for nothing and needs no token."""
    return {"summary": summary, "responses": answers(answer, says, (405, 503))}


def answers(kind: str, says: Mapping[str, Any], refusals: Sequence[int]) -> dict[str, Any]:
    """Return the responses of an operation: the good one, and each refusal as an OperationOutcome.

    Where the answer is FHIR, a caller who wants another format is refused too.
    """
    refusals = sorted({*refusals, *((406,) if kind == MEDIA_TYPE else ())})
    outcome = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/OperationOutcome"}}}
    refused = {str(status): {"description": _REFUSALS[status], "content": outcome} for status in refusals}
    return {"200": {"description": "The answer.", "content": {kind: {"schema": dict(says)}}}, **refused}


def _version() -> str:
    try:
        return version("mine-helseopplysninger")
    except PackageNotFoundError:  # A checkout that was never installed.
        return "0"


_REQUEST_ID = {
    "name": "X-Request-ID",
    "in": "header",
    "required": False,
    "description": "A UUID. A request that is sent again with the same one leaves one entry in the log. "
    "What is no UUID is not looked at.",
    "schema": {"type": "string", "examples": ["5d6c3a0e-9a5b-4f0e-8f0b-0c1d2e3f4a5b"]},
}
_OUTCOME = {
    "type": "object",
    "required": ["resourceType", "issue"],
    "properties": {
        "resourceType": {"const": "OperationOutcome"},
        "issue": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "object", "required": ["severity", "code"]},
        },
    },
}
_LOG_SEARCH = {
    "type": "object",
    "required": ["subject"],
    "additionalProperties": False,
    "properties": {
        "subject": NUMBER,
        "before": {"type": ["integer", "null"], "minimum": 1, "maximum": 2**63 - 1},
        "limit": {"type": "integer", "minimum": 1, "maximum": MOST},
        "kinds": {
            "type": "array",
            "items": {"enum": ["person", "system", "self", "representative", "research", "unknown"]},
        },
    },
}
_LOG_PAGE = {
    "type": "object",
    "required": ["entries", "next", "counts"],
    "properties": {
        "entries": {"type": "array", "items": {"type": "object", "required": ["id", "entry"]}},
        "next": {"type": ["integer", "null"]},
        "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
    },
}
_ACCESS_LOG = posting(
    "Who has looked at a person's data here, latest first. Looking leaves an entry too.",
    body=JSON,
    schema={"$ref": "#/components/schemas/AccessLogSearch"},
    answer=JSON,
    says=_LOG_PAGE,
)
_TEXT = {"type": "string"}
_PLAIN = {
    "/healthz": {"get": open_to_all("Whether the process is alive.", answer="text/plain", says=_TEXT)},
    "/readyz": {"get": open_to_all("Whether the register can serve.", answer="text/plain", says=_TEXT)},
    "/openapi.json": {"get": open_to_all("This document.", answer=JSON, says={"type": "object"})},
}
