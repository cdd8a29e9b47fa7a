from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "safeconduct.public"
    default_auto_field = "django.db.models.BigAutoField"
