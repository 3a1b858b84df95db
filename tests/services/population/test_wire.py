"""The register's manners over HTTP, and its own description of itself."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case

from services.population.openapi import OPENAPI
from tests import tokens
from tests.services.description import obeyed

from .conftest import holding
from .register import CHILD, MOTHER, Register

MINE = {"Authorization": f"Bearer {tokens.citizen(MOTHER, audience=tokens.POPULATION)}"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}
PATHS = ["/people/_search", "/mandates"]

described = schemathesis.openapi.from_dict(OPENAPI)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """A register that stands for as long as it is asked."""
    folder = tmp_path_factory.mktemp("standing")
    with holding(f"sqlite:///{folder / 'register.db'}", folder) as register:
        yield register


@described.parametrize()
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_register_does_as_it_says(case: "Case[Any]", standing: Register) -> None:
    """Whatever is sent, the answer is one that the description knows."""
    obeyed(case, standing.app, MINE)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        (MINE | FORM, b"subject=1", 415),
        (MINE | JSON, b"{", 400),
        (MINE | JSON, b'{"subject": 1}', 400),
        (MINE | JSON, b'{"subject": "\xff"}', 400),
        (MINE | JSON, b'{"subject": "12345678901", "more": 1}', 400),
        (MINE | JSON, b'{"subject": "12345678901"}', 422),
        (MINE | JSON, b'{"subject": "12050050295"}', 422),
        (JSON, b"{", 401),
        (JSON, b'{"subject": "12345678901"}', 401),
    ],
    ids=[
        "form",
        "half",
        "no text",
        "no UTF-8",
        "more than asked for",
        "no person number",
        "perhaps a real person's",
        "half, from a stranger",
        "no number, from a stranger",
    ],
)
async def test_what_makes_no_sense_is_refused(
    register: Register, path: str, headers: dict[str, str], body: bytes, status: int
) -> None:
    """As an OperationOutcome, without a word of what was sent."""
    answer = await register.http.post(path, content=body, headers=headers)

    assert (answer.status_code, answer.json()["resourceType"]) == (status, "OperationOutcome")
    assert "12345678901" not in answer.text


@pytest.mark.parametrize("path", PATHS)
async def test_a_body_has_a_limit(register: Register, path: str) -> None:
    """A person number takes no megabyte."""
    answer = await register.http.post(path, content=b" " * (1024 * 1024 + 1), headers=MINE | JSON)

    assert answer.status_code == 413


@pytest.mark.parametrize("path", [*PATHS, "/access-log/_search"])
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
async def test_people_are_asked_about_by_post_alone(register: Register, path: str, method: str) -> None:
    """A person in a URL would be in every log on the way."""
    assert (await register.http.request(method, path)).status_code == 405


async def test_nobody_keeps_an_answer(register: Register) -> None:
    """Neither the family nor the mandate."""
    for path, person in (("/people/_search", MOTHER), ("/mandates", CHILD)):
        answer = await register.post(path, person, tokens.citizen(MOTHER, audience=tokens.POPULATION))

        assert answer.headers["Cache-Control"] == "no-store"


async def test_the_log_of_this_register_can_be_read(register: Register) -> None:
    """By the citizen it is about; a number never leaves with it."""
    token = tokens.citizen(MOTHER, audience=tokens.POPULATION)
    await register.client.household(MOTHER, token=token, request_id="")

    page = await register.client.access_log(MOTHER, token=token, request_id="")

    assert [kept.entry.data for kept in page.entries] == ["relatives"]
    assert [kept.entry.actor for kept in page.entries] == [None]
