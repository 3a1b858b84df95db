"""Faulty answers: whatever is wrong, nobody is signed in, and the visitor is told why."""

import asyncio
from pathlib import Path

import pytest

from auth.refusals import Reason
from auth.settings import Environment
from tests.auth.faults import FAULTS, NO_WAY_OUT
from tests.auth.portal import Portal, held, open_portal, who
from tests.auth.provider import ANNA, Provider
from tests.auth.spoiling import Fault, claims


def cases(table: dict[Reason, dict[str, Fault]]) -> list[object]:
    """Give each fault its name as the test's."""
    return [
        pytest.param(fault, reason, id=name)
        for reason, faults in table.items()
        for name, fault in faults.items()
    ]


@pytest.mark.parametrize(("fault", "reason"), cases(FAULTS))
async def test_a_faulty_answer_signs_nobody_in(
    portal: Portal, provider: Provider, fault: Fault, reason: Reason
) -> None:
    """The refusal names what was wrong, comes with a sentence, and no session."""
    fault(provider)
    browser = portal.browser()

    refused = await portal.sign_in(browser)

    assert (refused.json()["reason"], refused.status_code >= 400) == (reason, True)
    assert refused.json()["sentence"].endswith(".")
    assert (held(browser), await who(browser)) == (None, None)


@pytest.mark.parametrize(("fault", "reason"), cases(NO_WAY_OUT))
async def test_a_provider_that_cannot_be_trusted_is_not_visited(
    portal: Portal, provider: Provider, fault: Fault, reason: Reason
) -> None:
    """The visitor stays, and is told; a provider that comes to itself is asked again."""
    right = provider.metadata.copy()
    fault(provider)

    refused = await portal.browser().get("/login")
    provider.metadata, provider.reply = right, lambda response: response

    assert (refused.json()["reason"], "location" in refused.headers) == (reason, False)
    assert (await portal.sign_in(portal.browser())).status_code == 303


async def test_a_faulty_answer_ends_no_other_visit(portal: Portal, provider: Provider) -> None:
    """Somebody who is signed in stays so when another tab's sign-in goes wrong."""
    browser = portal.browser()
    await portal.sign_in(browser)
    claims(iss="https://other.example")(provider)

    await portal.sign_in(browser)

    assert await who(browser) == ANNA


async def test_a_used_return_cannot_be_used_again(portal: Portal) -> None:
    """A replayed callback is refused by name, for the browser that used it and for any other."""
    browser = portal.browser()
    address = await portal.leave(browser)
    await browser.get(address)

    again = await browser.get(address)
    elsewhere = await portal.browser().get(address)

    assert [answer.json()["reason"] for answer in (again, elsewhere)] == [Reason.LOGIN_USED] * 2


async def test_of_two_returns_at_once_one_signs_in(portal: Portal) -> None:
    """Also when they come at the same instant."""
    browser = portal.browser()
    address = await portal.leave(browser)

    answers = await asyncio.gather(*(browser.get(address) for _ in range(5)))

    assert sorted(answer.status_code for answer in answers) == [303, 400, 400, 400, 400]


async def test_a_form_is_no_return(portal: Portal) -> None:
    """Only the answer that was asked for, in the address, is read."""
    browser = portal.browser()
    path, _, query = (await portal.leave(browser)).partition("?")

    answer = await browser.post(path, content=query)

    assert (answer.status_code, held(browser)) == (405, None)


async def test_another_browser_cannot_finish_the_sign_in(portal: Portal) -> None:
    """Who comes back must be who left; and the one who left has to begin anew."""
    browser, other = portal.browser(), portal.browser()
    await portal.leave(other)
    address = await portal.leave(browser)

    stolen = await other.get(address)
    late = await browser.get(address)

    assert [answer.json()["reason"] for answer in (stolen, late)] == [Reason.OTHER_BROWSER, Reason.LOGIN_USED]
    assert held(other) is None


async def test_a_return_can_come_too_late(portal: Portal, provider: Provider) -> None:
    """A quarter of an hour after leaving, one begins again."""
    browser = portal.browser()
    address = await portal.leave(browser)
    provider.clock.on(minutes=15)

    assert (await browser.get(address)).json()["reason"] == Reason.LOGIN_UNKNOWN


@pytest.mark.parametrize("methods", ["TestID", ["TestID"], ["BankID", "TestID"]], ids=str)
async def test_test_users_stay_out_of_production(tmp_path: Path, provider: Provider, methods: object) -> None:
    """However the method is written, a test user is no citizen."""
    claims(amr=methods)(provider)
    change = {"environment": Environment.PRODUCTION}

    async with open_portal(tmp_path, provider, change=lambda s: s.model_copy(update=change)) as portal:
        refused = await portal.sign_in(portal.browser())

    assert refused.json()["reason"] == Reason.TEST_USER


async def test_real_people_sign_in_where_the_settings_say_production(
    tmp_path: Path, provider: Provider
) -> None:
    """The number of a vector that could be somebody's opens a session there, and only there."""
    claims(pid="02013299997")(provider)
    change = {"environment": Environment.PRODUCTION}

    async with open_portal(tmp_path, provider, change=lambda s: s.model_copy(update=change)) as portal:
        arrived = await portal.sign_in(portal.browser())

    assert arrived.status_code == 303


def test_every_reason_has_a_case_or_a_story() -> None:
    """A new reason cannot come into being without a test that leads to it."""
    told = {Reason.LOGIN_USED, Reason.OTHER_BROWSER, Reason.OTHER_PERSON, Reason.TEST_USER}

    assert FAULTS.keys() | told == set(Reason)
