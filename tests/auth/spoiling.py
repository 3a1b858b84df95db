"""How to let the provider answer wrongly: each function returns a fault, which spoils one answer."""

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from typing import Any

import httpx
from joserfc import jws, jwt

from tests.auth.provider import CLIENT, ISSUER, Claims, Provider, rsa_key

Fault = Callable[[Provider], None]


def claims(**wrong: Any) -> Fault:
    """Let the ID token say something else."""

    def spoil(provider: Provider) -> None:
        provider.claims = lambda right: right | wrong

    return spoil


def no_claim(name: str) -> Fault:
    """Leave a claim out."""

    def spoil(provider: Provider) -> None:
        provider.claims = lambda right: {key: value for key, value in right.items() if key != name}

    return spoil


def at(**seconds: float) -> Fault:
    """Move claims that are times, in seconds from now."""

    def spoil(provider: Provider) -> None:
        now = int(provider.clock().timestamp())
        provider.claims = lambda right: right | {name: now + moved for name, moved in seconds.items()}

    return spoil


def header(**wrong: Any) -> Fault:
    """Let the ID token's header say something else, and sign it."""

    def spoil(provider: Provider) -> None:
        provider.sign = lambda right, said: by_hand(provider, json.dumps(right | wrong), json.dumps(said))

    return spoil


def raw(*, head: Callable[[str], str] = str, body: Callable[[str], str] = str) -> Fault:
    """Change the text of header or claims before they are signed."""

    def spoil(provider: Provider) -> None:
        provider.sign = lambda right, said: by_hand(provider, head(json.dumps(right)), body(json.dumps(said)))

    return spoil


def signed(sign: Callable[[Provider, Claims, Claims], str]) -> Fault:
    """Sign in another way."""

    def spoil(provider: Provider) -> None:
        provider.sign = lambda right, said: sign(provider, right, said)

    return spoil


def token(change: Callable[[str], Any]) -> Fault:
    """Change the ID token after it was signed."""
    return tokens(lambda right: right | {"id_token": change(right["id_token"])})


def tokens(change: Callable[[Claims], Claims]) -> Fault:
    """Change what the token endpoint answers."""

    def spoil(provider: Provider) -> None:
        provider.tokens = change

    return spoil


def reply(path: str, change: Callable[[httpx.Response], httpx.Response]) -> Fault:
    """Change a whole HTTP answer from *path*."""

    def spoil(provider: Provider) -> None:
        def changed(right: httpx.Response) -> httpx.Response:
            return change(right) if provider.asked[-1].url.path == path else right

        provider.reply = changed

    return spoil


def says(path: str, status: int, **content: Any) -> Fault:
    """Answer from *path* with something else entirely."""
    return reply(path, lambda _: httpx.Response(status, **content))


def as_page(path: str) -> Fault:
    """Answer rightly, but say that it is a web page."""
    return reply(path, lambda right: httpx.Response(200, html=right.text))


def key_with(**wrong: Any) -> Fault:
    """Publish the right key for something else."""
    return reply("/jwks", lambda right: httpx.Response(200, json={"keys": [right.json()["keys"][0] | wrong]}))


def text(change: Callable[[str], str]) -> Fault:
    """Change the text of the token endpoint's answer."""
    kind = {"content-type": "application/json"}
    return reply("/token", lambda right: httpx.Response(200, content=change(right.text), headers=kind))


def metadata(**wrong: Any) -> Fault:
    """Let the discovery document say something else."""

    def spoil(provider: Provider) -> None:
        provider.metadata |= wrong

    return spoil


def back(change: Callable[[Claims], list[tuple[str, str]]]) -> Fault:
    """Change what the browser comes back with."""

    def spoil(provider: Provider) -> None:
        provider.callback = change

    return spoil


def back_with(**wrong: str) -> Fault:
    """Let the browser come back with other or more parameters."""
    return back(lambda right: list((right | wrong).items()))


def back_without(name: str) -> Fault:
    """Let the browser come back without a parameter."""
    return back(lambda right: [(key, value) for key, value in right.items() if key != name])


def back_twice(name: str) -> Fault:
    """Let the browser come back with a parameter that stands twice."""
    return back(lambda right: [*right.items(), (name, right[name])])


def error(name: str, iss: str = ISSUER) -> Fault:
    """Let the provider send the visitor back with an error."""
    return back(lambda right: [("error", name), ("state", right["state"]), ("iss", iss)])


def by_hand(provider: Provider, head: str, body: str) -> str:
    """Sign texts that no library would write."""
    signing = f"{b64(head.encode())}.{b64(body.encode())}"
    algorithm = jws.JWSRegistry.algorithms["RS256"]
    return f"{signing}.{b64(algorithm.sign(signing.encode(), provider.key))}"


def unsigned(_: Provider, right: Claims, said: Claims) -> str:
    """Make a token with the algorithm «none»."""
    return f"{b64(json.dumps(right | {'alg': 'none'}).encode())}.{b64(json.dumps(said).encode())}."


def by_public_key(provider: Provider, right: Claims, said: Claims) -> str:
    """Use the public key as if it were a shared secret, which no careful library does any more."""
    signing = f"{b64(json.dumps(right | {'alg': 'HS256'}).encode())}.{b64(json.dumps(said).encode())}"
    secret = provider.key.as_pem(private=False)
    return f"{signing}.{b64(hmac.digest(secret, signing.encode(), 'sha256'))}"


def by_another_key(_: Provider, right: Claims, said: Claims) -> str:
    """Sign by a key that is not the provider's, under the name of one that is."""
    return jwt.encode(right, said, rsa_key("stranger"), algorithms=["RS256"])


def b64(content: bytes) -> str:
    """Write bytes as JOSE does."""
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def doubled(text: str, name: str, value: str) -> str:
    """Put a member into a JSON object a second time."""
    return f'{{"{name}": {json.dumps(value)}, {text[1:]}'


def flipped(token: str) -> str:
    """Change one character in the middle of the signature."""
    middle = token.rindex(".") + 100
    return token[:middle] + ("A" if token[middle] != "A" else "B") + token[middle + 1 :]


def other_body(token: str) -> str:
    """Put other claims under the same signature."""
    first, _, last = token.split(".")
    return f"{first}.{b64(json.dumps({'iss': ISSUER, 'sub': 'x', 'aud': CLIENT}).encode())}.{last}"
