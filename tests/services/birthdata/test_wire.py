"""The register's manners over HTTP, and its own description of itself."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case

from services.birthdata.openapi import OPENAPI
from services.fhir import search_form
from tests import tokens
from tests.services.description import obeyed

from .conftest import holding
from .register import CHILD, FORM, GRANDMOTHER, MOTHER, TWIN, Register

SEARCH = "/fhir/Observation/_search"
MINE = {"Authorization": f"Bearer {tokens.citizen(MOTHER, audience=tokens.BIRTHDATA)}"}
NAMED = b"patient.identifier=urn:oid:2.16.578.1.12.4.1.4.1%7C"

described = schemathesis.openapi.from_dict(OPENAPI)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """A register that stands for as long as it is asked."""
    with holding(f"sqlite:///{tmp_path_factory.mktemp('standing') / 'register.db'}") as register:
        yield register


@described.parametrize()
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_register_does_as_it_says(case: "Case[Any]", standing: Register) -> None:
    """Whatever is sent, the answer is one that the description knows."""
    obeyed(case, standing.app, MINE)


async def test_nobodys_number_leaves_the_register(register: Register) -> None:
    """Not even of those whom the answer is about."""
    answer = await register.search(MOTHER, tokens.citizen(MOTHER, audience=tokens.BIRTHDATA))

    assert [person for person in (MOTHER, CHILD, TWIN, GRANDMOTHER) if person in answer.text] == []


async def test_an_answer_is_fhir_that_nobody_keeps(register: Register) -> None:
    """As its headers say."""
    answer = await register.search(CHILD, tokens.citizen(CHILD, audience=tokens.BIRTHDATA))

    assert answer.headers["Content-Type"].startswith("application/fhir+json")
    assert answer.headers["Cache-Control"] == "no-store"


async def test_every_reference_leads_to_a_resource_of_the_same_answer(register: Register) -> None:
    """The items are found from the birth, the procedures from themselves."""
    answer = await register.search(MOTHER, tokens.citizen(MOTHER, audience=tokens.BIRTHDATA))
    resources = [entry["resource"] for entry in answer.json()["entry"]]
    here = {f"{resource['resourceType']}/{resource['id']}" for resource in resources}

    led_to = [
        reference["reference"]
        for resource in resources
        for reference in [*resource.get("hasMember", []), *resource.get("partOf", [])]
    ]

    assert set(led_to) <= here
    assert len(led_to) == len(resources) - 3


async def test_resources_have_ids_that_fhir_allows(register: Register) -> None:
    """Letters, digits, hyphens and points, 64 at most, and no two the same."""
    answer = await register.search(MOTHER, tokens.citizen(MOTHER, audience=tokens.BIRTHDATA))
    ids = [entry["resource"]["id"] for entry in answer.json()["entry"]]

    assert len(set(ids)) == len(ids)
    assert all(len(id) <= 64 and id.replace("-", "").isalnum() for id in ids)  # noqa: A001 - FHIR's word


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        (MINE | {"Content-Type": "application/json"}, b"{}", 415),
        (MINE | FORM | {"Accept": "application/xml"}, search_form(MOTHER), 406),
        (MINE | FORM, b"", 400),
        (MINE | FORM, b"code=8339-4", 400),
        (MINE | FORM, search_form(MOTHER) + b"&" + search_form(CHILD), 400),
        (MINE | FORM, NAMED + b"12345678901", 422),
        (MINE | FORM, NAMED + b"12050050295", 422),
        (FORM, b"", 401),
        (FORM, NAMED + b"12345678901", 401),
        (FORM, search_form(MOTHER), 401),
    ],
    ids=[
        "json",
        "wants XML",
        "nobody",
        "no person",
        "two people",
        "no person number",
        "perhaps a real person's",
        "nobody, from a stranger",
        "no number, from a stranger",
        "a stranger",
    ],
)
async def test_what_makes_no_sense_is_refused(
    register: Register, headers: dict[str, str], body: bytes, status: int
) -> None:
    """As an OperationOutcome, without a word of what was sent."""
    answer = await register.http.post(SEARCH, content=body, headers=headers)

    assert (answer.status_code, answer.json()["resourceType"]) == (status, "OperationOutcome")
    assert "12345678901" not in answer.text


@pytest.mark.parametrize("path", ["/fhir/Observation", SEARCH])
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
async def test_a_search_is_by_post_alone(register: Register, path: str, method: str) -> None:
    """A person in a URL would be in every log on the way."""
    assert (await register.http.request(method, path)).status_code == 405


async def test_the_register_says_what_it_can(register: Register) -> None:
    """To anybody, as a CapabilityStatement."""
    said = (await register.http.get("/fhir/metadata")).json()

    assert (said["resourceType"], said["fhirVersion"]) == ("CapabilityStatement", "4.0.1")
    assert [resource["type"] for resource in said["rest"][0]["resource"]] == ["Observation"]
