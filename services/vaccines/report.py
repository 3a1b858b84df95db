"""A dose that a health worker reports: what the register adds from their token, and what it refuses.

Plain rules: the day is an argument.
"""

from datetime import UTC, date, datetime

import msgspec

from auth.caller import Organisation, Practitioner

from ..fhir import HPR_NUMBER, ORGANISATION_NUMBER, CodeableConcept, Coding, Identifier
from . import contract
from .codes import SYSVAK, vaccines
from .contract import Actor, Extension, Immunization, Performer
from .doses import ConsentBasis, Source, Status
from .parts import is_organisation
from .reading import NotADose, dose_of


def reported(resource: Immunization, by: Practitioner, *, now: datetime, today: date) -> Immunization:
    """Return *resource* as the register takes it from *by*, or raise NotADose.

    Who reports, and for whom, is what the token says and never what the body
    says. Only of a dose given elsewhere (late or foreign) does the body say where.
    """
    source = _refuse_what_cannot_be(resource, today)
    elsewhere = source in (Source.LATE, Source.FOREIGN)
    where = [who for who in resource.performer if elsewhere and is_organisation(who.actor)]
    return msgspec.structs.replace(
        resource,
        report_origin=_concept(contract.SOURCES, source),
        recorded=now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        performer=[*(where or ([] if elsewhere else [_place(by.point_of_care)])), _reporter(by)],
        location=resource.location if elsewhere else None,
        extension=_with_defaults(resource.extension, source),
    )


def _refuse_what_cannot_be(resource: Immunization, today: date) -> str:
    """Return the source; a report is held to more than what is read from old files."""
    dose = dose_of(resource)
    if dose.status is Status.ENTERED_IN_ERROR:
        raise NotADose("status: what was never here cannot have been entered in error")
    for fault, found in _faults(resource).items():
        if found:
            raise NotADose(fault)
    if dose.given and dose.given.first > today:
        raise NotADose("occurrenceDateTime is still to come")
    return dose.source or Source.EPJ


def _faults(resource: Immunization) -> dict[str, bool]:
    """What old files may do and a new report may not."""
    codings = resource.vaccine_code.coding
    origins = resource.report_origin.coding if resource.report_origin else []
    numbers = [protocol.dose_number_positive_int for protocol in resource.protocol_applied]
    return {
        "a vaccineCode has no system or no code": not all(one.system and one.code for one in codings),
        "vaccineCode is not in the SYSVAK code list": any(
            one.system == SYSVAK and one.code not in vaccines() for one in codings
        ),
        "reportOrigin is no code of this register's": any(
            one.system != contract.SOURCES or one.code not in set(Source) for one in origins
        ),
        "a dose number is not positive": any(number is not None and number < 1 for number in numbers),
        "an extension has no url": not all(one.url for one in resource.extension),
    }


def _with_defaults(extensions: list[Extension], source: str) -> list[Extension]:
    """Add what every new record has: reported by duty, and in Norway unless it says otherwise."""
    said = {extension.url for extension in extensions}
    usual = {contract.CONSENT_BASIS: ConsentBasis.MANDATORY.value}
    if source != Source.FOREIGN:
        usual[contract.COUNTRY] = "NO"
    added = [Extension(url=url, value_code=code) for url, code in usual.items() if url not in said]
    return [*extensions, *added]


def _place(organisation: Organisation) -> Performer:
    known = Identifier(organisation.id, ORGANISATION_NUMBER)
    actor = Actor(type="Organization", identifier=known, display=organisation.name)
    return Performer(function=_concept(contract.PROVIDER_ROLES, contract.ADMINISTERED), actor=actor)


def _reporter(by: Practitioner) -> Performer:
    known = Identifier(by.hpr_nr, HPR_NUMBER) if by.hpr_nr else None
    return Performer(
        function=_concept(contract.PROVIDER_ROLES, contract.ENTERED),
        actor=Actor(identifier=known, display=by.name),
    )


def _concept(system: str, code: str) -> CodeableConcept:
    return CodeableConcept([Coding(code, system)])
