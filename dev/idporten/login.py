"""The login page: whoever sits there chooses which made-up person to be."""

from starlette.requests import Request
from starlette.responses import Response

from .authorize import denied, granted
from .clients import origins_of
from .config import signs_in_here
from .discovery import LOGIN
from .errors import PageRefused
from .origin import refuse_other_sites
from .pages import language_of, page
from .provider import Provider, provider_of
from .state import Level, PendingLogin
from .wire import parameters


async def show(request: Request) -> Response:
    """Show who there is to choose between."""
    provider = provider_of(request)
    return _page(request, _pending(provider, request))


async def choose(request: Request) -> Response:
    """Sign in as the person chosen, or turn back."""
    provider = provider_of(request)
    refuse_other_sites(request, provider.config.issuer)
    pending = _pending(provider, request)
    form = await parameters(request)
    if "cancel" in form:
        provider.store.logins.take(request.path_params["login"])
        return denied(provider, pending.request)
    pid, level = form.get("pid", "").replace(" ", ""), _level(form.get("level"), pending)
    if fault := _fault(provider, pid):
        return _page(request, pending, fault=fault)
    provider.store.logins.take(request.path_params["login"])
    session, key = provider.sessions.begin(request, pid, level)
    response = granted(provider, pending.request, session)
    provider.sessions.set_session(response, key)
    return response


def _pending(provider: Provider, request: Request) -> PendingLogin:
    """Return the request that this page is for, if this browser brought it."""
    pending = provider.store.logins.look(request.path_params["login"])
    if pending is None or pending.browser != provider.sessions.browser(request):
        raise PageRefused("login-over")
    return pending


def _fault(provider: Provider, pid: str) -> str | None:
    """Tell by which words to refuse *pid*. A number that may be a living person's is not even looked up."""
    if not signs_in_here(pid):
        return "number-not-synthetic"
    return None if provider.config.knows(pid) else "number-not-known"


def _level(asked: str | None, pending: PendingLogin) -> Level:
    """Return the level chosen; what the client asked for is the least, as at ID-porten."""
    level = next((level for level in Level if level == asked), Level.HIGH)
    return level if level.reaches(pending.request.least) else Level.HIGH


def _page(request: Request, pending: PendingLogin, *, fault: str | None = None) -> Response:
    provider = provider_of(request)
    session = provider.sessions.of(request)
    pushed = pending.request
    client = provider.clients[pushed.client_id]
    language = language_of(request, pushed.locale)
    return page(
        "login.html",
        language,
        status=422 if fault else 200,
        forms=origins_of([pushed.parameters["redirect_uri"]]),
        action=f"{LOGIN}/{request.path_params['login']}",
        client=client.name or client.client_id,
        fault=fault,
        level=_level(request.query_params.get("level"), pending),
        levels=[level for level in reversed(Level) if level.reaches(pushed.least)],
        personas=provider.config.personas,
        somebody=session and provider.config.name_of(session.sign_in.pid),
        somebody_pid=session and session.sign_in.pid,
    )
