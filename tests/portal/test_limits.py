"""Whom a limit counts as one."""

import pytest

from portal.limits import visitor


@pytest.mark.parametrize(
    ("client", "known_as"),
    [
        (("192.0.2.7", 1), "192.0.2.7"),
        (("::ffff:192.0.2.7", 1), "192.0.2.7"),
        (("2001:db8:1:2::7", 1), "2001:db8:1:2::/64"),
        (("2001:db8:1:2:ffff::8", 1), "2001:db8:1:2::/64"),
        (("fe80::1%eth0", 1), "fe80::/64"),
        (("testclient", 1), "unknown"),
        (None, "unknown"),
    ],
)
def test_a_line_is_one_visitor_however_many_addresses_it_has(
    client: tuple[str, int] | None, known_as: str
) -> None:
    """Who has IPv6 has more addresses than a limit could ever count."""
    assert visitor({"type": "http", "client": client}) == known_as
