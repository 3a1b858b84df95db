"""What the register says of itself to FHIR clients."""

from ..fhir import MEDIA_TYPE

CAPABILITY = {
    "resourceType": "CapabilityStatement",
    "status": "active",
    "date": "2026-11-23",
    "kind": "instance",
    "implementation": {"description": "MFR, the Medical Birth Registry of Norway"},
    "fhirVersion": "4.0.1",
    "format": [MEDIA_TYPE, "json"],
    "rest": [
        {
            "mode": "server",
            "security": {
                "cors": False,
                "description": "A signed access token (RFC 9068) meant for this register alone.",
            },
            "resource": [
                {
                    "type": "Observation",
                    "documentation": "A birth and its items; Procedures come along in the same Bundle.",
                    "interaction": [
                        {
                            "code": "search-type",
                            "documentation": "By POST to _search only: a person is never in a URL.",
                        }
                    ],
                    "searchParam": [
                        {
                            "name": "patient.identifier",
                            "type": "token",
                            "documentation": "A fødselsnummer or D-number: system|value. Exactly one.",
                        }
                    ],
                }
            ],
        }
    ],
}
