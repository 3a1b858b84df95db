"""The provider's metadata (OpenID Connect Discovery 1.0, RFC 8414)."""

from typing import Any

from .attestation import TYPES
from .authorization import PROMPTS
from .clients import CLIENT_CREDENTIALS, CODE, LOGIN_SCOPES, TOKEN_EXCHANGE
from .config import ProviderConfig
from .jwts import ALGORITHMS
from .keys import ID_TOKEN_ALG
from .state import LOCALES, Level

PUSH, AUTHORIZE, LOGIN = "/par", "/authorize", "/login"
TOKEN, USERINFO, REVOKE, JWKS, LOGOUT = "/token", "/userinfo", "/revoke", "/jwks", "/logout"

_CLAIMS = "iss aud sub pid acr amr auth_time iat exp jti nonce locale sid".split()


def metadata(config: ProviderConfig) -> dict[str, Any]:
    """Return what clients need to know; both well-known addresses show the same."""
    proof = {"methods": ["private_key_jwt"], "algorithms": list(ALGORITHMS)}
    return {
        "issuer": config.issuer,
        "authorization_endpoint": config.issuer + AUTHORIZE,
        "pushed_authorization_request_endpoint": config.issuer + PUSH,
        "require_pushed_authorization_requests": True,
        "token_endpoint": config.issuer + TOKEN,
        "userinfo_endpoint": config.issuer + USERINFO,
        "revocation_endpoint": config.issuer + REVOKE,
        "jwks_uri": config.issuer + JWKS,
        "end_session_endpoint": config.issuer + LOGOUT,
        "frontchannel_logout_supported": True,
        "frontchannel_logout_session_supported": True,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": [CODE, TOKEN_EXCHANGE, CLIENT_CREDENTIALS],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": [ID_TOKEN_ALG],
        "token_endpoint_auth_methods_supported": proof["methods"],
        "token_endpoint_auth_signing_alg_values_supported": proof["algorithms"],
        "revocation_endpoint_auth_methods_supported": proof["methods"],
        "revocation_endpoint_auth_signing_alg_values_supported": proof["algorithms"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": True,
        "authorization_details_types_supported": list(TYPES),
        "scopes_supported": list(LOGIN_SCOPES),
        "claims_supported": _CLAIMS,
        "acr_values_supported": list(Level),
        "prompt_values_supported": list(PROMPTS),
        "ui_locales_supported": list(LOCALES),
        "claims_parameter_supported": False,
        "request_parameter_supported": False,
        "request_uri_parameter_supported": False,
    }
