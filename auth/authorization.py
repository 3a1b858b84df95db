"""The authorization request, and the visitor's return from it (RFC 6749, RFC 7636, RFC 9207)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from authlib.oauth2.rfc7636 import create_s256_code_challenge

from .departure import Departure
from .metadata import Metadata
from .refusals import Reason, SignInRefused

_LANGUAGES = {"nb", "nn", "en", "se"}
_LONGEST = 4096
_REASONS = {
    "access_denied": Reason.CANCELLED,
    "server_error": Reason.PROVIDER_UNAVAILABLE,
    "temporarily_unavailable": Reason.PROVIDER_UNAVAILABLE,
    "unmet_authentication_requirements": Reason.LEVEL_TOO_LOW,
}


@dataclass(frozen=True, slots=True)
class Registration:
    """How the portal is registered at its provider, and what it asks for."""

    client_id: str
    redirect_uri: str
    scope: str
    acr: str
    logout_method: str = "post"


@dataclass(frozen=True, slots=True)
class Callback:
    """The parameters that a visitor came back with, each at most once."""

    state: str = field(repr=False)
    code: str | None = field(repr=False)
    error: str | None
    iss: str | None


def parameters(departure: Departure, registration: Registration, *, language: str) -> dict[str, str]:
    """Return what to ask the provider for; everything but the client's name, which authentication adds."""
    asked = {
        "response_type": "code",
        "redirect_uri": registration.redirect_uri,
        "scope": registration.scope,
        "state": departure.state,
        "nonce": departure.nonce,
        "code_challenge": create_s256_code_challenge(departure.verifier),  # type: ignore[no-untyped-call]
        "code_challenge_method": "S256",
        "acr_values": registration.acr,
    }
    if language in _LANGUAGES:
        asked["ui_locales"] = language
    if departure.fresh:
        asked |= {"prompt": "login", "max_age": "0"}
    return asked


def address(endpoint: str, query: Mapping[str, str]) -> str:
    """Return *endpoint* with *query* added to what it may hold already."""
    joint = "&" if urlsplit(endpoint).query else "?"
    return f"{endpoint}{joint}{urlencode(query)}"


def callback(pairs: Iterable[tuple[str, str]]) -> Callback:
    """Read the query of the return, or raise SignInRefused.

    A parameter that stands twice could be read in two ways, and a token never
    belongs in an address: neither is let in.
    """
    given = list(pairs)
    said = dict(given)
    if len(said) != len(given) or any(len(value) > _LONGEST for value in said.values()):
        raise SignInRefused(Reason.CALLBACK_MALFORMED)
    if not said.get("state") or said.keys() & {"id_token", "access_token", "response"}:
        raise SignInRefused(Reason.CALLBACK_MALFORMED)
    if bool(said.get("code")) == bool(said.get("error")):
        raise SignInRefused(Reason.CALLBACK_MALFORMED)
    return Callback(said["state"], said.get("code"), said.get("error"), said.get("iss"))


def code_in(returned: Callback, metadata: Metadata) -> str:
    """Return the code, once it is known to come from the provider that the visitor was sent to."""
    if returned.iss is None and metadata.authorization_response_iss_parameter_supported:
        raise SignInRefused(Reason.OTHER_ISSUER, "missing")
    if returned.iss not in {None, metadata.issuer}:
        raise SignInRefused(Reason.OTHER_ISSUER)
    if returned.code is None:
        raise SignInRefused(_REASONS.get(returned.error or "", Reason.PROVIDER_REFUSED))
    return returned.code
