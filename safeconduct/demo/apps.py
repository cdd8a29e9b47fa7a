from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "safeconduct.demo"
    default_auto_field = "django.db.models.BigAutoField"
