"""The register's events as lines of a list, and searching in them."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from portal.cards.vaccine_search import PAGE_SIZE, Search, found, search_of
from portal.cards.vaccines import Dose, Mark, VaccineCard, card_of, line, vaccine_card
from services.vaccines.client import History
from services.vaccines.codes import SYSVAK
from services.vaccines.dates import partial_date
from services.vaccines.doses import Code, Event, Organisation, Source, Status
from services.vaccines.doses import Dose as Told

NOW = datetime(2026, 11, 23, 16, 12, tzinfo=UTC)
MMR = Code(SYSVAK, "MMR52", "")
TOLD = Told(
    id="1",
    event=Event.VACCINATION,
    status=Status.COMPLETED,
    vaccine=MMR,
    codings=(MMR,),
    atc="J07BD52",
    product="Priorix",
    diseases=(),
    given=partial_date("2001-04-14"),
    given_text="",
    registered=None,
    number="2",
    lot="",
    manufacturer="",
    organisation=Organisation("974760673", "Bølgen skole"),
    country="NO",
    source="epj",
    status_reason=None,
    indication="",
    consent_basis="",
    reactions=(),
)


def dose(given: str, name: str = "Priorix", *against: str, **more: str) -> Dose:
    """A line of the list."""
    return Dose(name, Event.VACCINATION, partial_date(given), name, "MMR52", against, **more)  # type: ignore[arg-type]


def test_a_dose_is_told_by_product_place_and_diseases() -> None:
    """What the register leaves out, the code list fills in."""
    told = line(TOLD)

    assert (told.name, told.place, told.number) == ("Priorix", "Bølgen skole", "2")
    assert told.against == ("meslinger", "kusma", "røde hunder")
    assert told.marks == ()


@pytest.mark.parametrize(
    ("change", "name"),
    [
        pytest.param({"product": None}, "MMR-vaksine mot meslinger, kusma og røde hunder", id="no product"),
        pytest.param({"product": None, "vaccine": Code(SYSVAK, "XYZ99", "")}, "", id="an unknown code"),
        pytest.param(
            {"product": None, "vaccine": Code("", "", "Some vaccine")}, "Some vaccine", id="only text"
        ),
    ],
)
def test_a_dose_without_a_product_is_called_what_is_known(change: dict[str, object], name: str) -> None:
    """Nothing is made up."""
    assert line(replace(TOLD, **change)).name == name


@pytest.mark.parametrize(
    ("change", "mark"),
    [
        ({"status": Status.ENTERED_IN_ERROR}, Mark.MISTAKE),
        ({"country": "KE"}, Mark.FOREIGN),
        ({"source": Source.FOREIGN}, Mark.FOREIGN),
        ({"source": Source.LATE}, Mark.LATE),
        ({"source": Source.PAPER}, Mark.PAPER),
        ({"vaccine": Code(SYSVAK, "XYZ99", "")}, Mark.UNKNOWN_CODE),
    ],
)
def test_what_a_reader_should_know_is_marked(change: dict[str, object], mark: Mark) -> None:
    """Each circumstance has its mark, and no other."""
    assert line(replace(TOLD, **change)).marks == (mark,)


def test_a_disease_is_called_by_its_plain_name_or_as_the_register_calls_it() -> None:
    """By SNOMED CT code, by the code list's English name, else as it stands."""
    told = (Code("sct", "27836007", "Pertussis"), Code("", "", "mpox"), Code("", "1", "Something rare"))

    assert line(replace(TOLD, diseases=told)).against == ("kikhoste", "mpox", "Something rare")


def test_notes_stand_apart_and_mistakes_do_not_count() -> None:
    """K and R are no vaccinations; what was entered in error is shown all the same."""
    told = (
        TOLD,
        replace(TOLD, id="2", event=Event.CONTRAINDICATION),
        replace(TOLD, id="3", status=Status.ENTERED_IN_ERROR, given=partial_date("2020")),
    )

    card = vaccine_card(History(told, whole=False), NOW)

    assert [one.key for one in card.doses] == ["3", "1"]
    assert [one.key for one in card.notes] == ["2"]
    assert (card.counted, card.newest and card.newest.key, card.whole) == (1, "1", False)


def test_the_newest_come_first_and_the_undated_last() -> None:
    """Dates of different precision sort as time does."""
    undated = Dose("when", Event.VACCINATION, None, "Old", "", told="som barn")
    card = card_of([undated, dose("2001"), dose("9999-12-31"), dose("0001-01-01"), dose("2001-05")], NOW)

    order = [str(one.given) if one.given else one.told for one in card.doses]

    assert order == ["9999-12-31", "2001-05", "2001", "0001-01-01", "som barn"]


CARD = card_of(
    [
        dose("2021-06-01", "Comirnaty", "covid-19", place="Oslo"),
        dose("2001-04-14", "Priorix", "meslinger", "kusma"),
        dose("2001-01-01", "Boostrix", "kikhoste"),
    ],
    NOW,
)


@pytest.mark.parametrize(
    ("search", "names"),
    [
        (Search(), ["Comirnaty", "Priorix", "Boostrix"]),
        (Search(text="KUSMA prio"), ["Priorix"]),
        (Search(text="oslo"), ["Comirnaty"]),
        (Search(disease="kikhoste"), ["Boostrix"]),
        (Search(year=2001, text="mmr52"), ["Priorix", "Boostrix"]),
        (Search(text="measles"), []),
    ],
)
def test_a_search_finds_what_has_all_its_words(search: Search, names: list[str]) -> None:
    """In the name, the code, the place and the diseases, small letters and capitals alike."""
    assert [one.name for one in found(CARD, search).doses] == names


def test_a_search_is_made_in_the_readers_language() -> None:
    """An English reader looks for measles."""
    english = {"meslinger": "measles"}

    hits = found(CARD, Search(text="measles"), lambda text: english.get(text, text))

    assert [one.name for one in hits.doses] == ["Priorix"]


def test_a_long_history_comes_in_pages() -> None:
    """A page that is not there is the last one that is."""
    many = VaccineCard(tuple(dose("2001") for _ in range(2 * PAGE_SIZE + 1)), (), NOW)

    last = found(many, Search(page=99))

    assert (last.pages, last.search.page, last.first, len(last.doses)) == (3, 3, 2 * PAGE_SIZE + 1, 1)


@pytest.mark.parametrize(
    ("query", "search"),
    [
        ({}, Search()),
        ({"q": "  polio ", "year": "2001", "page": "2"}, Search("polio", "", 2001, 2)),
        ({"year": "x", "page": "-1"}, Search()),
        ({"year": "٢٠٠١", "page": "0"}, Search()),
        ({"year": "9" * 5000, "q": "a" * 5000}, Search("a" * 100)),
    ],
)
def test_an_address_that_makes_no_sense_asks_for_nothing(query: dict[str, str], search: Search) -> None:
    """No address makes an error of a search."""
    assert search_of(query) == search
