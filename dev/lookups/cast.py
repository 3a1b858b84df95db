"""Look-ups of the cast's own, in dev/data/lookups.csv: an emergency, parents, and those who were stopped."""

from datetime import datetime
from random import Random

from access_log.entry import Action
from auth.caller import Caller, Purpose

from .. import data
from ..care import UnitKind, organisation, unit_near
from ..families.cast import cast
from .callers import citizen, practitioner, representative, research, system
from .ledger import OSLO, Ledger, Register


def of_the_cast(ledger: Ledger) -> None:
    """Add what happened to each of the cast."""
    for serial, row in enumerate(data.table("lookups")):
        chance = Random(f"cast/lookup/{serial}")
        at = datetime.fromisoformat(row["at"]).replace(tzinfo=OSLO)
        register, action = Register(row["register"]), Action(row["action"])
        subject = cast()[row["key"]].number
        ledger.add(register, _caller(row, chance), subject, at, chance, action=action, rule=row["rule"])


def _caller(row: dict[str, str], chance: Random) -> Caller:
    subject, kind = cast()[row["key"]], row["kind"]
    if kind == "worker":
        unit = unit_near(subject.grew_up, UnitKind(row["unit"]))
        return practitioner(unit.staff[0], Purpose(row["purpose"]), row["reason"], chance)
    if kind in ("system", "research"):
        made = system if kind == "system" else research
        return made(row["name"], organisation(row["owner"]), row["why"])
    actor = cast()[row["actor"]]
    if actor is subject or row["rule"] == "not-your-data":
        return citizen(actor.number)
    return representative(subject.number, actor.number, actor.name, row["rule"])
