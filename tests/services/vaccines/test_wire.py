"""The register does as its own description says, whatever is sent to it."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case

from services.vaccines.openapi import OPENAPI
from tests import tokens
from tests.services.description import obeyed
from tests.services.vaccines.register import Register
from tests.synthetic import number

PEOPLE = [number(n) for n in range(1, 8)]
NURSE = {"Authorization": f"Bearer {tokens.nurse(number(9))}"}

described = schemathesis.openapi.from_dict(OPENAPI)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """A register that stands for as long as it is asked."""
    register = Register(f"sqlite:///{tmp_path_factory.mktemp('standing') / 'register.db'}")
    yield register
    register.close()


@described.parametrize()
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_register_does_as_it_says(case: "Case[Any]", standing: Register) -> None:
    """Whatever is sent, the answer is one that the description knows."""
    put_in_a_person(case)
    obeyed(case, standing.app, NURSE)


def put_in_a_person(case: "Case[Any]") -> None:
    """Most made-up digits are nobody's: where they are well formed, let them be somebody's now and then."""
    body: Any = case.body
    if not isinstance(body, dict):
        return
    somebody = PEOPLE[len(str(body)) % len(PEOPLE)]
    if is_well_formed(body.get("subject")):
        body["subject"] = somebody
    system, _, value = str(body.get("patient.identifier")).partition("|")
    if is_well_formed(value):
        body["patient.identifier"] = f"{system}|{somebody}"
    named = body["patient"].get("identifier") if isinstance(body.get("patient"), dict) else None
    if isinstance(named, dict) and is_well_formed(named.get("value")):
        named["value"] = somebody


def is_well_formed(value: object) -> bool:
    """Whether a schema would take it for a person number."""
    return isinstance(value, str) and len(value) == 11 and value.isascii() and value.isdecimal()
