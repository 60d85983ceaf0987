"""Log-in at the municipality's own identity provider, from the environment."""

from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

NEEDED = {
    "OIDC_ISSUER": "https://login.kommunen.se/realms/kommunen",
    "OIDC_CLIENT_ID": "omvarld",
    "OIDC_CLIENT_SECRET": "the secret from the provider",
}


def provider(env: environ.Env) -> dict[str, Any]:
    """The settings of allauth's OpenID Connect provider; empty where nothing is configured.

    OIDC_NAME is what the button says. OIDC_EMAIL_TRUSTED=true is for a provider that does not
    send `email_verified` but in which people cannot set their own address; OIDC_SCOPE is what it
    is asked for. Some of it without
    the rest raises ImproperlyConfigured with a sentence.
    """
    values = {name: env(name, default="") for name in NEEDED}
    if not any(values.values()):
        return {}
    for name, example in NEEDED.items():
        if not values[name]:
            raise ImproperlyConfigured(
                f"Log-in by OpenID Connect is half configured: set {name} in the environment "
                f"too, for example {name}={example}, or none of {', '.join(NEEDED)}."
            )
    app = {
        "provider_id": "oidc",
        "name": env("OIDC_NAME", default="OpenID Connect"),
        "client_id": values["OIDC_CLIENT_ID"],
        "secret": values["OIDC_CLIENT_SECRET"],
        "settings": {
            "server_url": values["OIDC_ISSUER"],
            "oauth_pkce_enabled": True,
            "scope": env("OIDC_SCOPE", default="openid profile email").split(),
            "verified_email": env.bool("OIDC_EMAIL_TRUSTED", default=False),
        },
    }
    return {"openid_connect": {"APPS": [app]}}
