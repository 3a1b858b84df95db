"""Languages, their catalogs, and how they write days and numbers."""

from datetime import UTC, date, datetime

import pytest

from portal.formats import formats
from portal.i18n import Language, catalog, chosen
from services.vaccines.dates import partial_date
from tools import translations


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_a_catalog_is_whole(language: str) -> None:
    """Nothing is missing, left over or fuzzy, and every placeholder is there."""
    assert list(translations.faults(language, translations.texts())) == []


@pytest.mark.parametrize(
    ("cookie", "accepts", "language"),
    [
        ("nn", "en", Language.NN),
        (None, "se-NO,se;q=0.9,nb;q=0.8", Language.SE),
        (None, "de-DE,de;q=0.9,en-US;q=0.5", Language.EN),
        (None, "no", Language.NB),
        (None, "sv, en", Language.NB),
        ("<script>", "", Language.NB),
        (None, ";;;,,,", Language.NB),
    ],
)
def test_the_visitors_own_choice_comes_before_their_browsers(
    cookie: str | None, accepts: str, language: Language
) -> None:
    """Bokmål where neither asks for anything we speak; neighbours read it best."""
    assert chosen(cookie, accepts) is language


def test_a_text_that_a_language_lacks_is_said_in_bokmal() -> None:
    """So that no page is ever without its words."""
    assert catalog(Language.SE).gettext("finnes ikke i noen katalog") == "finnes ikke i noen katalog"


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        (Language.NB, 1, "%(num)s sykdom"),
        (Language.NN, 0, "%(num)s sjukdommar"),
        (Language.EN, 2, "%(num)s diseases"),
    ],
)
def test_a_count_goes_with_its_form(language: Language, count: int, said: str) -> None:
    """Zero is many."""
    assert catalog(language).ngettext("%(num)s sykdom", "%(num)s sykdommer", count) == said


def test_sami_has_a_form_for_two() -> None:
    """One attempt, two attempts, several attempts."""
    forms = [
        catalog(Language.SE).ngettext("%(num)s oppslag", "%(num)s oppslag", count) for count in (1, 2, 3)
    ]

    assert forms == ["%(num)s geahččan", "%(num)s geahččama", "%(num)s geahččama"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.NB, "14. oktober 2025 kl. 00:30"),
        (Language.NN, "14. oktober 2025 kl. 00:30"),
        (Language.EN, "14 October 2025 at 00:30"),
        (Language.SE, "2025 golggotmánnu 14 dii. 00:30"),
    ],
)
def test_a_moment_is_told_by_oslos_clock(language: Language, said: str) -> None:
    """Half past ten in the evening in London is the next day here."""
    assert formats(language).moment(datetime(2025, 10, 13, 22, 30, tzinfo=UTC)) == said


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("2003", "2003"),
        ("2003-05", "mai 2003"),
        ("2024-02-29", "29. februar 2024"),
        ("0001-01-01", "1. januar 1"),
        ("9999-12-31", "31. desember 9999"),
    ],
)
def test_a_date_is_as_precise_as_it_was_told(told: str, said: str) -> None:
    """Nothing is filled in, and the ends of the calendar hold."""
    assert formats(Language.NB).partial(partial_date(told)) == said


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_time_can_be_told(year: int) -> None:
    """A moment that Oslo's clock cannot show is shown as it is."""
    moment = datetime(year, 12, 31, 23, 30, tzinfo=UTC)

    assert str(year) in formats(Language.NB).moment(moment)
    assert formats(Language.NB).iso(moment) == f"{year:04}-12-31T23:30Z"


def test_numbers_and_headings_are_written_as_the_language_does() -> None:
    """A comma in Norway, a point in Britain; a heading begins with a capital."""
    assert (formats(Language.NB).number(34.5), formats(Language.EN).number(10_000)) == ("34,5", "10,000")
    assert formats(Language.NN).weekday(date(2025, 10, 14)) == "Tysdag 14. oktober 2025"
