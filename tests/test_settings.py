"""Every setting can be read about, and nothing is written about a setting that is gone."""

import importlib
import re
from pathlib import Path

import pytest
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings

ROOT = Path(__file__).resolve().parent.parent
OPERATIONS = ROOT / "docs" / "operations.md"
EXAMPLE = ROOT / ".env.example"


def settings() -> list[type[BaseSettings]]:
    """Every class of settings that a process is started with; what they inherit from is not one."""
    for path in ROOT.glob("*/**/settings.py"):
        name = path.relative_to(ROOT).with_suffix("")
        if "site-packages" not in name.parts:
            importlib.import_module(".".join(name.parts))
    found, families = [], BaseSettings.__subclasses__()
    while families:
        family = families.pop()
        families += family.__subclasses__()
        ships = family.__module__.partition(".")[0] in {"portal", "auth", "services"}
        if ships and family.__module__.endswith(".settings") and not family.__subclasses__():
            found.append(family)
    return found


def variables() -> dict[str, FieldInfo]:
    """Every field, by its environment variable."""
    return {
        f"{family.model_config.get('env_prefix', '')}{name}".upper(): field
        for family in settings()
        for name, field in family.model_fields.items()
    }


def written(default: object) -> str:
    """A default as one would write it in the environment."""
    return str(default).lower() if isinstance(default, bool) else str(default).removesuffix("/")


def test_every_setting_is_in_the_operators_handbook() -> None:
    """A deployment must not have to read code to find out what it can change."""
    told = set(re.findall(r"`([A-Z][A-Z0-9_]+)`", OPERATIONS.read_text(encoding="utf-8")))

    assert variables().keys() - told == set()


def test_the_handbook_tells_the_default_that_the_code_has() -> None:
    """Where it tells a value; some rows say in words what an empty setting means."""
    rows = re.findall(
        r"^\| `([A-Z0-9_]+)` \| `([^`]*[a-z][^`]*)` \|", OPERATIONS.read_text(encoding="utf-8"), re.MULTILINE
    )
    fields = variables()

    wrong = {name: told for name, told in rows if name in fields and told != written(fields[name].default)}
    assert wrong == {}


@pytest.mark.parametrize("path", [OPERATIONS, EXAMPLE], ids=["handbook", "example"])
def test_nothing_is_told_about_a_setting_that_is_gone(path: Path) -> None:
    """Assignments in the handbook and in the example name settings that exist."""
    assigned = set(re.findall(r"^#? ?([A-Z][A-Z0-9_]+)=", path.read_text(encoding="utf-8"), re.MULTILINE))

    assert assigned - variables().keys() == set()
