"""A dose as a row: the columns that repeat, for counting and searching, what its document says."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from .doses import Code, Dose, Reaction
from .keeping import Kept


class Version(NamedTuple):
    """Which version of an event this is: a keyed hash of what was received, and what its sender calls it."""

    content: bytes
    updated: str = ""
    number: str = ""


def row_of(person: str, kept: Kept, version: Version) -> dict[str, Any]:
    """Return the row that keeps a dose of the person with key *person*."""
    dose = kept.dose
    return {
        "person": person,
        "given": dose.given.text if dose.given else "",
        "id": dose.id,
        "document": kept.document,
        "content": version.content,
        "updated": version.updated,
        "version": version.number,
    } | _repeated(dose)


def _repeated(dose: Dose) -> dict[str, Any]:
    return {
        "event": dose.event.value,
        "status": dose.status.value,
        "code_system": dose.vaccine.system,
        "code": dose.vaccine.code,
        "display": dose.vaccine.display,
        "atc": dose.atc,
        "product": dose.product,
        "diseases": _codes(dose.diseases),
        "given_text": dose.given_text,
        "registered": dose.registered.text if dose.registered else "",
        "number": dose.number,
        "lot": dose.lot,
        "manufacturer": dose.manufacturer,
        "organisation_number": dose.organisation.number if dose.organisation else "",
        "organisation_name": dose.organisation.name if dose.organisation else "",
        "country": dose.country,
        "source": dose.source,
        "status_reason": _codes([dose.status_reason]) if dose.status_reason else "",
        "indication": dose.indication,
        "consent_basis": dose.consent_basis,
        "reactions": _reactions(dose.reactions),
    }


def _codes(codes: Sequence[Code]) -> str:
    """Return codes in words that a query can look for: `|code|code|`, or what is known instead of a code."""
    return f"|{'|'.join(code.code or code.display for code in codes)}|" if codes else ""


def _reactions(reactions: Sequence[Reaction]) -> str:
    told = [
        {"at": str(told.at or ""), "detail": told.detail, "reported": told.reported} for told in reactions
    ]
    return msgspec.json.encode(told).decode() if told else ""
