"""A long command tells how far it has come, to people and to logs."""

from io import StringIO

import pytest
from rich.console import Console

from services import progress


def test_a_terminal_has_a_bar() -> None:
    """With what it is about and how much is done."""
    out = StringIO()
    with progress.shown("import", 1000, console=Console(file=out, force_terminal=True, width=100)) as advance:
        advance(1000)

    assert "import" in out.getvalue()
    assert "1.0/1.0 kB" in out.getvalue()


def test_a_log_has_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain, and not for every step."""
    out = StringIO()
    monkeypatch.setattr(progress, "EVERY", 0.0)
    with progress.shown("import", 1000, console=Console(file=out, width=100)) as advance:
        advance(250)
        advance(250)

    assert out.getvalue() == "import: 25 %\nimport: 50 %\n"


def test_a_short_one_says_nothing() -> None:
    """What is done at once needs no line."""
    out = StringIO()
    with progress.shown("import", 0, console=Console(file=out)) as advance:
        advance(0)

    assert out.getvalue() == ""
