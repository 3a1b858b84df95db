"""What a provider answers over HTTP: JSON objects, read so that they can mean one thing only."""

import json
from collections.abc import Sequence
from typing import Any

import httpx


class ProviderSilent(Exception):
    """The provider did not answer, or said that it cannot now."""


class AnswerNotTrusted(Exception):
    """The provider answered with something that must not be acted on."""


def json_object(text: bytes | str) -> dict[str, Any]:
    """Return the object that *text* is, or raise AnswerNotTrusted.

    A member that stands twice is refused: two readers could see two different
    answers in it. So are NaN and Infinity, which JSON does not have, and half
    characters (lone surrogates), which nobody could store or send on.
    """
    try:
        whole = text.decode() if isinstance(text, bytes) else text
        value = json.loads(whole, object_pairs_hook=_once, parse_constant=_no_number)
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise AnswerNotTrusted("not an unambiguous JSON object") from None
    if not isinstance(value, dict):
        raise AnswerNotTrusted("JSON, but not an object")
    return value


def body_of(response: httpx.Response) -> dict[str, Any]:
    """Return the JSON object in *response*; a gateway's error page is no answer at all."""
    if response.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
        raise ProviderSilent(f"status {response.status_code}")
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json" and not media_type.endswith("+json"):
        raise AnswerNotTrusted(f"status {response.status_code} with no JSON")
    return json_object(response.content)


async def fetched(http: httpx.AsyncClient, url: str) -> dict[str, Any]:
    """Return the JSON object at *url*; a redirect is not followed."""
    try:
        response = await http.get(url, headers={"Accept": "application/json"})
    except httpx.HTTPError as error:
        raise ProviderSilent(type(error).__name__) from error
    answer = body_of(response)
    if response.status_code != httpx.codes.OK:
        raise AnswerNotTrusted(f"status {response.status_code}")
    return answer


def _once(members: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(members)
    if len(value) != len(members):
        raise ValueError("a member stands twice")
    return value


def _no_number(name: str) -> float:
    raise ValueError(name)
