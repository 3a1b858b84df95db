"""The texts of the portal and their catalogs: `python -m tools.translations extract|check`.

A text is its own key, in bokmål. `extract` writes the new ones into each
catalog, untranslated, and takes out what nobody says any more; `check` says
what is missing, left over, marked fuzzy, or has lost a placeholder.
"""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

from services.vaccines import codes

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "portal" / "locale"
PACKAGES = ("portal", "auth", "services", "access_log")
TEMPLATES = ROOT / "portal" / "templates"
LANGUAGES = ("nn", "en", "se")

Text = str | tuple[str, str]
Places = dict[Text, set[str]]

_PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?(.)|\{(\w+)\}")


class NotATextOfOurs(Exception):
    """A template asks to translate something that cannot be found in its source."""


def texts() -> Places:
    """Every text that the portal may say, with the files that say it."""
    found: Places = defaultdict(set)
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for marked in in_python(path.read_text(encoding="utf-8")):
                found[marked].add(str(path.relative_to(ROOT)))
    for path in sorted(TEMPLATES.rglob("*.html")):
        for text in in_template(path.read_text(encoding="utf-8"), path.name):
            found[text].add(str(path.relative_to(ROOT)))
    for name in in_code_lists():
        found[name].add("services/vaccines/codes.py")
    return dict(found)


def in_python(source: str) -> Iterator[str]:
    """The texts that a module marks with N_."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id="N_"), args=[ast.Constant(value=str(text))]):
                yield text
            case _:
                pass


def in_template(source: str, name: str) -> Iterator[Text]:
    """The texts that a template says. What it translates by a variable, somebody else has marked."""
    tree = Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(source)
    for call in tree.find_all(nodes.Call):
        match call:
            case nodes.Call(node=nodes.Name(name="_"), args=[nodes.Const(value=str(text))]):
                yield text
            case nodes.Call(node=nodes.Name(name="_"), args=[nodes.Getattr()]):
                pass
            case nodes.Call(node=nodes.Name(name="ngettext"), args=[nodes.Const(), nodes.Const(), *_]):
                one, many = call.args[0], call.args[1]
                assert isinstance(one, nodes.Const)
                assert isinstance(many, nodes.Const)
                yield one.value, many.value
            case nodes.Call(node=nodes.Name(name="_" | "ngettext")):
                raise NotATextOfOurs(f"{name}:{call.lineno}")
            case _:
                pass


def in_code_lists() -> Iterator[str]:
    """The names of vaccines and diseases, which are data."""
    yield from (disease.name for disease in codes.diseases().values())
    yield from (vaccine.name for vaccine in codes.vaccines().values())


def placeholders(text: str) -> frozenset[str]:
    """The names that are filled in when *text* is said."""
    return frozenset(match[0] for match in _PLACEHOLDER.finditer(text) if match[0] != "%%")


def excused(language: str) -> tuple[str, ...]:
    """The files whose texts *language* does without, as patterns."""
    path = LOCALES / language / "exceptions.txt"
    if not path.exists():
        return ()
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(line for line in lines if line)


def wanted(said: Places, language: str) -> set[Text]:
    """The texts that *language* must have: those that any file says that is not excused."""
    patterns = excused(language)
    return {
        text
        for text, places in said.items()
        if not all(any(fnmatch(place, pattern) for pattern in patterns) for place in places)
    }


def catalog_path(language: str) -> Path:
    """Where the catalog of *language* is."""
    return LOCALES / language / "LC_MESSAGES" / "portal.po"


def catalog(language: str) -> Catalog:
    """Return the catalog of *language*, an empty one if there is none yet."""
    path = catalog_path(language)
    if not path.exists():
        return Catalog(language, project="Mine helseopplysninger", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def faults(language: str, said: Places) -> Iterator[str]:
    """What is wrong with the catalog of *language*, a line each."""
    kept = {_key(message): message for message in catalog(language) if message.id}
    for text in sorted(wanted(said, language) - {key for key, told in kept.items() if _whole(told)}, key=str):
        yield f"missing: {text!r}"
    for text, message in kept.items():
        if text not in said:
            yield f"nobody says: {text!r}"
        elif message.fuzzy:
            yield f"fuzzy: {text!r}"
        elif _whole(message):
            yield from _lost(text, message)


def _lost(text: Text, message: Message) -> Iterator[str]:
    """A form may leave out the number where grammar says it all, and nothing else."""
    expected = frozenset().union(*map(placeholders, _forms(text)))
    for form in _forms(message.string):
        if (placeholders(form) ^ expected) - {"%(num)s"}:
            yield f"placeholders: {form!r} is not {text!r}"


def _forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def _key(message: Message) -> Text:
    forms = _forms(message.id)
    return forms[0] if len(forms) == 1 else (forms[0], forms[1])


def _whole(message: Message) -> bool:
    forms = _forms(message.string)
    return bool(forms) and all(forms)


def extract(language: str, said: Places) -> None:
    """Write the catalog of *language* anew: in the order of the files, with the translations there are."""
    old = {_key(message): message for message in catalog(language) if message.id}
    new = Catalog(
        language,
        project="Mine helseopplysninger",
        fuzzy=False,
        charset="utf-8",
        header_comment=f"# The texts of Mine helseopplysninger in {language}.",
    )
    must = wanted(said, language)
    for text, places in sorted(said.items(), key=lambda item: (min(item[1]), str(item[0]))):
        if text in must or text in old:
            string = old[text].string if text in old else None
            new.add(text, string, locations=[(place, 0) for place in sorted(places)])
    path = catalog_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, new, width=100, include_lineno=False, omit_header=False)


def main() -> None:
    """Do what the command line asks for."""
    said = texts()
    match sys.argv[1:]:
        case ["extract"]:
            for language in LANGUAGES:
                extract(language, said)
        case ["check"]:
            found = [f"{language}: {fault}" for language in LANGUAGES for fault in faults(language, said)]
            print(*found, f"{len(said)} texts, {len(found)} faults.", sep="\n")
            sys.exit(1 if found else 0)
        case _:
            sys.exit("Say what to do: python -m tools.translations extract | check")


if __name__ == "__main__":
    main()
