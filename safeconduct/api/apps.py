"""The interface as Django knows it."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """JSON for partners."""

    name = "safeconduct.api"
