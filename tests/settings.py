"""The settings under test: everything as it is shipped, but in a folder of its own, with a hasher that is quick."""

import atexit
import os
import shutil
import tempfile

if "SAFECONDUCT_VAR" not in os.environ:
    folder = tempfile.mkdtemp(prefix="safeconduct-tests-")
    os.environ["SAFECONDUCT_VAR"] = folder
    atexit.register(shutil.rmtree, folder, ignore_errors=True)

from safeconduct.config.settings import *  # noqa: F403 — the folder must be named before the settings are read
from safeconduct.config.settings import DATABASES, STORAGES, VAR

SECRET_KEY = "only for tests"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

for alias, database in DATABASES.items():
    if database["ENGINE"].endswith("sqlite3"):
        # A file, not memory: browser tests read and write from several threads. Nobody minds if the machine falls over.
        database["TEST"] = {"NAME": str(VAR / f"test-{alias}.sqlite3")}
        database["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
    else:
        database["TEST"] = {"NAME": f"test_{alias}"}
    database["CONN_MAX_AGE"] = 0
