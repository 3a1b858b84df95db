"""Pushed authorization requests (RFC 9126): all that is wrong with a request is said to its client here."""

from typing import Any

import pytest

from .conversation import ends_with, push
from .world import EPJ_KEY, World

REFUSALS = [
    ("no PKCE", {"code_challenge": None, "code_challenge_method": None}, "invalid_request"),
    ("PKCE by plain", {"code_challenge_method": "plain"}, "invalid_request"),
    ("PKCE without its method", {"code_challenge_method": None}, "invalid_request"),
    ("a challenge that is no hash", {"code_challenge": "x" * 42}, "invalid_request"),
    ("no state", {"state": None}, "invalid_request"),
    ("no nonce", {"nonce": None}, "invalid_request"),
    ("an address that is not registered", {"redirect_uri": "http://evil.example/"}, "invalid_request"),
    ("an address that only begins right", {"redirect_uri": "http://localhost:8000/login/callback/x"},
     "invalid_request"),
    ("no address", {"redirect_uri": None}, "invalid_request"),
    ("the implicit flow", {"response_type": "token"}, "unsupported_response_type"),
    ("a hybrid flow", {"response_type": "code id_token"}, "unsupported_response_type"),
    ("no response type", {"response_type": None}, "invalid_request"),
    ("an answer in a form", {"response_mode": "form_post"}, "invalid_request"),
    ("a scope without openid", {"scope": "profile"}, "invalid_scope"),
    ("a register's scope", {"scope": "openid vaccines.read"}, "invalid_scope"),
    ("a prompt that is not ours", {"prompt": "consent"}, "invalid_request"),
    ("two prompts that exclude each other", {"prompt": "none login"}, "invalid_request"),
    ("an age below zero", {"max_age": "-1"}, "invalid_request"),
    ("an age in words", {"max_age": "an hour"}, "invalid_request"),
    ("a level that is not ours", {"acr_values": "Level4"}, "invalid_request"),
    ("a pushed request_uri", {"request_uri": "urn:idporten:x"}, "invalid_request"),
    ("a request object", {"request": "e30.e30."}, "request_not_supported"),
    ("authorization details", {"authorization_details": "[]"}, "invalid_authorization_details"),
]  # fmt: skip


async def test_a_whole_request_is_taken(world: World) -> None:
    """The answer names it, for two minutes."""
    answer = await push(world)

    assert answer.status_code == 201
    assert answer.json()["expires_in"] == 120
    assert answer.json()["request_uri"].startswith("urn:idporten:")


@pytest.mark.parametrize(
    ("changes", "error"), [case[1:] for case in REFUSALS], ids=[case[0] for case in REFUSALS]
)
async def test_a_request_that_breaks_a_rule_is_refused(
    world: World, changes: dict[str, Any], error: str
) -> None:
    """With the error that the standard has for it, and nothing kept."""
    answer = await push(world, **changes)

    await ends_with(answer, 400, error)


async def test_a_client_that_signs_nobody_in_cannot_push(world: World) -> None:
    """A journal system has no business with citizens' sign-ins."""
    answer = await push(world, proof=world.proof("dev-epj", EPJ_KEY))

    await ends_with(answer, 400, "unauthorized_client")


async def test_a_stranger_cannot_push(world: World) -> None:
    """The client proves who it is before anything is judged."""
    answer = await push(world, proof={"client_id": "portal"})

    await ends_with(answer, 401, "invalid_client")


async def test_a_client_sees_no_more_requests_taken_than_there_is_room_for(world: World) -> None:
    """A full shelf asks to wait; nobody else's request is thrown out for it."""
    world.app.state.provider.store.pushed._holds = 1
    await push(world)

    answer = await push(world)

    await ends_with(answer, 503, "temporarily_unavailable")
