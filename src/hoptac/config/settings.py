"""Settings of one hoptac site. What differs between sites comes from the environment or the data folder, never from edits here."""

from __future__ import annotations

import os
from pathlib import Path

from hoptac.common import database, logs, paths
from hoptac.config import door, secret

BASE_DIR = paths.ROOT
DATA_DIR: Path = paths.data_folder()

# A command that asks or records needs no doors: it loads faster, and makes no file in the data folder.
DOORS = os.environ.get("HOPTAC_DOORS") != "0"
SECRET_KEY = secret.key(DATA_DIR) if DOORS else "no-door-is-open"
DEBUG = False
# The embedded server listens on loopback; a site behind a proxy names its hosts.
ALLOWED_HOSTS = secret.hosts()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "hoptac.common",
    "hoptac.users",
    "hoptac.audit",
    "hoptac.files",
    "hoptac.notices",
    "hoptac.web",
    "hoptac.places",
    "hoptac.accounts",
    "hoptac.accounts.subjects",
    "hoptac.directives",
    "hoptac.registry",
    "hoptac.programmes",
    "hoptac.figures",
    "hoptac.intake",
    "hoptac.reporting",
    "hoptac.story",
    "hoptac.portal",
    "hoptac.desk",
    "hoptac.cli",
]
if DOORS:
    INSTALLED_APPS += door.APPS
else:
    FACES = (
        "django.contrib.sessions",
        "django.contrib.messages",
        "django.contrib.staticfiles",
        "django_htmx",
        "hoptac.portal",
        "hoptac.desk",
    )
    INSTALLED_APPS = [app for app in INSTALLED_APPS if app not in FACES]

MIDDLEWARE = [
    "hoptac.common.requests.RequestMiddleware",
    "hoptac.audit.daily.DailyHeadMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    *door.MIDDLEWARE,
    "hoptac.accounts.scoping.AreaMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "hoptac.web.middleware.BackToTheFormMiddleware",
    "hoptac.web.middleware.ReadingOnceMiddleware",
    "hoptac.web.middleware.UserErrorMiddleware",
    *door.LAST_MIDDLEWARE,
]

ROOT_URLCONF = "hoptac.config.urls"
WSGI_APPLICATION = "hoptac.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "hoptac.web.jinja.environment",
            "context_processors": [
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hoptac.web.shell.context",
            ],
        },
    },
]

DATABASES = {"default": database.from_environment(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "users.User"
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
PASSWORD_HASHERS = ["hoptac.users.hashers.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "hoptac.accounts.door.passwords.Length"},
    {"NAME": "hoptac.accounts.door.passwords.Context"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

# Instants are stored in UTC; a day is always a day in Viet Nam.
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
USE_I18N = True
LOCALE_PATHS = [paths.BUILD / "locale"]

STATIC_URL = "/static/"
STATICFILES_DIRS = [folder for folder in [paths.BUILD / "static"] if folder.is_dir()]
STATIC_ROOT = None  # nothing is collected: WhiteNoise serves from where the files lie
# Served straight from the apps' folders: nothing to collect on an embedded site, and no stale copy.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "hoptac.web.views.csrf_failed"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
if DOORS:
    globals().update(door.everything(DATA_DIR))
    CSRF_FAILURE_VIEW = "hoptac.accounts.door.views.csrf_failure"
# Larger uploads are refused by the reading room with a sentence; this only bounds memory.
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024

# Grave things to the terminal; every request and act of note to a file a day in the data folder, as JSON, scrubbed (common/logs.py).
LOGGING = logs.settings(to_files=DOORS)
