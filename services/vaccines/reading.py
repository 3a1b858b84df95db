"""What an Immunization says, as a Dose: strict on what the register is for, tolerant of all else."""

from collections.abc import Sequence
from typing import TypeVar

from ..fhir import CodeableConcept
from . import contract
from .contract import Immunization, Seen, Told
from .dates import NotADate, PartialDate, partial_date
from .doses import Code, Dose, Event, Organisation, Reaction, Status
from .parts import codes_of, parts_of, parts_seen

E = TypeVar("E", Event, Status)


class NotADose(ValueError):
    """The resource does not say what a dose must say. The text names the element, never its value."""


def dose_of(resource: Immunization | Seen) -> Dose:
    """Return what *resource* says, or raise NotADose."""
    parts = parts_of(resource) if isinstance(resource, Immunization) else parts_seen(resource)
    if not parts.vaccine.codings:
        raise NotADose("vaccineCode names no vaccine")
    status = _one_of(Status, resource.status, "status")
    return Dose(
        id=resource.id,
        event=_event(parts.words.event, status),
        status=status,
        vaccine=parts.vaccine.counts,
        codings=parts.vaccine.codings,
        atc=parts.vaccine.atc,
        product=parts.words.product or None,
        diseases=parts.protocol.diseases,
        given=_given(resource),
        given_text="" if resource.occurrence_date_time else resource.occurrence_string,
        registered=_date(resource.recorded, "recorded"),
        number=parts.protocol.number,
        lot=resource.lot_number,
        manufacturer=resource.manufacturer.display if resource.manufacturer else "",
        organisation=parts.organisation or _place(resource),
        country=parts.words.country,
        source=_own_code([resource.report_origin] if resource.report_origin else [], contract.SOURCES),
        status_reason=_reads(resource.status_reason),
        indication=_indication(resource.reason_code),
        consent_basis=parts.words.consent_basis,
        reactions=tuple(_reaction(told) for told in resource.reaction) if resource.reaction else (),
    )


def _place(resource: Told) -> Organisation | None:
    """Where it was given stands for who gave it, when nobody else does."""
    place = resource.location.display if resource.location else ""
    return Organisation("", place) if place else None


def _reaction(told: contract.Reaction) -> Reaction:
    detail = told.detail.display if told.detail else ""
    return Reaction(_date(told.date, "reaction.date"), detail, told.reported)


def _reads(concept: CodeableConcept | None) -> Code | None:
    codes = codes_of(concept) if concept else ()
    return codes[0] if codes else None


def _event(code: str, status: Status) -> Event:
    if not code:
        return Event.CONTRAINDICATION if status is Status.NOT_DONE else Event.VACCINATION
    return _one_of(Event, code, "the vaccination-event extension")


def _given(resource: Told) -> PartialDate | None:
    if not resource.occurrence_date_time and not resource.occurrence_string:
        raise NotADose("neither occurrenceDateTime nor occurrenceString is there")
    return _date(resource.occurrence_date_time, "occurrenceDateTime")


def _date(text: str, element: str) -> PartialDate | None:
    try:
        return partial_date(text) if text else None
    except NotADate as fault:
        raise NotADose(f"{element} is {fault}") from None


def _own_code(concepts: Sequence[CodeableConcept], system: str) -> str:
    codes = [coding.code for concept in concepts for coding in concept.coding if coding.system == system]
    return codes[0] if codes else ""


def _indication(concepts: Sequence[CodeableConcept]) -> str:
    """Return our own word for why, or how the source's words read."""
    own = _own_code(concepts, contract.INDICATIONS)
    read = [code.display or code.code for concept in concepts if (code := _reads(concept))]
    return own or (read[0] if read else "")


def _one_of(kind: type[E], text: str, element: str) -> E:
    try:
        return kind(text)
    except ValueError:
        raise NotADose(f"{element} is none of {', '.join(kind)}") from None
