"""Read a register as a named health worker, by the register's own API and a token that attests who asks."""

from dataclasses import dataclass
from datetime import date
from random import Random
from uuid import uuid4

import httpx
import msgspec

from auth.bearer import utc_now
from auth.caller import CareRelation, Practitioner, Purpose
from auth.client_key import ClientKey
from services.birthdata import contract as birthdata
from services.fhir import search_form
from services.population import contract as population
from services.vaccines import contract as vaccines

from .addresses import Addresses
from .care import Unit, UnitKind, practitioner_called, unit_near
from .dates import some_day_between
from .epj import Journal, TokenNotGiven, attestation, attested_token
from .families.cast import cast
from .families.numbers import Numbers
from .families.people import Inhabitant, Sex
from .refusals import LookUpFailed
from .registers import AUDIENCES, JOURNAL_SYSTEM, READING

_ENDPOINT = "/token"
_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"


@dataclass(frozen=True, slots=True)
class LookUp:
    """Whose data somebody wants to see in which register, and why. No *nurse* is one who works nearby."""

    persona: str
    register: str
    nurse: str = ""
    reason: str = "BEHANDLER"
    purpose: Purpose = Purpose.TREATMENT


@dataclass(frozen=True, slots=True)
class Looked:
    """Who looked and how many resources the register told of; *refused* is the rule that stopped them."""

    practitioner: Practitioner
    resources: int
    refused: str | None


class _Coding(msgspec.Struct):
    code: str = ""


class _Details(msgspec.Struct):
    coding: list[_Coding] = []


class _Issue(msgspec.Struct):
    details: _Details = msgspec.field(default_factory=_Details)


class _Answer(msgspec.Struct):
    """What we read of a Bundle or an OperationOutcome."""

    total: int = 0
    issue: list[_Issue] = []

    @property
    def why(self) -> str:
        """Return the rule of a refusal."""
        return ", ".join(coding.code for issue in self.issue for coding in issue.details.coding)


async def look_up(asked: LookUp, addresses: Addresses, key: ClientKey) -> Looked:
    """Look, and return what came of it; a refusal leaves its entry too."""
    person = cast()[asked.persona]
    worker = practitioner_for(person, asked.nurse)
    token = await _token(asked, worker, addresses, key)
    path, body, content_type = _question(asked.register, person)
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": content_type,
        "X-Request-ID": str(uuid4()),
    }
    try:
        async with httpx.AsyncClient(base_url=addresses.register(asked.register), trust_env=False) as http:
            answer = await http.post(path, content=body, headers=headers)
    except httpx.HTTPError as error:
        raise LookUpFailed(f"the register does not answer ({type(error).__name__})") from None
    told = msgspec.json.decode(answer.content, type=_Answer)
    return Looked(worker, told.total, None if answer.is_success else told.why)


def practitioner_for(person: Inhabitant, name: str) -> Practitioner:
    """Return the health worker of that *name*; a stranger works where *person* goes to the doctor."""
    surgery = unit_near(person.grew_up, UnitKind.SURGERY)
    if not name:
        return surgery.staff[-1]
    return practitioner_called(name) or _newly_hired(name, surgery)


def _newly_hired(name: str, unit: Unit) -> Practitioner:
    chance = Random(f"worker/{name}")
    born = some_day_between(date(1962, 1, 1), date(1998, 12, 31), chance)
    return Practitioner(
        identifier=Numbers().next(born, Sex.FEMALE, chance),
        name=name,
        legal_entity=unit.owner,
        point_of_care=unit.place,
        hpr_nr=f"565{chance.randrange(10**6):06}",
        authorization="SP",
    )


async def _token(asked: LookUp, worker: Practitioner, addresses: Addresses, key: ClientKey) -> str:
    journal = Journal(JOURNAL_SYSTEM, key, addresses.idporten, addresses.idporten + _ENDPOINT)
    relation = CareRelation(asked.purpose, f"{asked.reason}-{uuid4()}", asked.reason)
    details = attestation(msgspec.to_builtins(worker), msgspec.to_builtins(relation))
    audience, scope = AUDIENCES[asked.register], READING[asked.register]
    try:
        async with httpx.AsyncClient(trust_env=False) as http:
            return await attested_token(http, journal, details, audience=audience, scope=scope, now=utc_now)
    except httpx.HTTPError:
        raise LookUpFailed(f"no demo answers at {addresses.idporten}: start it with `make demo`") from None
    except TokenNotGiven as refused:
        raise LookUpFailed(f"the token service gives no token: {refused.error}") from None


def _question(register: str, person: Inhabitant) -> tuple[str, bytes, str]:
    if register == "population":
        body = msgspec.json.encode(population.Search(person.number))
        return population.HOUSEHOLD_PATH, body, _JSON
    path = vaccines.SEARCH_PATH if register == "vaccines" else birthdata.SEARCH_PATH
    return path, search_form(person.number), _FORM
