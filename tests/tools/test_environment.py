"""Setting up trusts nothing that the lock does not name."""

import pytest

from tools.environment import LOCK, pinned

TWO = """\
# Made by hand.
uv==1.2.3 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via somebody
uvicorn==0.1 \\
    --hash=sha256:cc
"""


@pytest.mark.parametrize(
    ("package", "wanted"),
    [
        ("uv", "uv==1.2.3 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n"),
        ("uvicorn", "uvicorn==0.1 \\\n    --hash=sha256:cc\n"),
    ],
    ids=["with a comment after it", "at the end of the file"],
)
def test_a_package_is_pinned_by_its_own_lines(package: str, wanted: str) -> None:
    """Neither its neighbour's hashes nor a comment come with it."""
    assert pinned(TWO, package) == wanted


def test_our_own_lock_pins_the_installer() -> None:
    """Or the first thing that set-up installs would be installed unchecked."""
    assert "--hash=sha256:" in pinned(LOCK.read_text(encoding="utf-8"), "uv")
