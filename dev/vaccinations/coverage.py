"""What the register was told about at which time (facts, section 1.1)."""

from datetime import date

from .events import Dose, Reason

PILOT_FROM = date(1976, 1, 1)
PROGRAMME_FROM = date(1995, 1, 1)
PANDEMIC_FROM = date(2009, 10, 1)
ALL_FROM = date(2011, 1, 1)


def reported(dose: Dose, *, pilot: bool) -> bool:
    """Tell whether the register asks for this dose at all.

    It began with the programme, in five counties earlier than elsewhere; then
    came the pandemic's vaccine, and at last all vaccines for all ages. What was
    given abroad is registered when somebody can show for it.
    """
    match dose.reason:
        case Reason.PROGRAMME | Reason.CATCH_UP:
            return dose.given >= (PILOT_FROM if pilot else PROGRAMME_FROM)
        case Reason.PANDEMIC:
            return dose.given >= PANDEMIC_FROM
        case Reason.FOREIGN:
            return True
        case Reason.SEASON | Reason.RISK | Reason.BOOSTER | Reason.TRAVEL | Reason.PREGNANCY:
            return dose.given >= ALL_FROM
