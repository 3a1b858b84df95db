"""The settings of everything in the demo: each has its place under one folder."""

from pathlib import Path

from auth.settings import AuthSettings
from services.birthdata.settings import Settings as BirthdataSettings
from services.population.settings import Settings as PopulationSettings
from services.settings import SettingsUnusable, read
from services.vaccines.settings import Settings as VaccinesSettings

from .addresses import Addresses
from .refusals import NotSetUp


def vaccines(data: Path, issuer: str = "", levels: frozenset[str] = frozenset()) -> VaccinesSettings:
    """Return the vaccine register's settings within the folder *data*."""
    return VaccinesSettings.model_validate(_register(data / "vaccines", issuer, levels))


def birthdata(data: Path, issuer: str = "", levels: frozenset[str] = frozenset()) -> BirthdataSettings:
    """Return the birth register's settings within the folder *data*."""
    return BirthdataSettings.model_validate(_register(data / "birthdata", issuer, levels))


def population(data: Path, issuer: str = "", levels: frozenset[str] = frozenset()) -> PopulationSettings:
    """Return the population register's settings within the folder *data*."""
    folder = data / "population"
    ours = _register(folder, issuer, levels) | {"mandate_keys_file": folder / "mandate_keys.json"}
    return PopulationSettings.model_validate(ours)


def signing_in(data: Path, addresses: Addresses) -> AuthSettings:
    """Return the portal's settings for signing in: the environment's word first, then the demo's own.

    The pretend ID-porten always gives the tokens for the registers; who signs
    people in may be somebody else.
    """
    try:
        said = read(AuthSettings)
    except SettingsUnusable as fault:
        raise NotSetUp(str(fault)) from None
    ours = {
        "portal_url": addresses.portal,
        "oidc_issuer": addresses.idporten,
        "oidc_key_file": data / "portal-key.json",
        "token_issuer": addresses.idporten,
        "session_database_url": f"sqlite:///{data}/sessions/sessions.db",
        "session_keys_file": data / "sessions" / "keys.json",
    }
    kept = {name: getattr(said, name) for name in said.model_fields_set}
    return AuthSettings.model_validate(ours | kept | {"token_issuer": addresses.idporten})


def _register(folder: Path, issuer: str, levels: frozenset[str]) -> dict[str, object]:
    """Spell out each place, so that no variable of a real register's leads the demo to its data."""
    places = {"database_url": f"sqlite:///{folder}/register.db", "keys_file": folder / "keys.json"}
    return places | ({"token_issuer": issuer, "levels": levels} if issuer else {})
