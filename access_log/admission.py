"""Who may come in to one person's data, with every refusal kept in that person's log."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from starlette.requests import Request

from auth.bearer import Bearer, TokenMissing, TokenRefused
from auth.caller import Caller, CallerKind
from auth.identity import PersonId

from .entry import Action, Entry, entry_by
from .recorder import Recorder
from .strangers import Strangers

REQUEST_ID = "X-Request-ID"
_OSLO = ZoneInfo("Europe/Oslo")


class Refused(Exception):
    """The caller may not do this. *status* is HTTP's; *rule* names why."""

    def __init__(self, status: int, rule: str) -> None:
        super().__init__(rule)
        self.status = status
        self.rule = rule


@dataclass(frozen=True, slots=True)
class Admitted:
    """A caller who may go on, and the entry that goes with what they read."""

    caller: Caller
    entry: Entry


@dataclass(frozen=True, slots=True)
class Admission:
    """A register's doorkeeper."""

    register: str
    bearer: Bearer
    recorder: Recorder
    now: Callable[[], datetime]
    levels: Collection[str]
    strangers: Strangers = field(default_factory=Strangers)

    async def admit(
        self, request: Request, *, subject: PersonId, scope: str, data: str, action: Action = Action.READ
    ) -> Admitted:
        """Let the caller in to *subject*'s *data*, or note the attempt and raise Refused."""
        try:
            caller = await self.bearer.caller(request.headers.get("Authorization"))
        except TokenMissing:
            raise Refused(401, "token-missing") from None
        except TokenRefused as refusal:
            await self._deny(
                request, refusal.caller, subject, data, refusal.rule, vouched=refusal.caller is not None
            )
            raise Refused(401, refusal.rule) from None
        rule = refusal_of(caller, subject=subject, scope=scope, levels=self.levels)
        if not rule and ended(caller, self.now()):
            rule = "right-ended"
        if rule:
            await self._deny(request, caller, subject, data, rule, vouched=True)
            raise Refused(403, rule)
        return Admitted(caller, self._entry(request_id(request), caller, subject, action, data))

    async def identify(self, request: Request, *, scope: str) -> Caller:
        """Return who calls, for a request that names no person; there is nobody's log to note it in."""
        try:
            caller = await self.bearer.caller(request.headers.get("Authorization"))
        except TokenRefused as refusal:
            raise Refused(401, refusal.rule) from None
        if scope not in caller.scopes:
            raise Refused(403, "scope-missing")
        return caller

    async def _deny(
        self,
        request: Request,
        caller: Caller | None,
        subject: PersonId,
        data: str,
        rule: str,
        *,
        vouched: bool,
    ) -> None:
        """Keep the attempt; what nobody vouches for once a minute, lest a stranger fill somebody's log."""
        now = self.now()
        if not (vouched or self.strangers.one_more(now)):
            return
        named = request_id(request) if vouched else f"{rule}@{now:%Y-%m-%dT%H:%M}"
        await self.recorder.note(self._entry(named, caller, subject, Action.DENIED, data, rule))

    def _entry(
        self, named: str, caller: Caller | None, subject: PersonId, action: Action, data: str, rule: str = ""
    ) -> Entry:
        return entry_by(
            caller,
            subject=subject,
            action=action,
            data=data,
            register=self.register,
            request_id=named,
            at=self.now(),
            rule=rule,
        )


def refusal_of(caller: Caller, *, subject: PersonId, scope: str, levels: Collection[str]) -> str:
    """Return the rule that stops *caller*, or nothing.

    A citizen's token opens one person's data, at the level of sign-in that
    health data ask for; personnel, systems and research name the person.
    """
    if scope not in caller.scopes:
        return "scope-missing"
    if caller.kind not in (CallerKind.SELF, CallerKind.REPRESENTATIVE):
        return ""
    if caller.subject != subject:
        return "not-your-data"
    return "" if caller.acr in levels else "level-too-low"


def ended(caller: Caller, at: datetime) -> bool:
    """Whether the right to act for another is over: at midnight in Norway, though its token may live on."""
    return caller.until is not None and at.astimezone(_OSLO).date() >= caller.until


def request_id(request: Request) -> str:
    """Return the id that the caller gave this request, or a new one; the same each time it is asked."""
    if not hasattr(request.state, "request_id"):
        request.state.request_id = _uuid(request.headers.get(REQUEST_ID, ""))
    named: str = request.state.request_id
    return named


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return str(uuid4())
