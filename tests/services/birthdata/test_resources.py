"""Births as FHIR resources, and back."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from services.birthdata.births import Birth, Mode, Role
from services.birthdata.classes import CLASSES
from services.birthdata.codes import MODES, OBSERVED
from services.birthdata.contract import Bundle, BundleEntry, Observation
from services.birthdata.notification import Notification
from services.birthdata.resources import births_in, bundle_of
from services.fhir import CodeableConcept, Coding

from .notifications import possible

WIRE = msgspec.json.Decoder(Bundle)
# The moment, the institution and the modes have elements of their own.
ELSEWHERE = {"born", "time", "institution", "modes"}


def birth_of(notification: Notification, number: int, role: Role) -> Birth:
    """Return a birth with all that *notification* says."""
    return Birth(id=f"birth-{number}", role=role, **{name: getattr(notification, name) for name in CLASSES})


@given(st.lists(possible, max_size=3), st.sampled_from(Role))
def test_what_goes_out_comes_back(notifications: list[Notification], role: Role) -> None:
    """Through the bytes on the wire; nothing is lost and nothing is added."""
    births = [birth_of(said, number, role) for number, said in enumerate(notifications)]

    wire = msgspec.json.encode(bundle_of(births, "Observation/_search"))

    assert births_in(WIRE.decode(wire)) == births


def test_every_item_can_be_said() -> None:
    """An item without a place in FHIR would be lost without a word."""
    assert {item.name for item in OBSERVED} | ELSEWHERE == set(CLASSES)


def test_no_two_items_share_a_code() -> None:
    """Else the one would be read as the other."""
    codes = [item.code for item in OBSERVED]

    assert len({(code.system, code.code) for code in codes}) == len(codes)


def test_an_empty_answer_has_no_empty_array() -> None:
    """FHIR allows none."""
    assert msgspec.to_builtins(bundle_of([], "Observation/_search")) == {
        "resourceType": "Bundle",
        "type": "searchset",
        "total": 0,
        "link": [{"relation": "self", "url": "Observation/_search"}],
    }


def test_procedures_come_along_and_do_not_count() -> None:
    """The search was for Observations."""
    birth = Birth(id="b", role=Role.MOTHER, weight=3000, modes=(Mode.FORCEPS, Mode.CAESAREAN_PLANNED))

    bundle = bundle_of([birth], "Observation/_search")

    assert bundle.total == 2
    assert [entry.search and entry.search.mode for entry in bundle.entry] == [
        "match",
        "match",
        "include",
        "include",
    ]


def test_a_planned_caesarean_is_also_a_caesarean_to_others() -> None:
    """SNOMED CT's code beside our own."""
    codings = MODES.concept(Mode.CAESAREAN_PLANNED).coding

    assert [coding.code for coding in codings] == ["caesarean-planned", "11466000"]


def test_what_a_newer_register_adds_is_passed_over() -> None:
    """An item, a unit or a mode that this version does not know."""
    birth = Birth(id="b", role=Role.CHILD, weight=3000)
    bundle = bundle_of([birth], "Observation/_search")
    weight = bundle.entry[1].resource
    assert isinstance(weight, Observation)
    assert weight.value_quantity is not None
    strange = CodeableConcept([Coding("zz", "http://loinc.org")])
    new = Observation(id="b-new", status="final", code=strange, value_integer=1)

    weight.value_quantity.code = "[oz_av]"
    told = births_in(Bundle(type="searchset", entry=[*bundle.entry, BundleEntry(new)]))

    assert told == [Birth(id="b", role=Role.CHILD)]
