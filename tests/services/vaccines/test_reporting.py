"""A nurse reports a dose: kept once, under her name and unit, and only when it can be true."""

from typing import Any
from uuid import uuid4

import msgspec
import pytest

from access_log.entry import Action
from services.fhir import D_NUMBER, FODSELSNUMMER
from services.vaccines.codes import SYSVAK
from services.vaccines.contract import COUNTRY, SOURCES, Immunization
from services.vaccines.doses import Dose, Organisation
from services.vaccines.reading import dose_of
from tests import tokens
from tests.services.vaccines.register import Register, about
from tests.synthetic import number

ME, OTHER, NURSE = number(1), number(2), number(3)


async def doses_of(register: Register) -> tuple[Dose, ...]:
    """What the citizen sees."""
    return (await register.client.history(ME, token=tokens.citizen(ME), request_id=str(uuid4()))).doses


async def test_a_reported_dose_is_in_the_history(either_register: Register) -> None:
    """201, a Location without the person, and the citizen sees it with place and time of registration."""
    answer = await either_register.report(about(ME, lotNumber="L7"), tokens.nurse(NURSE))

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/fhir/Immunization/{answer.json()['id']}"
    [seen] = await doses_of(either_register)
    assert (seen.lot, seen.country, seen.source) == ("L7", "NO", "epj")
    assert str(seen.registered) == "2026-11-23T12:00:00Z"


async def test_who_and_where_is_what_the_token_says(register: Register) -> None:
    """A body that claims another organisation is not believed, and her own number is shown to nobody."""
    lie = {"actor": {"display": "Et annet sykehus", "type": "Organization"}}

    answer = await register.report(about(ME, performer=[lie]), tokens.nurse(NURSE))

    [seen] = await doses_of(register)
    assert seen.organisation == Organisation(tokens.WARD["id"], tokens.WARD["name"])
    assert "Sykepleier Siv" in answer.text
    assert NURSE not in answer.text


async def test_a_dose_given_elsewhere_keeps_its_place(register: Register) -> None:
    """Only for a late or foreign dose does the body say where it was given."""
    abroad = about(
        ME,
        reportOrigin={"coding": [{"system": SOURCES, "code": "foreign"}]},
        extension=[{"url": COUNTRY, "valueCode": "KE"}],
        performer=[{"actor": {"display": "Nairobi Clinic", "type": "Organization"}}],
    )

    await register.report(abroad, tokens.nurse(NURSE))

    [seen] = await doses_of(register)
    assert (seen.organisation, seen.country) == (Organisation("", "Nairobi Clinic"), "KE")


async def test_a_report_is_a_change_in_the_persons_log(register: Register) -> None:
    """The entry names the nurse and is there exactly once for a request sent three times."""
    request = str(uuid4())
    for _ in range(3):
        await register.report(about(ME), tokens.nurse(NURSE), X_Request_ID=request)

    [entry] = await register.log_of(ME)
    assert (entry.action, entry.practitioner and entry.practitioner.name) == (Action.CHANGE, "Sykepleier Siv")
    assert register.doses() == 1


async def test_a_request_sent_again_is_answered_again(either_register: Register) -> None:
    """The same id and the same report: the same answer, and nothing twice."""
    request, token = str(uuid4()), tokens.nurse(NURSE)

    first = await either_register.report(about(ME), token, X_Request_ID=request)
    again = await either_register.report(about(ME), token, X_Request_ID=request)

    assert (again.status_code, again.headers["Location"]) == (201, first.headers["Location"])
    assert either_register.doses() == 1


async def test_a_request_id_is_for_one_report(register: Register) -> None:
    """Another report under the same id is a conflict, and changes nothing."""
    request, token = str(uuid4()), tokens.nurse(NURSE)
    await register.report(about(ME), token, X_Request_ID=request)

    answer = await register.report(about(ME, lotNumber="other"), token, X_Request_ID=request)

    assert (answer.status_code, register.doses()) == (409, 1)


async def test_a_condition_finds_what_is_there(register: Register) -> None:
    """FHIR's conditional create: 201 the first time, 200 with the one that is there after that."""
    condition = "identifier=urn:epj|dose-1"
    first = await register.report(about(ME), tokens.nurse(NURSE), If_None_Exist=condition)

    again = await register.report(about(ME, lotNumber="x"), tokens.nurse(NURSE), If_None_Exist=condition)

    assert (first.status_code, again.status_code, register.doses()) == (201, 200, 1)
    assert again.json() == first.json()


async def test_a_condition_of_one_person_finds_nothing_of_anothers(register: Register) -> None:
    """Nor can it be used to ask what somebody else has."""
    condition = "identifier=urn:epj|dose-1"
    await register.report(about(ME), tokens.nurse(NURSE), If_None_Exist=condition)

    answer = await register.report(about(OTHER), tokens.nurse(NURSE), If_None_Exist=condition)

    assert (answer.status_code, register.doses()) == (201, 2)


OTHER_CONDITIONS = ["", "patient=1", "identifier=", "identifier=a|b&status=completed", "identifier=|"]


@pytest.mark.parametrize("condition", OTHER_CONDITIONS)
async def test_other_conditions_are_not_guessed_at(register: Register, condition: str) -> None:
    """To ignore one would keep what should not be kept."""
    answer = await register.report(about(ME), tokens.nurse(NURSE), If_None_Exist=condition)

    assert (answer.status_code, register.doses()) == (400, 0)


def named(value: str) -> dict[str, Any]:
    """A patient by number."""
    return {"patient": {"identifier": {"system": FODSELSNUMMER, "value": value}}}


UNTRUE: dict[str, dict[str, Any]] = {
    "still to come": {"occurrenceDateTime": "2026-11-24"},
    "no such day": {"occurrenceDateTime": "2025-02-29"},
    "no date": {"occurrenceDateTime": None},
    "unknown status": {"status": "done"},
    "born a mistake": {"status": "entered-in-error"},
    "no vaccine": {"vaccineCode": {}},
    "no such SYSVAK code": {"vaccineCode": {"coding": [{"system": SYSVAK, "code": "HAV03"}]}},
    "no patient": {"patient": None},
    "patient by reference": {"patient": {"reference": "Patient/1"}},
    "US patient": {"patient": {"identifier": {"system": "http://hl7.org/fhir/sid/us-ssn", "value": ME}}},
    "no number": named("x"),
    "wrong digits": named("12345678901"),
    "a living person's": named("02013299997"),
    "unknown source": {"reportOrigin": {"coding": [{"system": SOURCES, "code": "rumour"}]}},
    "code without system": {"vaccineCode": {"coding": [{"code": "MMR52"}]}},
    "dose number none": {"protocolApplied": [{"doseNumberPositiveInt": 0}]},
    "an empty element": {"reasonCode": [{}]},
    "an empty text": {"lotNumber": ""},
    "extension of nothing": {"extension": [{"valueString": "x"}]},
    "country in words": {"extension": [{"url": COUNTRY, "valueCode": "Norge"}]},
    "empty extension": {"extension": [{"url": COUNTRY}]},
    "number as text": {"lotNumber": 17},
    "NUL": {"lotNumber": "a\0b"},
    "far too much": {"lotNumber": "x" * 70_000},
    "other resource": {"resourceType": "Observation"},
}


@pytest.mark.parametrize("told", UNTRUE.values(), ids=UNTRUE.keys())
async def test_what_cannot_be_true_is_not_kept(register: Register, told: dict[str, Any]) -> None:
    """422, with the element that is wrong and no person in the answer."""
    sent = {name: value for name, value in (about(ME) | told).items() if value is not None}

    answer = await register.report(sent, tokens.nurse(NURSE))

    assert (answer.status_code, register.doses()) == (422, 0)
    assert ME not in answer.text


@pytest.mark.parametrize(
    "given",
    ["2026-11-23", "2026", "2024-02-29", "0001-01-01", "1900-01", "2026-11-23T09:00:00+01:00"],
)
async def test_a_date_is_as_precise_as_it_was_told(register: Register, given: str) -> None:
    """Today, a year alone, a leap day and the first day there is."""
    await register.report(about(ME, occurrenceDateTime=given), tokens.nurse(NURSE))

    [seen] = await doses_of(register)
    assert str(seen.given) == given


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b"[" * 5000, b"null"])
async def test_what_is_no_resource(register: Register, body: bytes) -> None:
    """The register says so, and to a stranger only that they are a stranger."""
    answers = [await register.report(body, token) for token in (tokens.nurse(NURSE), None)]

    assert answers[0].status_code in (400, 422)
    assert answers[1].status_code == 401


async def test_a_body_has_a_size(register: Register) -> None:
    """Beyond a megabyte nothing is read."""
    answer = await register.report(about(ME, lotNumber="x" * 2_000_000), tokens.nurse(NURSE))

    assert (answer.status_code, register.doses()) == (413, 0)


async def test_a_d_number_is_a_person_too(register: Register) -> None:
    """Its system follows from the number."""
    sent = about(ME) | {"patient": {"identifier": {"system": D_NUMBER, "value": "42819010034"}}}

    answer = await register.report(sent, tokens.nurse(NURSE))

    assert answer.status_code == 201
    assert dose_of(msgspec.convert(answer.json(), Immunization)).vaccine.code == "MMR52"
