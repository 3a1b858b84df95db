"""The pages of signing in and out: `/login` and `/logout`.

What is shown is the portal's: it is handed in. A refusal is raised, and the
portal turns it into a page as it does with every other error.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from .authorization import callback
from .cookies import bind_browser, browser_of, clear_session, presented, set_session
from .departure import Departure, depart
from .departures import Departures
from .farewell import Farewell, farewell, framed_answer, origin_of
from .oidc import RelyingParty, SignedIn
from .paths import FRONT_PAGE, local_path
from .refusals import SignInRefused
from .session import Session
from .session_store import SessionStore

LOGIN = "/login"
CALLBACK = "/login/callback"
STEP_UP = "/login/step-up"
FRONTCHANNEL_LOGOUT = "/login/frontchannel-logout"
LOGOUT = "/logout"


@dataclass(frozen=True, slots=True)
class Entrance:
    """What the pages of signing in and out work with.

    *pages* are the first parts of the paths that a visitor may be led back to;
    *signed_out* renders the page after signing out, with a form to the provider
    while there is something to post.
    """

    provider: RelyingParty
    departures: Departures
    sessions: SessionStore
    pages: Collection[str]
    language: Callable[[Request], str]
    signed_out: Callable[[Request, Farewell | None], Response]
    landing: str
    now: Callable[[], datetime]

    @property
    def routes(self) -> list[Route]:
        """The routes to put into the portal's table."""
        return [
            Route(LOGIN, self.login, methods=["GET"], name="login"),
            Route(STEP_UP, self.step_up, methods=["GET", "POST"], name="step-up"),
            Route(CALLBACK, self.callback, methods=["GET"], name="login-callback"),
            Route(FRONTCHANNEL_LOGOUT, self.frontchannel_logout, methods=["GET"], name="frontchannel-logout"),
            Route(LOGOUT, self.logout, methods=["POST"], name="logout"),
            Route(LOGOUT, self.after_logout, methods=["GET"], name="after-logout"),
        ]

    async def login(self, request: Request) -> Response:
        """Send the visitor to the provider."""
        return await self._leave(request, depart(next=self._next(request), now=self.now()))

    async def step_up(self, request: Request) -> Response:
        """Let the citizen confirm at the provider who it is, before something that matters."""
        session = await self.sessions.find(*presented(request))
        if session is None:
            return _see(f"{LOGIN}?{urlencode({'next': self._next(request)})}")
        return await self._leave(
            request, depart(next=self._next(request), now=self.now(), person=session.person)
        )

    async def callback(self, request: Request) -> Response:
        """Take the visitor back from the provider, into a session under a new id."""
        returned = callback(request.query_params.multi_items())
        departure = await self.departures.come_back(returned.state, browser=browser_of(request))
        signed_in = await self.provider.arrival(returned, departure)
        response = _see(departure.next)
        set_session(response, await self._session(request, signed_in))
        return response

    async def logout(self, request: Request) -> Response:
        """End the session here at once, then offer to end it at the provider."""
        session = await self.sessions.find(*presented(request))
        goodbye = None
        if session is not None:
            await self.sessions.end(session)
            goodbye = await self._farewell(request, session)
        response = self.signed_out(request, goodbye)
        clear_session(response)
        return response

    async def after_logout(self, request: Request) -> Response:
        """Receive the visitor whom the provider has signed out."""
        if await self.sessions.find(*presented(request)) is not None:
            return _see(FRONT_PAGE)
        return self.signed_out(request, None)

    async def frontchannel_logout(self, request: Request) -> Response:
        """End the sessions that the provider says are over.

        It says so in a frame, where browsers send no cookie: `sid` is all there is.
        """
        sid = request.query_params.get("sid", "")
        ours = request.query_params.get("iss") == self.provider.trust.issuer
        if ours and sid:
            await self.sessions.end_by_sid(sid)
        return framed_answer(await self._provider_origins(), done=ours and bool(sid))

    async def _leave(self, request: Request, departure: Departure) -> Response:
        response = _see(await self.provider.way_out(departure, language=self.language(request)))
        await self.departures.remember(departure, browser=bind_browser(response, request))
        return response

    async def _session(self, request: Request, signed_in: SignedIn) -> str:
        """Put a new session in the place of the browser's former one.

        For the same person it goes on under the new id, so that pages in other
        tabs, whose addresses hold that session's handles, stay right.
        """
        before = await self.sessions.find(*presented(request))
        if before is not None and before.person == signed_in.person:
            return await self.sessions.renew(before, signed_in)
        agent = request.headers.get("user-agent", "")
        return await self.sessions.begin(signed_in, user_agent=agent, replaces=before)

    async def _farewell(self, request: Request, session: Session) -> Farewell | None:
        """Say goodbye at the provider too; when it is down, signing out here is what we can do."""
        try:
            metadata = await self.provider.metadata()
        except SignInRefused:
            return None
        ours = self.provider.registration
        return farewell(
            metadata,
            method=ours.logout_method,
            id_token=session.id_token,
            client_id=ours.client_id,
            back=self.landing,
            language=self.language(request),
        )

    async def _provider_origins(self) -> list[str]:
        try:
            return (await self.provider.metadata()).origins
        except SignInRefused:
            return [origin_of(self.provider.trust.issuer)]

    def _next(self, request: Request) -> str:
        return local_path(request.query_params.get("next"), self.pages)


def _see(address: str) -> RedirectResponse:
    """Redirect with a GET, keeping nothing of it in any cache."""
    return RedirectResponse(address, status_code=HTTPStatus.SEE_OTHER, headers={"Cache-Control": "no-store"})
