from django.apps import AppConfig


class CliConfig(AppConfig):
    name = "safeconduct.cli"
    default_auto_field = "django.db.models.BigAutoField"
