"""Callers as access tokens would name them."""

from random import Random

from auth.caller import (
    Caller,
    CallerKind,
    CareRelation,
    Organisation,
    Practitioner,
    Purpose,
    Research,
    System,
)
from auth.identity import PersonId

EPJ, REGISTER, PORTAL = "dev-epj", "dev-register", "mine-helseopplysninger"


def practitioner(worker: Practitioner, purpose: Purpose, reason: str, chance: Random) -> Caller:
    """Return a health worker with a decision of their journal system's behind them."""
    relation = CareRelation(purpose, f"{reason}-{chance.randrange(10**8):08}", reason)
    return Caller(
        kind=CallerKind.PRACTITIONER,
        client_id=EPJ,
        scopes=frozenset(),
        token_id="",
        practitioner=worker,
        care_relation=relation,
    )


def system(name: str, owner: Organisation, purpose: str) -> Caller:
    """Return a machine that nobody watches."""
    made = System(name, owner, purpose)
    return Caller(CallerKind.SYSTEM, EPJ, frozenset(), "", system=made)


def research(project: str, owner: Organisation, purpose: str) -> Caller:
    """Return a project that data are disclosed to."""
    made = Research(project, owner, purpose)
    return Caller(CallerKind.RESEARCH, REGISTER, frozenset(), "", research=made)


def citizen(person: PersonId) -> Caller:
    """Return somebody with a token for what is their own."""
    return Caller(CallerKind.SELF, PORTAL, frozenset(), "", subject=person, actor=person)


def representative(subject: PersonId, actor: PersonId, name: str, rule: str) -> Caller:
    """Return somebody who acts for *subject* by a *rule*."""
    kind = CallerKind.REPRESENTATIVE
    return Caller(kind, PORTAL, frozenset(), "", subject=subject, actor=actor, actor_name=name, rule=rule)
