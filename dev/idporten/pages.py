"""Pages for people: plain HTML that needs no script, each with a policy that allows what it holds."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from .texts import LANGUAGES, TEXTS

HERE = Path(__file__).parent
STATIC = "/static"
_templates = Environment(
    loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)
_templates.globals["static"] = STATIC


def page(
    template: str,
    language: str,
    *,
    status: int = 200,
    forms: Sequence[str] = (),
    frames: Sequence[str] = (),
    **context: object,
) -> HTMLResponse:
    """Render *template*. Its forms may lead to the origins *forms*, its frames come from *frames*.

    Chromium holds a form's redirects to `form-action` too, so the client that
    the browser is sent back to must be among them.
    """
    text = TEXTS[language]
    html = _templates.get_template(template).render(
        lang=language, languages=LANGUAGES, t=text.__getitem__, **context
    )
    response = HTMLResponse(html, status)
    response.headers["Content-Security-Policy"] = "; ".join(
        (
            "default-src 'none'",
            "style-src 'self'",
            "img-src 'self'",
            " ".join(("form-action 'self'", *forms)),
            " ".join(("frame-src", *(frames or ("'none'",)))),
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )
    return response


def language_of(request: Request, asked: str | None) -> str:
    """Return the language of a page: the visitor's choice, else the first that the client asked for.

    There are no pages in Sámi; they are in bokmål, though the client is told `se`.
    """
    wished = [request.query_params.get("lang", ""), *(asked or "").split()]
    return next((tag for tag in wished if tag in TEXTS), "nb")
