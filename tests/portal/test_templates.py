"""Every template, in every language, with whatever a card may hold."""

import re
import subprocess
from pathlib import Path

import pytest

from portal.html import IN_SAMI, Pages
from portal.i18n import Language
from tests.portal.scenes import SCENES, Scene
from tools.node import command, environment

HTML = Path(__file__).resolve().parent.parent / "html"
SCRIPTING = re.compile(
    r"\s(?:style|on[a-z]+|(?:data-)?hx-on[\w:.-]*)\s*=|<style|<script(?![^>]*\ssrc=)|=[\"']js:"
)

everything = pytest.mark.parametrize("name", SCENES)
every_language = pytest.mark.parametrize("language", Language)


def shown(pages: Pages, name: str, language: Language = Language.NB) -> str:
    """The page of a scene."""
    scene = SCENES[name]
    return pages.text(scene.page, language, {"shell": scene.shell, **scene.context})


@everything
@every_language
def test_a_page_has_one_heading_a_title_and_its_language(pages: Pages, name: str, language: Language) -> None:
    """What a screen reader says first is there, and is said in the right voice."""
    text = shown(pages, name, language)

    assert text.count("<h1") == 1
    assert re.search(r"<title>\w.* – \w.+</title>", text)
    assert f'<html lang="{language}"' in text


@everything
def test_a_page_runs_no_script_of_its_own(pages: Pages, name: str) -> None:
    """A strict Content-Security-Policy has nothing to stop."""
    text = shown(pages, name)

    assert not SCRIPTING.search(text)


@everything
def test_a_page_in_sami_says_where_it_is_not(pages: Pages, name: str) -> None:
    """What has not been translated is marked as Norwegian."""
    text = shown(pages, name, Language.SE)

    assert bool(re.search(r'<main [^>]*lang="nb"', text)) is (SCENES[name].page not in IN_SAMI)


def has_something_to_swap(scene: Scene) -> bool:
    """A register that is silent has no fragment."""
    return bool(scene.fragment) and scene.context.get("found", scene.context["card"]) is not None


@pytest.mark.parametrize("name", [name for name, scene in SCENES.items() if has_something_to_swap(scene)])
def test_a_fragment_is_a_part_of_its_page(pages: Pages, name: str) -> None:
    """What htmx swaps in is what a reload would have shown."""
    scene = SCENES[name]

    assert scene.fragment
    fragment = pages.text(scene.fragment, Language.NB, {"shell": scene.shell, **scene.context})

    assert "".join(fragment.split()) in "".join(shown(pages, name).split()) or "Ingenting" in shown(
        pages, name
    )


def test_what_a_register_holds_is_text_and_never_markup(pages: Pages) -> None:
    """Names and places are escaped wherever they stand."""
    text = (
        shown(pages, "vaccines-extreme") + shown(pages, "births-extreme") + shown(pages, "access-log-extreme")
    )

    assert "<b>" not in text
    assert "&lt;b&gt;" in text


def test_nothing_registered_is_never_not_vaccinated(pages: Pages) -> None:
    """An empty list says what the register cannot know."""
    text = shown(pages, "vaccines-empty")

    assert "Ingenting er registrert" in text
    assert "Det kan likevel være gitt vaksiner" in text
    assert "ikke vaksinert" not in text.lower()


def test_a_page_holds_no_more_than_its_share_of_many_doses(pages: Pages) -> None:
    """Ten thousand doses are counted, and shown some at a time."""
    text = shown(pages, "vaccines-extreme")

    assert "10\xa0000" in text
    assert text.count('<th scope="row">') == 50


@pytest.fixture(scope="module")
def html_validate() -> list[str]:
    """How to start html-validate, installed the first time."""
    if not (HTML / "node_modules" / ".bin" / "html-validate").exists():
        install = [*command("npm"), "ci", "--silent"]
        subprocess.run(install, cwd=HTML, env=environment(), check=True, timeout=100)
    return [
        *command("node"),
        "node_modules/html-validate/bin/html-validate.mjs",
        "--config",
        ".htmlvalidate.json",
    ]


@pytest.mark.timeout(200)
def test_every_page_is_valid_html(pages: Pages, html_validate: list[str], tmp_path: Path) -> None:
    """html-validate finds nothing, in any language."""
    for name in SCENES:
        for language in Language:
            (tmp_path / f"{name}.{language}.html").write_text(shown(pages, name, language), encoding="utf-8")

    asked = [*html_validate, f"{tmp_path}/*.html"]
    answer = subprocess.run(asked, cwd=HTML, env=environment(), capture_output=True, text=True, check=False)

    assert answer.returncode == 0, answer.stdout + answer.stderr
