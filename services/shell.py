"""What every register has around its own routes: limits, health, and errors as FHIR says them."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from access_log.admission import Refused
from storage.turns import Turns

from .fhir import MEDIA_TYPE, SearchMalformed, outcome
from .unexpected import NothingUnexpected

MOST_BODY = 1024 * 1024

_ISSUE_TYPES = {
    400: "structure",
    401: "login",
    403: "forbidden",
    404: "not-found",
    405: "not-supported",
    406: "not-supported",
    413: "too-long",
    415: "not-supported",
    422: "invalid",
    429: "throttled",
    503: "transient",
}


def register_app(
    routes: Sequence[BaseRoute], *, turns: Turns, openapi: dict[str, Any], most_body: int = MOST_BODY
) -> Starlette:
    """Return a register with *routes* of its own and what all registers share."""
    return Starlette(
        routes=[*routes, *_health(turns), Route("/openapi.json", _document(openapi))],
        middleware=[
            Middleware(NothingUnexpected, answer=_unexpected),
            Middleware(RequestBodyLimitMiddleware, max_body_size=most_body),
        ],
        exception_handlers={
            Refused: _refused,
            SearchMalformed: _malformed,
            HTTPException: _http_error,
            SQLAlchemyError: _database_down,
        },
    )


def fhir_response(resource: object, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Return *resource* as FHIR JSON that nobody may keep."""
    kept_by_nobody = {"Cache-Control": "no-store"} | (headers or {})
    return Response(msgspec.json.encode(resource), status, kept_by_nobody, f"{MEDIA_TYPE}; charset=utf-8")


def problem(status: int, rule: str, text: str, headers: dict[str, str] | None = None) -> Response:
    """Return an error as an OperationOutcome."""
    return fhir_response(outcome(_ISSUE_TYPES.get(status, "exception"), rule, text), status, headers)


def asked_by_form(request: Request) -> None:
    """Refuse a body that is not a form, as FHIR searches by POST are."""
    if (
        request.headers.get("Content-Type", "").partition(";")[0].strip()
        != "application/x-www-form-urlencoded"
    ):
        raise HTTPException(415, "a search is a form: application/x-www-form-urlencoded")


def _health(turns: Turns) -> list[Route]:
    async def alive(_: Request) -> Response:
        return Response("ok", media_type="text/plain")

    async def ready(_: Request) -> Response:
        await turns.take(_answers)
        return Response("ready", media_type="text/plain")

    return [Route("/healthz", alive), Route("/readyz", ready)]


def _answers(connection: Connection) -> None:
    connection.execute(text("SELECT 1"))


def _document(openapi: dict[str, Any]) -> Callable[[Request], Awaitable[Response]]:
    body = msgspec.json.encode(openapi)

    async def document(_: Request) -> Response:
        return Response(body, media_type="application/json")

    return document


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    challenge = {"WWW-Authenticate": f'Bearer error="invalid_token", error_description="{error.rule}"'}
    return problem(error.status, error.rule, error.rule, challenge if error.status == 401 else None)


async def _malformed(_: Request, error: Exception) -> Response:
    return problem(400, "search-malformed", str(error))


async def _http_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return problem(error.status_code, f"http-{error.status_code}", error.detail, dict(error.headers or {}))


async def _database_down(_: Request, _error: Exception) -> Response:
    """The exception's own text holds statements and values, so it goes no further."""
    return problem(
        503, "database-unavailable", "the register cannot reach its database", {"Retry-After": "5"}
    )


def _unexpected() -> Response:
    return problem(500, "unexpected", "something went wrong in the register")
