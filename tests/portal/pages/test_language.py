"""The visitor's language: chosen once, remembered, and said in the right voice."""

import re
from html import unescape

import pytest

from portal.i18n import Language
from tests.portal.house import House, text_of

every_language = pytest.mark.parametrize("language", [str(one) for one in Language])
HELLO = {"nb": "Mine vaksiner", "nn": "Mine vaksinar", "en": "My vaccinations", "se": "Mine vaksiner"}
PAGES = ["/", "/vaccines", "/births", "/access-log", "/profile", "/status", "/privacy", "/accessibility"]


@every_language
@pytest.mark.parametrize("path", [*PAGES, "/session/expired", "/logout", "/nowhere"])
async def test_a_page_says_which_language_it_is_in(house: House, path: str, language: str) -> None:
    """In its markup and in its headers, and it remembers the choice."""
    browser = await house.citizen() if path in PAGES else house.stranger()
    await browser.post("/language", data={"language": language})

    answer = await browser.get(path)

    assert re.findall(r'<html lang="(\w+)"', answer.text) == [language]
    assert answer.headers["Content-Language"] == language


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_in_english_holds_no_norwegian_sentence(house: House, path: str) -> None:
    """But for what is said in a language of its own, and the names of things."""
    browser = await house.citizen()
    await browser.post("/language", data={"language": "en"})

    page = text_of(await browser.get(path))

    assert not re.findall(r"\b(ikke|opplysninger|eller|vaksiner|fødsel|når|deg|hvem)\b", page)


@every_language
async def test_a_choice_is_kept_for_a_year_and_by_the_browser_alone(house: House, language: str) -> None:
    """No script reads it."""
    answer = await house.stranger().post("/language", data={"language": language})

    [cookie] = answer.headers.get_list("Set-Cookie")
    assert cookie.startswith(f"language={language};")
    assert {"HttpOnly", "Secure", "SameSite=lax", "Max-Age=31536000"} <= set(cookie.split("; "))


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("nn-NO,nn;q=0.9,nb;q=0.8", "nn"),
        ("no", "nb"),
        ("en-US,en;q=0.5", "en"),
        ("se-NO", "se"),
        ("de-DE,fr;q=0.8,en;q=0.5", "en"),
        ("de", "nb"),
        ("", "nb"),
        ("*", "nb"),
        (";;;,,,=" * 500, "nb"),
        ("\xff\xfe", "nb"),
    ],
)
async def test_a_browser_is_answered_in_a_language_that_it_asks_for(
    house: House, asked: str, given: str
) -> None:
    """Until somebody chooses."""
    headers = {"Accept-Language": asked.encode("latin-1")}
    answer = await house.stranger().get("/", headers=headers)  # type: ignore[arg-type]

    assert answer.headers["Content-Language"] == given


@pytest.mark.parametrize("cookie", ["xx", "", "nb-NO-x", "%00", "en; language=nn", "🇬🇧"])
async def test_a_cookie_that_says_nothing_is_passed_over(house: House, cookie: str) -> None:
    """The page comes in a language that we have."""
    headers = {"Cookie": f"language={cookie}".encode()}

    answer = await house.stranger().get("/", headers=headers)  # type: ignore[arg-type]

    assert answer.status_code == 200
    assert answer.headers["Content-Language"] in set(Language)


async def test_the_provider_is_told_the_language(house: House) -> None:
    """So that signing in goes on in it."""
    browser = house.stranger()
    await browser.post("/language", data={"language": "nn"})

    await browser.get("/login")

    [pushed] = house.provider.pushed.values()
    assert pushed["ui_locales"].split()[0] == "nn"


@every_language
async def test_the_heading_is_said_in_the_language(house: House, language: str) -> None:
    """A page that is not there in Sámi says so, and marks its Norwegian."""
    browser = await house.citizen()
    await browser.post("/language", data={"language": language})

    answer = await browser.get("/vaccines")

    [heading] = re.findall(r"<h1><bdi>(.*?)</bdi></h1>", answer.text)
    assert unescape(heading) == HELLO[language]
    assert ('lang="nb"' in re.findall(r"<main[^>]*>", answer.text)[0]) == (language == "se")
