"""Every template with sample cards: full, empty, in trouble and extreme."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from auth.farewell import Farewell
from auth.identity import ClosedTo
from portal.cards.births import Apgar, Birth, BirthCard
from portal.cards.overview import Overview, closed_children, looks_card
from portal.cards.profile import ProfileCard, SessionRow, level
from portal.cards.shell import Shell
from portal.cards.statement import STATEMENT, Breach, Statement
from portal.cards.status import RegisterStatus, State, StatusCard
from portal.cards.trouble import REGISTERS, Trouble, Why, error_page
from portal.cards.vaccine_search import Search, found
from portal.cards.vaccines import Dose, Mark, VaccineCard, card_of
from services.population.rules import RULES
from services.vaccines.dates import partial_date
from services.vaccines.doses import Event
from tests.portal import looks
from tests.portal.people import alone, crowd, signed_in

NOW = datetime(2026, 11, 23, 16, 12, tzinfo=UTC)
DOWN = Trouble(REGISTERS["vaccines"], Why.SILENT)
REFUSED = Trouble(
    REGISTERS["birthdata"],
    Why.REFUSED,
    RULES["no-parent-at-address"].sentence,
    RULES["no-parent-at-address"].ask,
)


@dataclass(frozen=True)
class Scene:
    """A template and what it is given."""

    page: str
    shell: Shell = field(default_factory=Shell)
    context: Mapping[str, Any] = field(default_factory=dict)
    fragment: str | None = None


def dose(year: int, month: int, name: str, code: str, against: str, number: str = "1", **more: Any) -> Dose:
    """A dose that was given on the 14th."""
    return Dose(
        key=f"{code}-{year}-{month}-{number}",
        event=more.pop("event", Event.VACCINATION),
        given=partial_date(f"{year:04}-{month:02}-14"),
        name=name,
        code=code,
        against=tuple(filter(None, against.split(", "))),
        number=number,
        **({"place": "Solsiden legesenter"} | more),
    )


FIVE = "difteri, stivkrampe, kikhoste, polio, Hib-infeksjon"
VACCINES = card_of(
    [
        dose(2025, 10, "Vaxigrip Tetra", "FLU02", "influensa", "", place="Apotek 1 Torget"),
        dose(2024, 9, "Comirnaty", "BNT03", "covid-19", "4"),
        dose(2021, 8, "Comirnaty", "BNT03", "covid-19", "2", place="Oslo kommune, vaksinasjonsteam"),
        dose(2021, 6, "Comirnaty", "BNT03", "covid-19", "1", place="Oslo kommune, vaksinasjonsteam"),
        dose(2021, 5, "Comirnaty", "BNT03", "covid-19", "1", marks=(Mark.MISTAKE,)),
        dose(2019, 3, "Stamaril", "GUL01", "gulfeber", "1", country="KE", place="", marks=(Mark.FOREIGN,)),
        dose(2016, 2, "Boostrix Polio", "KOM02", "difteri, stivkrampe, kikhoste, polio", "5"),
        dose(2001, 4, "M-M-RVAXPRO", "MMR52", "meslinger, kusma, røde hunder", "2", place="Bølgen skole"),
        dose(
            1990, 1, "", "KOM06", FIVE, "3", marks=(Mark.LATE,), registered=partial_date("2012-05"), place=""
        ),
        dose(1989, 11, "", "XYZ99", "", "", marks=(Mark.UNKNOWN_CODE, Mark.PAPER), place=""),
        dose(2010, 5, "MMR", "MMR52", "", "", event=Event.CONTRAINDICATION),
        dose(2016, 3, "Boostrix Polio", "KOM02", "", "", event=Event.REACTION),
    ],
    NOW,
)
NO_VACCINES = card_of([], NOW)
MANY = card_of(
    [
        dose(1900 + n % 130, 1 + n % 12, f"Vaksine {n} " + "lang" * (n % 4), f"C{n:04}", FIVE, str(n % 9))
        for n in range(9_998)
    ]
    + [
        Dose("first", Event.VACCINATION, partial_date("0001-01-01"), "لقاح", "RTL01", ("polio",)),
        Dose(
            "last",
            Event.VACCINATION,
            partial_date("9999-12-31"),
            'Čáppa <b>vaksiidna</b> & "sitat"',
            "SAM01",
            ("Ŋuorra",),
        ),
    ],
    NOW,
)

OWN = Birth(
    key="b1", born=date(1988, 3, 29), clock=time(4, 12), weeks=40, days=1, weight=3590, length=50, head=35,
    apgar=Apgar(9, 10, 10), presentation="Hodet lå først, slik det er vanligst (hodeleie)",
    start="Av seg selv", modes=("Vaginalt, uten hjelpemidler",), place="Rikshospitalet", children=1, order=1,
)  # fmt: skip
TWIN = Birth(
    key="b2", born=date(2017, 8, 2), weeks=36, weight=2410, length=46.5, apgar=Apgar(7, 9),
    presentation="Setet eller beina lå først (seteleie)", start="Den ble satt i gang",
    modes=("Vaginalt, med vakuum (sugekopp)", "Keisersnitt som ikke var planlagt (akutt)"),
    place="Et sted med 3000 fødsler eller flere i året", children=2, order=1,
)  # fmt: skip
HARDLY = Birth(key="b3", born=date(2025, 2, 28), clock=time(23, 59), weight=4020)
BIRTHS = BirthCard((OWN,), (HARDLY, TWIN), NOW)
STRANGE = BirthCard((Birth(key="b4", born=date(1, 1, 1)),), (Birth(key="b5", place="Ŋárga <b>"),), NOW)
NO_BIRTHS = BirthCard((), (), NOW)
ONE_BIRTH = BirthCard((OWN,), (), NOW)


def vaccines(shell: Shell, card: VaccineCard | Trouble, search: Search | None = None) -> Scene:
    """The vaccine page with what a search finds."""
    hits = found(card, search or Search()) if isinstance(card, VaccineCard) else None
    return Scene("vaccines/page.html", shell, {"card": card, "found": hits}, "vaccines/_list.html")


def log(shell: Shell, card: Any) -> Scene:
    """The log page."""
    return Scene("access_log/page.html", shell, {"card": card}, "access_log/_entries.html")


def session(number: int, device: str) -> SessionRow:
    """A place where the citizen is signed in; the first is here."""
    started = NOW - timedelta(minutes=17 * number)
    return SessionRow(f"s{number}", device, started, started + timedelta(minutes=5), current=number == 1)


PROFILE = ProfileCard(
    "Kari Nordmann",
    date(1988, 3, 29),
    NOW,
    level("idporten-loa-high"),
    (session(1, "Firefox, Windows"), session(2, "Safari, iPhone"), session(3, "")),
)
STATUS = StatusCard(
    (
        RegisterStatus(REGISTERS["vaccines"], State.DOWN),
        RegisterStatus(REGISTERS["birthdata"], State.SLOW, 1400),
        RegisterStatus(REGISTERS["population"], State.UP, 12),
        RegisterStatus("Et register uten oversatt navn", State.RESTING),
    ),
    NOW,
)
WELL = StatusCard(tuple(RegisterStatus(name, State.UP, 10) for name in REGISTERS.values()), NOW)

CLOSED = closed_children(
    [ClosedTo("Ola Nordmann", "no-parent-at-address"), ClosedTo("ليلى", "child-is-16"), ClosedTo("X", "new")]
)

SCENES: dict[str, Scene] = {
    "front": Scene("front/page.html"),
    "overview": Scene(
        "overview/page.html", signed_in("/"), {"overview": Overview(VACCINES, BIRTHS, looks_card(looks.CARD))}
    ),
    "overview-empty": Scene(
        "overview/page.html",
        alone("/"),
        {"overview": Overview(NO_VACCINES, NO_BIRTHS, looks_card(looks.EMPTY))},
    ),
    "overview-closed-child": Scene(
        "overview/page.html",
        alone("/"),
        {"overview": Overview(NO_VACCINES, NO_BIRTHS, looks_card(looks.EMPTY), CLOSED)},
    ),
    "overview-child-in-trouble": Scene(
        "overview/page.html", signed_in("/", as_other=True), {"overview": Overview(DOWN, REFUSED, DOWN)}
    ),
    "vaccines": vaccines(signed_in("/vaccines"), VACCINES),
    "vaccines-child": vaccines(signed_in("/vaccines", as_other=True), VACCINES, Search(disease="covid-19")),
    "vaccines-nothing-fits": vaccines(alone("/vaccines"), VACCINES, Search(text="finnes ikke")),
    "vaccines-empty": vaccines(alone("/vaccines"), NO_VACCINES),
    "vaccines-down": vaccines(alone("/vaccines"), DOWN),
    "vaccines-extreme": vaccines(crowd("/vaccines"), MANY),
    "births": Scene("births/page.html", signed_in("/births"), {"card": BIRTHS}),
    "births-child": Scene("births/page.html", signed_in("/births", as_other=True), {"card": ONE_BIRTH}),
    "births-extreme": Scene("births/page.html", crowd("/births"), {"card": STRANGE}),
    "births-empty": Scene("births/page.html", alone("/births"), {"card": NO_BIRTHS}),
    "births-refused": Scene("births/page.html", signed_in("/births", as_other=True), {"card": REFUSED}),
    "access-log": log(signed_in("/access-log"), looks.CARD),
    "access-log-own": log(alone("/access-log"), looks.OWN),
    "access-log-child": log(signed_in("/access-log", as_other=True), looks.CARD),
    "access-log-empty": log(alone("/access-log"), looks.EMPTY),
    "access-log-extreme": log(crowd("/access-log"), looks.EXTREME),
    "profile": Scene("profile/page.html", signed_in("/profile"), {"profile": PROFILE}),
    "status": Scene("status/page.html", Shell("/status"), {"card": STATUS}),
    "status-well": Scene("status/page.html", alone("/status"), {"card": WELL}),
    "privacy": Scene("privacy/page.html", Shell("/privacy")),
    "accessibility": Scene("accessibility/page.html", Shell("/accessibility"), {"statement": STATEMENT}),
    "accessibility-breach": Scene(
        "accessibility/page.html",
        alone("/accessibility"),
        {"statement": Statement(date(2026, 1, 2), date(2026, 3, 4), (Breach("1.4.3", "Et brudd."),))},
    ),
    "refused": Scene(
        "session/refused.html",
        Shell("/login/callback"),
        {"sentence": "Du avbrøt innloggingen.", "request_id": "8f14e45f-ceea-467f-a7a2-5b3e7b2b8c11"},
    ),
    "expired": Scene("session/expired.html", Shell("/vaccines"), {"next": "/vaccines?person=b1"}),
    "logged-out": Scene("session/logged_out.html", Shell("/logged-out")),
    "leave-provider": Scene(
        "session/leave_provider.html",
        Shell("/logout"),
        {"farewell": Farewell("/nowhere", "post", {"id_token_hint": "e30.e30.", "state": 'a"b<c'})},
    ),
} | {
    f"error-{status}": Scene(
        "error.html", Shell("/x"), {"error": error_page(status, request_id="8f14e45f", retry_after=retry)}
    )
    for status, retry in [*dict.fromkeys((400, 403, 404, 405, 413, 415, 422, 500, 503)).items(), (429, 30)]
}
