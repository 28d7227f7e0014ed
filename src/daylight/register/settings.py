"""Django settings: hardened by default; `daylight register serve` on this machine relaxes TLS.

Read from the environment, because a web server needs secrets that stand in no file:

- `DAYLIGHT_REGISTER`: the folder of the database, the evidence and the releases
- `DAYLIGHT_REGISTER_DATABASE`: a PostgreSQL URL; without it, SQLite in the folder
- `DAYLIGHT_REGISTER_SECRET`: the secret key; without it, one is made and kept in the folder
- `DAYLIGHT_REGISTER_HOSTS`: names the register answers to, separated by commas
- `DAYLIGHT_REGISTER_PLAIN_HTTP`: `1` allows plain HTTP, for this machine only
"""

import os
from pathlib import Path
from typing import Any

from daylight.register.storage import database, secret_key

FOLDER = Path(os.environ.get("DAYLIGHT_REGISTER", "register-data")).absolute()
PLAIN_HTTP = os.environ.get("DAYLIGHT_REGISTER_PLAIN_HTTP") == "1"

SECRET_KEY = os.environ.get("DAYLIGHT_REGISTER_SECRET") or secret_key(FOLDER)
DEBUG = False
ALLOWED_HOSTS = [
    name
    for name in os.environ.get("DAYLIGHT_REGISTER_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
    if name
]
CSRF_TRUSTED_ORIGINS = [] if PLAIN_HTTP else [f"https://{name}" for name in ALLOWED_HOSTS]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "daylight.register",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "daylight.register.middleware.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "daylight.register.middleware.explain_faults",
]

ROOT_URLCONF = "daylight.register.urls"
WSGI_APPLICATION = "daylight.register.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "daylight.register.permissions.roles_in_templates",
            ],
        },
    }
]

DATABASES = {"default": database(os.environ.get("DAYLIGHT_REGISTER_DATABASE", ""), FOLDER)}

LANGUAGE_CODE = "en-us"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = Path(__file__).parent / "static"  # served from the package: nothing to collect

EVIDENCE_FOLDER = FOLDER / "evidence"
RELEASES_FOLDER = FOLDER / "releases"
RUNS_FOLDER = FOLDER / "runs"
UPLOAD_BYTES = 25 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 14}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]

SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = not PLAIN_HTTP
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = not PLAIN_HTTP
CSRF_FAILURE_VIEW = "daylight.register.views.errors.csrf_failed"
SECURE_SSL_REDIRECT = not PLAIN_HTTP
SECURE_HSTS_SECONDS = 0 if PLAIN_HTTP else 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = not PLAIN_HTTP
SECURE_HSTS_PRELOAD = not PLAIN_HTTP
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = None if PLAIN_HTTP else ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"

LOGIN_TRIES = 5
LOGIN_WAIT_MINUTES = 15
PUBLIC_COMMENTS_PER_HOUR = 5

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "waitress.queue": {"level": "ERROR"},  # waiting a moment is not worth a line
    },
}
