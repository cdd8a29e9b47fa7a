"""Where sealed files lie that came with requests for help. The process that takes them in writes them; the desk reads and destroys."""

from pathlib import Path

from django.conf import settings


def files_folder() -> Path:
    """Give the folder."""
    return Path(settings.INTAKE_FILES)
