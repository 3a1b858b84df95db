"""A provider's discovery document: where its endpoints are and what it can do."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import httpx
import msgspec

from .answers import AnswerNotTrusted, fetched
from .dpop import ALGORITHM as DPOP_ALGORITHM
from .kept import Kept

DAY = timedelta(hours=24)
_HERE = {"localhost", "127.0.0.1", "::1"}


class Metadata(msgspec.Struct, frozen=True):
    """What we use of OpenID Connect Discovery and RFC 8414."""

    issuer: str
    token_endpoint: str
    authorization_endpoint: str | None = None
    jwks_uri: str | None = None
    pushed_authorization_request_endpoint: str | None = None
    end_session_endpoint: str | None = None
    authorization_response_iss_parameter_supported: bool = False
    code_challenge_methods_supported: list[str] | None = None
    dpop_signing_alg_values_supported: list[str] | None = None

    @property
    def origins(self) -> list[str]:
        """Where the provider's own pages may come from: those that frame us when it signs out."""
        urls = (self.issuer, self.authorization_endpoint, self.end_session_endpoint)
        return sorted({_origin(url) for url in urls if url})

    @property
    def takes_dpop(self) -> bool:
        """Whether tokens can be bound to a key of ours (RFC 9449)."""
        return DPOP_ALGORITHM in (self.dpop_signing_alg_values_supported or [])

    @property
    def endpoints(self) -> list[str]:
        """Every address that we or the visitor may be sent to."""
        return [
            url
            for url in (
                self.token_endpoint,
                self.authorization_endpoint,
                self.jwks_uri,
                self.pushed_authorization_request_endpoint,
                self.end_session_endpoint,
            )
            if url is not None
        ]


class Discovery:
    """One issuer's metadata, fetched when first needed and kept for a day.

    Metadata without what its user *needs* are not kept: a provider's mishap
    should not last longer here than there.
    """

    def __init__(
        self,
        issuer: str,
        *,
        http: httpx.AsyncClient,
        production: bool,
        now: Callable[[], datetime],
        needs: Sequence[str] = (),
    ) -> None:
        self.issuer = issuer
        self._needs = needs
        self._http = http
        self._production = production
        self._kept = Kept(self._read, lasts=lambda _: DAY, now=now)

    async def metadata(self) -> Metadata:
        """Return the metadata, or raise ProviderSilent or AnswerNotTrusted."""
        return await self._kept.value()

    async def jwks_uri(self) -> str:
        """Return where the issuer's keys are."""
        metadata = await self.metadata()
        if metadata.jwks_uri is None:
            raise AnswerNotTrusted("the metadata have no jwks_uri")
        return metadata.jwks_uri

    async def _read(self) -> Metadata:
        answer = await fetched(self._http, discovery_url(self.issuer))
        try:
            metadata = msgspec.convert(answer, Metadata)
        except msgspec.ValidationError as error:
            raise AnswerNotTrusted(f"metadata: {error}") from None
        check(metadata, issuer=self.issuer, production=self._production)
        missing = [name for name in self._needs if getattr(metadata, name) is None]
        if missing:
            raise AnswerNotTrusted(f"the metadata have no {', '.join(missing)}")
        return metadata


def discovery_url(issuer: str) -> str:
    """Return the address of *issuer*'s metadata (OpenID Connect Discovery 1.0, section 4)."""
    return f"{issuer.rstrip('/')}/.well-known/openid-configuration"


def check(metadata: Metadata, *, issuer: str, production: bool) -> None:
    """Refuse metadata of another issuer, over an open line, or without PKCE by SHA-256.

    An issuer is compared letter by letter; a slash at the end makes another one.
    """
    if metadata.issuer != issuer:
        raise AnswerNotTrusted("the metadata is another issuer's")
    if not all(may_be_spoken_to(url, production=production) for url in metadata.endpoints):
        raise AnswerNotTrusted("an endpoint is not https")
    methods = metadata.code_challenge_methods_supported
    if methods is not None and "S256" not in methods:
        raise AnswerNotTrusted("the provider cannot do PKCE with S256")


def may_be_spoken_to(url: str, *, production: bool) -> bool:
    """Tell whether *url* is https, or http where nobody can listen: on this machine, or in a trial."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return False
    if not host or parts.username is not None or parts.fragment:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and (not production or host in _HERE))


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
