"""A pretend journal system (EPJ): what it does to look somebody up as a named health worker."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx

from auth.assertion import ASSERTION_TYPE, ClientAssertion
from auth.client_key import ClientKey


class TokenNotGiven(Exception):
    """The token service refused; *error* is the name it gave for why."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal system, as it is registered at the token service *issuer*."""

    client_id: str
    key: ClientKey = field(repr=False)
    issuer: str
    token_endpoint: str


def attestation(practitioner: Mapping[str, Any], care_relation: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the journal system vouches for, in the fields of Tillitsrammeverket (auth/caller.py)."""
    return {"type": "mho:attestation", "practitioner": practitioner, "care_relation": care_relation}


async def attested_token(
    http: httpx.AsyncClient,
    journal: Journal,
    details: Mapping[str, Any],
    *,
    audience: str,
    scope: str,
    now: Callable[[], datetime],
) -> str:
    """Return an access token for the register *audience* with *details* in it, or raise TokenNotGiven."""
    assertion = ClientAssertion(journal.client_id, journal.key, issuer=journal.issuer, now=now)
    form = {
        "grant_type": "client_credentials",
        "client_id": journal.client_id,
        "client_assertion_type": ASSERTION_TYPE,
        "client_assertion": assertion.signed(),
        "audience": audience,
        "scope": scope,
        "authorization_details": json.dumps([details]),
    }
    answer = await http.post(journal.token_endpoint, data=form)
    if answer.status_code != httpx.codes.OK:
        raise TokenNotGiven(_error_in(answer))
    return str(answer.json()["access_token"])


def _error_in(answer: httpx.Response) -> str:
    try:
        return str(answer.json()["error"])
    except (ValueError, KeyError, TypeError):
        return f"status {answer.status_code}"
