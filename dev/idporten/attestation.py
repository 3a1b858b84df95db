"""Client credentials with authorization details (RFC 9396): what a client vouches for.

Health personnel's own systems attest who is asking and why, in the words of
Norsk Helsenett's Tillitsrammeverk; machines and research projects name themselves.
"""

from typing import TYPE_CHECKING, Any, cast

import msgspec
from authlib.oauth2.rfc6749 import UnauthorizedClientError
from authlib.oauth2.rfc6749.grants import ClientCredentialsGrant

from auth.caller import CareRelation, Practitioner, Research, System

from .assertion import METHOD
from .clients import CLIENT_CREDENTIALS
from .config import signs_in_here
from .errors import AttestationRefused
from .register_token import register_token, target_of
from .wire import Asked

if TYPE_CHECKING:
    from .provider import Provider


class Attestation(msgspec.Struct, tag_field="type", tag="mho:attestation", forbid_unknown_fields=True):
    """A health worker, and why they may look."""

    practitioner: Practitioner
    care_relation: CareRelation


class MachineAttestation(msgspec.Struct, tag_field="type", tag="mho:system", forbid_unknown_fields=True):
    """A machine that nobody watches."""

    system: System


class ResearchAttestation(msgspec.Struct, tag_field="type", tag="mho:research", forbid_unknown_fields=True):
    """A project that data are disclosed to."""

    research: Research


Details = Attestation | MachineAttestation | ResearchAttestation
TYPES = ("mho:attestation", "mho:system", "mho:research")


class AttestedGrant(ClientCredentialsGrant):
    """Gives a register token to a client that may attest, with its one attestation in it."""

    GRANT_TYPE = CLIENT_CREDENTIALS
    TOKEN_ENDPOINT_AUTH_METHODS = (METHOD,)

    def validate_token_request(self) -> None:
        """Find out who the client is, which register it means, and what it vouches for."""
        asked, provider = cast("Asked", self.request), cast("Provider", self.server)
        self._client = provider.authenticated(asked)
        if not self._client.check_grant_type(CLIENT_CREDENTIALS):
            raise UnauthorizedClientError
        self._audience, self._scope = target_of(asked.form, self._client)
        self._details = details_in(asked.form.get("authorization_details", ""))

    def create_token_response(self) -> tuple[int, Any, Any]:
        """Return the token, and what was granted."""
        config = cast("Provider", self.server).config
        granted = msgspec.to_builtins(self._details)
        claims = {name: value for name, value in granted.items() if name != "type"}
        claims["sub"] = self._client.client_id
        token = register_token(
            config, self._client, audience=self._audience, scope=self._scope, claims=claims
        )
        return 200, {**token, "authorization_details": [granted]}, self.TOKEN_RESPONSE_HEADER


def details_in(text: str) -> Details:
    """Return the one attestation in *text*, or raise AttestationRefused."""
    try:
        [details] = msgspec.json.decode(text, type=list[Details])
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise AttestationRefused from None
    if isinstance(details, Attestation) and not _complete(details):
        raise AttestationRefused
    return details


def _complete(details: Attestation) -> bool:
    """Tell whether what Tillitsrammeverket never lets be empty is there, and the number is made up."""
    practitioner = details.practitioner
    named = (
        practitioner.name,
        practitioner.legal_entity.id,
        practitioner.point_of_care.id,
        details.care_relation.decision_ref,
    )
    return all(named) and signs_in_here(practitioner.identifier)
