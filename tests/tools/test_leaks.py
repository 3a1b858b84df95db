"""What no file may carry is found, and what may stand is left alone."""

from pathlib import Path

import pytest

from tools import leaks

# In pieces, or this file would itself be found.
INDEX = ".".join(("registry", "example", "org"))  # noqa: FLY002
HOME = "/".join(("", "home", "kari", "portal"))  # noqa: FLY002


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("notes.md", f"see https://{INDEX}/package"),
        ("notes.md", f"installed in {HOME}"),
        ("package-lock.json", '"resolved": "somewhere"'),
        ("requirements.lock", "--index-url https://example.org/simple"),
        ("page.html", "<script>alert(1)</script>"),
        ("page.html", '<p style="color: red">'),
        ("page.html", '<p onclick="x()">'),
        ("page.html", '<p data-hx-on:click="x()">'),
        ("page.html", "<p data-hx-vals='js:{x: 1}'>"),
    ],
)
def test_a_leak_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str) -> None:
    """With the line that it is on."""
    monkeypatch.setattr(leaks, "ROOT", tmp_path)
    (tmp_path / name).write_text(f"\n{text}\n")

    [found] = leaks.leaks(tmp_path / name)

    assert found.startswith(f"{name}:2: ")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("unit.service", "WorkingDirectory=/opt/mine-helseopplysninger"),
        ("page.html", '<script src="/static/app.js" defer></script>'),
        ("page.html", '<a href="/births" data-hx-get="?person=me">'),
        ("notes.md", "The package comes from PyPI or from a mirror."),
        ("requirements.lock", "starlette==1.0 --hash=sha256:aa"),
    ],
)
def test_what_may_stand_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    """A check that cries wolf is soon switched off."""
    monkeypatch.setattr(leaks, "ROOT", tmp_path)
    (tmp_path / name).write_text(text)

    assert list(leaks.leaks(tmp_path / name)) == []
