"""Token exchange (RFC 8693): from the token of a citizen to one for one register.

For oneself, the citizen's token is the subject. For a child, the subject is the
population register's mandate, and the citizen's token is the actor.
"""

from typing import TYPE_CHECKING, Any, cast

from authlib.oauth2.rfc6749 import BaseGrant, InvalidRequestError, TokenEndpointMixin, UnauthorizedClientError

from .assertion import METHOD
from .citizens import ACCESS_TOKEN, Citizen, Citizens
from .clients import TOKEN_EXCHANGE
from .errors import TokenUnacceptable
from .mandate import MANDATE, Mandate, Mandates
from .register_token import register_token, target_of
from .wire import Asked

if TYPE_CHECKING:
    from .provider import Provider


class ExchangeGrant(BaseGrant, TokenEndpointMixin):
    """Gives a register token to a client that holds a citizen's token."""

    GRANT_TYPE = TOKEN_EXCHANGE
    TOKEN_ENDPOINT_AUTH_METHODS = (METHOD,)

    def validate_token_request(self) -> None:
        """Find out who the client is, which register it means, and for whom."""
        asked, provider = cast("Asked", self.request), cast("Provider", self.server)
        self._client = provider.authenticated(asked)
        if not self._client.check_grant_type(TOKEN_EXCHANGE):
            raise UnauthorizedClientError
        if asked.form.get("requested_token_type", ACCESS_TOKEN) != ACCESS_TOKEN:
            raise InvalidRequestError("Only access tokens are given.")
        self._audience, self._scope = target_of(asked.form, self._client)
        self._claims = self._right(asked, provider)

    def create_token_response(self) -> tuple[int, Any, Any]:
        """Return the token."""
        config = cast("Provider", self.server).config
        token = register_token(
            config, self._client, audience=self._audience, scope=self._scope, claims=self._claims
        )
        return 200, {**token, "issued_token_type": ACCESS_TOKEN}, self.TOKEN_RESPONSE_HEADER

    def _right(self, asked: Asked, provider: "Provider") -> dict[str, Any]:
        citizens = Citizens(provider.config, provider.access_tokens)
        subject, subject_type = _token(asked, "subject_token")
        if subject_type != MANDATE:
            if {"actor_token", "actor_token_type"} & asked.form.keys():
                raise TokenUnacceptable("Nobody acts for a citizen without a mandate.")
            return _for_oneself(citizens.behind(subject, subject_type, client=self._client, asked=asked))
        actor = citizens.behind(*_token(asked, "actor_token"), client=self._client, asked=asked)
        mandates = Mandates(provider.config, provider.store.used)
        mandate = mandates.of(actor, subject, asked, audience=self._audience)
        return _for_another(actor, mandate, name=provider.config.name_of(actor.pid))


def _token(asked: Asked, name: str) -> tuple[str, str]:
    if name not in asked.form or f"{name}_type" not in asked.form:
        raise InvalidRequestError(f"There is no {name}, or not its type.")
    return asked.form[name], asked.form[f"{name}_type"]


def _for_oneself(citizen: Citizen) -> dict[str, Any]:
    return {"sub": citizen.pid, "acr": citizen.acr, "auth_time": citizen.auth_time}


def _for_another(actor: Citizen, mandate: Mandate, *, name: str | None) -> dict[str, Any]:
    """The name goes along so that the one acted for can be told who it was, without a number."""
    until = mandate.mandate.until
    return {
        "sub": mandate.sub,
        "act": {"sub": actor.pid} | ({"name": name} if name else {}),
        "mandate": {"rule": mandate.mandate.rule, "until": until.isoformat() if until else None},
        "acr": actor.acr,
        "auth_time": actor.auth_time,
    }
