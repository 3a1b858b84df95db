"""A token opens what it is for and nothing else, and every other attempt is in the person's own log."""

import base64
import hmac
import json
from collections.abc import Callable
from typing import Any

import pytest
from joserfc.jwk import ECKey

from access_log.entry import Action, ActorKind
from tests import tokens
from tests.services.vaccines.register import Register, about
from tests.synthetic import number

ME, OTHER, NURSE = number(1), number(2), number(3)
URL = "https://evil.test/keys"
FORGER = ECKey.generate_key("P-256", {"kid": "test"})
PUBLIC = tokens.KEY.as_dict(private=False)


def _claims(**more: Any) -> dict[str, Any]:
    return tokens._claims(ME, tokens.VACCINES, tokens.ALL_SCOPES) | {"acr": tokens.HIGH} | more


def _unsigned() -> str:
    head = {"alg": "none", "kid": "test", "typ": "at+jwt"}
    return f"{_segment(head)}.{_segment(_claims())}.AA"


def _segment(value: object) -> str:
    return _base64(json.dumps(value).encode())


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _by_public_key() -> str:
    """HMAC with the public key as secret: the classic confusion of algorithms."""
    signed = f"{_segment({'alg': 'HS256', 'kid': 'test', 'typ': 'at+jwt'})}.{_segment(_claims())}"
    return f"{signed}.{_base64(hmac.digest(tokens.KEY.as_pem(private=False), signed.encode(), 'sha256'))}"


_past = int(tokens.NOW.timestamp()) - 1
REFUSED: dict[str, tuple[Callable[[], str], int, str]] = {
    "expired": (lambda: tokens.citizen(ME, exp=_past, iat=_past - 300), 401, "token-expired"),
    "of tomorrow": (lambda: tokens.citizen(ME, iat=_past + 600), 401, "token-from-the-future"),
    "other audience": (lambda: tokens.citizen(ME, audience=tokens.BIRTHDATA), 401, "token-other-audience"),
    "other issuer": (lambda: tokens.citizen(ME, iss="https://evil.test"), 401, "token-other-issuer"),
    "id token": (lambda: tokens.signed(_claims(), header={"typ": "JWT"}), 401, "token-not-an-access-token"),
    "alg none": (_unsigned, 401, "token-algorithm"),
    "public key as secret": (_by_public_key, 401, "token-algorithm"),
    "jku": (lambda: tokens.signed(_claims(), header={"jku": URL}), 401, "token-not-an-access-token"),
    "jwk": (lambda: tokens.signed(_claims(), header={"jwk": PUBLIC}), 401, "token-malformed"),
    "unknown key": (lambda: tokens.signed(_claims(), header={"kid": "other"}), 401, "token-unknown-key"),
    "forged": (lambda: tokens.signed(_claims(), key=FORGER), 401, "token-signature"),
    "nonsense": (lambda: "a.b.c", 401, "token-malformed"),
    "no token's form": (lambda: "secret", 401, "token-malformed"),
    "other person": (lambda: tokens.citizen(OTHER), 403, "not-your-data"),
    "missing scope": (lambda: tokens.citizen(ME, scope="birthdata.read"), 403, "scope-missing"),
    "low level": (lambda: tokens.citizen(ME, acr="idporten-loa-substantial"), 403, "level-too-low"),
    "parent of another": (lambda: tokens.representative(OTHER, NURSE), 403, "not-your-data"),
    "act without mandate": (lambda: tokens.citizen(ME, act={"sub": OTHER}), 401, "token-names-nobody"),
    "nurse and citizen": (lambda: tokens.nurse(NURSE, act={"sub": OTHER}), 401, "token-names-nobody"),
}  # fmt: skip


@pytest.mark.parametrize(("token", "status", "rule"), REFUSED.values(), ids=REFUSED.keys())
async def test_a_token_that_does_not_open_the_person(
    register: Register, token: Callable[[], str], status: int, rule: str
) -> None:
    """It is refused by its rule, and the person's log gets exactly one denied entry that names the rule."""
    answer = await register.search(ME, token())

    assert (answer.status_code, answer.json()["issue"][0]["details"]["coding"][0]["code"]) == (status, rule)
    [entry] = await register.log_of(ME)
    assert (entry.action, entry.rule) == (Action.DENIED, rule)


async def test_without_a_token_there_is_nobody_to_note(register: Register) -> None:
    """A stranger is asked for a token; nobody's log is filled by strangers."""
    answer = await register.search(ME, None)

    assert (answer.status_code, "WWW-Authenticate" in answer.headers) == (401, True)
    assert await register.log_of(ME) == []


async def test_forgeries_are_kept_once_a_minute(register: Register) -> None:
    """A stranger with a made-up token cannot fill somebody's log."""
    for _ in range(5):
        await register.search(ME, tokens.signed(_claims(), key=FORGER))

    [entry] = await register.log_of(ME)
    assert entry.actor_kind is ActorKind.UNKNOWN


async def test_whoever_tries_another_persons_data_is_named_there(register: Register) -> None:
    """To the one whose data it is, they are another person and not «yourself»."""
    await register.search(ME, tokens.citizen(OTHER))

    [entry] = await register.log_of(ME)
    assert (entry.actor_kind, entry.actor) == (ActorKind.PERSON, OTHER)
    assert await register.log_of(OTHER) == []


@pytest.mark.parametrize(
    ("token", "rule"),
    [
        (tokens.citizen(ME), "health-personnel-only"),
        (tokens.representative(ME, OTHER), "health-personnel-only"),
        (tokens.system(), "health-personnel-only"),
        (tokens.research(), "health-personnel-only"),
        (tokens.nurse(NURSE, scope="vaccines.read"), "scope-missing"),
        (tokens.citizen(OTHER), "not-your-data"),
    ],
    ids=["citizen", "parent", "system", "research", "nurse who may only read", "another citizen"],
)
async def test_only_health_personnel_report(register: Register, token: str, rule: str) -> None:
    """Everybody else's attempt is refused, noted once, and changes nothing."""
    answer = await register.report(about(ME), token)

    assert (answer.status_code, answer.json()["issue"][0]["details"]["text"]) == (403, rule)
    [entry] = await register.log_of(ME)
    assert (entry.action, entry.rule, register.doses()) == (Action.DENIED, rule, 0)


@pytest.mark.parametrize(
    ("body", "signed_in", "status"),
    [
        (b"patient.identifier=nonsense", True, 400),
        (b"patient.identifier=nonsense", False, 401),
        (b"family=Hansen", True, 400),
        (b"\xff\xfe", True, 400),
        (b"", True, 400),
        (b"patient.identifier=urn%3Aoid%3A2.16.578.1.12.4.1.4.1%7C12345678901", True, 422),
        (b"patient.identifier=urn%3Aoid%3A2.16.578.1.12.4.1.4.1%7C12345678901", False, 401),
        (b"patient.identifier=urn%3Aoid%3A2.16.578.1.12.4.1.4.1%7C02013299997", True, 422),
    ],
    ids=[
        "no number",
        "a stranger",
        "by name",
        "bytes",
        "empty",
        "wrong digits",
        "a stranger's",
        "a real form",
    ],
)
async def test_a_search_that_names_nobody(
    register: Register, body: bytes, signed_in: object, status: int
) -> None:
    """What is wrong is told to those who may ask at all, without the number in the answer."""
    token = tokens.citizen(ME) if signed_in else None
    answer = await register.post(
        "/fhir/Immunization/_search", token, "application/x-www-form-urlencoded", body
    )

    assert answer.status_code == status
    assert "02013299997" not in answer.text


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/fhir/Immunization/_search?patient.identifier=x", {}, 405),
        ("GET", "/fhir/Immunization", {}, 405),
        ("DELETE", "/fhir/Immunization", {}, 405),
        ("GET", "/fhir/Immunization/1", {}, 404),
        ("GET", "/fhir/metadata", {"Accept": "application/fhir+xml"}, 406),
        ("GET", "/fhir/metadata?_format=xml", {}, 406),
        ("GET", "/fhir/metadata?_format=json", {"Accept": "application/fhir+xml"}, 200),
        ("GET", "/fhir/metadata", {"Accept": "text/html, application/fhir+json;q=0.1"}, 200),
        ("GET", "/fhir/metadata", {"Accept": "application/json;q=0"}, 406),
        ("POST", "/fhir/Immunization/_search", {"Accept": "text/xml"}, 406),
        ("POST", "/fhir/Immunization/_search", {"Content-Type": "application/json"}, 415),
        ("POST", "/fhir/Immunization", {"Content-Type": "application/fhir+xml"}, 415),
    ],
)
async def test_what_the_register_does_not_speak(
    register: Register, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    """Methods, formats and paths that are not there each get their own answer, in FHIR."""
    answer = await register.http.request(method, path, headers=headers)

    assert answer.status_code == status
    assert answer.json()["resourceType"] == ("OperationOutcome" if status > 299 else "CapabilityStatement")
