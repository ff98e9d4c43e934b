"""Settings of the door: signing in, second factors, lockout, sessions, cookies. Taken into `settings`, site by site from the environment.

HOPTAC_HTTPS=1: the site stands behind HTTPS (cookies are Secure, plain requests are sent on, HSTS). HOPTAC_PROXIES=N: how many proxies of
our own stand in front, so that the address of a person is read from what the outermost of them wrote. HOPTAC_SESSION_HOURS and
HOPTAC_IDLE_MINUTES: how long a person stays signed in, at most and without doing anything. HOPTAC_OIDC_ISSUER, _CLIENT_ID, _CLIENT_SECRET,
_LABEL: a national identity provider. HOPTAC_SMTP=smtp://user:password@host:587 and HOPTAC_MAIL_FROM: where mail goes out.
HOPTAC_ADDRESS=https://…: the site as letters name it.
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

APPS = ["allauth", "allauth.account", "allauth.socialaccount", "allauth.socialaccount.providers.openid_connect", "allauth.mfa",
        "allauth.usersessions", "axes"]  # fmt: skip
# After who is signed in is known.
MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware", "hoptac.accounts.door.middleware.DoorMiddleware"]
LAST_MIDDLEWARE = ["axes.middleware.AxesMiddleware"]
OIDC = "national"  # the name of the identity provider in addresses
HSTS_SECONDS = 365 * 24 * 3600


def whole(name: str, otherwise: int) -> int:
    """A whole number from the environment."""
    text = os.environ.get(name, "").strip()
    return int(text) if text.isdigit() else otherwise


def is_https() -> bool:
    """Whether this site is reached by HTTPS only."""
    return os.environ.get("HOPTAC_HTTPS", "") == "1"


def https() -> dict[str, Any]:
    """Cookies and redirects of a site behind HTTPS; an embedded one on loopback speaks plain HTTP."""
    if not is_https():
        return {"SESSION_COOKIE_NAME": "hoptac", "CSRF_COOKIE_NAME": "hoptac-csrf"}
    return {
        "SESSION_COOKIE_NAME": "__Host-hoptac",
        "CSRF_COOKIE_NAME": "__Host-hoptac-csrf",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "LANGUAGE_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_REDIRECT_EXEMPT": [r"^livez$", r"^readyz$"],
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
        "SECURE_HSTS_SECONDS": HSTS_SECONDS,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "SECURE_HSTS_PRELOAD": True,
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https",
    }


def mail(folder: Path) -> dict[str, Any]:
    """Mail by SMTP where a server is named; on an embedded site each letter becomes a file of the data folder."""
    named = os.environ.get("HOPTAC_SMTP", "")
    sender = {"DEFAULT_FROM_EMAIL": os.environ.get("HOPTAC_MAIL_FROM", "hoptac@localhost"), "EMAIL_TIMEOUT": 20}
    sender |= {"HOPTAC_ADDRESS": os.environ.get("HOPTAC_ADDRESS", "")}
    if not named:
        return sender | {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": folder / "mail"}
    parts = urlsplit(named)
    return sender | {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme != "smtps" and bool(parts.username),
    }


def identity_provider() -> dict[str, Any]:
    """The national identity provider, where the site names one."""
    issuer, client = os.environ.get("HOPTAC_OIDC_ISSUER", "").rstrip("/"), os.environ.get("HOPTAC_OIDC_CLIENT_ID", "")
    if not issuer or not client:
        return {}
    app = {
        "provider_id": OIDC,
        "name": os.environ.get("HOPTAC_OIDC_LABEL", ""),
        "client_id": client,
        "secret": os.environ.get("HOPTAC_OIDC_CLIENT_SECRET", ""),
        "settings": {"server_url": issuer, "fetch_userinfo": False, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True, "SCOPE": ["openid"]}}


def everything(folder: Path) -> dict[str, Any]:
    """All of the above with what every site has in common."""
    hours = whole("HOPTAC_SESSION_HOURS", 12)
    return {
        **https(),
        **mail(folder),
        "AUTHENTICATION_BACKENDS": ["axes.backends.AxesStandaloneBackend", "hoptac.accounts.door.backend.PasswordBackend"],
        # sessions: kept in the database, so that one can be ended from elsewhere
        "SESSION_ENGINE": "django.contrib.sessions.backends.db",
        "SESSION_COOKIE_AGE": hours * 3600,
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "HOPTAC_SESSION_LIFE": timedelta(hours=hours),
        "HOPTAC_SESSION_IDLE": timedelta(minutes=whole("HOPTAC_IDLE_MINUTES", 60)),
        "HOPTAC_PROXIES": whole("HOPTAC_PROXIES", 0),
        # allauth: the ways in; its pages are not used, ours are
        "ACCOUNT_ADAPTER": "hoptac.accounts.door.adapters.AccountAdapter",
        "ACCOUNT_LOGIN_METHODS": {"username"},
        "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*"],
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_RATE_LIMITS": False,  # axes counts, in shared storage
        "ACCOUNT_LOGIN_TIMEOUT": 600,  # between the two steps
        "SOCIALACCOUNT_ADAPTER": "hoptac.accounts.door.adapters.SocialAdapter",
        "SOCIALACCOUNT_PROVIDERS": identity_provider(),
        "SOCIALACCOUNT_STORE_TOKENS": False,
        "SOCIALACCOUNT_REQUESTS_TIMEOUT": 8,
        "SOCIALACCOUNT_LOGIN_ON_GET": False,
        "MFA_ADAPTER": "hoptac.accounts.door.adapters.FactorAdapter",
        "MFA_SUPPORTED_TYPES": ["totp", "recovery_codes", "webauthn"],
        "MFA_TOTP_ISSUER": "hoptac",
        "MFA_TOTP_TOLERANCE": 1,  # a phone's clock may be half a minute off; each code is taken once all the same
        "MFA_RECOVERY_CODES_SHOW_ONCE": True,
        "MFA_RECOVERY_CODE_DIGITS": 10,
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_WEBAUTHN_USER_VERIFICATION": "required",
        "USERSESSIONS_TRACK_ACTIVITY": False,  # the door's middleware notes it, once a minute
        # axes: the pair of name and address is locked, for a while
        "AXES_HANDLER": "axes.handlers.database.AxesDatabaseHandler",
        "AXES_LOCKOUT_PARAMETERS": [["username", "ip_address"]],
        "AXES_FAILURE_LIMIT": 5,
        "AXES_COOLOFF_TIME": timedelta(minutes=15),
        "AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT": False,
        "AXES_RESET_ON_SUCCESS": True,
        "AXES_DISABLE_ACCESS_LOG": True,  # our own trail tells of it
        "AXES_ENABLE_ADMIN": False,
        "AXES_VERBOSE": False,
        "AXES_CLIENT_IP_CALLABLE": "hoptac.accounts.door.address.of",
        "AXES_USERNAME_CALLABLE": "hoptac.accounts.door.address.name_asked",
        "AXES_LOCKOUT_CALLABLE": "hoptac.accounts.door.address.as_the_page_says",
        "AXES_SENSITIVE_PARAMETERS": ["username", "ip_address", "password", "code", "credential", "again", "fresh"],
        "HOPTAC_FAILURES_TO_RESET": 100,
        "HOPTAC_RESET_BY_MAIL": timedelta(hours=1),
        "HOPTAC_RESET_BY_ADMINISTRATOR": timedelta(hours=24),
    }
