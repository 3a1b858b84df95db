"""Min profil: who the citizen is to us, and where they are signed in."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ..cards.profile import ProfileCard, SessionRow, level
from ..forms import fields
from ..html import render
from ..visit import page_about_nobody, session_of
from ..wiring import wiring

_OTHERS = "others"


async def profile(request: Request) -> Response:
    """Show the citizen's own name, language and sessions."""
    session = await page_about_nobody(request)
    card = ProfileCard(
        name=session.name,
        born=session.citizen.me.born,
        signed_in=session.begun_at,
        level=level(session.acr),
        sessions=tuple(
            SessionRow(own.handle, own.device, own.begun_at, own.seen_at, current=own.here)
            for own in await wiring(request).sessions.sessions_of(session)
        ),
        told=session.household_at is not None,
    )
    return render(request, page="profile/page.html", profile=card)


async def end_session(request: Request) -> Response:
    """End another of the citizen's own sessions, or all the others."""
    session = await session_of(request)
    which = (await fields(request, "session"))["session"]
    sessions = wiring(request).sessions
    await (sessions.end_others(session) if which == _OTHERS else sessions.end_own(session, which))
    return RedirectResponse("/profile", status_code=HTTPStatus.SEE_OTHER)
