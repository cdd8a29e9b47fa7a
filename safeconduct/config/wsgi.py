"""The door of the server process."""

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeconduct.config.settings")
application = get_wsgi_application()


def read_dictionaries() -> None:
    """Read the dictionaries of all languages, so that the first person who searches need not wait for them."""
    from safeconduct.evidence.search.analyser import LANGUAGES, analyse  # noqa: PLC0415 — only once Django is set up

    for language in LANGUAGES:
        analyse("Safeconduct", language)


Thread(target=read_dictionaries, name="dictionaries", daemon=True).start()
