"""A browser that is there is used; one that does not start is not a browser."""

from pathlib import Path

import pytest

from tools import chromium


def program(folder: Path, name: str, told: str) -> str:
    """Put a program that says *told* into *folder*, and return its path."""
    path = folder / name
    path.write_text(f"#!/bin/sh\necho '{told}'\n")
    path.chmod(0o755)
    return str(path)


@pytest.fixture(autouse=True)
def bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No browser anywhere but what a test puts into its own folder."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "playwrights", lambda: None)


def test_without_a_browser_none_is_found() -> None:
    """So one is installed."""
    assert chromium.found() is None


def test_a_browser_on_the_path_is_used(tmp_path: Path) -> None:
    """By any of its names."""
    browser = program(tmp_path, "google-chrome", "Google Chrome 150.0")

    assert chromium.found() == browser


def test_a_stub_that_tells_of_another_package_is_passed_over(tmp_path: Path) -> None:
    """Some distributions leave one under a browser's name."""
    program(tmp_path, "chromium", "Please install the snap")
    browser = program(tmp_path, "google-chrome", "Google Chrome 150.0")

    assert chromium.found() == browser


def test_the_readers_own_choice_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in make test CHROMIUM=…."""
    program(tmp_path, "chromium", "Chromium 150.0")
    chosen = program(tmp_path, "mine", "Chromium 151.0")
    monkeypatch.setenv("CHROMIUM", chosen)

    assert chromium.found() == chosen
