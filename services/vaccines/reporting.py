"""Taking in a dose that a health worker reports over FHIR, once however often it is sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl

import msgspec
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from access_log.admission import Admission, Admitted, Refused, request_id
from access_log.entry import Action
from auth.caller import CallerKind, Practitioner
from auth.identity import PersonId

from ..admissible import NumberNotAdmitted, admissible
from ..fhir import D_NUMBER, FODSELSNUMMER
from ..local_day import day_of
from ..negotiation import answered_in_json, sent_in_json
from ..shell import fhir_response
from . import contract
from .contract import Immunization
from .keeping import Kept, kept
from .reading import NotADose
from .report import reported
from .rows import Version, row_of
from .store import Store, resource

_NUL = b"\\u0000"


@dataclass(frozen=True, slots=True)
class Reporting:
    """`POST /fhir/Immunization`, for health personnel."""

    admission: Admission
    store: Store
    real_people: bool
    now: Callable[[], datetime]

    async def create(self, request: Request) -> Response:
        """Keep a new dose and answer where it is, or answer with the one that is there already."""
        answered_in_json(request)
        sent_in_json(request)
        sent, subject = await self._sent(request)
        admitted = await self.admission.admit(
            request, subject=subject, scope=contract.WRITE_SCOPE, data=contract.DATA, action=Action.CHANGE
        )
        by = await self._personnel(admitted)
        now = self.now()
        taken = kept(reported(sent, by, now=now, today=day_of(now)), self._id(request, by, subject))
        version = Version(self.store.content_of(_text(sent)))
        there = await self.admission.recorder.read(
            admitted.entry, lambda connection: self._keep(connection, subject, taken, version)
        )
        return _answer(request, subject, taken, version, there)

    async def _sent(self, request: Request) -> tuple[Immunization, PersonId]:
        """Return what was sent and whom it is about. A stranger is turned away before they hear of faults."""
        try:
            sent = resource_in(await request.body())
            return sent, admissible(patient_number(sent), real_people=self.real_people)
        except (Refused, NotADose, NumberNotAdmitted):
            await self.admission.identify(request, scope=contract.WRITE_SCOPE)
            raise

    async def _personnel(self, admitted: Admitted) -> Practitioner:
        """Return the health worker who calls; anybody else's attempt goes into the person's log."""
        by = admitted.caller.practitioner
        if admitted.caller.kind is not CallerKind.PRACTITIONER or by is None:
            rule = "health-personnel-only"
            denied = msgspec.structs.replace(admitted.entry, action=Action.DENIED, rule=rule)
            await self.admission.recorder.note(denied)
            raise Refused(403, rule)
        return by

    def _id(self, request: Request, by: Practitioner, subject: PersonId) -> str:
        """Return the id of what is sent: the same for what is sent again."""
        condition = request.headers.get("If-None-Exist")
        if condition is None:
            return self.store.id_of("request", by.legal_entity.id, subject, request_id(request))
        return self.store.id_of("identifier", by.legal_entity.id, subject, _identifier(condition))

    def _keep(
        self, connection: Connection, subject: PersonId, taken: Kept, version: Version
    ) -> tuple[Version, bytes] | None:
        """Keep *taken*, or return the version and document that are there already."""
        there = self.store.versions(connection, [taken.dose.id]).get(taken.dose.id)
        if there is not None:
            return there, self.store.document(connection, taken.dose.id)
        person = self.store.people_of(connection, [subject])[subject]
        self.store.add(connection, [row_of(person, taken, version)])
        return None


def resource_in(body: bytes) -> Immunization:
    """Return the Immunization that *body* is, or raise Refused or NotADose."""
    if _NUL in body:
        raise NotADose("a text holds the character U+0000")
    try:
        told = msgspec.json.decode(body)
        _refuse_empty(told)
        return msgspec.convert(told, Immunization)
    except msgspec.ValidationError as fault:
        raise NotADose(str(fault)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refused(400, "resource-malformed") from None


def _refuse_empty(told: object) -> None:
    """FHIR's JSON has no nulls and nothing empty: what is not known is left out."""
    if told is None or told in ("", [], {}):
        raise NotADose("an element is empty")
    inside = told.values() if isinstance(told, dict) else told if isinstance(told, list) else ()
    for one in inside:
        _refuse_empty(one)


def patient_number(sent: Immunization) -> str:
    """Return the number by which a resource names its patient, or raise NotADose."""
    named = sent.patient.identifier if sent.patient else None
    if named is None or named.system not in (FODSELSNUMMER, D_NUMBER):
        raise NotADose("patient.identifier is to be a fødselsnummer or a D-number")
    return named.value


def _identifier(condition: str) -> str:
    """Return the identifier that an If-None-Exist asks for; no other condition is known here."""
    pairs = parse_qsl(condition, keep_blank_values=True, max_num_fields=10)
    if len(pairs) != 1 or pairs[0][0] != "identifier" or not pairs[0][1].strip("|"):
        raise Refused(400, "if-none-exist-malformed")
    return pairs[0][1]


def _text(sent: Immunization) -> str:
    return msgspec.json.encode(sent, order="deterministic").decode()


def _answer(
    request: Request, subject: PersonId, taken: Kept, version: Version, there: tuple[Version, bytes] | None
) -> Response:
    where = {"Location": f"{contract.CREATE_PATH}/{taken.dose.id}"}
    if there is None:
        return fhir_response(msgspec.Raw(resource(taken.document, subject)), 201, where)
    known, document = there
    conditional = "If-None-Exist" in request.headers
    if known.content != version.content and not conditional:
        raise Refused(409, "request-id-used")
    return fhir_response(msgspec.Raw(resource(document, subject)), 200 if conditional else 201, where)
