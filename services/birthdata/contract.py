"""How the birth register is spoken with: HL7 FHIR R4, the part of it that we use.

A birth is an Observation (LOINC 57075-4) that gathers its items: Observations
by `hasMember`, Procedures by their `partOf`. No resource names a person: the
token and the search do, and a tag says what the person was in the birth.
"""

import msgspec

from ..fhir import OUR_BASE, CodeableConcept, Coding, Reference

AUDIENCE = "urn:mho:register:birthdata"
SEARCH_PATH = "/fhir/Observation/_search"
TYPE_PATH = "/fhir/Observation"
METADATA_PATH = "/fhir/metadata"
SCOPE = "birthdata.read"
DATA = "births"
"""The category that the access log names."""

LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
ROLES = f"{OUR_BASE}/CodeSystem/role-in-birth"
CLASSES = f"{OUR_BASE}/CodeSystem/birth-data-class"
ITEMS = f"{OUR_BASE}/CodeSystem/birth-item"


class _Wire(msgspec.Struct, rename="camel", omit_defaults=True):
    """FHIR's names are in camel case, and it has no nulls."""


class Meta(_Wire):
    """Words about a resource: the person's role in the birth, and whose the item is."""

    tag: list[Coding] = []


class Quantity(_Wire):
    """A number with its unit, in words and in UCUM."""

    value: float | None = None
    unit: str = ""
    system: str = ""
    code: str = ""


class Observation(_Wire, kw_only=True, tag="Observation", tag_field="resourceType"):
    """One item of a birth, or the birth that gathers them."""

    id: str = ""
    meta: Meta = msgspec.field(default_factory=Meta)
    status: str
    code: CodeableConcept
    effective_date_time: str = ""
    performer: list[Reference] = []
    value_quantity: Quantity | None = None
    value_integer: int | None = None
    value_boolean: bool | None = None
    value_codeable_concept: CodeableConcept | None = None
    has_member: list[Reference] = []


class Procedure(_Wire, kw_only=True, tag="Procedure", tag_field="resourceType"):
    """A way in which the child was helped into the world."""

    id: str = ""
    meta: Meta = msgspec.field(default_factory=Meta)
    part_of: list[Reference] = []
    status: str
    code: CodeableConcept
    subject: Reference
    performed_date_time: str = ""


class Search(_Wire):
    """Whether an entry is what was searched for, or comes along with it."""

    mode: str


class BundleEntry(_Wire):
    """One resource."""

    resource: Observation | Procedure
    search: Search | None = None


class Link(_Wire):
    """Where the Bundle comes from."""

    relation: str
    url: str


class Bundle(_Wire, tag="Bundle", tag_field="resourceType"):
    """What a search found: *total* counts Observations, and Procedures come along."""

    type: str
    total: int | None = None
    link: list[Link] = []
    entry: list[BundleEntry] = []
