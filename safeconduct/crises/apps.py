from django.apps import AppConfig


class CrisesConfig(AppConfig):
    name = "safeconduct.crises"
    default_auto_field = "django.db.models.BigAutoField"
