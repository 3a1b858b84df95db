"""The keys of those whose tokens we exchange: the population register, and other login providers."""

from collections.abc import Awaitable, Callable
from functools import partial

from joserfc.jwk import Key, KeySet

from auth.answers import AnswerNotTrusted, ProviderSilent
from auth.keys import Keys, UnknownKey, keys_in
from auth.metadata import Discovery

from .config import JwksSource, ProviderConfig
from .errors import Busy
from .jwts import Said, TokenNotGood, said_by

POPULATION = "urn:mho:register:population"

_Finder = Callable[[Said], Awaitable[list[Key]]]


class ForeignKeys:
    """Looks keys up before a token is checked, because checking itself waits for nothing."""

    def __init__(self, config: ProviderConfig) -> None:
        self._config = config
        self._finders: dict[str, _Finder] = {}
        for login in config.trusted_login_issuers:
            self._finders[login.issuer] = self._finder(login.jwks, issuer=login.issuer)
        if config.population is not None:
            self._finders[POPULATION] = self._finder(config.population, issuer=POPULATION)

    async def behind(self, token: str) -> KeySet:
        """Return the keys that *token* may have been signed by; none for a stranger's.

        Raise Busy when the issuer that it names does not answer.
        """
        try:
            said = said_by(token)
        except TokenNotGood:
            return KeySet([])
        finder = self._finders.get(said.iss)
        if finder is None:
            return KeySet([])
        try:
            return KeySet(await finder(said))
        except (ProviderSilent, AnswerNotTrusted):
            raise Busy("The keys that the token is signed with cannot be fetched.") from None

    def _finder(self, source: JwksSource | None, *, issuer: str) -> _Finder:
        if callable(source):
            return partial(_at_hand, source)
        now, http = self._config.now, self._config.http
        if source is None:
            found = Discovery(issuer, http=http, production=False, now=now).jwks_uri
        else:
            found = partial(_known, source)
        return partial(_fetched, Keys(found, http=http, now=now))


async def _at_hand(source: Callable[[], object], said: Said) -> list[Key]:
    document = source()
    keys = keys_in(document) if isinstance(document, dict) else []
    return [key for key in keys if key.kid == said.kid]


async def _fetched(keys: Keys, said: Said) -> list[Key]:
    try:
        return [await keys(said.kid)]
    except UnknownKey:
        return []


async def _known(address: str) -> str:
    return address
