"""What the tests of the intake's process change of the settings."""

from importlib import import_module
from pathlib import Path

from pytest_django.fixtures import Settings

TAKEN = (
    "MIDDLEWARE",
    "ROOT_URLCONF",
    "TEMPLATES",
    "APPEND_SLASH",
    "CONTENT_SECURITY_POLICY",
    "FILE_UPLOAD_HANDLERS",
    "DATA_UPLOAD_MAX_MEMORY_SIZE",
    "DATA_UPLOAD_MAX_NUMBER_FIELDS",
    "DATA_UPLOAD_MAX_NUMBER_FILES",
    "INSTANCE_ID",
    "INTAKE_ROOM",
    "RAM_MAY_BE_DISK",
    "EXIT_ADDRESS",
    "CACHES",
)


def as_intake(settings: Settings, folder: Path) -> None:
    """Put the intake's settings in the place of the desk's; what is kept lies in the folder."""
    own = import_module("safeconduct.config.ask_settings")
    for name in TAKEN:
        setattr(settings, name, getattr(own, name))
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "safeconduct.ask"]
    settings.ALLOWED_HOSTS = ["testserver", "localhost"]
    settings.INTAKE_FILES = folder / "intake-files"
    settings.ROOT_KEY_FILE = folder / "root-key.txt"
    settings.RAM = folder / "ram"
    settings.RAM.mkdir()
    settings.INTAKE_ROOM = 0
