"""Publications as Django knows them."""

from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    """Letters, press releases, urgent actions and all their kin."""

    name = "safeconduct.publications"
