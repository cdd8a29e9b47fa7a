from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class PeopleConfig(AppConfig):
    name = "safeconduct.people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let every session know when it began, however somebody was signed in."""
        from safeconduct.people.middleware import note_beginning  # noqa: PLC0415 — its models can only be imported now

        user_logged_in.connect(note_beginning, dispatch_uid="people.note-beginning")
