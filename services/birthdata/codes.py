"""How each item of a birth is said in FHIR. docs/birthdata.md names the sources of the codes.

What has no LOINC or SNOMED CT code that we could check has only our own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from ..fhir import OUR_BASE, SNOMED_CT, CodeableConcept, Coding
from .births import Mode, Presentation
from .contract import ITEMS, LOINC


class Kind(Enum):
    """What an item's value is."""

    QUANTITY = auto()
    COUNT = auto()
    TRUTH = auto()
    CODE = auto()


@dataclass(frozen=True, slots=True)
class Item:
    """One item: the name of its field in Birth, its code, and for a quantity the unit in words and in UCUM.

    *known* holds the public codes of those of its values that have one.
    """

    name: str
    code: Coding
    kind: Kind
    unit: tuple[str, str] = ("", "")
    whole: bool = False
    known: Mapping[str, Coding] = field(default_factory=dict)

    @property
    def values(self) -> str:
        """The system of our own codes for this item's values."""
        return f"{OUR_BASE}/CodeSystem/birth-{self.name}"

    def concept(self, value: str) -> CodeableConcept:
        """Return a coded value by our own code, and by a public one that means the same."""
        own = Coding(value, self.values)
        return CodeableConcept([own, self.known[value]] if value in self.known else [own])

    def value(self, concept: CodeableConcept) -> str | None:
        """Return our own code for a coded value."""
        own = [coding.code for coding in concept.coding if coding.system == self.values]
        return own[0] if own else None


def _snomed(code: str, display: str) -> Coding:
    return Coding(code, SNOMED_CT, display)


def _loinc(code: str, display: str) -> Coding:
    return Coding(code, LOINC, display)


BIRTH = _loinc("57075-4", "Newborn delivery information")

_GRAMS, _CENTIMETRES, _DAYS = ("g", "g"), ("cm", "cm"), ("days", "d")

OBSERVED: tuple[Item, ...] = (
    Item("weight", _loinc("8339-4", "Birth weight Measured"), Kind.QUANTITY, _GRAMS, whole=True),
    Item("length", _loinc("89269-5", "Body height Measured --at birth"), Kind.QUANTITY, _CENTIMETRES),
    Item("head", _loinc("9843-4", "Head Occipital-frontal circumference"), Kind.QUANTITY, _CENTIMETRES),
    Item("gestation", _loinc("11884-4", "Gestational age Estimated"), Kind.QUANTITY, _DAYS, whole=True),
    Item("apgar_1", _loinc("9272-6", "1 minute Apgar Score"), Kind.COUNT),
    Item("apgar_5", _loinc("9274-2", "5 minute Apgar Score"), Kind.COUNT),
    Item("apgar_10", _loinc("9271-8", "10 minute Apgar Score"), Kind.COUNT),
    Item(
        "presentation",
        _loinc("73761-9", "Fetal presentation--at birth [US Standard Certificate of Live Birth]"),
        Kind.CODE,
        known={
            Presentation.BREECH: _snomed("6096002", "Breech presentation"),
            Presentation.TRANSVERSE: _snomed("73161006", "Transverse lie"),
        },
    ),
    Item("sex", _loinc("76689-9", "Sex assigned at birth"), Kind.CODE),
    Item("plurality", _loinc("57722-1", "Birth plurality of Pregnancy"), Kind.COUNT),
    Item("order", _loinc("73771-8", "Birth order"), Kind.COUNT),
    Item("live_born", Coding("live-born", ITEMS, "Born alive"), Kind.TRUTH),
    Item("start", Coding("start", ITEMS, "How the delivery began"), Kind.CODE),
    Item("place", Coding("place", ITEMS, "Kind of place, by deliveries a year"), Kind.CODE),
)

_CAESAREAN = _snomed("11466000", "Cesarean section")
MODES = Item(
    "modes",
    Coding("mode", ITEMS, "Mode of delivery"),
    Kind.CODE,
    known={
        Mode.SPONTANEOUS: _snomed("700000006", "Vaginal delivery of fetus"),
        Mode.VACUUM: _snomed("61586001", "Delivery by vacuum extraction"),
        Mode.FORCEPS: _snomed("302383004", "Forceps delivery"),
        Mode.CAESAREAN_PLANNED: _CAESAREAN,
        Mode.CAESAREAN_EMERGENCY: _CAESAREAN,
        Mode.CAESAREAN_UNSPECIFIED: _CAESAREAN,
    },
)
"""Each mode is a Procedure; where SNOMED CT says less than our own code, both stand there."""
