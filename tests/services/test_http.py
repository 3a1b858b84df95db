"""What comes of a register's reply, for whoever asked and for those who ask next."""

import httpx
import pytest

from services.breaker import FAILURES
from services.errors import RegisterUnavailable
from services.http import MOST_BYTES, RegisterClient


async def test_a_reply_too_large_for_one_person_rests_the_register_for_nobody() -> None:
    """Whoever has more records than can be shown must not close the register for all others."""
    line = httpx.MockTransport(lambda _: httpx.Response(200, content=bytes(MOST_BYTES + 1)))
    register = RegisterClient(line)

    for _ in range(FAILURES + 1):
        with pytest.raises(RegisterUnavailable, match="too large"):
            await register.ask("/", b"", "text/plain", str, token="", request_id="")

    assert not register.breaker.open
