"""Whatever a line holds, it is taken or rejected: nothing else can happen."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from services.ndjson import Line
from services.vaccines.dose_lines import DoseLines
from services.vaccines.judged import Verdict
from services.vaccines.patient_lines import PatientLines
from services.vaccines.store import Store
from storage import migrations
from storage.engine import open_engine
from storage.sealed import Keyset
from tests.services.vaccines.bulk import immunization, patient
from tests.synthetic import number

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.just(number(1)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)
FIELDS = [
    "resourceType", "id", "meta", "status", "vaccineCode", "patient", "occurrenceDateTime", "extension",
    "protocolApplied", "performer", "reaction", "reportOrigin", "identifier", "contained", "lotNumber",
]  # fmt: skip
SPOILT = st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=3)


def an_empty_register() -> tuple[Engine, Store]:
    """A register in memory that knows one Patient."""
    engine, store = open_engine("sqlite://"), Store(Keyset.create())
    migrations.upgrade(engine, "services.vaccines")
    take(engine, store, json.dumps(patient("p", number(1))).encode())
    return engine, store


def take(engine: Engine, store: Store, text: bytes) -> tuple[Verdict, str]:
    """What becomes of a line."""
    line = Line(1, text)
    patients, doses = (kind(store, real_people=False) for kind in (PatientLines, DoseLines))
    taker = patients if patients.wants(line) else doses
    with engine.begin() as connection:
        [judged] = taker.take(connection, [line])
    return judged.verdict, judged.reason


REGISTER = an_empty_register()
careless = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=150)


@careless
@given(st.binary(min_size=1) | JSON.map(lambda value: json.dumps(value).encode()))
def test_anything_at_all(text: bytes) -> None:
    """Bytes and JSON that mean nothing are rejected with a reason that holds no person."""
    verdict, reason = take(*REGISTER, text)

    assert (verdict, number(1) in reason) == (Verdict.REJECTED, False)


@careless
@given(SPOILT)
def test_an_immunization_with_something_wrong(spoilt: dict[str, Any]) -> None:
    """It is taken or rejected, and what it says is never repeated in the reason."""
    verdict, reason = take(*REGISTER, json.dumps(immunization("i", "Patient/p") | spoilt).encode())

    assert verdict in set(Verdict)
    assert number(1) not in reason


@careless
@given(SPOILT)
def test_a_patient_with_something_wrong(spoilt: dict[str, Any]) -> None:
    """The same."""
    verdict, reason = take(*REGISTER, json.dumps(patient("p", number(1)) | spoilt).encode())

    assert verdict in set(Verdict)
    assert number(1) not in reason
