"""A citizen with thirty doses, signed in as anybody signs in: through the pretend ID-porten."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from http.cookies import SimpleCookie

import httpx
import msgspec

from auth.cookies import SESSION_COOKIE
from services.fhir import FODSELSNUMMER

DOSES = 30
_CODES = "urn:oid:2.16.578.1.12.4.1.1.9501"
_FORM = re.compile(r'<form method="post" action="([^"]+)"')


def delivery(number: str) -> Iterator[bytes]:
    """Write a bulk delivery of DOSES doses about the person with *number*."""
    person = {
        "resourceType": "Patient",
        "id": "bench",
        "identifier": [{"system": FODSELSNUMMER, "value": number}],
    }
    yield msgspec.json.encode(person) + b"\n"
    for dose in range(DOSES):
        given = date(2014, 1, 15) + timedelta(days=97 * dose)
        event = {
            "resourceType": "Immunization",
            "id": f"bench-{dose}",
            "status": "completed",
            "vaccineCode": {"coding": [{"system": _CODES, "code": "FLU02", "display": "Influensavaksine"}]},
            "patient": {"reference": "Patient/bench"},
            "occurrenceDateTime": given.isoformat(),
            "lotNumber": f"L{dose:04}",
        }
        yield msgspec.json.encode(event) + b"\n"


def sign_in(portal: str, number: str) -> str:
    """Sign in at *portal* as the person with *number*; return the value of the session cookie."""
    cookies: dict[str, dict[str, str]] = {}
    with httpx.Client(timeout=10) as browser:
        answer = _follow(browser, browser.build_request("GET", f"{portal}/login"), cookies)
        form = _FORM.search(answer.text)
        if form is None:
            raise RuntimeError("the pretend ID-porten showed no form")
        action = answer.url.join(form[1].replace("&amp;", "&"))
        headers = {"Origin": f"{action.scheme}://{action.netloc.decode()}", "Sec-Fetch-Site": "same-origin"}
        chosen = {"pid": number, "level": "idporten-loa-high"}
        _follow(browser, browser.build_request("POST", action, data=chosen, headers=headers), cookies)
    for jar in cookies.values():
        if SESSION_COOKIE in jar:
            return jar[SESSION_COOKIE]
    raise RuntimeError("nobody was signed in")


def _follow(
    browser: httpx.Client, request: httpx.Request, cookies: dict[str, dict[str, str]]
) -> httpx.Response:
    """Follow redirects as a browser on localhost does: Secure cookies go along there, over http too."""
    for _ in range(10):
        jar = cookies.setdefault(request.url.netloc.decode(), {})
        request.headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in jar.items())
        answer = browser.send(request)
        for line in answer.headers.get_list("set-cookie"):
            jar |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        if answer.next_request is None:
            return answer
        request = answer.next_request
    raise RuntimeError("redirected for ever")
