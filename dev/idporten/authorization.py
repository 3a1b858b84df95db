"""What an authorization request must hold. Authlib asks for less, and repeats in errors what it was sent."""

import re
from collections.abc import Callable, Mapping

from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import InvalidRequestError, InvalidScopeError, UnauthorizedClientError
from authlib.oauth2.rfc6749 import UnsupportedResponseTypeError as ResponseTypeRefused
from authlib.oauth2.rfc7636 import CodeChallenge

from .clients import CODE, LOGIN_SCOPES, Client
from .errors import AttestationRefused, RequestObjectNotSupported
from .state import Level, PushedRequest

PROMPTS = ("login", "none")
MEANT = (
    "client_id response_type redirect_uri scope state nonce code_challenge code_challenge_method"
    " prompt max_age acr_values ui_locales"
).split()
_MOST_CHARACTERS = 2048
_S256 = re.compile(r"[A-Za-z0-9_-]{43}")
_SECONDS = re.compile(r"[0-9]{1,9}")

Asked = Mapping[str, str]


class PkceByHash(CodeChallenge):
    """Authlib's check of the verifier, without the `plain` method."""

    SUPPORTED_CODE_CHALLENGE_METHOD = ["S256"]  # noqa: RUF012 - Authlib's own list


def whole_request(asked: Asked, client: Client) -> PushedRequest:
    """Return the request in *asked*, or raise the OAuth error that says what is wrong with it."""
    if CODE not in client.grants:
        raise UnauthorizedClientError("The client signs nobody in.")
    for fault in _FAULTS:
        if error := fault(asked, client):
            raise error
    return PushedRequest({name: asked[name] for name in MEANT if name in asked})


def _object(asked: Asked, _: Client) -> OAuth2Error | None:
    if "request" in asked:
        return RequestObjectNotSupported()
    return InvalidRequestError("A request_uri cannot be pushed.") if "request_uri" in asked else None


def _return(asked: Asked, client: Client) -> OAuth2Error | None:
    if not client.check_redirect_uri(asked.get("redirect_uri", "")):
        return InvalidRequestError("The redirect_uri is not registered.")
    if asked.get("response_mode", "query") != "query":
        return InvalidRequestError("The response_mode must be query.")
    return None


def _response_type(asked: Asked, _: Client) -> OAuth2Error | None:
    if "response_type" not in asked:
        return InvalidRequestError("There is no response_type.")
    return ResponseTypeRefused("other than code") if asked["response_type"] != "code" else None


def _scope(asked: Asked, _: Client) -> OAuth2Error | None:
    scope = asked.get("scope", "").split()
    return None if "openid" in scope and set(scope) <= set(LOGIN_SCOPES) else InvalidScopeError()


def _secrets(asked: Asked, _: Client) -> OAuth2Error | None:
    for name in ("state", "nonce"):
        if not 0 < len(asked.get(name, "")) <= _MOST_CHARACTERS:
            return InvalidRequestError(f"There is no {name}, or it is too long.")
    if asked.get("code_challenge_method") != "S256" or not _S256.fullmatch(asked.get("code_challenge", "")):
        return InvalidRequestError("PKCE with S256 is needed.")
    return None


def _sign_in(asked: Asked, _: Client) -> OAuth2Error | None:
    if asked.get("prompt", "login") not in PROMPTS:
        return InvalidRequestError("The prompt must be login or none.")
    if not _SECONDS.fullmatch(asked.get("max_age", "0")):
        return InvalidRequestError("The max_age is no number of seconds.")
    if not set(asked.get("acr_values", Level.HIGH).split()) <= set(Level):
        return InvalidRequestError("The acr_values are not ours.")
    return None


def _details(asked: Asked, _: Client) -> OAuth2Error | None:
    return AttestationRefused() if "authorization_details" in asked else None


_FAULTS: tuple[Callable[[Asked, Client], OAuth2Error | None], ...] = (
    _object, _return, _response_type, _scope, _secrets, _sign_in, _details,
)  # fmt: skip
