"""Whether a register does as its own description says, over made-up requests."""

from typing import Any

from schemathesis import Case
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.applications import Starlette


def obeyed(case: "Case[Any]", app: Starlette, headers: dict[str, str]) -> None:
    """Send *case* to *app* and check the answer against the description."""
    # Schemathesis' own way to a fixture knows no pytest as new as ours.
    case.operation.schema.app = case.operation.app = app
    # No schema can say what check digits are, and to JSON Schema 30.0 is a whole number.
    case.call_and_validate(headers=headers, excluded_checks=[positive_data_acceptance])
