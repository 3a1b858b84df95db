"""Where a visitor may be led back to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auth.paths import local_path

PAGES = {"vaccines", "access-log"}


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/vaccines",
        "/vaccines/",
        "/vaccines/3f-_~.a/b",
        "/vaccines?person=me&view=x",
        "/access-log",
        "/?a=b",
    ],
)
def test_an_address_within_the_portal_is_kept(address: str) -> None:
    """A page, what is below it, and a plain query."""
    assert local_path(address, PAGES) == address


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "vaccines",
        "//other.example",
        "///other.example",
        "/\\other.example",
        "\\\\other.example",
        "https://other.example/vaccines",
        "https:/vaccines",
        "javascript:alert(1)",
        "/vaccines//other.example",
        "/vaccines/../logout",
        "/vaccines/..",
        "/%2fother.example",
        "/vaccines%0d%0aSet-Cookie:a=b",
        "/vaccines\r\nSet-Cookie: a=b",
        "/vaccines\n",
        " /vaccines",
        "/vaccines#@other.example",
        "/vaccines?next=//other.example",
        "/@other.example",
        "/logout",
        "/login",
        "/Vaccines",
        "/vaccines/" + "a" * 600,
    ],
)
def test_any_other_address_leads_to_the_front_page(address: str | None) -> None:
    """Another site, another scheme, a page that is not on the list, and what a header could break on."""
    assert local_path(address, PAGES) == "/"


@given(st.text())
def test_no_address_leads_out(address: str) -> None:
    """Whatever is asked, the answer starts with one slash and holds no control character."""
    led = local_path(address, PAGES)

    assert led.startswith("/")
    assert not led.startswith(("//", "/\\"))
    assert led.isprintable()
