"""Who asks the population register: a citizen with a token of their own, or nobody."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request

from access_log.admission import Admission, Refused, refusal_of, request_id
from access_log.entry import Action, Entry, entry_by
from auth.bearer import TokenRefused
from auth.caller import Caller, CallerKind
from auth.identity import PersonId

from ..admissible import NumberNotAdmitted, admissible
from ..local_day import day_of
from . import contract, rules
from .mandate import Decision


@dataclass(frozen=True, slots=True)
class Asking:
    """One question of one citizen's, and the log entries that go with its answer."""

    register: str
    request_id: str
    caller: Caller
    actor: PersonId = field(repr=False)
    subject: PersonId = field(repr=False)
    data: str
    at: datetime

    @property
    def today(self) -> date:
        """The day by which rights are judged."""
        return day_of(self.at)

    def entry(self) -> Entry:
        """What the citizen's own log keeps of a question about themselves."""
        return self._entry(self.caller, self.actor, Action.READ, "")

    def about(self, child: PersonId, decision: Decision, name: str, action: Action) -> Entry:
        """What *child*'s log keeps of somebody called *name*: their right, or the rule that stops them."""
        caller = replace(self.caller, actor_name=name)
        if decision.allowed:
            caller = replace(caller, kind=CallerKind.REPRESENTATIVE)
        return self._entry(caller, child, action, decision.rule.id)

    def refusal(self, rule: str) -> Entry:
        """What the log of whom they asked about keeps when the question itself is refused."""
        return self._entry(self.caller, self.subject, Action.DENIED, rule)

    def _entry(self, caller: Caller, subject: PersonId, action: Action, rule: str) -> Entry:
        return entry_by(
            caller,
            subject=subject,
            action=action,
            data=self.data,
            register=self.register,
            request_id=self.request_id,
            at=self.at,
            rule=rule,
        )


async def asking(
    admission: Admission, request: Request, *, data: str, own: bool, real_people: bool
) -> Asking:
    """Return what the request asks, or keep the attempt and raise Refused.

    *own* questions are about the citizen alone. Whoever already acts for
    another, and whoever is no citizen, gets no right to act for anybody.
    """
    subject = await _named(admission, request, real_people=real_people)
    try:
        caller = await admission.bearer.caller(request.headers.get("Authorization"))
    except TokenRefused:
        # The doorkeeper comes to the same end, and knows how to keep and to tell it.
        await admission.admit(request, subject=subject, scope=contract.SCOPE, data=data)
        raise
    asked = Asking(
        admission.register,
        request_id(request),
        caller,
        caller.actor or PersonId(""),
        subject,
        data,
        admission.now(),
    )
    rule = _refusal(caller, subject if own else asked.actor, admission)
    if rule:
        await admission.recorder.note(asked.refusal(rule))
        raise Refused(403, rule)
    return asked


async def _named(admission: Admission, request: Request, *, real_people: bool) -> PersonId:
    """Return whom the body names. A stranger is turned away before they hear what is wrong with it."""
    if request.headers.get("Content-Type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(415, "a question is JSON: application/json")
    try:
        asked = msgspec.json.decode(await request.body(), type=contract.Search)
        return admissible(asked.subject, real_people=real_people)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        await admission.identify(request, scope=contract.SCOPE)
        raise Refused(400, "search-malformed") from None
    except NumberNotAdmitted:
        await admission.identify(request, scope=contract.SCOPE)
        raise


def _refusal(caller: Caller, subject: PersonId, admission: Admission) -> str:
    if caller.kind is not CallerKind.SELF:
        return rules.OWN_TOKEN_ONLY.id
    return refusal_of(caller, subject=subject, scope=contract.SCOPE, levels=admission.levels)
