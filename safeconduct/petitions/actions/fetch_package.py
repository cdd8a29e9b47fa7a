"""Give a sealed package to whoever knows its address: once."""

from datetime import date
from typing import BinaryIO

from django.http import Http404

from safeconduct.kit.arriving import destroy_file, open_unseen
from safeconduct.petitions.models import Handover
from safeconduct.petitions.storing import package, package_folder


def fetch_package(*, handover: Handover, on: date) -> BinaryIO:
    """Open the package and take it away: whoever holds the open file reads the last of it. Two at the same time: one gets it.

    :raises Http404: if it was fetched, or is not there
    """
    file = handover.sealed_file
    taken = Handover.objects.filter(pk=handover.pk, sealed_file=file, fetched_on__isnull=True, token_hash=handover.token_hash)
    if file is None or not taken.update(fetched_on=on, sealed_file=None, token_hash=None):
        raise Http404
    try:
        opened = open_unseen(package(file).path)
    except FileNotFoundError:
        raise Http404 from None
    destroy_file(package_folder(), file)
    return opened
