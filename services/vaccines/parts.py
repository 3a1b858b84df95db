"""The parts of an Immunization that are the same in many: which vaccine, against what, by whom.

A portal reads the same few vaccines and places all day, so each such part is
read once and remembered by its bytes. No part of it says whose dose it was.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

import msgspec

from ..fhir import ATC, ORGANISATION_NUMBER, CodeableConcept
from . import contract
from .codes import SYSVAK
from .contract import Actor, Extension, Immunization, Performer, Protocol, Seen
from .doses import Code, Organisation

T = TypeVar("T")
R = TypeVar("R")

REMEMBERED = 4096


class Vaccine(NamedTuple):
    """All codes of a vaccine, the one that counts, and its ATC code."""

    codings: tuple[Code, ...]
    counts: Code
    atc: str


class Applied(NamedTuple):
    """What a dose was against, and which in its row it was."""

    diseases: tuple[Code, ...]
    number: str


class Words(NamedTuple):
    """What our own extensions say."""

    event: str
    product: str
    country: str
    consent_basis: str


class Parts(NamedTuple):
    """All of them."""

    vaccine: Vaccine
    protocol: Applied
    words: Words
    organisation: Organisation | None


def parts_of(resource: Immunization) -> Parts:
    """Return the parts of a resource that was read whole."""
    return Parts(
        vaccine(resource.vaccine_code),
        applied(resource.protocol_applied),
        words(resource.extension),
        organisation(resource.performer),
    )


def parts_seen(resource: Seen) -> Parts:
    """Return the parts of a resource, reading those that were not met before."""
    return Parts(
        _vaccine_seen(resource.vaccine_code),
        _applied_seen(resource.protocol_applied),
        _words_seen(resource.extension),
        _organisation_seen(resource.performer),
    )


def vaccine(concept: CodeableConcept) -> Vaccine:
    """Return which vaccine it was: SYSVAK's code counts where there is one, else the first."""
    codings = codes_of(concept)
    first = codings[0] if codings else Code("", "", "")
    return Vaccine(
        codings,
        next((code for code in codings if code.system == SYSVAK), first),
        next((code.code for code in codings if code.system == ATC), ""),
    )


def applied(protocols: Sequence[Protocol]) -> Applied:
    """Return target diseases and dose number, from whichever protocol has them."""
    concepts = [concept for protocol in protocols for concept in protocol.target_disease]
    diseases = tuple(codes[0] for concept in concepts if (codes := codes_of(concept)))
    return Applied(diseases, next((number for number in map(_number, protocols) if number), ""))


def words(extensions: Sequence[Extension]) -> Words:
    """Return what our own extensions say; others are passed over."""
    said = {extension.url: extension.value_code or extension.value_string for extension in extensions}
    named = (contract.EVENT, contract.PRODUCT, contract.COUNTRY, contract.CONSENT_BASIS)
    return Words(*(said.get(url, "") for url in named))


def organisation(performers: Sequence[Performer]) -> Organisation | None:
    """Return the organisation among those who took part, if there is one."""
    actors = [who.actor for who in performers if is_organisation(who.actor)]
    if not actors:
        return None
    known = actors[0].identifier
    number = known.value if known and known.system == ORGANISATION_NUMBER else ""
    return Organisation(number, actors[0].display)


def is_organisation(actor: Actor) -> bool:
    """Whether a reference is to an organisation, by any of the ways that FHIR lets it be seen."""
    return (
        actor.type == "Organization"
        or actor.reference.startswith("Organization")
        or (actor.identifier is not None and actor.identifier.system == ORGANISATION_NUMBER)
    )


def codes_of(concept: CodeableConcept) -> tuple[Code, ...]:
    """Return the codes of *concept*, or its text as the one thing that is known."""
    coded = tuple(
        Code(coding.system, coding.code, coding.display or concept.text)
        for coding in concept.coding
        if coding.code or coding.display
    )
    return coded or ((Code("", "", concept.text),) if concept.text else ())


def _number(protocol: Protocol) -> str:
    if protocol.dose_number_positive_int is not None:
        return str(protocol.dose_number_positive_int)
    return protocol.dose_number_string


def _remembered(kind: Any, read: Callable[[T], R]) -> Callable[[msgspec.Raw], R]:
    """Return a reader of *kind* from bytes that reads the same bytes once."""
    decoder = msgspec.json.Decoder(kind)

    @lru_cache(REMEMBERED)
    def known(raw: bytes) -> R:
        return read(decoder.decode(raw))

    return lambda raw: known(bytes(raw))


_vaccine_seen = _remembered(CodeableConcept, vaccine)
_applied_seen = _remembered(list[Protocol], applied)
_words_seen = _remembered(list[Extension], words)
_organisation_seen = _remembered(list[Performer], organisation)
