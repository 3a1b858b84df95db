"""The machine's Node where it will do, the packaged one where it will not."""

from pathlib import Path

import pytest

from tools.node import command, environment, version


def old(folder: Path) -> str:
    """Put a Node and an npm of yesterday into *folder*."""
    for name in ("node", "npm"):
        (folder / name).write_text("#!/bin/sh\necho v16.20.2\n")
        (folder / name).chmod(0o755)
    return str(folder)


@pytest.mark.parametrize(
    "told", ["#!/bin/sh\necho nonsense\n", "#!/bin/sh\nexit 1\n"], ids=["nonsense", "fails"]
)
def test_a_program_that_is_no_node_has_no_version(tmp_path: Path, told: str) -> None:
    """It is treated as one that is too old."""
    fake = tmp_path / "node"
    fake.write_text(told)
    fake.chmod(0o755)

    assert version(str(fake)) == 0


def test_an_old_node_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """npm is then started by the packaged Node, which is new enough."""
    monkeypatch.setenv("PATH", old(tmp_path))

    node, script = command("npm")

    assert version(node) >= 20
    assert Path(script).is_file()


def test_what_node_starts_finds_that_node(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """npm starts `node` by name."""
    monkeypatch.setenv("PATH", old(tmp_path))

    assert environment()["PATH"].startswith(str(Path(command("node")[0]).parent))
