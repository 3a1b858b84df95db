"""Tokens for the registers: the citizen's own token exchanged for one that opens one register (RFC 8693)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from .answers import AnswerNotTrusted, ProviderSilent
from .kept import Kept
from .metadata import Discovery
from .session import Session
from .token_client import RequestRefused, TokenClient

GRANT = "urn:ietf:params:oauth:grant-type:token-exchange"
ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token"  # noqa: S105 (a name, not a secret)
ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token"  # noqa: S105
JWT = "urn:ietf:params:oauth:token-type:jwt"
MARGIN = timedelta(seconds=30)
_MOST_KEPT = 20_000


class TokenServiceUnavailable(Exception):
    """The token service did not answer, or not with a token."""


class TokenRefusedByService(Exception):
    """The token service gives no token for this; *error* is its name for why.

    `invalid_grant` mostly means that the citizen's own token has run out, and
    that another visit to the provider would help.
    """

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


@dataclass(frozen=True, slots=True)
class _Token:
    value: str = field(repr=False)
    lasts: timedelta


class TokenSource:
    """Gets tokens for a citizen's visit, and keeps those for the citizen's own data until they run out.

    What is kept lies in memory, under the session's key: a session that has
    ended is found by nobody, and so are its tokens.
    """

    def __init__(
        self,
        discovery: Discovery,
        client: TokenClient,
        *,
        login_issuer: str,
        now: Callable[[], datetime],
    ) -> None:
        self._discovery = discovery
        self._client = client
        self._login_issuer = login_issuer
        self._now = now
        self._kept: dict[tuple[bytes, str, str], Kept[_Token]] = {}

    async def own(self, session: Session, *, audience: str, scope: str) -> str:
        """Return a token that opens the citizen's own data in the register *audience*."""
        place = session.key, audience, scope
        kept = self._kept.get(place)
        if kept is None:
            kept = self._keep(place, session)
        return (await kept.value()).value

    async def acting(self, session: Session, *, audience: str, scope: str, mandate: str) -> str:
        """Return a token that opens somebody else's data, by a *mandate* from the population register.

        It is asked for anew each time: whether one may act for another is
        decided on every request.
        """
        subject, kind = self._citizens_token(session)
        token = await self._exchanged(
            audience=audience,
            scope=scope,
            subject_token=mandate,
            subject_token_type=JWT,
            actor_token=subject,
            actor_token_type=kind,
        )
        return token.value

    def _keep(self, place: tuple[bytes, str, str], session: Session) -> Kept[_Token]:
        _, audience, scope = place

        async def fetch() -> _Token:
            subject, kind = self._citizens_token(session)
            return await self._exchanged(
                audience=audience, scope=scope, subject_token=subject, subject_token_type=kind
            )

        self._make_room()
        kept = self._kept[place] = Kept(fetch, lasts=lambda token: token.lasts, now=self._now)
        return kept

    def _make_room(self) -> None:
        if len(self._kept) >= _MOST_KEPT:
            self._kept = {place: kept for place, kept in self._kept.items() if not kept.idle}
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()

    def _citizens_token(self, session: Session) -> tuple[str, str]:
        """A provider knows its own access tokens; to anybody else, the ID token tells who it is."""
        if self._discovery.issuer == self._login_issuer:
            return session.access_token, ACCESS_TOKEN
        return session.id_token, ID_TOKEN

    async def _exchanged(self, **parameters: str) -> _Token:
        try:
            metadata = await self._discovery.metadata()
            bound = self._client.dpop is not None and metadata.takes_dpop
            answer = await self._client.tokens(
                metadata.token_endpoint, grant_type=GRANT, bound=bound, **parameters
            )
        except RequestRefused as refused:
            raise TokenRefusedByService(refused.error) from None
        except (ProviderSilent, AnswerNotTrusted) as error:
            raise TokenServiceUnavailable(str(error)) from error
        return _token(answer, bound=bound)


def _token(answer: dict[str, Any], *, bound: bool) -> _Token:
    """Read an answer of the token endpoint; a token that does not say how long it lasts is used once."""
    value, lasts = answer.get("access_token"), answer.get("expires_in", 0)
    kind = str(answer.get("token_type")).lower()
    if not isinstance(value, str) or not value or kind != ("dpop" if bound else "bearer"):
        raise TokenServiceUnavailable("no token of the kind that was asked for")
    seconds = lasts if isinstance(lasts, int) and 0 <= lasts < 1e6 else 0
    return _Token(value, timedelta(seconds=seconds) - MARGIN)
