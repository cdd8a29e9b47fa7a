"""The outbox as Django knows it."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Messages on their way out, and mail that came back."""

    name = "safeconduct.outbox"
