"""A small OpenID provider at the other end of the transport, which can be told to answer wrongly.

It checks what the portal sends (PAR, PKCE, the client assertion) as strictly as
ID-porten does, so that a sign-in that works here was asked for in the right way.
"""

import hashlib
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from functools import cache
from secrets import token_urlsafe
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from tests.auth.clock import Clock

ISSUER = "https://login.example"
CLIENT = "the-portal"
EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"
ANNA = "07831550036"

Claims = dict[str, Any]


@cache
def rsa_key(kid: str) -> RSAKey:
    """Return a key of that name, the same one all through the tests."""
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig", "alg": "RS256"})


@cache
def portal_key() -> ECKey:
    """Return the portal's own key, as the provider knows it."""
    return ECKey.generate_key("P-256", {"kid": "portal-1"})


class Provider:
    """The attributes that are functions are the places where an answer can be made wrong."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.key = rsa_key("first")
        self.metadata: Claims = metadata()
        self.jwks: Claims = {"keys": [self.key.as_dict(private=False)]}
        self.person: Claims = {"pid": ANNA, "acr": "idporten-loa-high", "sid": "sid-1"}
        self.claims: Callable[[Claims], Claims] = lambda claims: claims
        self.header: Claims = {"alg": "RS256", "kid": "first", "typ": "JWT"}
        self.sign: Callable[[Claims, Claims], str] = self.signed
        self.tokens: Callable[[Claims], Claims] = lambda answer: answer
        self.reply: Callable[[httpx.Response], httpx.Response] = lambda response: response
        self.callback: Callable[[Claims], list[tuple[str, str]]] = lambda query: list(query.items())
        self.asked: list[httpx.Request] = []
        self.pushed: dict[str, dict[str, str]] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.assertions: set[str] = set()

    @property
    def transport(self) -> httpx.MockTransport:
        """The network, as far as the portal knows."""
        return httpx.MockTransport(self.serve)

    def asked_for(self, path: str) -> int:
        """Return how often *path* was asked for."""
        return sum(request.url.path == path for request in self.asked)

    async def serve(self, request: httpx.Request) -> httpx.Response:
        """Answer the portal."""
        self.asked.append(request)
        documents = {"/.well-known/openid-configuration": self.metadata, "/jwks": self.jwks}
        if request.url.path in documents:
            return self.reply(httpx.Response(200, json=documents[request.url.path]))
        form = dict(parse_qsl(request.content.decode(), strict_parsing=True))
        self.check_client(form)
        if request.url.path == "/par":
            name = f"urn:example:{token_urlsafe(8)}"
            self.pushed[name] = form
            return self.reply(httpx.Response(201, json={"request_uri": name, "expires_in": 60}))
        return self.reply(self.token(form))

    def check_client(self, form: dict[str, str]) -> None:
        """Insist on a short, fresh assertion for this issuer, with the client's name beside it."""
        token = jwt.decode(form["client_assertion"], portal_key(), algorithms=["ES256"])
        claims = token.claims
        assert token.header["kid"] == "portal-1"
        assert (form["client_id"], claims["iss"], claims["sub"]) == (CLIENT, CLIENT, CLIENT)
        assert claims["aud"] == self.metadata["issuer"]
        assert claims["exp"] - claims["iat"] == 30
        assert claims["jti"] not in self.assertions
        self.assertions.add(claims["jti"])

    def visit(self, address: str) -> list[tuple[str, str]]:
        """Sign in at the authorization endpoint; return the query that the browser comes back with."""
        query = {name: value for name, [value] in parse_qs(urlsplit(address).query).items()}
        asked = self.pushed.pop(query["request_uri"]) if "request_uri" in query else query
        assert query["client_id"] == CLIENT
        assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
        code = token_urlsafe(8)
        self.codes[code] = asked
        return self.callback({"code": code, "state": asked["state"], "iss": self.metadata["issuer"]})

    def token(self, form: dict[str, str]) -> httpx.Response:
        """Redeem a code, once and for its own verifier only; or exchange a token."""
        if form["grant_type"] == EXCHANGE:
            return httpx.Response(200, json=self.tokens(self.exchanged(form)))
        asked = self.codes.pop(form["code"], None)
        if asked is None or challenge(form["code_verifier"]) != asked["code_challenge"]:
            return httpx.Response(400, json={"error": "invalid_grant"})
        assert form["redirect_uri"] == asked["redirect_uri"]
        claims = self.claims(self.identity(asked))
        answer = {"access_token": "access", "token_type": "Bearer", "expires_in": 120}
        answer |= {"id_token": self.sign(self.header, claims)}
        return httpx.Response(200, json=self.tokens(answer))

    def identity(self, asked: dict[str, str]) -> Claims:
        """Return the claims of a right ID token."""
        now = int(self.clock().timestamp())
        claims = {
            "iss": self.metadata["issuer"],
            "sub": "a-pairwise-name",
            "aud": CLIENT,
            "iat": now,
            "exp": now + 120,
            "auth_time": now,
            "nonce": asked["nonce"],
            "amr": ["BankID"],
            "locale": "nb",
        }
        return claims | self.person

    def exchanged(self, form: dict[str, str]) -> Claims:
        """Return a register token that shows what it was asked for."""
        shown = json.dumps({name: form.get(name) for name in ("audience", "subject_token", "actor_token")})
        return {"access_token": f"{token_urlsafe(8)} {shown}", "token_type": "Bearer", "expires_in": 300}

    def signed(self, header: Claims, claims: Claims) -> str:
        """Sign as agreed."""
        return jwt.encode(header, claims, self.key, algorithms=["RS256"], default_type=None)

    def rotate(self, kid: str) -> None:
        """Sign by a new key from now on."""
        self.key = rsa_key(kid)
        self.header = {**self.header, "kid": kid}
        self.jwks = {"keys": [self.key.as_dict(private=False)]}


def metadata() -> Claims:
    """Return the discovery document of a provider with everything."""
    return {
        "issuer": ISSUER,
        "authorization_endpoint": f"{ISSUER}/authorize",
        "token_endpoint": f"{ISSUER}/token",
        "jwks_uri": f"{ISSUER}/jwks",
        "pushed_authorization_request_endpoint": f"{ISSUER}/par",
        "end_session_endpoint": f"{ISSUER}/logout",
        "authorization_response_iss_parameter_supported": True,
        "code_challenge_methods_supported": ["S256"],
    }


def challenge(verifier: str) -> str:
    """Return the S256 challenge of *verifier* (RFC 7636), worked out without the portal's code."""
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
