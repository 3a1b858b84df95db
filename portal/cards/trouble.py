"""What is said when something went wrong: by one register, or with the whole request."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from services.errors import ReadRefused, RegisterError
from services.population.rules import RULES

from ..fetched import Fetched, Missing
from ..i18n import N_

T = TypeVar("T")
C = TypeVar("C")

REGISTERS = {
    "vaccines": N_("Nasjonalt vaksinasjonsregister (SYSVAK)"),
    "birthdata": N_("Medisinsk fødselsregister (MFR)"),
    "population": N_("Folkeregisteret"),
}


class Why(StrEnum):
    """Why a register gave nothing."""

    SILENT = "silent"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A register that could not be shown. *register* is its full name; *sentence* the rule that stopped it.

    All texts are keys of the catalogs; *ask* says who can tell more.
    """

    register: str
    why: Why
    sentence: str = ""
    ask: str = ""


def trouble(error: RegisterError) -> Trouble:
    """Return what to say about *error*; a rule that stopped the read is told in words."""
    name = REGISTERS.get(error.register, error.register)
    if not isinstance(error, ReadRefused):
        return Trouble(name, Why.SILENT)
    rule = RULES.get(error.reason)
    return Trouble(name, Why.REFUSED, rule.sentence, rule.ask) if rule else Trouble(name, Why.REFUSED)


def shown(answer: Fetched[T], card: Callable[[T, datetime], C]) -> C | Trouble:
    """Return what to show of a register's *answer*: the *card* made of it, or what went wrong."""
    if isinstance(answer, Missing):
        return trouble(answer.error)
    return card(answer.value, answer.at)


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """An answer that is no page. *request_id* is what the citizen can quote to those who help."""

    status: int
    title: str
    text: str
    advice: str
    request_id: str = ""
    retry_after: int | None = None


_TRY_AGAIN = N_("Prøv igjen om noen minutter. Feilen er ikke din.")
_FRONT = N_("Gå til forsiden og prøv derfra.")

_PAGES: dict[int, tuple[str, str, str]] = {
    400: (
        N_("Vi forsto ikke forespørselen"),
        N_("Noe i adressen eller skjemaet var ikke slik det skal være."),
        _FRONT,
    ),
    403: (
        N_("Du har ikke tilgang til dette"),
        N_("Vi viser bare opplysninger om deg selv og dem du kan handle for."),
        N_("Har du åpnet en gammel lenke? Gå til forsiden og prøv derfra."),
    ),
    404: (
        N_("Vi finner ikke siden"),
        N_("Adressen kan være skrevet feil, eller siden kan være flyttet."),
        _FRONT,
    ),
    405: (
        N_("Dette kan ikke gjøres på denne måten"),
        N_("Siden finnes, men svarer ikke på denne typen forespørsel."),
        _FRONT,
    ),
    413: (
        N_("Det du sendte, er for stort"),
        N_("Vi tar ikke imot så mye på én gang."),
        N_("Gå tilbake og send mindre."),
    ),
    415: (
        N_("Vi kan ikke lese det du sendte"),
        N_("Innholdet har et format som vi ikke tar imot."),
        _FRONT,
    ),
    422: (
        N_("Noe i skjemaet mangler eller er feil"),
        N_("Vi kunne ikke bruke det du fylte ut."),
        N_("Gå tilbake, se over det du skrev, og prøv igjen."),
    ),
    429: (
        N_("Det ble mange forespørsler på kort tid"),
        N_("For å beskytte opplysningene stopper vi når det kommer svært mange forespørsler fra samme sted."),
        N_("Vent litt, og prøv igjen."),
    ),
    500: (
        N_("Noe gikk galt hos oss"),
        N_("Vi fikk en feil mens vi lagde siden. Ingenting er endret."),
        _TRY_AGAIN,
    ),
    503: (
        N_("Tjenesten svarer ikke akkurat nå"),
        N_("Vi får ikke kontakt med det vi trenger for å vise siden."),
        _TRY_AGAIN,
    ),
}


def error_page(status: int, *, request_id: str = "", retry_after: int | None = None) -> ErrorPage:
    """Return what to say for *status*; one without words of its own is told as its class."""
    known = status if status in _PAGES else 500 if status >= 500 else 400
    return ErrorPage(status, *_PAGES[known], request_id, retry_after)
