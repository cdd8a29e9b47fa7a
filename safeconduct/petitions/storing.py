"""Where sealed packages lie until they are fetched."""

from pathlib import Path
from uuid import UUID

from django.conf import settings

from safeconduct.kit.arriving import Arriving, room_in

PART_SIZE = 4 * 1024 * 1024
KEPT_FREE = 256 * 1024 * 1024


def package_folder() -> Path:
    """Give the folder of sealed packages."""
    return Path(settings.HANDOVER_ROOT)


def has_room_for(length: int) -> bool:
    """Tell whether a package of so many bytes leaves the databases the room that they need to go on."""
    return room_in(package_folder()) - length > KEPT_FREE


def package(id_: UUID, length: int = 0) -> Arriving:
    """Give the place of a sealed package, whole or on its way."""
    return Arriving(package_folder(), id_, length, PART_SIZE)
