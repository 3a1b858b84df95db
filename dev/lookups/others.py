"""Look-ups by others than those who gave care: the registers' own staff, machines, research, the stopped."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from random import Random

from access_log.entry import Action
from auth.caller import Purpose

from .. import data
from ..care import UnitKind, organisation, the_register, unit_near
from ..dates import some_day, some_day_between, years_after
from ..families.people import Inhabitant
from .callers import citizen, practitioner, research, system
from .ledger import KEPT_YEARS, Ledger, Register, any_hour, office_hours

_SCHOOL_YEARS = (8, 11, 12, 15)  # After the year of birth: second, sixth, seventh and tenth grade.


def by_the_register(ledger: Ledger, person: Inhabitant, day: date, chance: Random) -> None:
    """Let staff of the register check the quality of a row, or answer a letter."""
    for register in (Register.VACCINES, Register.BIRTHDATA):
        if chance.random() < 0.05:
            worker = chance.choice(the_register().staff)
            caller = practitioner(
                worker, Purpose.COORDINATION, chance.choice(("KVAL", "PASADM", "HENV_PAS")), chance
            )
            at = office_hours(_some_past_day(person, day, chance), chance)
            ledger.add(register, caller, person.number, at, chance)


def by_machines(ledger: Ledger, person: Inhabitant, day: date, chance: Random) -> None:
    """School health services draw lists before each round; the tax administration keeps names right."""
    school = unit_near(person.grew_up, UnitKind.SCHOOL)
    lists = system("Innkallingslister til skolevaksinering", school.owner, "Hvem som mangler en vaksine")
    for years in _SCHOOL_YEARS:
        year = person.born.year + years
        if person.here_from.year < year <= day.year:
            drawn = some_day(year, chance, first_month=8, last_month=8)
            ledger.add(Register.VACCINES, lists, person.number, office_hours(drawn, chance), chance)
    if chance.random() < 0.15:
        update = system("Oppdatering fra Folkeregisteret", organisation("Skatteetaten"), "Navn og adresse")
        at = any_hour(_some_past_day(person, day, chance), chance)
        ledger.add(Register.POPULATION, update, person.number, at, chance, action=Action.CHANGE)


def by_research(ledger: Ledger, person: Inhabitant, chance: Random) -> None:
    """Deliver some people's rows to each study that their cohort is part of."""
    for study in _studies():
        if not study["born_from"] <= person.born.isoformat() <= study["born_to"]:
            continue
        if person.born_in != "NO" or chance.random() > float(study["share"]):
            continue
        caller = research(study["project"], organisation(study["owner"]), study["purpose"])
        at = office_hours(date.fromisoformat(study["delivered"]), Random(study["project"]))
        for register in study["registers"].split():
            ledger.add(Register(register), caller, person.number, at, chance, action=Action.DISCLOSE)


def stopped(
    ledger: Ledger, person: Inhabitant, everybody: Sequence[Inhabitant], day: date, chance: Random
) -> None:
    """One in sixty has had somebody try: a health worker without the right, or another citizen."""
    draw = chance.random()
    at = any_hour(_some_past_day(person, day, chance), chance)
    if draw < 0.01:
        worker = chance.choice(unit_near(person.grew_up, UnitKind.SURGERY).staff)
        caller = practitioner(worker, Purpose.TREATMENT, "BEHANDLER", chance)
        rule = chance.choice(("scope-missing", "token-expired"))
    elif draw < 0.017:
        caller, rule = citizen(chance.choice(everybody).number), "not-your-data"
    else:
        return
    ledger.add(Register.VACCINES, caller, person.number, at, chance, action=Action.DENIED, rule=rule)


def _some_past_day(person: Inhabitant, day: date, chance: Random) -> date:
    return some_day_between(max(person.here_from, years_after(day, -KEPT_YEARS)), day, chance)


@cache
def _studies() -> list[dict[str, str]]:
    return data.table("studies")
