"""Finds a Chromium for the tests, or installs one: `python -m tools.chromium`.

A browser that is already there is used as it is. Otherwise the distribution's
own, then Playwright's; when neither can be had, the reader is told what to do.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APT = ("chromium", "fonts-liberation")
# A browser that speaks with nobody but the page: no updates, no sync, no look-ups of its maker's hosts.
ALONE = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def candidates() -> Iterator[str]:
    """Where a browser may be, the reader's own choice first."""
    if chosen := os.environ.get("CHROMIUM"):
        yield chosen
    yield from filter(None, map(shutil.which, NAMES))
    if own := playwrights():
        yield own


def arguments() -> list[str]:
    """How to start it for a test; its sandbox does not work for root."""
    return [*ALONE, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def playwrights() -> str | None:
    """The browser that `playwright install chromium` leaves behind, when it did."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (half a second that most runs can save)

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def answers(program: str) -> bool:
    """Whether *program* is a browser that starts, and not a stub that tells of another package."""
    try:
        told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True, timeout=30)
    except (OSError, subprocess.SubprocessError):
        return False
    return "Chrom" in told.stdout


def found() -> str | None:
    """The first browser that starts."""
    return next(filter(answers, candidates()), None)


def by_apt() -> None:
    """Install the distribution's Chromium, as root or by a sudo that asks nothing."""
    if not shutil.which("apt-get"):
        return
    before = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if before and not shutil.which("sudo"):
        return
    quietly = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", *APT]):
        subprocess.run([*before, "apt-get", *command], env=quietly, stdout=sys.stderr, check=False)


def by_playwright() -> None:
    """Let Playwright fetch the browser that it was built for."""
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(command, stdout=sys.stderr, check=False)


def main() -> None:
    """Print where the browser is, once there is one."""
    for install in (None, by_apt, by_playwright):
        if install is not None:
            print("No Chromium here yet: installing one.", file=sys.stderr, flush=True)
            install()
        if browser := found():
            print(browser)
            return
    sys.exit(
        "The journeys need Chromium, and it could not be installed from here.\n"
        "Install it (Debian: apt install chromium; macOS: brew install chromium),\n"
        "or say where it is: make test CHROMIUM=/path/to/chromium"
    )


if __name__ == "__main__":
    main()
