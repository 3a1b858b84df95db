"""Why somebody was not signed in, each with the sentence that the page shows.

The sentences are message ids: bokmål as it is read, translated by the portal.
What went wrong in detail is for the log, and never holds a token or a number.
"""

from enum import StrEnum
from http import HTTPStatus


def N_(text: str) -> str:  # noqa: N802 (gettext's own name for a text that is translated later)
    """Mark *text* for translation."""
    return text


class Reason(StrEnum):
    """What stood in the way of a sign-in."""

    CANCELLED = "cancelled"
    PROVIDER_UNAVAILABLE = "provider-unavailable"
    PROVIDER_REFUSED = "provider-refused"
    PROVIDER_NOT_TRUSTED = "provider-not-trusted"
    CALLBACK_MALFORMED = "callback-malformed"
    LOGIN_UNKNOWN = "login-unknown"
    LOGIN_USED = "login-used"
    OTHER_BROWSER = "other-browser"
    OTHER_ISSUER = "other-issuer"
    TOKENS_MALFORMED = "tokens-malformed"
    IDENTITY_MISSING = "identity-missing"
    IDENTITY_MALFORMED = "identity-malformed"
    IDENTITY_HEADER = "identity-header"
    IDENTITY_ALGORITHM = "identity-algorithm"
    IDENTITY_KEY = "identity-key"
    IDENTITY_SIGNATURE = "identity-signature"
    IDENTITY_ISSUER = "identity-issuer"
    IDENTITY_AUDIENCE = "identity-audience"
    IDENTITY_TIME = "identity-time"
    IDENTITY_NONCE = "identity-nonce"
    IDENTITY_HASH = "identity-hash"
    LEVEL_TOO_LOW = "level-too-low"
    NOT_FRESH = "not-fresh"
    TEST_USER = "test-user"
    PERSON_MISSING = "person-missing"
    PERSON_MALFORMED = "person-malformed"
    PERSON_NOT_SYNTHETIC = "person-not-synthetic"
    OTHER_PERSON = "other-person"


_NOT_TRUSTED = N_("Svaret fra innloggingstjenesten stemte ikke, så vi logget deg ikke inn. Prøv igjen.")
_START_AGAIN = N_("Innloggingen tok for lang tid eller er ikke lenger gyldig. Start innloggingen på nytt.")

_SENTENCES: dict[Reason, str] = {
    Reason.CANCELLED: N_("Du avbrøt innloggingen."),
    Reason.PROVIDER_UNAVAILABLE: N_("Innloggingstjenesten svarer ikke akkurat nå. Prøv igjen om litt."),
    Reason.PROVIDER_REFUSED: N_("Innloggingstjenesten kunne ikke logge deg inn. Prøv igjen om litt."),
    Reason.LOGIN_UNKNOWN: _START_AGAIN,
    Reason.LOGIN_USED: N_("Denne innloggingen er allerede brukt. Start innloggingen på nytt."),
    Reason.OTHER_BROWSER: N_(
        "Innloggingen ble startet i en annen nettleser. Start og fullfør innloggingen i samme nettleser."
    ),
    Reason.LEVEL_TOO_LOW: N_(
        "Helseopplysninger krever innlogging på høyeste sikkerhetsnivå, "
        "for eksempel med BankID, Buypass eller Commfides."
    ),
    Reason.NOT_FRESH: N_("Du må logge inn på nytt for å bekrefte at det er deg."),
    Reason.TEST_USER: N_("Testbrukere kan ikke logge inn her."),
    Reason.PERSON_MISSING: N_(
        "Innloggingen din er ikke knyttet til et norsk fødselsnummer eller D-nummer. "
        "Da kan vi ikke finne opplysningene dine."
    ),
    Reason.PERSON_NOT_SYNTHETIC: N_(
        "Dette er en prøveløsning. Her kan bare oppdiktede personer logge inn, ikke du selv."
    ),
    Reason.OTHER_PERSON: N_("Du bekreftet som en annen person enn den som er logget inn."),
}
_STATUSES = {
    Reason.CANCELLED: HTTPStatus.FORBIDDEN,
    Reason.PROVIDER_UNAVAILABLE: HTTPStatus.SERVICE_UNAVAILABLE,
    Reason.PROVIDER_REFUSED: HTTPStatus.BAD_GATEWAY,
    Reason.PROVIDER_NOT_TRUSTED: HTTPStatus.BAD_GATEWAY,
    Reason.LEVEL_TOO_LOW: HTTPStatus.FORBIDDEN,
    Reason.NOT_FRESH: HTTPStatus.FORBIDDEN,
    Reason.TEST_USER: HTTPStatus.FORBIDDEN,
    Reason.PERSON_MISSING: HTTPStatus.FORBIDDEN,
    Reason.PERSON_NOT_SYNTHETIC: HTTPStatus.FORBIDDEN,
    Reason.OTHER_PERSON: HTTPStatus.FORBIDDEN,
}


class SignInRefused(Exception):
    """Nobody was signed in. *detail* is for the log."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason.value)
        self.reason = reason
        self.detail = detail

    @property
    def sentence(self) -> str:
        """What to tell the visitor: a message id."""
        return _SENTENCES.get(self.reason, _NOT_TRUSTED)

    @property
    def status(self) -> int:
        """The HTTP status of the page that tells it."""
        return _STATUSES.get(self.reason, HTTPStatus.BAD_REQUEST)
