"""The portal's end of the wire to the birth register."""

from access_log.contract import SCOPE as ACCESS_LOG
from auth.identity import PersonId

from ..errors import RegisterUnavailable
from ..fhir import search_form
from ..http import RegisterClient
from .births import Birth
from .contract import AUDIENCE, SCOPE, SEARCH_PATH, Bundle
from .resources import births_in

_FORM = "application/x-www-form-urlencoded"


class BirthRegister(RegisterClient):
    """Asks the birth register, and answers with births or a RegisterError."""

    name = "birthdata"
    audience = AUDIENCE
    scope = f"{SCOPE} {ACCESS_LOG}"

    async def births(self, subject: PersonId, *, token: str, request_id: str) -> list[Birth]:
        """Return *subject*'s own birth and those where she was the mother, earliest first.

        A birth that is not `live_born` is among them, and must never be listed
        unannounced.
        """
        bundle = await self.ask(
            SEARCH_PATH, search_form(subject), _FORM, Bundle, token=token, request_id=request_id
        )
        try:
            return births_in(bundle)
        except ValueError:
            raise RegisterUnavailable(self.name, "a birth that makes no sense") from None
