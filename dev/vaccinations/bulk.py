"""Histories as FHIR R4 Bulk Data files: one Patient or Immunization a line."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random

import msgspec

from auth.identity import PersonId
from services.fhir import ORGANISATION_NUMBER, CodeableConcept, Coding, Identifier, system_of
from services.vaccines import contract
from services.vaccines.codes import SYSVAK
from services.vaccines.contract import (
    Actor,
    Detail,
    Extension,
    Immunization,
    Patient,
    PatientIdentifier,
    Performer,
    Protocol,
    Reaction,
)
from services.vaccines.doses import ConsentBasis

from .coverage import ALL_FROM
from .events import Event, Kind, Reason, Status

_WITH_CONSENT_UNTIL = date(2020, 1, 1)
_PROGRAMME = frozenset({Reason.PROGRAMME, Reason.CATCH_UP, Reason.PANDEMIC, Reason.FOREIGN})
_ENCODER = msgspec.json.Encoder()


def write(folder: Path, histories: Mapping[PersonId, Sequence[Event]], seed: int) -> tuple[Path, Path]:
    """Write Patient.ndjson and Immunization.ndjson into *folder*; return where they are."""
    patients, immunizations = folder / "Patient.ndjson", folder / "Immunization.ndjson"
    known = {number: history for number, history in histories.items() if history}
    ids = {number: f"{Random(f'{seed}/patient/{number}').getrandbits(64):016x}" for number in known}
    _lines(patients, (_patient(number, name) for number, name in ids.items()))
    _lines(
        immunizations,
        (_immunization(event, ids[number]) for number, history in known.items() for event in history),
    )
    return patients, immunizations


def _lines(path: Path, resources: Iterable[msgspec.Struct]) -> None:
    with path.open("wb") as file:
        for resource in resources:
            file.write(_ENCODER.encode(resource) + b"\n")


def _patient(number: PersonId, name: str) -> Patient:
    return Patient(id=name, identifier=[PatientIdentifier(value=number, system=system_of(number))])


def _immunization(event: Event, patient: str) -> Immunization:
    return Immunization(
        id=event.id,
        extension=list(_extensions(event)),
        status=event.status.value,
        status_reason=CodeableConcept(text=event.told) if event.kind is Kind.NOT_TO_HAVE else None,
        vaccine_code=CodeableConcept([Coding(event.code, SYSVAK)]),
        patient=Actor(reference=f"Patient/{patient}"),
        occurrence_date_time=event.given.isoformat(),
        recorded=event.registered.isoformat(),
        report_origin=CodeableConcept([Coding(event.source.value, contract.SOURCES)]),
        lot_number=event.lot or "",
        performer=[_performer(event)] if event.unit else [],
        reason_code=[CodeableConcept([Coding(event.reason.value, contract.INDICATIONS)])],
        reaction=_reactions(event),
        protocol_applied=[Protocol(dose_number_positive_int=event.number)] if event.number else [],
    )


def _extensions(event: Event) -> Iterable[Extension]:
    """Return what FHIR has no element for. A product that is left out is «Ikke oppgitt»."""
    yield Extension(contract.EVENT, value_code=event.kind.value)
    yield Extension(contract.COUNTRY, value_code=event.country)
    yield Extension(contract.CONSENT_BASIS, value_code=_basis(event).value)
    if event.product:
        yield Extension(contract.PRODUCT, value_string=event.product)


def _basis(event: Event) -> ConsentBasis:
    """Return why the register may keep it: until about 2020 some vaccines needed consent (facts, 1.2)."""
    consented = event.reason not in _PROGRAMME and ALL_FROM <= event.given < _WITH_CONSENT_UNTIL
    return ConsentBasis.CONSENT if consented else ConsentBasis.MANDATORY


def _performer(event: Event) -> Performer:
    assert event.unit is not None
    place = event.unit.place
    return Performer(
        function=CodeableConcept([Coding(contract.ADMINISTERED, contract.PROVIDER_ROLES)]),
        actor=Actor(
            type="Organization",
            identifier=Identifier(value=place.id, system=ORGANISATION_NUMBER),
            display=place.name,
        ),
    )


def _reactions(event: Event) -> list[Reaction]:
    if event.kind is not Kind.REACTION or event.status is not Status.COMPLETED:
        return []
    return [Reaction(date=event.given.isoformat(), detail=Detail(event.told), reported=False)]
