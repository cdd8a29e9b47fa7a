from django.apps import AppConfig


class ReleasedConfig(AppConfig):
    name = "safeconduct.released"
