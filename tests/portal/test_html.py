"""Pages and fragments over HTTP."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from portal.assets import AssetsMissing, HtmxSource, assets, folder
from portal.html import Pages
from portal.i18n import Language
from tests.portal.scenes import SCENES
from tests.portal.stage import stage
from tools.assets import HTMX_INTEGRITY, integrity


@pytest.fixture(scope="module")
def client() -> TestClient:
    """The stage."""
    return TestClient(stage())


@pytest.mark.parametrize(
    ("headers", "whole"),
    [
        pytest.param({}, True, id="a browser"),
        pytest.param({"HX-Request": "true"}, False, id="htmx"),
        pytest.param({"HX-Request": "true", "HX-Boosted": "true"}, True, id="a boosted link"),
        pytest.param(
            {"HX-Request": "true", "HX-History-Restore-Request": "true"}, True, id="back in history"
        ),
    ],
)
def test_htmx_gets_the_fragment_and_everybody_else_the_page(
    client: TestClient, headers: dict[str, str], *, whole: bool
) -> None:
    """And caches are told that the two differ."""
    answer = client.get("/scene/vaccines", headers=headers)

    assert ("<html" in answer.text) is whole
    assert "HX-Request" in answer.headers["Vary"]


def test_an_answer_names_its_language(client: TestClient) -> None:
    """In the header as in the page."""
    answer = client.get("/scene/vaccines?language=nn")

    assert answer.headers["Content-Language"] == "nn"
    assert "Mine vaksinar" in answer.text


def test_a_page_without_a_shell_is_drawn_for_a_stranger(pages: Pages, client: TestClient) -> None:
    """Nobody's name is on it, and the way in is."""
    text = client.get("/scene/front").text

    assert 'href="/login"' in text
    assert "Logg ut" not in text


def test_a_translation_is_a_part_of_the_compiled_page(pages: Pages) -> None:
    """A page asks no catalog for what is the same each time."""
    scene = SCENES["privacy"]
    text = pages.text(scene.page, Language.EN, {"shell": scene.shell})

    assert "The health information is yours" in text
    assert "hjelp@mine-helseopplysninger.example" in text


def test_a_changed_file_has_a_new_address_that_lasts(client: TestClient) -> None:
    """What may be kept for ever is never what has changed; what may have changed is asked for anew."""
    address = assets(folder(), htmx=HtmxSource.LOCAL)["portal.css"]

    assert "immutable" in client.get(address).headers["Cache-Control"]
    assert client.get("/static/portal.css").headers["Cache-Control"] == "no-cache"
    assert "Cache-Control" not in client.get("/static/nothing?v=1").headers or (
        "immutable" not in client.get("/static/nothing?v=1").headers["Cache-Control"]
    )


def test_our_copy_of_htmx_is_the_file_that_the_cdn_must_give() -> None:
    """One integrity for both, and it is the one that was tested."""
    script = assets(folder(), htmx=HtmxSource.CDN).htmx
    copy = folder() / "vendor" / (script.fallback or "").rpartition("/")[2]

    assert script.integrity == integrity(copy.read_bytes()) == HTMX_INTEGRITY
    assert script.src.startswith("https://cdn.jsdelivr.net/npm/htmx.org@4.0.1/")


def test_only_a_cdn_is_named_to_the_browsers_policy() -> None:
    """With our own copy there is nobody else to allow."""
    sources = [assets(folder(), htmx=source).script_sources for source in HtmxSource]

    assert [len(source) for source in sources] == [1, 0]


def test_missing_files_are_told_in_one_word(tmp_path: Path) -> None:
    """Not by a page without its looks."""
    with pytest.raises(AssetsMissing):
        assets(tmp_path, htmx=HtmxSource.LOCAL)
