"""Claims about look-ups of past years."""

from collections import Counter
from datetime import UTC, datetime

from access_log.entry import Action, ActorKind
from auth.caller import Purpose
from dev.country import made_up
from dev.families.cast import cast
from dev.lookups.ledger import Ledger, Register

from ..countries import DAY, demo_country


def _ledger() -> Ledger:
    return demo_country().ledger


def test_the_same_seed_makes_the_same_lookups() -> None:
    """Request ids too, so that writing them twice adds nothing."""
    assert made_up(100, 3, DAY).ledger.entries == made_up(100, 3, DAY).ledger.entries


def test_every_entry_is_the_only_one_of_its_request() -> None:
    """A log keeps one entry for each request, person, act and kind of data."""
    once = Counter((e.request_id, e.register) for e in _ledger().entries)

    assert max(once.values()) == 1


def test_look_ups_lie_in_the_ten_years_before_today() -> None:
    """None is older than what is kept, and none has yet to happen."""
    first, last = datetime(2016, 11, 22, tzinfo=UTC), datetime(2026, 11, 23, tzinfo=UTC)

    assert all(first < entry.at < last for entry in _ledger().entries)


def test_every_kind_of_visitor_is_there() -> None:
    """Persons, systems, research, oneself and representatives; read, changed, disclosed and denied."""
    entries = _ledger().entries

    assert {e.actor_kind for e in entries} == set(ActorKind) - {ActorKind.UNKNOWN}
    assert {e.action for e in entries} == {Action.READ, Action.CHANGE, Action.DISCLOSE, Action.DENIED}
    assert all(len(_ledger().of(register)) > 100 for register in Register)


def test_the_glass_was_broken_once() -> None:
    """One emergency, about Kari, by a doctor on call."""
    [entry] = [
        e
        for e in _ledger().entries
        if e.care_relation and e.care_relation.purpose_of_use is Purpose.BREAK_THE_GLASS
    ]

    assert entry.subject == cast()["KARI"].number
    assert entry.practitioner
    assert entry.practitioner.authorization == "LE"


def test_a_denial_names_its_rule_and_a_look_at_a_child_its_right() -> None:
    """No entry of those kinds leaves the citizen to guess."""
    entries = _ledger().entries

    assert all(e.rule for e in entries if e.action is Action.DENIED)
    assert all(e.rule for e in entries if e.actor_kind is ActorKind.REPRESENTATIVE)


def test_most_who_looked_had_a_vaccine_to_give() -> None:
    """The unit that looked is one that gave that person a vaccine that day."""
    given = {
        (event.subject, event.given, event.unit.place.id)
        for events in demo_country().histories.values()
        for event in events
        if event.unit
    }
    looks = [
        (e.subject, e.at.date(), e.practitioner.point_of_care.id)
        for e in _ledger().of(Register.VACCINES)
        if e.practitioner and e.action is Action.READ
    ]

    assert sum(look in given for look in looks) > 0.9 * len(looks)
