"""Tokens for health personnel, machines and research, whom their own system vouches for."""

import json
from typing import Any

import httpx
import pytest

from .conversation import ends_with
from .world import EPJ_KEY, NURSE, PORTAL_KEY, REASON, VACCINES, World, claims_of

LOOK_UP = {"type": "mho:attestation", "practitioner": NURSE, "care_relation": REASON}
MACHINE = {
    "type": "mho:system",
    "system": {"name": "Påminner", "legal_entity": NURSE["legal_entity"], "purpose": "reminders"},
}
STUDY = {
    "type": "mho:research",
    "research": {"project": "Liksomstudien", "legal_entity": NURSE["legal_entity"], "purpose": "REK 1"},
}


async def attest(
    world: World, details: Any, *, proof: dict[str, str] | None = None, **changes: Any
) -> httpx.Response:
    """Ask for a token with an attestation in it."""
    form = {
        "grant_type": "client_credentials",
        "audience": VACCINES,
        "scope": "vaccines.read",
        "authorization_details": details if isinstance(details, str) else json.dumps(details),
    }
    return await world.post("/token", {**form, **changes}, proof=proof or world.proof("dev-epj", EPJ_KEY))


async def test_the_register_sees_who_looks_and_why(world: World) -> None:
    """In the words of Tillitsrammeverket; the subject is the system, not a citizen."""
    answer = await attest(world, [LOOK_UP])

    claims = claims_of(answer.json()["access_token"])
    assert (claims["practitioner"], claims["care_relation"]) == (NURSE, REASON)
    assert (claims["sub"], claims["client_id"], claims["aud"]) == ("dev-epj", "dev-epj", VACCINES)


async def test_the_answer_says_what_was_granted(world: World) -> None:
    """RFC 9396, section 7."""
    answer = await attest(world, [LOOK_UP])

    assert answer.json()["authorization_details"] == [LOOK_UP]


@pytest.mark.parametrize("details", [MACHINE, STUDY], ids=["a machine", "a study"])
async def test_machines_and_studies_name_themselves(world: World, details: dict[str, Any]) -> None:
    """Each under a claim of its own, and no practitioner beside it."""
    claims = claims_of((await attest(world, [details])).json()["access_token"])

    name = details["type"].removeprefix("mho:")
    assert claims[name] == details[name]
    assert "practitioner" not in claims


def nurse(**changes: Any) -> list[Any]:
    """An attestation in which the nurse is other than she should be."""
    return [LOOK_UP | {"practitioner": {k: v for k, v in (NURSE | changes).items() if v is not None}}]


REFUSALS: list[tuple[str, Any]] = [
    ("none", ""),
    ("an empty list", []),
    ("no list", LOOK_UP),
    ("two at once", [LOOK_UP, MACHINE]),
    ("rubbish", "{"),
    ("an endless nest", "[" * 10_000),
    ("an unknown type", [LOOK_UP | {"type": "payment"}]),
    ("no type", [{"practitioner": NURSE, "care_relation": REASON}]),
    ("more than we know", [LOOK_UP | {"subject": "12878540016"}]),
    ("no reason", [{"type": "mho:attestation", "practitioner": NURSE}]),
    ("a reason that does not exist", [LOOK_UP | {"care_relation": REASON | {"purpose_of_use": "CURIOUS"}}]),
    ("no decision", [LOOK_UP | {"care_relation": REASON | {"decision_ref": ""}}]),
    ("a number that may be real", nurse(identifier="02013299997")),
    ("no name", nurse(name="")),
    ("no employer", nurse(legal_entity=None)),
    ("a nameless place", nurse(point_of_care={"id": "", "name": "x"})),
]


@pytest.mark.parametrize("details", [case[1] for case in REFUSALS], ids=[case[0] for case in REFUSALS])
async def test_an_attestation_that_is_not_whole_is_refused(world: World, details: Any) -> None:
    """RFC 9396 has an error of its own for it."""
    await ends_with(await attest(world, details), 400, "invalid_authorization_details")


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"audience": "urn:mho:register:birthdata"}, "invalid_target"),
        ({"audience": None}, "invalid_request"),
        ({"scope": "birthdata.read"}, "invalid_scope"),
        ({"scope": None}, "invalid_scope"),
    ],
    ids=["another register", "no register", "another scope", "no scope"],
)
async def test_the_client_gets_no_more_than_it_is_registered_for(
    world: World, changes: dict[str, Any], error: str
) -> None:
    """Whatever it attests."""
    await ends_with(await attest(world, [LOOK_UP], **changes), 400, error)


async def test_a_client_that_may_not_attest_is_refused(world: World) -> None:
    """The portal vouches for nobody."""
    answer = await attest(world, [LOOK_UP], proof=world.proof("portal", PORTAL_KEY))

    await ends_with(answer, 400, "unauthorized_client")
