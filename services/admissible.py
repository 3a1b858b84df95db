"""Which person numbers a register lets in: outside production, only those that no living person has."""

from auth.identity import PersonId
from auth.person_number import NotAPersonNumber, parse


class NumberNotAdmitted(Exception):
    """The number may not come in. *rule* says why; the number itself is left out."""

    def __init__(self, rule: str, text: str) -> None:
        super().__init__(text)
        self.rule = rule


def admissible(text: str, *, real_people: bool) -> PersonId:
    """Return *text* as a person number that this deployment may hold, or raise NumberNotAdmitted."""
    try:
        number = parse(text)
    except NotAPersonNumber as error:
        raise NumberNotAdmitted("not-a-person-number", f"not a person number: {error.fault}") from None
    if number.synthetic is None and not real_people:
        raise NumberNotAdmitted(
            "number-may-be-real", "the number could belong to a living person, and this is no production"
        )
    return number.id
