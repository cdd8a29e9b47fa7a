"""The settings of the second watcher: another machine, its own mail account, no database, no key.

docs/handbook/watch.md tells how to run it.
"""

import secrets
from pathlib import Path

from safeconduct.config.env import env_bool, env_choice, env_int, env_list, env_str, given_secret
from safeconduct.kit.languages import PUBLIC_LANGUAGES

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = Path(env_str("SAFECONDUCT_VAR", str(ROOT / "var")))

SECRET_KEY = secrets.token_hex(32)  # nothing is signed with it; Django asks for one
DEBUG = False
INSTALLED_APPS: list[str] = []
DATABASES: dict[str, object] = {}

LANGUAGE_CODE = "en"
LANGUAGES = PUBLIC_LANGUAGES
LOCALE_PATHS = [ROOT / "safeconduct" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# What it shows to be given the timers of the next day; the same as at the server.
WATCH_TOKEN = given_secret("SAFECONDUCT_WATCH_TOKEN")
# Told in any case when the server is silent, even if the second watcher never reached it.
WATCH_ADDRESSES = env_list("SAFECONDUCT_WATCH_ADDRESSES")
# Its own mail account, at another house than the server's.
MAIL_HOST = env_str("SAFECONDUCT_MAIL_HOST")
MAIL_PORT = env_int("SAFECONDUCT_MAIL_PORT", 587)
MAIL_USER = env_str("SAFECONDUCT_MAIL_USER")
MAIL_PASSWORD = given_secret("SAFECONDUCT_MAIL_PASSWORD")
MAIL_SECURITY = env_choice("SAFECONDUCT_MAIL_SECURITY", ("starttls", "tls", "none"))
MAIL_DOMAIN = env_str("SAFECONDUCT_MAIL_DOMAIN", "localhost.invalid")
MAIL_FOLDER = VAR / "mail"
# The server may be this machine, without encryption: in a drill, never elsewhere.
CALLS_THIS_MACHINE = env_bool("SAFECONDUCT_CALLS_THIS_MACHINE")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"kind and place": {"()": "safeconduct.kit.logs.KindAndPlace"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "kind and place"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
