"""The portal's end of the wire to the vaccine register."""

from dataclasses import dataclass

import msgspec

from access_log.contract import SCOPE as ACCESS_LOG
from auth.identity import PersonId

from ..errors import RegisterUnavailable
from ..fhir import search_form
from ..http import RegisterClient
from .contract import AUDIENCE, READ_SCOPE, SEARCH_PATH, Bundle, Seen
from .doses import Dose
from .reading import NotADose, dose_of


@dataclass(frozen=True, slots=True)
class History:
    """What the register holds about a person, latest first; *whole* is False when it holds more."""

    doses: tuple[Dose, ...]
    whole: bool = True


class VaccineRegister(RegisterClient):
    """Asks the vaccine register, and answers with doses or a RegisterError."""

    name = "vaccines"
    audience = AUDIENCE
    scope = f"{READ_SCOPE} {ACCESS_LOG}"

    async def history(self, subject: PersonId, *, token: str, request_id: str) -> History:
        """Return what the register holds about *subject*.

        A request repeated with the same *request_id* is one look in the access log.
        """
        form = "application/x-www-form-urlencoded"
        bundle = await self.ask(
            SEARCH_PATH, search_form(subject), form, Bundle, token=token, request_id=request_id
        )
        try:
            return history_of(bundle)
        except NotADose as fault:
            raise RegisterUnavailable(self.name, str(fault)) from None
        except msgspec.ValidationError as fault:
            raise RegisterUnavailable(self.name, type(fault).__name__) from None


def history_of(bundle: Bundle) -> History:
    """Return the doses in *bundle*; a word about the search means that not all of them are there."""
    found = [entry.resource for entry in bundle.entry]
    doses = tuple(dose_of(resource) for resource in found if isinstance(resource, Seen))
    return History(doses, whole=len(doses) == len(found))
