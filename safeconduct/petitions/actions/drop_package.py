"""Destroy a sealed package that lies here, and the address that leads to it."""

from safeconduct.kit.arriving import destroy_file
from safeconduct.petitions.models import Handover
from safeconduct.petitions.storing import package_folder


def drop_package(*, handover: Handover) -> None:
    """Destroy the package, if one lies here. Done twice, it changes nothing."""
    file = Handover.objects.filter(pk=handover.pk).values_list("sealed_file", flat=True).first()
    Handover.objects.filter(pk=handover.pk).update(sealed_file=None, token_hash=None)
    if file is not None:
        destroy_file(package_folder(), file)
