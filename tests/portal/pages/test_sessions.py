"""Sessions as the citizen meets them: where they are signed in, and how it ends."""

import re

import httpx
import pytest

from auth.cookies import LOGIN_COOKIE, SESSION_COOKIE
from tests.auth.provider import ISSUER
from tests.portal.house import House, text_of
from tests.portal.registers import FATHER, MOTHER


async def here(browser: httpx.AsyncClient) -> bool:
    """Return whether somebody is signed in in *browser*."""
    return (await browser.get("/profile")).status_code == 200


async def handles_in(browser: httpx.AsyncClient) -> list[str]:
    """Return what the profile offers to end."""
    page = (await browser.get("/profile")).text
    return re.findall(r'name="session" value="([^"]+)"', page)


async def test_a_stolen_cookie_is_nobody_after_signing_out(house: House) -> None:
    """Wherever a copy may be."""
    browser, thief = await house.citizen(), house.stranger()
    thief.cookies.set(SESSION_COOKIE, browser.cookies[SESSION_COOKIE], domain="portal.test")
    assert await here(thief)

    await browser.post("/logout")

    assert not await here(thief)


async def test_signing_out_empties_the_browser(house: House) -> None:
    """The cookie goes, and so does what pages may have left; the provider is next."""
    browser = await house.citizen()

    answer = await browser.post("/logout")

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert SESSION_COOKIE not in browser.cookies
    assert f'action="{ISSUER}/logout"' in answer.text


async def test_whoever_is_not_signed_in_can_sign_out(house: House) -> None:
    """A button on an old page is no error."""
    answer = await house.stranger().post("/logout")

    assert answer.status_code == 200
    assert "Du er logget ut" in text_of(answer)


async def test_signing_out_works_without_the_provider(house: House) -> None:
    """Here, at least."""
    browser = await house.citizen()
    house.provider.down = httpx.ConnectError("nobody there")

    answer = await browser.post("/logout")

    assert "Du er logget ut" in text_of(answer)
    assert not await here(browser)


async def test_all_places_are_listed_and_the_others_can_be_ended(house: House) -> None:
    """One by one."""
    browser, other = await house.citizen(), await house.citizen()
    [handle] = await handles_in(browser)

    answer = await browser.post("/profile/sessions/end", data={"session": handle})

    assert (answer.status_code, answer.headers["Location"]) == (303, "/profile")
    assert [await here(browser), await here(other)] == [True, False]


async def test_all_others_can_be_ended_at_once(house: House) -> None:
    """The one who does it stays."""
    browser, *others = [await house.citizen() for _ in range(4)]

    await browser.post("/profile/sessions/end", data={"session": "others"})

    assert await here(browser)
    assert not any([await here(other) for other in others])


@pytest.mark.parametrize(
    "which", ["the first that is listed", "others", "x" * 22, "'; DROP TABLE session; --"]
)
async def test_nobody_ends_somebody_elses(house: House, which: str) -> None:
    """Not by a handle that was seen over a shoulder, either."""
    browser, another = await house.citizen(MOTHER), await house.citizen(MOTHER)
    [seen] = await handles_in(browser)
    father = await house.citizen(FATHER)

    answer = await father.post(
        "/profile/sessions/end", data={"session": seen if which.startswith("the") else which}
    )

    assert answer.status_code == 303
    assert [await here(browser), await here(another)] == [True, True]


async def test_a_page_tells_where_one_is_signed_in(house: House) -> None:
    """By browser and system, and never by more than that."""
    browser = await house.citizen()
    await house.citizen()

    page = text_of(await browser.get("/profile"))

    assert page.count("Firefox · Linux") == 3  # Twice in the list, once read out on the button.
    assert page.count("Her du er nå") == 1
    assert "Mozilla" not in page


async def test_a_session_that_is_used_goes_on_until_two_hours(house: House) -> None:
    """And then it ends, whatever is done."""
    browser = await house.citizen()
    stands = []
    for _ in range(6):
        house.clock.on(minutes=20)
        stands.append(await here(browser))

    assert stands == [True] * 5 + [False]


async def test_a_session_can_be_extended(house: House) -> None:
    """By a script without a page, and by a form with one."""
    browser = await house.citizen()
    house.clock.on(minutes=29)

    script = await browser.post("/session/extend", headers={"Sec-Fetch-Mode": "cors"})
    house.clock.on(minutes=29)
    form = await browser.post("/session/extend", headers={"Sec-Fetch-Mode": "navigate"})
    house.clock.on(minutes=29)

    assert [script.status_code, form.status_code] == [204, 303]
    assert await here(browser)


async def test_a_page_knows_how_long_the_session_lasts(house: House) -> None:
    """So that its warning comes in time, near the end of the two hours as well."""
    browser = await house.citizen()
    pages = []
    for _ in range(5):
        pages.append(re.findall(r'data-(?:idle|absolute)="(\d+)"', (await browser.get("/vaccines")).text))
        house.clock.on(minutes=25)

    assert pages == [["1800", "7200"], ["1800", "5700"], ["1800", "4200"], ["1800", "2700"], ["1200", "1200"]]


async def test_the_provider_ends_a_session_by_its_own_name_for_it(house: House) -> None:
    """In a frame, where browsers send no cookie; the other citizen's goes on."""
    mother, father = await house.citizen(MOTHER), await house.citizen(FATHER)
    frame = {"iss": ISSUER, "sid": f"sid-of-{MOTHER}"}

    answer = await house.stranger().get("/login/frontchannel-logout", params=frame)

    assert answer.status_code == 200
    assert [await here(mother), await here(father)] == [False, True]


@pytest.mark.parametrize(
    "frame", [{}, {"sid": "x"}, {"iss": "https://evil.example", "sid": f"sid-of-{MOTHER}"}]
)
async def test_nobody_else_ends_a_session_that_way(house: House, frame: dict[str, str]) -> None:
    """A frame that does not come from the provider is told nothing."""
    browser = await house.citizen()

    answer = await house.stranger().get("/login/frontchannel-logout", params=frame)

    assert answer.status_code == 400
    assert await here(browser)


async def test_signing_in_again_gives_a_new_cookie_and_keeps_the_handles(house: House) -> None:
    """The old id is nobody's, and a page in another tab stays right."""
    browser = await house.citizen()
    old, before = browser.cookies[SESSION_COOKIE], await house.handles(browser)
    house.provider.person["pid"] = MOTHER
    way_out = await browser.get("/login/step-up", params={"next": "/profile"})
    back = dict(house.provider.visit(way_out.headers["Location"]))
    browser.cookies.delete(SESSION_COOKIE)
    browser.cookies.set(SESSION_COOKIE, old, domain="portal.test")

    answer = await browser.get("/login/callback", params=back)

    new = answer.cookies[SESSION_COOKIE]
    browser.cookies.delete(SESSION_COOKIE)
    browser.cookies.set(SESSION_COOKIE, new, domain="portal.test")
    assert (answer.headers["Location"], new != old) == ("/profile", True)
    assert await house.handles(browser) == before


async def test_a_return_is_used_up_and_belongs_to_one_browser(house: House) -> None:
    """Neither a second time nor from another browser does it sign anybody in."""
    browser, thief = house.stranger(), house.stranger()
    ways = [await browser.get("/login") for _ in range(2)]
    first, second = [dict(house.provider.visit(way.headers["Location"])) for way in ways]

    stolen = await thief.get("/login/callback", params=first)
    good = await browser.get("/login/callback", params=second)
    again = await browser.get("/login/callback", params=second)

    assert [answer.status_code for answer in (stolen, good, again)] == [400, 303, 400]
    assert "Du ble ikke logget inn" in text_of(again)
    assert LOGIN_COOKIE in browser.cookies
