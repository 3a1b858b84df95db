"""Refusals that Authlib has no name for.

An error that belongs to a page ends in Refused; the others are OAuth errors,
answered as JSON. No text holds what the caller sent.
"""

from authlib.oauth2.rfc6749 import InvalidClientError, InvalidRequestError, OAuth2Error


class ClientNotAuthenticated(InvalidClientError):
    """The caller did not prove to be the client it says it is."""

    status_code = 401

    def get_headers(self) -> list[tuple[str, str]]:
        """Return headers without a challenge: the only way to prove oneself is in the form."""
        return [("Content-Type", "application/json"), ("Cache-Control", "no-store"), ("Pragma", "no-cache")]


class BodyTooLong(InvalidRequestError):
    """No honest request is this long."""

    status_code = 413
    description = "The request is too long."


class RequestUriRefused(OAuth2Error):
    """The pushed request is unknown, used, too old, or another client's."""

    error = "invalid_request_uri"
    description = "The request_uri is unknown, used or expired."


class RequestObjectNotSupported(OAuth2Error):
    """The parameters came as a signed object; here they are pushed instead."""

    error = "request_not_supported"
    description = "Push the parameters; a request object is not read."


class TargetRefused(OAuth2Error):
    """The client may not get tokens for that register (RFC 8693, section 2.2.2)."""

    error = "invalid_target"
    description = "The client may not get tokens for that audience."


class TokenUnacceptable(InvalidRequestError):
    """A token to be exchanged is not good; RFC 8693 wants invalid_request, never invalid_grant."""


class AttestationRefused(OAuth2Error):
    """The authorization details are not what they should be (RFC 9396, section 5)."""

    error = "invalid_authorization_details"
    description = "The authorization details are malformed, unknown or not allowed."


class Busy(OAuth2Error):
    """Something that is needed is full or out of reach for the moment."""

    error = "temporarily_unavailable"
    status_code = 503
    description = "Try again in a moment."


class PageRefused(Exception):
    """A visitor cannot be shown what they asked for; *text* names the words that say why."""

    def __init__(self, text: str, *, status: int = 400, error: str = "invalid_request") -> None:
        super().__init__(text)
        self.text = text
        self.status = status
        self.error = error
