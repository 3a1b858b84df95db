"""What the register says of itself to FHIR clients."""

from ..fhir import MEDIA_TYPE

CAPABILITY = {
    "resourceType": "CapabilityStatement",
    "status": "active",
    "date": "2026-11-23",
    "kind": "instance",
    "implementation": {"description": "SYSVAK, the Norwegian immunisation register"},
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
                    "type": "Immunization",
                    "interaction": [
                        {"code": "create", "documentation": "Health personnel only."},
                        {
                            "code": "search-type",
                            "documentation": "By POST to _search only: a person is never in a URL.",
                        },
                    ],
                    "conditionalCreate": True,
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
