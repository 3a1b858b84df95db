"""The catalogue of rules, in code and in the handbook."""

import re
from pathlib import Path

from services.population.rules import RULES, Confidence

HANDBOOK = Path(__file__).resolve().parents[3] / "docs" / "population.md"
ROW = re.compile(r"^\| `(?P<id>[a-z0-9-]+)` \| (?P<allows>yes|no) \| (?P<confidence>\w+) \|", re.MULTILINE)


def test_the_handbook_has_every_rule() -> None:
    """With the same answer and the same confidence, and no rule that is gone."""
    rows = ROW.finditer(HANDBOOK.read_text(encoding="utf-8"))
    told = {row["id"]: (row["allows"] == "yes", row["confidence"]) for row in rows}

    assert told == {rule.id: (rule.allows, rule.confidence.value) for rule in RULES.values()}


def test_every_refusal_says_why_and_where_to_ask() -> None:
    """In one sentence each."""
    refusals = [rule for rule in RULES.values() if not rule.allows]

    assert [rule.id for rule in refusals if not rule.sentence.endswith(".")] == []
    assert [rule.id for rule in refusals if not rule.ask] == ["own-token-only"]


def test_what_is_no_design_of_ours_names_its_source() -> None:
    """And what is, says so."""
    design = {rule.id for rule in RULES.values() if rule.confidence is Confidence.DESIGN}

    assert {rule.id for rule in RULES.values() if rule.source == "ours"} == design
