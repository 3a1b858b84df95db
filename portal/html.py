"""Cards become pages: one set of compiled templates for each language."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.visitor import NodeTransformer
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from .assets import Assets
from .cards.shell import MENU, Shell
from .cards.statement import STATEMENT
from .formats import formats
from .i18n import Catalog, Language, catalog, chosen

TEMPLATES = Path(__file__).resolve().parent / "templates"
VARY = "HX-Request, HX-Boosted, HX-History-Restore-Request, Cookie, Accept-Language"

# Pages whose whole text exists in Northern Sámi; on the others only what is
# around the page does, and the page says that it is in Norwegian.
IN_SAMI = frozenset({"front/page.html", "overview/page.html", "session/logged_out.html"})


class _Said(NodeTransformer):
    """Puts translations where a template says `_("…")`, so that a page says them without asking."""

    def __init__(self, words: Catalog) -> None:
        self._words = words

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802  (the visitor's own naming)
        self.generic_visit(node)
        match node:
            case nodes.Call(node=nodes.Name(name="_"), args=[nodes.Const(value=str(text))], kwargs=[]):
                return nodes.Const(self._words.gettext(text) % {}, lineno=node.lineno)
            case _:
                return node


class _Templates(Environment):
    """Templates in one language."""

    def __init__(self, language: Language, assets: Assets, contact: str) -> None:
        super().__init__(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            extensions=["jinja2.ext.i18n"],
        )
        self.words = catalog(language)
        # The extension adds these two; its typing cannot say so.
        self.install_gettext_callables(self.words.gettext, self.words.ngettext, newstyle=True)  # type: ignore[attr-defined]
        self.filters["said"] = self.words.gettext
        self.filters["listed"] = self._listed
        self.globals |= {
            "assets": assets,
            "contact": contact,
            "language": language,
            "languages": tuple(Language),
            "menu": MENU,
            "statement": STATEMENT,
        }

    def _listed(self, texts: Iterable[str], between: str = ", ") -> str:
        """Return *texts* translated in one call, which a row of a long table is glad of."""
        return between.join(map(self.words.gettext, texts))

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        said: nodes.Template = _Said(self.words).visit(tree)
        return said


class Pages:
    """Every page in every language; one of these serves an app for as long as it lives.

    *contact* is the e-mail address that citizens may write to, when there is one.
    """

    def __init__(self, assets: Assets, *, contact: str = "") -> None:
        self._templates = {language: _Templates(language, assets, contact) for language in Language}

    def compile(self) -> None:
        """Compile every template now, so that no visitor waits for it."""
        for templates in self._templates.values():
            for name in templates.list_templates():
                templates.get_template(name)

    def text(self, name: str, language: Language, context: Mapping[str, Any]) -> str:
        """Return the template *name* in *language*, with *context* and what every template may use."""
        spoken = language if language is not Language.SE or name in IN_SAMI else Language.NB
        template = self._templates[language].get_template(name)
        return template.render(context, spoken=spoken, fmt=formats(spoken))


def compiled(assets: Assets) -> Pages:
    """Return every page, ready to be shown."""
    pages = Pages(assets)
    pages.compile()
    return pages


def language_of(request: Request) -> Language:
    """Return the language that was settled for *request*, else what its cookie or browser asks for."""
    settled = getattr(request.state, "language", None)
    if isinstance(settled, Language):
        return settled
    return chosen(request.cookies.get("language"), request.headers.get("Accept-Language", ""))


def words(request: Request) -> Catalog:
    """Return the catalog that *request* is answered from."""
    return catalog(language_of(request))


def whole_page(request: Request) -> bool:
    """Whether *request* wants a page: boosted links and trips back through history do, as browsers do."""
    asked = request.headers
    return "HX-Request" not in asked or "HX-Boosted" in asked or "HX-History-Restore-Request" in asked


def render(
    request: Request,
    *,
    page: str,
    fragment: str | None = None,
    status: int = 200,
    shell: Shell | None = None,
    **context: Any,
) -> Response:
    """Answer with *page*, or with the *fragment* of it that htmx asked to swap in.

    *shell* is what stands around the page; without one it is what
    `request.state.shell` holds, else that of a visitor who is not signed in.
    """
    language = language_of(request)
    around = shell or getattr(request.state, "shell", None) or Shell(path=request.url.path)
    name = fragment if fragment and not whole_page(request) else page
    pages: Pages = request.app.state.pages
    text = pages.text(name, language, {"shell": around, **context})
    return HTMLResponse(text, status, {"Vary": VARY, "Content-Language": language})
