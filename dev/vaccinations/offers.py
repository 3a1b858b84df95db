"""What the childhood programme has offered to whom, as rows of dev/data/offers.csv."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from .. import data
from ..families.people import Inhabitant

_FIRST, _LAST = date.min.isoformat(), date.max.isoformat()


@dataclass(frozen=True, slots=True)
class Offer:
    """One dose for some cohorts. *at* is an age (`6w`, `12m`, `14y`), a school term or a wait (`+2m`).

    School terms are `g2s`, the spring of second grade, and `g7a`, the autumn of seventh.
    """

    series: str
    number: int
    at: str
    code: str
    products: tuple[str, ...]
    sex: str
    risk: bool
    born_from: date
    born_to: date
    coverage: float

    def concerns(self, person: Inhabitant) -> bool:
        """Tell whether the programme offered this to *person*."""
        return (
            self.born_from <= person.born <= self.born_to
            and self.sex in ("", person.sex)
            and (person.tuberculosis_risk or not self.risk)
        )


@cache
def offers() -> tuple[Offer, ...]:
    """Return every row, in the order in which doses come in a life."""
    return tuple(
        Offer(
            row["series"],
            int(row["number"]),
            row["at"],
            row["code"],
            tuple(filter(None, row["products"].split(";"))),
            row["sex"],
            row["risk"] == "yes",
            date.fromisoformat(row["born_from"] or _FIRST),
            date.fromisoformat(row["born_to"] or _LAST),
            float(row["coverage"]),
        )
        for row in data.table("offers")
    )
