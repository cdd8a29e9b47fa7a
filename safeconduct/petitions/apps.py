"""Petitions as Django knows them."""

from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    """Campaigns, stages, arguments, reasons, handovers."""

    name = "safeconduct.petitions"
