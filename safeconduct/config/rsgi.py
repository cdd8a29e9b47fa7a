"""The door of the server process: a surge is answered at once, everything else by Django in a few threads."""

import os
from typing import Any

from django.conf import settings

from safeconduct.config.wsgi import application as django  # Django is set up by this line; models can be imported below it

# isort: split
from safeconduct.cli.tending import Tender
from safeconduct.public.fast.door import Door
from safeconduct.public.fast.pages import Place

host = next((name for name in settings.ALLOWED_HOSTS if not name.startswith((".", "*"))), "localhost")
place = Place(host, "https" if settings.BEHIND_TLS else "http", settings.SHARED_CACHE, int(os.environ.get("SAFECONDUCT_THREADS", "4")))
application: Any = Door(django, place, Tender())
