"""The door of the intake's process."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "safeconduct.config.ask_settings"
application = get_wsgi_application()
