"""What a newborn measures and how it did, by chance within what is usual."""

from random import Random

from services.birthdata.births import Mode, Presentation, Start

from ..families.people import Sex
from .shares import drawn, weight_for

_TWIN_WEIGHT = 0.86
_FURTHEST = 3.2  # Standard deviations; a weight beyond them is more likely a slip of the pen.


def weight(sex: Sex, days: int, chance: Random, *, several: bool) -> int:
    """Return grams for sex and completed week, to the nearest five as scales were read."""
    mean, deviation = weight_for(sex, days // 7)
    apart = min(max(chance.gauss(0, 1), -_FURTHEST), _FURTHEST)
    return int((mean + apart * deviation) * (_TWIN_WEIGHT if several else 1)) // 5 * 5


def length(grams: int, chance: Random) -> float | None:
    """Return centimetres that go with the weight; some are left out."""
    return _unless_left_out(round(50.4 + (grams - 3590) / 290 + chance.gauss(0, 0.9)), chance)


def head(grams: int, chance: Random) -> float | None:
    """Return the head's circumference in centimetres; some are left out."""
    return _unless_left_out(round(35.1 + (grams - 3590) / 560 + chance.gauss(0, 0.7)), chance)


def _unless_left_out(measure: float, chance: Random) -> float | None:
    return None if chance.random() < 0.02 else float(measure)


def apgar(chance: Random) -> tuple[int, int, int | None]:
    """Return scores that never go down; the third is mostly not noted."""
    at = chance.random()
    later = min(max(at + chance.gauss(0, 0.15), 0), 0.999)
    one, five = int(drawn("APGAR1", at)), int(drawn("APGAR5", later))
    five = max(one, five)
    noted = chance.random() > 0.804
    return one, five, max(five, int(drawn("APGAR10", later))) if noted else None


def presentation(chance: Random) -> Presentation | None:
    """Return how the child lay, where it was noted."""
    said = drawn("LEIE", chance.random())
    return Presentation(said) if said else None


def start(chance: Random) -> Start | None:
    """Return how the delivery began, where it was noted."""
    said = drawn("FSTART", chance.random())
    return Start(said) if said else None


def modes(lay: Presentation | None, began: Start | None, chance: Random) -> tuple[Mode, ...]:
    """Return how the child came: a breech often by caesarean, and now and then after vacuum was tried."""
    if began is Start.CAESAREAN:
        planned = chance.random() < 0.75
        return (Mode.CAESAREAN_PLANNED if planned else Mode.CAESAREAN_EMERGENCY,)
    unusual = lay in (Presentation.BREECH, Presentation.TRANSVERSE)
    draw = chance.random()
    if draw < (0.45 if unusual else 0.065):
        tried = () if unusual or chance.random() > 0.1 else (Mode.VACUUM,)
        return (*tried, Mode.CAESAREAN_EMERGENCY)
    if unusual or draw < 0.887:
        return (Mode.SPONTANEOUS,)
    return (Mode.VACUUM if draw < 0.98 else Mode.FORCEPS,)
