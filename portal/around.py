"""What stands around a page: drawn for who is signed in, on pages about somebody, nobody, or an error."""

from starlette.requests import Request

from auth.cookies import presented
from auth.session import Session

from .cards.shell import Shell, Timeout, people_of
from .html import words
from .i18n import N_
from .wiring import wiring

_NAMELESS = N_("Innlogget")


async def shell_if_signed_in(request: Request) -> None:
    """Draw an open page, or an error, as the citizen's own when somebody is signed in."""
    session = await wiring(request).sessions.find(*presented(request))
    if session is not None:
        request.state.shell = shell_of(request, session, None)


def shell_of(request: Request, session: Session, handle: str | None) -> Shell:
    """Return what stands around a page of *session*; *handle* None is a page about nobody."""
    wired = wiring(request)
    people, now = people_of(session.citizen, wired.today), wired.now()
    return Shell(
        path=request.url.path,
        query=request.url.query,
        name=session.citizen.me.name or words(request).gettext(_NAMELESS),
        people=people,
        current=next((person for person in people if person.handle == handle), None),
        timeout=Timeout(
            idle=int((session.ends_at - now).total_seconds()),
            absolute=int((session.last_moment - now).total_seconds()),
        ),
    )
