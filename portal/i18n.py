"""The four languages. A text's key is the text itself in bokmål, so bokmål needs no catalog."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from gettext import c2py
from pathlib import Path

from babel.messages.pofile import read_po

LOCALES = Path(__file__).resolve().parent / "locale"


class Language(StrEnum):
    """A language that pages are written in, by its tag in HTML and HTTP."""

    NB = "nb"
    NN = "nn"
    EN = "en"
    SE = "se"

    @property
    def own_name(self) -> str:
        """What the language calls itself."""
        return _OWN_NAMES[self]


_OWN_NAMES = {
    Language.NB: "Bokmål",
    Language.NN: "Nynorsk",
    Language.EN: "English",
    Language.SE: "Davvisámegiella",
}


def N_(text: str) -> str:  # noqa: N802  (the name by which every gettext tool knows it)
    """Mark *text* for the catalogs where it is written; it is translated where it is shown."""
    return text


@dataclass(frozen=True, slots=True)
class Catalog:
    """What texts are in one language; a text that is not there is said in bokmål."""

    language: Language
    texts: Mapping[str, str]
    plurals: Mapping[str, tuple[str, ...]]
    form: Callable[[int], int]

    def gettext(self, text: str) -> str:
        """Return *text* in this language."""
        return self.texts.get(text, text)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return the form of a text that goes with *count* things."""
        forms = self.plurals.get(one)
        if forms is None:
            return one if count == 1 else many
        return forms[self.form(count)]


@cache
def catalog(language: Language) -> Catalog:
    """Return the catalog of *language*, read from its file the first time."""
    path = LOCALES / language / "LC_MESSAGES" / "portal.po"
    if not path.exists():
        return Catalog(language, {}, {}, int)
    with path.open("rb") as file:
        read = read_po(file, locale=str(language))
    texts: dict[str, str] = {}
    plurals: dict[str, tuple[str, ...]] = {}
    for message in read:
        if not message.id or message.fuzzy:
            continue
        match message.id, message.string:
            case str(text), str(said) if said:
                texts[text] = said
            case (one, _), (*forms,) if all(forms):
                plurals[one] = tuple(forms)
            case _:
                pass
    return Catalog(language, texts, plurals, c2py(read.plural_expr))


def chosen(cookie: str | None, accepts: str = "") -> Language:
    """Return the language of the visitor's own choice, else the first that their browser asks for."""
    wished = [cookie or "", *(part.partition(";")[0].strip() for part in accepts.split(","))]
    for tag in wished:
        match tag.lower().partition("-")[0]:
            case "nb" | "no" | "da" | "sv":
                return Language.NB
            case "nn" | "en" | "se" as known:
                return Language(known)
            case _:
                pass
    return Language.NB
