"""How the vaccine register is spoken with: HL7 FHIR R4 Immunization, the part of it that we keep.

No Norwegian profile of Immunization exists, so the extensions are our own. The
same structs read and write at both ends of the wire; what they do not name is
passed over.
"""

import msgspec

from ..fhir import OUR_BASE, CodeableConcept, Identifier

AUDIENCE = "urn:mho:register:vaccines"
SEARCH_PATH = "/fhir/Immunization/_search"
CREATE_PATH = "/fhir/Immunization"
READ_SCOPE = "vaccines.read"
WRITE_SCOPE = "vaccines.write"
DATA = "vaccines"
"""The category that the access log names."""

MOST_DOSES = 10_000
"""The most that one answer holds; a Bundle that leaves some out says so."""

PRODUCT = f"{OUR_BASE}/StructureDefinition/vaccination-product"
EVENT = f"{OUR_BASE}/StructureDefinition/vaccination-event"
COUNTRY = f"{OUR_BASE}/StructureDefinition/vaccination-country"
CONSENT_BASIS = f"{OUR_BASE}/StructureDefinition/vaccination-consent-basis"
SOURCES = f"{OUR_BASE}/CodeSystem/vaccination-source"
INDICATIONS = f"{OUR_BASE}/CodeSystem/vaccination-indication"
PROVIDER_ROLES = "http://terminology.hl7.org/CodeSystem/v2-0443"
DATA_ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
ADMINISTERED, ENTERED = "AP", "EP"
NOTHING = msgspec.Raw(b"[]")


class _Wire(msgspec.Struct, rename="camel", omit_defaults=True):
    """FHIR's names are in camel case, and it has no nulls."""


class Meta(_Wire):
    """Which version of a resource this is."""

    version_id: str = ""
    last_updated: str = ""


class Extension(_Wire):
    """What FHIR has no element for. Of its many kinds of value we use two."""

    url: str = ""
    value_code: str = ""
    value_string: str = ""


class Actor(_Wire):
    """A reference to an organisation, a health worker or a place."""

    reference: str = ""
    type: str = ""
    identifier: Identifier | None = None
    display: str = ""


class Performer(_Wire, kw_only=True):
    """Who did what in a vaccination."""

    function: CodeableConcept | None = None
    actor: Actor


class Absent(_Wire):
    """Why an element that FHIR asks for is not there."""

    extension: list[Extension] = []


class Protocol(_Wire):
    """Which dose it was, and against what."""

    target_disease: list[CodeableConcept] = []
    dose_number_positive_int: int | None = None
    dose_number_string: str = ""
    no_dose_number: Absent | None = msgspec.field(default=None, name="_doseNumberString")


class Detail(_Wire):
    """A reference to what a reaction was; we keep how it reads."""

    display: str = ""


class Reaction(_Wire):
    """A reaction after the vaccination."""

    date: str = ""
    detail: Detail | None = None
    reported: bool | None = None


class PatientIdentifier(_Wire):
    """A business identifier of a person; one in use *old* no longer counts."""

    value: str = ""
    system: str = ""
    use: str = ""


class Patient(_Wire, tag="Patient", tag_field="resourceType"):
    """A person in a bulk file: of all that it may say, who it is."""

    id: str = ""
    meta: Meta | None = None
    identifier: list[PatientIdentifier] = []


class Told(_Wire, kw_only=True):
    """What an event says that is its own."""

    id: str = ""
    meta: Meta | None = None
    identifier: list[Identifier] = []
    status: str
    status_reason: CodeableConcept | None = None
    patient: Actor | None = None
    occurrence_date_time: str = ""
    occurrence_string: str = ""
    recorded: str = ""
    report_origin: CodeableConcept | None = None
    location: Actor | None = None
    manufacturer: Actor | None = None
    lot_number: str = ""
    reason_code: list[CodeableConcept] = []
    reaction: list[Reaction] = []


class Immunization(Told, kw_only=True, tag="Immunization", tag_field="resourceType"):
    """One event: a vaccination, a vaccine that shall not be given, or a reaction."""

    vaccine_code: CodeableConcept
    protocol_applied: list[Protocol] = []
    performer: list[Performer] = []
    extension: list[Extension] = []


class Seen(Told, kw_only=True, tag="Immunization", tag_field="resourceType"):
    """The same, with those parts unread that are the same in many events: each is read once (reading.py)."""

    vaccine_code: msgspec.Raw
    protocol_applied: msgspec.Raw = NOTHING
    performer: msgspec.Raw = NOTHING
    extension: msgspec.Raw = NOTHING


class Search(_Wire):
    """Whether an entry of a Bundle is what was searched for, or a word about the search."""

    mode: str = "match"


class Outcome(_Wire, tag="OperationOutcome", tag_field="resourceType"):
    """A word about the search itself."""


class BundleEntry(_Wire):
    """One resource that was found."""

    resource: Seen | Outcome
    search: Search = msgspec.field(default_factory=Search)


class Bundle(_Wire, tag="Bundle", tag_field="resourceType"):
    """What a search found."""

    total: int = 0
    entry: list[BundleEntry] = []
