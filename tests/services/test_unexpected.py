"""What nobody foresaw: the caller is answered, the operator is told where, and nobody's data is in a log."""

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.shell import register_app
from storage.engine import open_engine
from storage.turns import Turns
from tests.synthetic import number

NAMED = "8a7f5f6c-6d0f-4f0e-9d43-0a1f4f0f2f11"


async def _fails(_: Request) -> Response:
    raise KeyError(number(1))


async def test_an_unforeseen_error_is_answered_and_its_text_is_not_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The log names the kind, the place and the request, by which both ends can find it."""
    turns = Turns(open_engine("sqlite://"))
    app = register_app([Route("/fails", _fails)], turns=turns, openapi={})

    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://register") as http:
        answer = await http.get("/fails", headers={"X-Request-ID": NAMED})
    turns.close()

    assert (answer.status_code, answer.json()["resourceType"]) == (500, "OperationOutcome")
    assert all(word in caplog.text for word in ("KeyError", "test_unexpected.py", NAMED))
    assert number(1) not in caplog.text + answer.text
