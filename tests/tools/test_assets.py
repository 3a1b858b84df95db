"""The files that are copied for the browser."""

import json
from pathlib import Path

import pytest

from tools import assets


@pytest.fixture
def vendor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder to copy to."""
    monkeypatch.setattr(assets, "VENDOR", tmp_path / "vendor")
    return tmp_path / "vendor"


def test_every_file_is_named_by_what_is_in_it(vendor: Path) -> None:
    """So that a browser may keep it for ever."""
    kept = assets.copy()

    assert {line["file"] for line in kept.values()} <= {path.name for path in vendor.iterdir()}
    assert all(name.rpartition(".")[0] != str(line["file"]).rpartition(".")[0] for name, line in kept.items())


def test_each_package_brings_its_licence(vendor: Path) -> None:
    """Three packages, three licences."""
    assets.copy()

    assert len(list(vendor.glob("LICENSE-*.txt"))) == 3


def test_another_htmx_than_the_one_that_was_tested_is_refused(
    monkeypatch: pytest.MonkeyPatch, vendor: Path
) -> None:
    """A new version is a deliberate change, never something that an install slipped in."""
    monkeypatch.setattr(assets, "HTMX_INTEGRITY", "sha384-another")

    with pytest.raises(SystemExit, match="not the file"):
        assets.copy()


def test_a_package_without_its_file_is_told(monkeypatch: pytest.MonkeyPatch, vendor: Path) -> None:
    """By a sentence that says what to do."""
    monkeypatch.setattr(assets, "STYLE_SHEETS", ("dist/gone.css",))

    with pytest.raises(SystemExit, match="npm ci"):
        assets.copy()


def test_no_file_asks_another_origin_for_anything(vendor: Path) -> None:
    """Fonts come from ourselves, and only the alphabets that a page uses."""
    assets.copy()
    sheet = next(vendor.glob("design.*.css")).read_text(encoding="utf-8")

    assert "https://" not in sheet.replace("http://www.w3.org", "")
    assert sheet.count("@font-face") == len(assets.ALPHABETS)


def test_the_lock_names_no_registry() -> None:
    """Whoever installs chooses where from; every file is known by its hash."""
    for folder in (assets.ROOT, assets.ROOT / "tests" / "html"):
        packages = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
        installed = [line for path, line in packages.items() if path]

        assert all("integrity" in line and "resolved" not in line for line in installed)
