"""Signing as Django knows it."""

from django.apps import AppConfig


class SigningConfig(AppConfig):
    """Rolls, sealed signatures, what waits to be mailed, and the count."""

    name = "safeconduct.signing"
