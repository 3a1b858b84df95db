"""A birth as FHIR resources, and back."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from ..fhir import CodeableConcept, Coding, Reference
from ..local_day import OSLO
from . import classes, contract
from .births import Birth, Role
from .codes import BIRTH, MODES, OBSERVED, Item, Kind
from .contract import Bundle, BundleEntry, Link, Meta, Observation, Procedure, Quantity, Search

_OBSERVED = {(item.code.system, item.code.code): item for item in OBSERVED}
_MOTHER = Reference(display="mother")


def bundle_of(births: Iterable[Birth], self_link: str) -> Bundle:
    """Return *births* as the answer to a search for Observations."""
    found = [(gathering_of(birth), observations_of(birth), procedures_of(birth)) for birth in births]
    matches = [each for gathering, observations, _ in found for each in (gathering, *observations)]
    along = [procedure for _, _, procedures in found for procedure in procedures]
    return Bundle(
        type="searchset",
        total=len(matches),
        link=[Link("self", self_link)],
        entry=[
            *(BundleEntry(resource, Search("match")) for resource in matches),
            *(BundleEntry(resource, Search("include")) for resource in along),
        ],
    )


def gathering_of(birth: Birth) -> Observation:
    """Return the Observation that stands for the birth itself."""
    return Observation(
        id=birth.id,
        meta=Meta([Coding(birth.role, contract.ROLES)]),
        status="final",
        code=CodeableConcept([BIRTH]),
        effective_date_time=_moment(birth),
        performer=[Reference(display=birth.institution)] if birth.institution else [],
        has_member=[Reference(f"Observation/{each.id}") for each in observations_of(birth)],
    )


def observations_of(birth: Birth) -> list[Observation]:
    """Return what was noted, an Observation an item; what is missing stays missing."""
    return [
        Observation(
            id=f"{birth.id}-{item.name.replace('_', '-')}",
            meta=_whose(item.name),
            status="final",
            code=CodeableConcept([item.code]),
            effective_date_time=_moment(birth),
            **_said(item, value),
        )
        for item in OBSERVED
        if (value := getattr(birth, item.name)) is not None
    ]


def procedures_of(birth: Birth) -> list[Procedure]:
    """Return how the child came, a Procedure a mode."""
    return [
        Procedure(
            id=f"{birth.id}-mode-{number}",
            meta=_whose("modes"),
            part_of=[Reference(f"Observation/{birth.id}")],
            status="completed",
            code=MODES.concept(mode),
            subject=_MOTHER,
            performed_date_time=_moment(birth),
        )
        for number, mode in enumerate(birth.modes or (), 1)
    ]


def births_in(bundle: Bundle) -> list[Birth]:
    """Return the births that a Bundle tells about; resources that belong to none are passed over."""
    resources = [entry.resource for entry in bundle.entry]
    observations = {each.id: each for each in resources if isinstance(each, Observation)}
    procedures = [each for each in resources if isinstance(each, Procedure)]
    return [
        _birth(each, observations, procedures) for each in observations.values() if BIRTH in _plain(each.code)
    ]


def _birth(
    gathering: Observation, observations: dict[str, Observation], procedures: list[Procedure]
) -> Birth:
    here = Reference(f"Observation/{gathering.id}")
    roles = [tag.code for tag in gathering.meta.tag if tag.system == contract.ROLES]
    members = [observations.get(ref.reference.removeprefix("Observation/")) for ref in gathering.has_member]
    values = dict(_value(member) for member in members if member is not None)
    values.pop("", None)
    modes = [MODES.value(each.code) for each in procedures if here in each.part_of]
    born, clock = _read_moment(gathering.effective_date_time)
    return Birth(
        id=gathering.id,
        role=Role(roles[0]) if roles else Role.CHILD,
        born=born,
        time=clock,
        institution=gathering.performer[0].display if gathering.performer else None,
        modes=tuple(mode for mode in modes if mode) or None,
        **values,
    )


def _said(item: Item, value: Any) -> dict[str, Any]:
    match item.kind:
        case Kind.QUANTITY:
            words, code = item.unit
            return {"value_quantity": Quantity(value, words, contract.UCUM, code)}
        case Kind.COUNT:
            return {"value_integer": value}
        case Kind.TRUTH:
            return {"value_boolean": value}
        case Kind.CODE:
            return {"value_codeable_concept": item.concept(value)}


def _value(observation: Observation) -> tuple[str, Any]:
    """Return the field that an Observation is about and its value; an empty name is one we do not know."""
    known = [_OBSERVED.get((coding.system, coding.code)) for coding in observation.code.coding]
    item = next((item for item in known if item is not None), None)
    if item is None:
        return "", None
    match item.kind:
        case Kind.QUANTITY:
            quantity = observation.value_quantity or Quantity()
            right_unit = quantity.code == item.unit[1] and quantity.value is not None
            number = quantity.value if right_unit else None
            return item.name, int(number) if item.whole and number is not None else number
        case Kind.COUNT:
            return item.name, observation.value_integer
        case Kind.TRUTH:
            return item.name, observation.value_boolean
        case Kind.CODE:
            return item.name, item.value(observation.value_codeable_concept or CodeableConcept())


def _plain(concept: CodeableConcept) -> list[Coding]:
    return [Coding(coding.code, coding.system, BIRTH.display) for coding in concept.coding]


def _whose(name: str) -> Meta:
    return Meta([Coding(classes.CLASSES[name], contract.CLASSES)])


def _moment(birth: Birth) -> str:
    """FHIR wants an offset with a time of day; the clock on the wall was a Norwegian one."""
    if birth.born is None:
        return ""
    if birth.time is None:
        return birth.born.isoformat()
    return datetime.combine(birth.born, birth.time, OSLO).isoformat(timespec="seconds")


def _read_moment(text: str) -> tuple[date | None, time | None]:
    if not text:
        return None, None
    if "T" not in text:
        return date.fromisoformat(text), None
    moment = datetime.fromisoformat(text)
    return moment.date(), moment.time()
