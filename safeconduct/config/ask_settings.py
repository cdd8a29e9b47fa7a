"""The settings of the process that people who ask for help talk to. It knows the intake's database and no other.

No sessions, no members, no messages between pages, nothing written about a request. docs/handbook/intake.md tells how to run it.
"""

import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from safeconduct.config.env import database, env_bool, env_int, env_list, env_str
from safeconduct.kit.languages import PUBLIC_LANGUAGES

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = Path(env_str("SAFECONDUCT_VAR", str(ROOT / "var")))

SECRET_KEY = secrets.token_hex(32)  # nothing is signed with it; Django asks for one
DEBUG = False
ALLOWED_HOSTS = env_list("SAFECONDUCT_HOSTS", "localhost,127.0.0.1,[::1]")
BEHIND_TLS = env_bool("SAFECONDUCT_BEHIND_TLS")

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "csp",
    "safeconduct.kit",
    "safeconduct.theme",
    "safeconduct.watch",
    "safeconduct.intake",
    "safeconduct.ask",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "safeconduct.ask.middleware.EvenLengthMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.common.CommonMiddleware",
    "safeconduct.ask.middleware.OwnPagesMiddleware",
    "safeconduct.kit.doors.DoorMiddleware",
]
ROOT_URLCONF = "safeconduct.config.ask_urls"
WSGI_APPLICATION = "safeconduct.config.ask_wsgi.application"
APPEND_SLASH = False  # a redirect would lose what was posted

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "safeconduct.theme.context.page",
            ],
        },
    },
]
FORM_RENDERER = "safeconduct.theme.forms.Renderer"

# The only database. Each request is a process of its own, so a connection never outlives one.
DATABASES = {"default": {**database(env_str("SAFECONDUCT_INTAKE_DATABASE_URL"), default_file=VAR / "intake.sqlite3"), "CONN_MAX_AGE": 0}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        # Compiling the stretching of a code takes WebAssembly; nothing else is let in.
        "script-src": [SELF, "'wasm-unsafe-eval'"],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": [NONE],
    },
}

LANGUAGE_CODE = "en"
LANGUAGES = PUBLIC_LANGUAGES
LOCALE_PATHS = [ROOT / "safeconduct" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = env_str("SAFECONDUCT_STATIC", str(ROOT / "build" / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "safeconduct.kit.statics.PackedStorage"},
}

INTAKE_FILES = VAR / "intake-files"
INSTANCE_ID = env_str("SAFECONDUCT_INSTANCE", "safeconduct")
LARGEST_SEALED_FILE = env_int("SAFECONDUCT_LARGEST_SEALED_FILE_MB", 500) * 1024 * 1024
# Space that files of strangers never take: messages, and the rest of the machine, live in it.
INTAKE_ROOM = env_int("SAFECONDUCT_INTAKE_ROOM_MB", 1024) * 1024 * 1024
# The key that every channel's card must lead to. It is public, and the operator puts it here by hand or with the first steward.
ROOT_KEY_FILE = Path(env_str("SAFECONDUCT_ROOT_KEY", str(VAR / "root-key.txt")))
# Visits of people without scripts: in memory only, gone with the current.
RAM = Path(env_str("SAFECONDUCT_RAM", f"/dev/shm/safeconduct-{os.getuid()}"))  # noqa: S108 — it is made for its owner alone, and checked
RAM_MAY_BE_DISK = env_bool("SAFECONDUCT_RAM_MAY_BE_DISK")
# Where "leave this page" leads: a page that nobody would wonder about. Nothing is loaded from it.
EXIT_ADDRESS = env_str("SAFECONDUCT_EXIT_ADDRESS", "https://www.wikipedia.org/")

# Only the handler that seals is ever put in; this one refuses what comes where no file belongs.
FILE_UPLOAD_HANDLERS = ["safeconduct.ask.receiving.TakesNoFile"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # text fields, or one sealed message as JSON
DATA_UPLOAD_MAX_NUMBER_FIELDS = 60
DATA_UPLOAD_MAX_NUMBER_FILES = 6

PRODUCT_NAME = _("Safeconduct")

# Nothing at all is written about a request, not even that it failed.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"nowhere": {"class": "logging.NullHandler"}},
    "root": {"handlers": ["nowhere"], "level": "CRITICAL"},
    "loggers": {
        "django": {"handlers": ["nowhere"], "level": "CRITICAL", "propagate": False},
        "django.request": {"handlers": ["nowhere"], "level": "CRITICAL", "propagate": False},
        "django.security": {"handlers": ["nowhere"], "level": "CRITICAL", "propagate": False},
        "django.server": {"handlers": ["nowhere"], "level": "CRITICAL", "propagate": False},
    },
}
