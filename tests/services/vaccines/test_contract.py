"""The portal's client against the real register: what is kept comes out, and each look is kept too."""

from uuid import uuid4

import httpx
import pytest

from access_log.entry import Action, ActorKind
from services.errors import ReadRefused, RegisterUnavailable
from services.fhir import ORGANISATION_NUMBER
from services.vaccines.client import VaccineRegister
from services.vaccines.contract import CONSENT_BASIS, COUNTRY, EVENT, PRODUCT, SOURCES
from services.vaccines.doses import Code, Event, Organisation, Status
from tests import tokens
from tests.services.vaccines.register import Register, dose
from tests.synthetic import number

ME, CHILD, STRANGER = number(1), number(2), number(3)
OFFICE = {"system": ORGANISATION_NUMBER, "value": "974588951"}


async def test_a_citizen_sees_their_own_doses_latest_first(either_register: Register) -> None:
    """What the register holds about others is not among them."""
    either_register.holds(
        ME, dose(given="1990"), dose(given="2021-06-01T10:15:00+02:00"), dose(given="2001-04")
    )
    either_register.holds(STRANGER, dose())

    history = await either_register.client.history(ME, token=tokens.citizen(ME), request_id=str(uuid4()))

    assert [str(one.given) for one in history.doses] == ["2021-06-01T10:15:00+02:00", "2001-04", "1990"]
    assert history.whole


async def test_the_code_list_fills_in_what_the_sender_left_out(register: Register) -> None:
    """A SYSVAK code implies an ATC code, a name and the diseases."""
    register.holds(ME, dose("MMR52"))

    history = await register.client.history(ME, token=tokens.citizen(ME), request_id=str(uuid4()))

    [mmr] = history.doses
    assert (mmr.atc, mmr.vaccine.display) == ("J07BD52", "MMR-vaksine mot meslinger, kusma og røde hunder")
    assert [disease.display for disease in mmr.diseases] == ["meslinger", "kusma", "røde hunder"]


async def test_a_code_of_another_system_is_kept_as_it_is(register: Register) -> None:
    """Nobody translates a CVX code into what it might mean."""
    cvx = {"system": "http://hl7.org/fhir/sid/cvx", "code": "140", "display": "Influenza, seasonal"}
    register.holds(ME, dose() | {"vaccineCode": {"coding": [cvx], "text": "Flu"}})

    history = await register.client.history(ME, token=tokens.citizen(ME), request_id=str(uuid4()))

    assert history.doses[0].vaccine == Code("http://hl7.org/fhir/sid/cvx", "140", "Influenza, seasonal")
    assert history.doses[0].diseases == ()


async def test_everything_that_is_known_of_a_dose_comes_through(register: Register) -> None:
    """Organisation, lot, number, reactions and the register's own words."""
    told = dose(
        lotNumber="A1",
        recorded="2019-05-15",
        performer=[
            {"actor": {"identifier": OFFICE, "display": "Ŋárga"}}
        ],
        protocolApplied=[{"doseNumberPositiveInt": 2}],
        reaction=[{"date": "2019-05-16", "detail": {"display": "Utslett"}, "reported": True}],
        reportOrigin={"coding": [{"system": SOURCES, "code": "late"}]},
        extension=[
            {"url": PRODUCT, "valueString": "Priorix"},
            {"url": COUNTRY, "valueCode": "SE"},
            {"url": CONSENT_BASIS, "valueCode": "mandatory"},
        ],
    )  # fmt: skip
    register.holds(ME, told)

    history = await register.client.history(ME, token=tokens.citizen(ME), request_id=str(uuid4()))

    [one] = history.doses
    assert (one.lot, one.number, str(one.registered), one.product) == ("A1", "2", "2019-05-15", "Priorix")
    assert (one.source, one.country, one.consent_basis) == ("late", "SE", "mandatory")
    assert (one.organisation, one.reactions[0].detail) == (
        Organisation("974588951", "Ŋárga"),
        "Utslett",
    )


@pytest.mark.parametrize(
    ("told", "event", "status"),
    [
        ({}, Event.VACCINATION, Status.COMPLETED),
        ({"status": "not-done"}, Event.CONTRAINDICATION, Status.NOT_DONE),
        ({"status": "entered-in-error"}, Event.VACCINATION, Status.ENTERED_IN_ERROR),
        ({"extension": [{"url": EVENT, "valueCode": "R"}]}, Event.REACTION, Status.COMPLETED),
    ],
    ids=["given", "shall not have", "taken back", "reaction"],
)  # fmt: skip
async def test_events_are_told_apart(
    register: Register, told: dict[str, object], event: Event, status: Status
) -> None:
    """SYSVAK's V, K and R, and what was entered in error."""
    register.holds(ME, dose() | told)

    history = await register.client.history(ME, token=tokens.citizen(ME), request_id=str(uuid4()))

    assert (history.doses[0].event, history.doses[0].status) == (event, status)


async def test_a_read_leaves_one_entry_however_often_it_is_retried(either_register: Register) -> None:
    """The same request id is the same look."""
    request = str(uuid4())
    for _ in range(3):
        await either_register.client.history(ME, token=tokens.citizen(ME), request_id=request)

    [entry] = await either_register.log_of(ME)
    assert (entry.action, entry.actor_kind, entry.data) == (Action.READ, ActorKind.SELF, "vaccines")
    assert entry.request_id == request


async def test_a_parent_reads_as_representative(register: Register) -> None:
    """The child's log names who acted and by which right; the parent's own log is untouched."""
    token = tokens.representative(CHILD, ME)

    await register.client.history(CHILD, token=token, request_id=str(uuid4()))

    [entry] = await register.log_of(CHILD)
    assert (entry.actor_kind, entry.actor, entry.rule) == (
        ActorKind.REPRESENTATIVE,
        ME,
        "parent-of-young-child",
    )
    assert await register.log_of(ME) == []


async def test_a_nurse_is_named_with_her_errand(register: Register) -> None:
    """Name, unit and reason are in the entry (rule ATT-8 is the log's own routes' concern)."""
    await register.client.history(CHILD, token=tokens.nurse(STRANGER), request_id=str(uuid4()))

    [entry] = await register.log_of(CHILD)
    assert entry.practitioner is not None
    assert entry.practitioner.name == "Sykepleier Siv"
    assert entry.actor_kind is ActorKind.PERSON


async def test_the_client_hears_which_rule_stopped_it(register: Register) -> None:
    """The refusal names the rule, never the person."""
    with pytest.raises(ReadRefused) as refused:
        await register.client.history(ME, token=tokens.citizen(STRANGER), request_id=str(uuid4()))

    assert refused.value.reason == "not-your-data"
    assert ME not in str(refused.value)


async def test_ten_thousand_doses_are_a_history_too(register: Register) -> None:
    """All of them come, well within what a page waits for."""
    register.holds(ME, *[dose(given=f"{1900 + n % 120}-01-{n % 28 + 1:02}") for n in range(10_000)])

    history = await register.client.history(ME, token=tokens.citizen(ME), request_id=str(uuid4()))

    assert len(history.doses) == 10_000
    assert history.whole


async def test_beyond_that_the_answer_says_that_some_are_left_out(register: Register) -> None:
    """The latest are shown, and nothing is left out silently."""
    register.holds(ME, *[dose(given="2001-01-01") for _ in range(10_000)], dose(given="2020-01-01"))

    history = await register.client.history(ME, token=tokens.citizen(ME), request_id=str(uuid4()))

    assert (len(history.doses), str(history.doses[0].given)) == (10_000, "2020-01-01")
    assert not history.whole


def bundle(vaccine: bytes, *more: bytes) -> bytes:
    """A reply with one event, of which *vaccine* and what follows are as given."""
    told = b'"resourceType": "Immunization", "id": "1", "status": "completed", "vaccineCode": '
    inside = told + b", ".join([vaccine, *more])
    return b'{"resourceType": "Bundle", "more": 1, "entry": [{"fullUrl": "x", "resource": {%s}}]}' % inside


def saying(reply: bytes) -> VaccineRegister:
    """A register that always says the same."""
    return VaccineRegister(httpx.MockTransport(lambda _: httpx.Response(200, content=reply)))


NONSENSE = {
    "nothing": b"",
    "half": b"{",
    "a list": b"[]",
    "another resource": b'{"resourceType": "Patient"}',
    "an empty entry": b'{"resourceType": "Bundle", "entry": [{}]}',
    "no date": bundle(b'{"text": "x"}'),
    "no such date": bundle(b'{"text": "x"}', b'"occurrenceDateTime": "soon"'),
    "a vaccine that is a number": bundle(b"17", b'"occurrenceString": "x"'),
    "a vaccine that is nothing": bundle(b"{}", b'"occurrenceString": "x"'),
    "a performer without an actor": bundle(
        b'{"text": "x"}', b'"occurrenceString": "x"', b'"performer": [{}]'
    ),
}


@pytest.mark.parametrize("reply", NONSENSE.values(), ids=NONSENSE.keys())
async def test_a_register_that_talks_nonsense_is_as_good_as_silent(reply: bytes) -> None:
    """What makes no sense is never shown as a history."""
    with pytest.raises(RegisterUnavailable):
        await saying(reply).history(ME, token="t", request_id=str(uuid4()))


async def test_what_the_client_does_not_know_it_passes_over() -> None:
    """A newer register may say more; extra fields and words of its own cost nothing."""
    novel = [
        b'"occurrenceDateTime": "2030"',
        b'"novel": [1]',
        b'"extension": [{"url": "x", "valueInteger": 1}]',
    ]

    history = await saying(bundle(b'{"text": "New"}', *novel)).history(ME, token="t", request_id=str(uuid4()))

    assert [one.vaccine.display for one in history.doses] == ["New"]


async def test_a_dose_without_a_number_says_so_as_fhir_wants_it(register: Register) -> None:
    """R4 asks each protocol for a dose number, and SYSVAK often has none."""
    register.holds(ME, dose("MMR52"))

    answer = await register.search(ME, tokens.citizen(ME))

    [protocol] = answer.json()["entry"][0]["resource"]["protocolApplied"]
    assert protocol["_doseNumberString"]["extension"][0]["valueCode"] == "unknown"
    assert "doseNumberString" not in protocol
