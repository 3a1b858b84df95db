"""The access log in plain words, from several registers at once."""

from datetime import UTC, datetime

import pytest

from access_log.entry import Action, ActorKind
from auth.caller import Purpose
from portal.cards.access_log import groups, look
from portal.cards.access_pages import access_card, cursor, reached
from portal.cards.overview import looks_card
from tests.portal.looks import HOSPITAL, NOW, SURGERY, care, entry, nurse, shelf


def test_a_nurse_is_named_with_role_place_and_reason() -> None:
    """Codes are told in words, and the nurse's own number is nowhere."""
    told = look(
        entry(
            1,
            ActorKind.PERSON,
            practitioner=nurse("Anne Berg", "SP", SURGERY),
            care_relation=care(Purpose.TREATMENT, "PLANOPP"),
        ),
        7,
    )

    assert (told.who, told.role, told.organisation) == ("Anne Berg", "sykepleier", "Solsiden legesenter")
    assert told.reasons == ("Behandling", "Du hadde en avtale")
    assert (told.unit, told.emergency, told.stopped) == ("", False, False)


@pytest.mark.parametrize(
    ("purpose", "emergency"),
    [(Purpose.EMERGENCY, True), (Purpose.BREAK_THE_GLASS, True), (Purpose.COORDINATION, False)],
)
def test_a_look_in_an_emergency_is_marked(purpose: Purpose, *, emergency: bool) -> None:
    """Emergency treatment and a broken glass are; ordinary care is not."""
    worker = nurse("Lars Lie", "LE", HOSPITAL, "Akuttmottaket")
    told = look(entry(1, ActorKind.PERSON, practitioner=worker, care_relation=care(purpose)), 1)

    assert told.emergency is emergency
    assert told.unit == "Akuttmottaket"


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("not-your-data", "Den som spurte, er ikke deg og kan ikke handle for deg"),
        ("token-signature", "Beviset på tilgang var ikke gyldig"),
        ("child-is-16", "Barnet har fylt 16 år og bestemmer selv over opplysningene sine."),
        ("a-rule-of-tomorrow", "a-rule-of-tomorrow"),
        ("", ""),
    ],
)
def test_a_denied_attempt_names_its_rule(rule: str, said: str) -> None:
    """In words where there are any, else as it stands."""
    told = look(entry(1, ActorKind.UNKNOWN, Action.DENIED, rule=rule), 1)

    assert (told.stopped, told.rule, told.who) == (True, said, "")


def test_codes_that_nobody_knows_are_shown_as_they_are() -> None:
    """The list drops nothing for want of a word."""
    worker, why = nurse("Åse", "ZZ", SURGERY), care(Purpose.TREATMENT, "NYTT")
    told = look(entry(1, ActorKind.PERSON, data="new", practitioner=worker, care_relation=why), 1)

    assert (told.role, told.what, told.reasons[1]) == ("ZZ", "new", "NYTT")


def test_the_list_is_merged_newest_first_and_the_citizen_stands_apart() -> None:
    """One list from two registers, by Oslo's days."""
    card = access_card(
        [
            shelf("vaccines", [entry(1, ActorKind.SELF), entry(30, ActorKind.PERSON)]),
            shelf("birthdata", [entry(2, ActorKind.SYSTEM), entry(18, ActorKind.SELF)]),
        ],
        fetched=NOW,
        before={},
    )

    assert [(str(day.day), len(day.others), len(day.own)) for day in card.days] == [
        ("2026-11-23", 1, 1),
        ("2026-11-22", 1, 1),
    ]
    assert card.older is None


def test_a_day_is_oslos_day() -> None:
    """Half past eleven in the evening in London is already tomorrow in Oslo."""
    [late] = [
        entry((NOW - datetime(2026, 11, 21, 23, 30, tzinfo=UTC)).total_seconds() / 3600, ActorKind.PERSON)
    ]
    card = access_card([shelf("vaccines", [late])], fetched=NOW, before={})

    assert str(card.days[0].day) == "2026-11-22"


def test_paging_goes_on_in_each_register_where_it_came_to() -> None:
    """A register whose entries were all newer, or all older, keeps its own place."""
    first = [shelf("vaccines", [entry(n, ActorKind.PERSON) for n in (1, 2, 3)], more=True),
             shelf("birthdata", [entry(n, ActorKind.PERSON) for n in (10, 20)])]  # fmt: skip

    card = access_card(first, fetched=NOW, before={"birthdata": 1000}, size=2)

    assert card.shown == 2
    assert reached(card.older or "") == {"vaccines": 899, "birthdata": 1000}


def test_every_group_is_counted_in_all_registers() -> None:
    """Empty groups stay, so that nobody wonders; only strangers are left out when there are none."""
    told = groups([{"self": 3, "person": 1}, {"self": 2}], "self")

    assert [(group.key, group.count) for group in told] == [
        ("", 6),
        ("person", 1),
        ("system", 0),
        ("self", 5),
        ("representative", 0),
        ("research", 0),
    ]
    assert [group.key for group in told if group.current] == ["self"]


def test_an_unknown_group_is_everybody() -> None:
    """An address cannot choose what is not there."""
    assert groups([], "anything")[0].current


@pytest.mark.parametrize(
    "text", ["", "x", "vaccines.", "vaccines.1.2", "vaccines.-1", "../x.1", "v.²", "v." + "9" * 30]
)
def test_a_cursor_that_is_none_says_nothing(text: str) -> None:
    """An address cannot make a register be asked for nonsense."""
    assert reached(text) == {}


def test_a_cursor_says_what_it_was_made_of() -> None:
    """There and back."""
    assert reached(cursor({"vaccines": 12, "birthdata": 7})) == {"vaccines": 12, "birthdata": 7}


def test_the_overview_tells_of_others_only() -> None:
    """One's own looks are no news."""
    log = [entry(1, ActorKind.SELF), entry(2, ActorKind.PERSON), entry(3, ActorKind.UNKNOWN, Action.DENIED)]
    card = looks_card(access_card([shelf("vaccines", log)], fetched=NOW, before={}))

    assert (card.others, card.own, card.stopped) == (2, 1, 1)
    assert card.newest is not None
