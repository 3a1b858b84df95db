"""Between Starlette and Authlib, which knows no framework: requests in, answers out."""

from collections.abc import Mapping
from typing import cast
from urllib.parse import parse_qsl

from authlib.oauth2.rfc6749 import InvalidRequestError, OAuth2Request
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from joserfc.jwk import KeySet
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from .errors import BodyTooLong

FORM = "application/x-www-form-urlencoded"
_LONGEST = 32 * 1024
_MOST_FIELDS = 50


class Asked(OAuth2Request):
    """A request as Authlib wants it. Parameters come from the form or the query, never from both.

    *foreign* holds the keys that tokens of others in it may have been signed by.
    """

    def __init__(self, method: str, uri: str, parameters: Mapping[str, str]) -> None:
        super().__init__(method, uri)
        self.payload = BasicOAuth2Payload(dict(parameters))
        self.foreign: dict[str, KeySet] = {}

    def keys_behind(self, token: str) -> KeySet:
        """Return the keys that somebody else's token may have been signed by."""
        return self.foreign.get(token, KeySet([]))

    @property
    def form(self) -> dict[str, str]:
        """The parameters, under the name that Authlib's grants read them by."""
        return cast("BasicOAuth2Payload", self.payload).data

    @property
    def args(self) -> dict[str, str | None]:
        """Nothing: no grant reads the query by itself."""
        return {}


class Answer(Response):
    """A response whose address Authlib may add the issuer to (RFC 9207)."""

    @property
    def location(self) -> str | None:
        """Where the browser is sent."""
        return self.headers.get("location")

    @location.setter
    def location(self, address: str) -> None:
        self.headers["location"] = address


async def parameters(request: Request) -> dict[str, str]:
    """Return the parameters of *request*, each of them once and with a value.

    A parameter that stands twice could be read in two ways, so it is refused;
    one without a value counts as left out (RFC 6749, section 3.1).
    """
    if request.method == "POST":
        media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type != FORM:
            raise InvalidRequestError("The parameters must come as a form.")
        encoded = await _body(request)
    else:
        encoded = request.scope["query_string"]
    try:
        pairs = parse_qsl(encoded.decode("ascii"), errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise InvalidRequestError("The form cannot be read.") from None
    found = dict(pairs)
    if len(found) != len(pairs):
        raise InvalidRequestError("A parameter stands more than once.")
    return found


def answer(status: int, body: Mapping[str, object] | str, headers: list[tuple[str, str]]) -> Response:
    """Return what Authlib has decided, as a response.

    It redirects by 302; 303 is sure to leave a form behind (RFC 9700, section 4.12).
    """
    if isinstance(body, str):
        return Answer(body, 303 if status == 302 else status, headers=dict(headers))
    kept = {name: value for name, value in headers if name.lower() != "content-type"}
    return JSONResponse(body, status, headers=kept)


async def _body(request: Request) -> bytes:
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > _LONGEST:
                raise BodyTooLong
    except ClientDisconnect:
        raise InvalidRequestError("The request broke off.") from None
    return bytes(body)
