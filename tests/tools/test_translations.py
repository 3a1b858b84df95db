"""The check that keeps the catalogs whole would notice each way in which they can break."""

from pathlib import Path

import pytest

from tools import translations

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
SAID: translations.Places = {"Hei, %(name)s": {"portal/a.html"}, "Bare her": {"portal/b.html"}}
WHOLE = 'msgid "Hei, %(name)s"\nmsgstr "Hello, %(name)s"\n\nmsgid "Bare her"\nmsgstr "Only here"\n'


def written(folder: Path, text: str) -> None:
    """Put a catalog of *text* in *folder*."""
    path = folder / "en" / "LC_MESSAGES" / "portal.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + text, encoding="utf-8")


@pytest.mark.parametrize(
    ("catalog", "fault"),
    [
        pytest.param(WHOLE, [], id="whole"),
        pytest.param(WHOLE.replace("Only here", ""), ["missing: 'Bare her'"], id="a text is missing"),
        pytest.param(
            WHOLE + '\nmsgid "Old"\nmsgstr "Old"\n', ["nobody says: 'Old'"], id="a text is left over"
        ),
        pytest.param(
            WHOLE.replace('msgid "Bare', '#, fuzzy\nmsgid "Bare'), ["fuzzy: 'Bare her'"], id="fuzzy"
        ),
        pytest.param(
            WHOLE.replace("Hello, %(name)s", "Hello, %(nmae)s"),
            ["placeholders: 'Hello, %(nmae)s' is not 'Hei, %(name)s'"],
            id="a placeholder is misspelt",
        ),
    ],
)
def test_a_fault_in_a_catalog_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, catalog: str, fault: list[str]
) -> None:
    """One line for each, and none for a whole one."""
    monkeypatch.setattr(translations, "LOCALES", tmp_path)
    written(tmp_path, catalog)

    assert list(translations.faults("en", SAID)) == fault


def test_an_exception_excuses_only_what_nobody_else_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A text on an excused page is missed all the same when another page says it too."""
    monkeypatch.setattr(translations, "LOCALES", tmp_path)
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "exceptions.txt").write_text("portal/b.*  # only in Norwegian\n", encoding="utf-8")
    said = SAID | {"Begge": {"portal/a.html", "portal/b.html"}}

    assert translations.wanted(said, "en") == {"Hei, %(name)s", "Begge"}


def test_texts_are_found_where_they_are_written() -> None:
    """In templates and in modules; what a template translates by a variable is somebody else's."""
    template = '{{ _("Hei, %(name)s", name=x) }}{{ ngettext("én", "flere", n) }}{{ _(look.did) }}'

    assert set(translations.in_template(template, "t")) == {"Hei, %(name)s", ("én", "flere")}
    assert list(translations.in_python('A = {1: N_("To " "deler"), 2: M_("nei")}')) == ["To deler"]


def test_a_text_that_cannot_be_found_is_refused() -> None:
    """A text that is put together while the page is made has no key."""
    with pytest.raises(translations.NotATextOfOurs):
        list(translations.in_template('{{ _("Hei" ~ name) }}', "t"))


def test_extracting_keeps_what_is_translated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """New texts come in empty, old ones go, and the rest stays."""
    monkeypatch.setattr(translations, "LOCALES", tmp_path)
    written(tmp_path, WHOLE + '\nmsgid "Old"\nmsgstr "Old"\n')

    translations.extract("en", SAID | {"Ny": {"portal/c.html"}})

    assert list(translations.faults("en", SAID | {"Ny": {"portal/c.html"}})) == ["missing: 'Ny'"]
