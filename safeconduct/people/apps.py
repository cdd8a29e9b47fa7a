from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "safeconduct.people"
    default_auto_field = "django.db.models.BigAutoField"
