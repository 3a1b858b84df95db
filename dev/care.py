"""Where care is given and by whom: made-up clinics and hospitals, made-up staff.

Real organisation numbers begin with 8 or 9; these begin with 3.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from random import Random

from auth.caller import Organisation, Practitioner

from . import data
from .dates import some_day_between
from .families.names import given_name, some_origin, surname
from .families.numbers import Numbers
from .families.people import Municipality, Sex
from .families.places import municipalities


class UnitKind(StrEnum):
    """What a place of care is; also the ending of its name."""

    CHILD_HEALTH = "helsestasjon"
    SCHOOL = "skolehelsetjeneste"
    SURGERY = "legesenter"
    VACCINATION = "vaksinasjonskontor"
    EMERGENCY = "legevakt"
    HOSPITAL = "sykehus"
    REGISTER = "Folkehelseinstituttet"


# Volven 9060: nurse, doctor, midwife; an executive officer at the register has no authorisation.
_NURSE, _DOCTOR, _MIDWIFE, _NONE = "SP", "LE", "JO", ""
_STAFF = {
    UnitKind.CHILD_HEALTH: (_NURSE, _NURSE, _MIDWIFE),
    UnitKind.SCHOOL: (_NURSE, _NURSE),
    UnitKind.SURGERY: (_DOCTOR, _DOCTOR, _NURSE),
    UnitKind.VACCINATION: (_NURSE, _NURSE),
    UnitKind.EMERGENCY: (_DOCTOR, _NURSE),
    UnitKind.HOSPITAL: (_DOCTOR, _DOCTOR, _NURSE, _MIDWIFE),
    UnitKind.REGISTER: (_NONE, _NONE, _NONE),
}
_NUMBER_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)


@dataclass(frozen=True, slots=True)
class Unit:
    """A place of care within a legal entity, with those who work there."""

    kind: UnitKind
    place: Organisation
    owner: Organisation
    staff: tuple[Practitioner, ...]


def unit_near(place: Municipality, kind: UnitKind) -> Unit:
    """Return the unit of that *kind* that people of *place* go to."""
    return _units()[place.number, kind]


def the_register() -> Unit:
    """Return the unit at FHI that keeps the registers."""
    return _units()["", UnitKind.REGISTER]


def practitioner_called(name: str) -> Practitioner | None:
    """Return the health worker of that name, wherever they work."""
    everybody = (worker for unit in _units().values() for worker in unit.staff)
    return next((worker for worker in everybody if worker.name.casefold() == name.casefold()), None)


@cache
def _units() -> dict[tuple[str, UnitKind], Unit]:
    """Every unit by municipality and kind; several municipalities share a hospital."""
    owners = {row["name"]: row["owner"] for row in data.table("hospitals")}
    by_name: dict[str, Unit] = {}
    units: dict[tuple[str, UnitKind], Unit] = {}
    for row in data.table("places"):
        place = municipalities()[row["number"]]
        for kind in UnitKind:
            hospital = kind is UnitKind.HOSPITAL
            name = _hospital(row["hospital"]) if hospital else f"{row['clinic']} {kind}"
            owner = owners[row["hospital"]] if hospital else _owner(place, name, kind)
            if kind is not UnitKind.REGISTER:
                units[place.number, kind] = by_name.setdefault(name, _unit(name, owner, kind))
    institute = UnitKind.REGISTER.value
    units["", UnitKind.REGISTER] = _unit(institute, institute, UnitKind.REGISTER)
    return units


def _hospital(name: str) -> str:
    return f"{name} {UnitKind.HOSPITAL}"


def _owner(place: Municipality, name: str, kind: UnitKind) -> str:
    return f"{name} AS" if kind is UnitKind.SURGERY else f"{place.name.partition(' – ')[0]} kommune"


def _unit(name: str, owner: str, kind: UnitKind) -> Unit:
    """Return a unit; its staff come from its name, so that it has the same in every run."""
    chance = Random(f"unit/{name}")
    place, legal_entity = organisation(name), organisation(owner)
    department = "Vaksine og fødselsregister" if kind is UnitKind.REGISTER else ""
    staff = tuple(
        _worker(authorization, place, legal_entity, department, chance) for authorization in _STAFF[kind]
    )
    return Unit(kind, place, legal_entity, staff)


@cache
def organisation(name: str) -> Organisation:
    """Return a made-up organisation, always the same for the same name."""
    chance = Random(f"organisation/{name}")
    while True:
        eight = f"3{chance.randrange(10**7):07}"
        digits = (int(digit) * weight for digit, weight in zip(eight, _NUMBER_WEIGHTS, strict=True))
        check = -sum(digits) % 11
        if check < 10:
            return Organisation(f"{eight}{check}", name)


def _worker(
    authorization: str, place: Organisation, owner: Organisation, department: str, chance: Random
) -> Practitioner:
    sex = Sex.FEMALE if chance.random() < 0.75 else Sex.MALE
    born = some_day_between(date(1962, 1, 1), date(1998, 12, 31), chance)
    origin = some_origin(chance)
    return Practitioner(
        identifier=Numbers().next(born, sex, chance),
        name=f"{given_name(origin, sex, born, chance)} {surname(origin, chance)}",
        legal_entity=owner,
        point_of_care=place,
        hpr_nr=f"565{chance.randrange(10**6):06}" if authorization else "",
        authorization=authorization,
        department=department,
    )
