"""How others ask the population register."""

import msgspec

from access_log.contract import SCOPE as ACCESS_LOG
from auth.identity import PersonId

from ..http import RegisterClient
from .contract import AUDIENCE, HOUSEHOLD_PATH, MANDATE_PATH, SCOPE, Household, Mandate, Search

_JSON = "application/json"


class PopulationRegister(RegisterClient):
    """Asks who a citizen is and whom they may act for; the rights are decided anew at each call."""

    name = "population"
    audience = AUDIENCE
    scope = f"{SCOPE} {ACCESS_LOG}"

    async def household(self, subject: PersonId, *, token: str, request_id: str) -> Household:
        """Return the citizen *subject* and those around them. *me* is None when nobody is registered."""
        return await self.ask(
            HOUSEHOLD_PATH, _asked(subject), _JSON, Household, token=token, request_id=request_id
        )

    async def mandate(self, child: PersonId, *, token: str, request_id: str) -> Mandate:
        """Return the right of the token's citizen to act for *child*, or raise ReadRefused with the rule."""
        return await self.ask(MANDATE_PATH, _asked(child), _JSON, Mandate, token=token, request_id=request_id)


def _asked(subject: PersonId) -> bytes:
    return msgspec.json.encode(Search(subject))
