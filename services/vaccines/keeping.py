"""The part of an Immunization that the register keeps, whoever sent it.

What leads back to a person (identifiers of any kind but those of health
personnel and organisations, references into the sender's own system, free
notes) is left behind; what the code list knows and the sender left out is
filled in.
"""

import re

import msgspec

from ..fhir import ATC, HPR_NUMBER, ORGANISATION_NUMBER, SNOMED_CT, CodeableConcept, Coding
from . import contract
from .codes import SYSVAK, Disease, Vaccine, vaccines
from .contract import Absent, Actor, Detail, Extension, Immunization, Performer, Protocol, Reaction
from .doses import ConsentBasis, Dose, Source
from .parts import is_organisation
from .reading import NotADose, dose_of

MOST_BYTES = 64 * 1024
_EXTENSIONS = {contract.EVENT, contract.PRODUCT, contract.COUNTRY, contract.CONSENT_BASIS}
_COUNTRY = re.compile("[A-Z]{2}")
_START = len(b'{"resourceType":"Immunization",')
_ENCODER = msgspec.json.Encoder()


class Kept(msgspec.Struct, frozen=True):
    """A dose, and the FHIR JSON that will be shown of it.

    *document* lacks the opening brace with the resource's type and the patient:
    those are put in front when it is read (store.searchset).
    """

    dose: Dose
    document: bytes


def kept(resource: Immunization, id: str) -> Kept:  # noqa: A002 - FHIR's word
    """Return what the register keeps of *resource* under its own *id*, or raise NotADose."""
    clean = completed(_without_traces(resource, id))
    dose = dose_of(clean)
    _refuse_unknown_words(dose)
    document = _ENCODER.encode(clean)
    if len(document) > MOST_BYTES:
        raise NotADose(f"it says more than {MOST_BYTES} bytes")
    return Kept(dose, document[_START:])


def completed(resource: Immunization) -> Immunization:
    """Return *resource* with the ATC code, name and target diseases that its SYSVAK code implies."""
    codings = resource.vaccine_code.coding
    known = [vaccines()[coding.code] for coding in codings if _of_the_list(coding)]
    protocols = resource.protocol_applied
    if known:
        concept = msgspec.structs.replace(resource.vaccine_code, coding=_with_atc(codings, known[0]))
        resource = msgspec.structs.replace(resource, vaccine_code=concept)
        protocols = _with_diseases(protocols or [Protocol()], known[0])
    return msgspec.structs.replace(resource, protocol_applied=[_numbered(one) for one in protocols])


def _with_diseases(protocols: list[Protocol], vaccine: Vaccine) -> list[Protocol]:
    if any(protocol.target_disease for protocol in protocols):
        return protocols
    against = [_target(disease) for disease in vaccine.diseases]
    return [msgspec.structs.replace(protocols[0], target_disease=against), *protocols[1:]]


def _numbered(protocol: Protocol) -> Protocol:
    """FHIR asks each protocol for a dose number; where nobody told it, that is what is said."""
    told = protocol.dose_number_positive_int is not None or protocol.dose_number_string
    unknown = Absent([Extension(contract.DATA_ABSENT, "unknown")])
    return msgspec.structs.replace(protocol, no_dose_number=None if told else unknown)


def _of_the_list(coding: Coding) -> bool:
    return coding.system == SYSVAK and coding.code in vaccines()


def _with_atc(codings: list[Coding], vaccine: Vaccine) -> list[Coding]:
    named = [
        Coding(coding.code, coding.system, coding.display or vaccine.name) if _of_the_list(coding) else coding
        for coding in codings
    ]
    if any(coding.system == ATC for coding in codings):
        return named
    return [*named, Coding(vaccine.atc, ATC)]


def _target(disease: Disease) -> CodeableConcept:
    if not disease.snomed_ct:
        return CodeableConcept(text=disease.name)
    return CodeableConcept([Coding(disease.snomed_ct, SNOMED_CT, disease.name)])


def _without_traces(resource: Immunization, id: str) -> Immunization:  # noqa: A002
    return msgspec.structs.replace(
        resource,
        id=id,
        meta=None,
        identifier=[],
        patient=None,
        extension=[_own(extension) for extension in resource.extension if extension.url in _EXTENSIONS],
        location=_place(resource.location),
        manufacturer=_place(resource.manufacturer),
        performer=[who for who in map(_performer, resource.performer) if who.actor != Actor()],
        reaction=[told for told in map(_reaction, resource.reaction) if told != Reaction()],
    )


def _own(extension: Extension) -> Extension:
    if not (extension.value_code or extension.value_string):
        raise NotADose("an extension of this register's own has no value")
    return extension


def _place(actor: Actor | None) -> Actor | None:
    return Actor(display=actor.display) if actor and actor.display else None


def _performer(who: Performer) -> Performer:
    actor = who.actor
    named = actor.identifier
    public = named is not None and named.system in (HPR_NUMBER, ORGANISATION_NUMBER)
    return Performer(
        function=who.function,
        actor=Actor(
            type="Organization" if is_organisation(actor) else "",
            identifier=named if public else None,
            display=actor.display,
        ),
    )


def _reaction(told: Reaction) -> Reaction:
    read = told.detail.display if told.detail else ""
    return Reaction(told.date, Detail(read) if read else None, told.reported)


def _refuse_unknown_words(dose: Dose) -> None:
    if dose.source and dose.source not in set(Source):
        raise NotADose("reportOrigin is no code of this register's")
    if dose.consent_basis and dose.consent_basis not in set(ConsentBasis):
        raise NotADose("the consent-basis extension is no code of this register's")
    if dose.country and not _COUNTRY.fullmatch(dose.country):
        raise NotADose("the country extension is no two-letter code")
