"""What the diseases that vaccines protect against are called in plain Norwegian."""

from functools import cache

from services.vaccines.codes import diseases
from services.vaccines.doses import Code


def disease(told: Code) -> str:
    """Return the plain word for a disease; one that the code list lacks is called as the register does."""
    return _names().get(told.code) or _names().get(told.display.lower()) or told.display or told.code


@cache
def _names() -> dict[str, str]:
    by_name = {known.english.lower(): known.name for known in diseases().values()}
    by_code = {known.snomed_ct: known.name for known in diseases().values() if known.snomed_ct}
    return by_name | by_code
