"""What is said when something went wrong."""

from datetime import UTC, datetime
from typing import Any

import pytest

from portal.cards.profile import device, level
from portal.cards.status import RegisterStatus, State, StatusCard, state
from portal.cards.trouble import Trouble, Why, error_page, shown, trouble
from portal.fetched import Found, Missing
from services.errors import ReadRefused, RegisterError, RegisterResting, RegisterUnavailable, RequestRejected

NOW = datetime(2026, 11, 23, 16, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (RegisterUnavailable("vaccines"), Why.SILENT),
        (RegisterResting("vaccines"), Why.SILENT),
        (RequestRejected("vaccines"), Why.SILENT),
        (ReadRefused("vaccines", "no-parent-at-address"), Why.REFUSED),
    ],
)
def test_a_register_that_gives_nothing_is_named(error: RegisterError, why: Why) -> None:
    """By its whole name, and only a refusal is told as one."""
    told = trouble(error)

    assert (told.register, told.why) == ("Nasjonalt vaksinasjonsregister (SYSVAK)", why)


def test_a_refusal_is_told_in_words_with_somebody_to_ask() -> None:
    """Where the rule is the population register's; other rules' names mean nothing to a citizen."""
    known, unknown = (
        trouble(ReadRefused("birthdata", rule)) for rule in ("no-parent-at-address", "token-refused")
    )

    assert known.sentence.startswith("Folkeregisteret viser ikke")
    assert known.ask
    assert unknown.sentence == ""


def test_an_answer_becomes_its_card_and_a_missing_one_its_trouble() -> None:
    """The page holds either, and nothing else."""
    card: Any = shown(Found("doses", NOW), lambda value, at: (value, at))
    missing: Any = shown(Missing(RegisterUnavailable("vaccines")), lambda value, at: (value, at))

    assert card == ("doses", NOW)
    assert isinstance(missing, Trouble)


@pytest.mark.parametrize("status", [400, 403, 404, 405, 413, 415, 422, 429, 500, 503])
def test_every_status_has_words_of_its_own(status: int) -> None:
    """No two pages begin alike."""
    others = {error_page(other).title for other in (400, 403, 404, 405, 413, 415, 422, 429, 500, 503)}

    assert len(others) == 10
    assert error_page(status, request_id="r1").request_id == "r1"


@pytest.mark.parametrize(("status", "like"), [(418, 400), (502, 500), (599, 500)])
def test_another_status_is_told_as_its_class(status: int, like: int) -> None:
    """The number stays its own."""
    page = error_page(status)

    assert (page.status, page.title) == (status, error_page(like).title)


@pytest.mark.parametrize(
    ("answered", "milliseconds", "resting", "said"),
    [
        (True, 20, False, State.UP),
        (True, 1000, False, State.SLOW),
        (False, 20, False, State.DOWN),
        (True, 20, True, State.RESTING),
    ],
)
def test_a_register_is_up_slow_down_or_resting(
    *, answered: bool, milliseconds: int, resting: bool, said: State
) -> None:
    """A second is slow; one that is left alone is not up, whatever it last answered."""
    now = state(answered=answered, milliseconds=milliseconds, resting=resting)

    assert now is said
    assert StatusCard((RegisterStatus("x", now),), NOW).well is (said in (State.UP, State.SLOW))


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox, Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari, iPhone",
        ),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36 Edg/140.0", "Edge, Android"),
        ("curl/8.0", ""),
    ],
)
def test_a_browser_is_called_what_people_call_it(agent: str, said: str) -> None:
    """Each names also those it wants to be taken for."""
    assert device(agent) == said


def test_a_level_is_said_in_words() -> None:
    """And an unknown one as it is."""
    assert (level("idporten-loa-high"), level("new")) == ("Høyt", "new")
