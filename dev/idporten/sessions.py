"""Single sign-on: a browser that has signed in need not do so again for a while.

30 minutes after it was last used, or 120 minutes after the sign-in, it is over.
Cookies know no ports, so on one machine the names must differ from a client's.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from secrets import token_urlsafe

from starlette.requests import Request
from starlette.responses import Response

from .state import Level, Session, SignIn
from .store import Store

IDLE = timedelta(minutes=30)


class Sessions:
    """Sessions by the cookie of the browser that they belong to."""

    def __init__(self, store: Store, *, now: Callable[[], datetime], secure: bool) -> None:
        self._store = store
        self._now = now
        self._secure = secure
        prefix = "__Host-" if secure else ""
        self._session_cookie = f"{prefix}idporten-session"
        self._browser_cookie = f"{prefix}idporten-browser"

    def of(self, request: Request) -> Session | None:
        """Return the session of the browser that sent *request*, unless it has been idle for too long."""
        session = self._store.sessions.look(request.cookies.get(self._session_cookie))
        if session is None or self._now() - session.last_seen >= IDLE:
            return None
        return session

    def begin(self, request: Request, pid: str, level: Level) -> tuple[Session, str]:
        """Return a new session, and its key, in the place of the browser's former one.

        When the same person signs in again it is still the same session to the
        clients; when another person does, the former one's is over.
        """
        before = self.of(request)
        same = before is not None and before.sign_in.pid == pid
        if before is not None and not same:
            self.end(before)
        sid = before.sign_in.sid if before is not None and same else token_urlsafe(24)
        signed_in = SignIn(pid, level, int(self._now().timestamp()), sid)
        session = Session(signed_in, self._now(), before.clients if before is not None and same else set())
        self._store.sessions.take(request.cookies.get(self._session_cookie))
        return session, self._store.sessions.put(session)

    def with_sid(self, sid: str) -> Session | None:
        """Return the session that a client knows by *sid*."""
        return self._store.sessions.look(self._store.sessions.find(lambda kept: kept.sign_in.sid == sid))

    def end(self, session: Session) -> None:
        """End *session*, and with it the tokens that came from it."""
        self._store.sessions.take(self._store.sessions.find(lambda kept: kept is session))
        self._store.revoked.put(thing=True, key=session.sign_in.sid)

    def used_by(self, session: Session, client_id: str) -> None:
        """Remember that a client got an answer out of *session*, which thereby lives on."""
        session.last_seen = self._now()
        session.clients.add(client_id)

    def browser(self, request: Request) -> str:
        """Return the secret by which we know this browser before anybody has signed in, or a new one."""
        return request.cookies.get(self._browser_cookie) or token_urlsafe(32)

    def set_session(self, response: Response, key: str) -> None:
        """Give the browser the key of its session."""
        self._set(response, self._session_cookie, key)

    def set_browser(self, response: Response, secret: str) -> None:
        """Let us know the browser again."""
        self._set(response, self._browser_cookie, secret)

    def forget(self, response: Response) -> None:
        """Take the key of its session from the browser."""
        response.delete_cookie(self._session_cookie, secure=self._secure, httponly=True, samesite="lax")

    def _set(self, response: Response, name: str, value: str) -> None:
        response.set_cookie(name, value, secure=self._secure, httponly=True, samesite="lax")
