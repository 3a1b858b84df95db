"""What is rare, large or strange in the registers is a page all the same."""

import re
from datetime import date
from html import unescape

import pytest

from access_log.entry import Action, ActorKind, Entry
from auth.caller import CareRelation, Organisation, Practitioner, Purpose
from auth.identity import PersonId
from services.birthdata.notification import Notification
from services.birthdata.store import Store as BirthdataStore
from services.population.notices import NewResident
from services.population.store import Store as PopulationStore
from tests import tokens
from tests.portal.house import House, text_of
from tests.portal.registers import MOTHER, STRANGER
from tests.services.vaccines.register import dose
from tests.synthetic import number

SOMEBODY = number(60)
PLACE = Organisation("974557746", "Ŋárga <script>alert(1)</script> & Sønn")
STRANGE_NAMES = {
    "Sámi letters": "Elle-Máret Čuoigi Ŋurrášvárri Đoarvvu Ŧažžu",
    "from right to left": "فاطمة بنت محمد العلي",
    "marks that combine": "A\u030ase Bjo\u0308rn Se\u0301verine",
    "HTML": '<img src=x onerror="alert(1)">',
    "an attribute": '" autofocus onfocus=alert(1) x="',
    "a template": "{{ 7*7 }} {% raw %} %(name)s %s",
    "one that turns the text around": "Kari \u202enelsnormaN",
    "long": "Lang" * 200,
    "one word": "Åse",
    "emoji": "👩‍⚕️ Kari",
}


def registered(house: House, name: str) -> None:
    """Let SOMEBODY be called *name*, and have a dose from a place with a name like it."""
    population = house.registers["population"]
    resident = NewResident(SOMEBODY, name, date(1980, 2, 29))
    population.keep(lambda connection: PopulationStore(population.keyset).add_people(connection, [resident]))
    performer = [{"actor": {"type": "Organization", "display": name[:100]}}]
    house.registers["vaccines"].holds(SOMEBODY, dose(performer=performer))


@pytest.mark.parametrize("path", ["/", "/vaccines", "/births", "/access-log", "/profile"])
@pytest.mark.parametrize("name", STRANGE_NAMES.values(), ids=STRANGE_NAMES)
async def test_a_name_is_text(house: House, name: str, path: str) -> None:
    """It stands on the page as it is registered, and is never markup."""
    registered(house, name)
    browser = await house.citizen(SOMEBODY)

    answer = await browser.get(path)

    shown = [unescape(text) for text in re.findall(r'<span class="me-name"><bdi>(.*?)</bdi>', answer.text)]
    assert shown == [name]
    assert "<img" not in answer.text
    assert "onfocus=alert" not in re.sub(r">[^<]*<|&#34;", "", answer.text)


@pytest.mark.parametrize("language", ["nb", "nn", "en", "se"])
@pytest.mark.parametrize("name", ["HTML", "a template", "from right to left"])
async def test_a_place_is_text_in_every_language(house: House, name: str, language: str) -> None:
    """Its direction ends where it ends, and no catalog takes it for one of its own."""
    registered(house, STRANGE_NAMES[name])
    browser = await house.citizen(SOMEBODY)
    await browser.post("/language", data={"language": language})

    answer = await browser.get("/vaccines")

    places = [unescape(text) for text in re.findall(r"<td[^>]*><bdi>(.*?)</bdi></td>", answer.text)]
    assert places == [STRANGE_NAMES[name]]


async def test_who_looked_is_text(house: House) -> None:
    """The names that others send with a look-up are theirs, not ours."""
    who = Practitioner("", '<b onclick="x">لیلا</b>', PLACE, PLACE, authorization="ZZ", department="{{ 1 }}")
    entry = Entry(
        at=tokens.NOW,
        register="vaccines",
        action=Action.READ,
        subject=MOTHER,
        actor_kind=ActorKind.PERSON,
        data="<i>noe</i>",
        request_id="1",
        practitioner=who,
        care_relation=CareRelation(Purpose.TREATMENT, "d", "<u>grunn</u>"),
    )
    await house.registers["vaccines"].note(entry)
    browser = await house.citizen()

    answers = [await browser.get("/access-log"), await browser.get("/")]

    assert "لیلا" in answers[0].text
    assert not [
        tag for tag in ("<b ", "<i>", "<u>", "<script>alert") if tag in answers[0].text + answers[1].text
    ]


async def test_ten_thousand_doses_are_a_page(house: House) -> None:
    """Counted, and shown fifty at a time; a search goes through all of them."""
    doses = [dose("FLU02", f"{1900 + n // 100}-{1 + n % 12:02}-01", lotNumber=f"L{n}") for n in range(9_999)]
    house.registers["vaccines"].holds(STRANGER, *doses, dose("MMR52", "1899-01-01"))
    browser = await house.citizen(STRANGER)

    page, found = await browser.get("/vaccines"), await browser.get("/vaccines?disease=meslinger")

    assert "10 000 vaksiner" in text_of(page).replace("\xa0", " ")
    assert page.text.count('<th scope="row">') == 50
    assert "Viser 1 av 10 000 vaksiner" in text_of(found).replace("\xa0", " ")


async def test_more_than_a_register_shows_is_said(house: House) -> None:
    """The oldest are missing, and the page says so."""
    house.registers["vaccines"].holds(STRANGER, *(dose("FLU02", f"20{n % 100:02}") for n in range(10_001)))
    browser = await house.citizen(STRANGER)

    page = text_of(await browser.get("/vaccines"))

    assert "Registeret har flere enn vi kan vise på én gang" in page


@pytest.mark.parametrize(
    "query", ["page=2", "page=200", "page=201", "page=999999", "page=0", "page=-5", "page=1e3"]
)
async def test_every_page_of_a_long_list_is_a_page(house: House, query: str) -> None:
    """The last one, where there is no such page."""
    house.registers["vaccines"].holds(STRANGER, *(dose("FLU02", f"{1900 + n}") for n in range(101)))
    browser = await house.citizen(STRANGER)

    answer = await browser.get(f"/vaccines?{query}")

    assert answer.status_code == 200
    assert answer.text.count('<th scope="row">') in (50, 1)


@pytest.mark.parametrize(
    "given", ["0001-01-01", "9999-12-31", "2024-02-29", "1999", "1999-02", "2026-11-23T23:59:59Z"]
)
async def test_any_date_that_a_register_may_hold_is_shown(house: House, given: str) -> None:
    """In every language, on the list and in short."""
    house.registers["vaccines"].holds(STRANGER, dose(given=given))
    browser = await house.citizen(STRANGER)

    for language in ("nb", "nn", "en", "se"):
        await browser.post("/language", data={"language": language})
        answers = [await browser.get("/vaccines"), await browser.get("/")]

        assert [answer.status_code for answer in answers] == [200, 200]
        assert f'datetime="{given[:4]}' in answers[0].text


@pytest.mark.parametrize("born", [date(1967, 1, 1), date(2024, 2, 29), date(2026, 11, 23)], ids=str)
async def test_a_birth_of_which_hardly_anything_is_known_is_shown(house: House, born: date) -> None:
    """And nothing is guessed."""
    notification = Notification(id="x", child=SOMEBODY, born=born)
    register = house.registers["birthdata"]
    store = BirthdataStore(register.keyset)
    register.keep(lambda connection: store.add_births(connection, [notification], today=tokens.NOW.date()))
    browser = await house.citizen(SOMEBODY)

    page = text_of(await browser.get("/births"))

    assert f"{born.day}. " in page
    assert page.count("Ikke registrert") >= 8


@pytest.mark.parametrize("path", ["/", "/vaccines", "/births", "/access-log", "/profile"])
async def test_somebody_about_whom_nothing_is_registered_gets_a_page(house: House, path: str) -> None:
    """With what the registers cannot know, and a way on."""
    browser = await house.citizen(PersonId(SOMEBODY))

    answer = await browser.get(path)

    assert answer.status_code == 200
    assert "akkurat nå" not in text_of(answer).replace("det registrene vet akkurat nå", "")
