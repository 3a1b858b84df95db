"""What the provider refuses to be."""

from dataclasses import replace
from typing import Any

import pytest

from dev.idporten.app import create_app
from dev.idporten.config import NotForProduction, Persona, SettingsContradictOurRules
from dev.idporten.texts import TEXTS

from .world import PORTAL_CLIENT, Clock, config


@pytest.mark.parametrize("environment", ["production", "Production", " production ", "prod"])
def test_it_does_not_start_in_production(environment: str) -> None:
    """Here anybody may say that they are anybody."""
    with pytest.raises(NotForProduction):
        create_app(config(Clock()), environment=environment)


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": "http://localhost:8001/"},
        {"issuer": "http://localhost:8001/oidc"},
        {"issuer": "http://id.example"},
        {"issuer": "localhost:8001"},
        {"personas": [Persona("02013299997", "Kari", "")]},
        {"clients": [PORTAL_CLIENT, replace(PORTAL_CLIENT, name="another")]},
    ],
    ids=["slash", "path", "open line", "no scheme", "a number that may be real", "one name, two clients"],
)
def test_it_does_not_start_with_settings_that_contradict_its_rules(changes: dict[str, Any]) -> None:
    """It says so at once, not at the first sign-in."""
    with pytest.raises(SettingsContradictOurRules):
        create_app(config(Clock(), **changes), environment="development")


def test_no_error_repeats_a_number() -> None:
    """What may be a living person's number is in no message and in no *repr*."""
    persona = Persona("02013299997", "Kari", "")

    with pytest.raises(SettingsContradictOurRules) as refused:
        create_app(config(Clock(), personas=[persona]), environment="development")

    assert "02013299997" not in f"{refused.value!r} {persona!r}"


@pytest.mark.parametrize("language", ["nn", "en"])
def test_every_language_has_all_the_words(language: str) -> None:
    """A word that is missing would be an error page."""
    assert TEXTS[language].keys() == TEXTS["nb"].keys()
    assert all(TEXTS[language].values())
