"""Claims about made-up places of care and those who work there."""

import pytest

from auth.person_number import is_synthetic
from dev.care import UnitKind, organisation, practitioner_called, the_register, unit_near
from dev.families.places import municipalities

EVERYWHERE = [
    unit_near(place, kind)
    for place in municipalities().values()
    for kind in UnitKind
    if kind is not UnitKind.REGISTER
]


def test_every_municipality_has_every_kind_of_unit() -> None:
    """Each with staff and an owner, though several share a hospital."""
    hospitals = {unit.place for unit in EVERYWHERE if unit.kind is UnitKind.HOSPITAL}

    assert all(unit.staff and unit.owner.name for unit in EVERYWHERE)
    assert len(hospitals) < len(municipalities())


@pytest.mark.parametrize("name", ["Oslo kommune", "Tranebærhaugen helsestasjon", "Folkehelseinstituttet"])
def test_organisation_numbers_have_their_check_digit_and_are_nobodys(name: str) -> None:
    """Nine digits that begin with 3, which no real organisation's do."""
    number = organisation(name).id

    weighted = zip(map(int, number), (3, 2, 7, 6, 5, 4, 3, 2, 1), strict=True)
    assert number.startswith("3")
    assert sum(digit * weight for digit, weight in weighted) % 11 == 0


def test_staff_are_made_up_and_named() -> None:
    """Their own numbers are synthetic; the register's staff need no authorisation."""
    workers = [worker for unit in EVERYWHERE for worker in unit.staff]

    assert all(is_synthetic(worker.identifier) for worker in workers)
    assert {worker.authorization for worker in workers} == {"SP", "LE", "JO"}
    assert not any(worker.authorization for worker in the_register().staff)


def test_a_health_worker_is_found_by_name() -> None:
    """In any case of letters; a stranger is nobody."""
    worker = EVERYWHERE[0].staff[0]

    assert practitioner_called(worker.name.upper()) == worker
    assert practitioner_called("Nobody Here") is None
