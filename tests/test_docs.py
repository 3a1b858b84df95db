"""What the documents say about the repository is so."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
ADRS = ROOT / "docs" / "adr"


def links(document: Path) -> list[str]:
    """Where *document* leads to, inside the repository."""
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text(encoding="utf-8"))
    return [target for target in targets if "://" not in target]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    """Pictures too."""
    assert [link for link in links(document) if not (document.parent / link).exists()] == []


def test_every_decision_is_in_the_index_once() -> None:
    """In order, each under its own number."""
    listed = [link for link in links(ADRS / "README.md") if link.startswith("0")]

    assert listed == sorted(path.name for path in ADRS.glob("0*.md"))


def test_every_command_of_make_is_one_that_the_documents_may_name() -> None:
    """A target that is gone is not told about."""
    targets = set(
        re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    told = {
        target
        for document in DOCUMENTS
        for target in re.findall(r"(?:`|^)make ([a-z]+)", document.read_text(encoding="utf-8"), re.MULTILINE)
    }

    assert told - targets == set()


def test_the_readme_has_exactly_two_commands_to_begin_with() -> None:
    """What a newcomer types: one to see it, one to test it."""
    section = (ROOT / "README.md").read_text(encoding="utf-8").split("\n## ")[1]

    assert re.findall(r"^make (\w+)", section, re.MULTILINE) == ["demo", "test"]
