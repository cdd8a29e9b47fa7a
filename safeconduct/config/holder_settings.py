"""The settings of a key holder: another house, its own machine, half a key, a file of days and counts, and nothing of any server.

docs/handbook/key-holders.md tells how to run it.
"""

import secrets
from pathlib import Path

from safeconduct.config.env import env_int, env_str, given_secret, pairs_of

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = Path(env_str("SAFECONDUCT_VAR", str(ROOT / "var")))

SECRET_KEY = secrets.token_hex(32)  # nothing is signed with it; Django asks for one
DEBUG = False
INSTALLED_APPS: list[str] = []
DATABASES: dict[str, object] = {}
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

# The half of the key, as `safeconduct keyholder key` wrote it.
HOLDER_KEY = Path(env_str("SAFECONDUCT_HOLDER_KEY", str(VAR / "holder_key")))
# Day, server, organisation, count; and nothing else.
HOLDER_COUNTS = Path(env_str("SAFECONDUCT_HOLDER_COUNTS", str(VAR / "holder_counts.sqlite3")))
# Who may ask: the name that we call a server by, and the bearer token that it shows.
HOLDER_ASKERS = pairs_of("SAFECONDUCT_HOLDER_ASKERS", given_secret("SAFECONDUCT_HOLDER_ASKERS"))
# Points in a day: of one organisation (sixty people with three each), and of a server with all of its organisations.
HOLDER_MOST_EACH = env_int("SAFECONDUCT_HOLDER_MOST_EACH", 180)
HOLDER_MOST = env_int("SAFECONDUCT_HOLDER_MOST", 900)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"kind and place": {"()": "safeconduct.kit.logs.KindAndPlace"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "kind and place"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
