"""Destroy packages whose day is over, and bytes that no handover knows of."""

from datetime import date

from safeconduct.kit.arriving import destroy_file, ids_in
from safeconduct.petitions.actions.drop_package import drop_package
from safeconduct.petitions.models import Handover
from safeconduct.petitions.storing import package_folder


def tidy_packages(*, on: date) -> int:
    """Destroy them; give how many. Writes no entry: nobody did anything."""
    late = list(Handover.objects.filter(sealed_file__isnull=False, expires_on__lt=on))
    for handover in late:
        drop_package(handover=handover)
    folder = package_folder()
    strays = ids_in(folder) - set(Handover.objects.filter(sealed_file__isnull=False).values_list("sealed_file", flat=True))
    for file in strays:
        destroy_file(folder, file)
    return len(late) + len(strays)
