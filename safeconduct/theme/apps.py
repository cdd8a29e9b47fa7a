from django.apps import AppConfig


class ThemeConfig(AppConfig):
    name = "safeconduct.theme"
    default_auto_field = "django.db.models.BigAutoField"
