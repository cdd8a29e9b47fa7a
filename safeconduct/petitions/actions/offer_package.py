"""Lay a sealed package where its addressee can fetch it once, under an address that only they are told."""

import secrets
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.arriving import Arriving, beginning_of, destroy_file
from safeconduct.kit.refusals import Refused
from safeconduct.kit.talking import TooLarge
from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_handover import take_handover
from safeconduct.petitions.models import Handover
from safeconduct.petitions.rules.kinds import HandoverState
from safeconduct.petitions.storing import has_room_for, package, package_folder
from safeconduct.publications.rules.tokens import token_hash
from safeconduct.vault.format.ages import LONGEST_HEADER, NotAge
from safeconduct.vault.format.sealed_copies import check_copy

LONGEST = timedelta(days=30)
MADE = frozenset({HandoverState.MADE})


class NoRoom(Refused):
    """The disk is nearly full; answered 507."""

    status, code = 507, "no-room"
    sentence = _("There is no room for this package on the server. Nothing was changed. Save it for a memory stick instead.")


class NotSealedPackage(Refused):
    """Nobody could open it, or everybody could."""

    status, code = 400, "not-sealed"
    sentence = _("The package is not sealed to one passphrase, or was damaged on its way. Nothing was kept; send it again.")


class LiesTooLong(Refused):
    """A list of names that lies about."""

    code = "too-long"
    sentence = _("A package can be fetched for thirty days at most, beginning today. Choose an earlier day.")


def begin_package(*, handover: Handover, file: UUID, length: int, by: Member) -> Arriving:
    """Make room for a package that arrives in parts; the same id goes on where it stopped, another one takes the place of the first.

    :raises TooLarge, NoRoom: if there is no room for it
    :raises Http404, NotNow, NotOwning, NotPermitted: as ``take_handover`` finds
    """
    with transaction.atomic():
        kept = take_handover(handover=handover, by=by, states=MADE, with_vault=True)
        if length > settings.LARGEST_SEALED_FILE:
            raise TooLarge
        if not has_room_for(length):
            raise NoRoom
        before, kept.sealed_file, kept.token_hash = kept.sealed_file, file, None
        kept.save(update_fields=["sealed_file", "token_hash"])
    if before not in {None, file}:
        destroy_file(package_folder(), before)
    return package(file, length)


def offer_package(*, handover: Handover, length: int, digest: bytes, expires_on: date, by: Member, at: datetime) -> tuple[Handover, str]:
    """Take the package for whole; give the token of its address, which is kept nowhere.

    :raises NotAllHere: if parts are missing
    :raises NotSealedPackage: if it is not what was sent, or not sealed to a passphrase
    :raises LiesTooLong: if it could be fetched for longer than thirty days, or ends in the past
    :raises Http404, NotNow, NotOwning, NotPermitted: as ``take_handover`` finds
    """
    with transaction.atomic():
        kept = take_handover(handover=handover, by=by, states=MADE, with_vault=True)
        if not at.date() < expires_on <= at.date() + LONGEST:
            raise LiesTooLong
        if kept.sealed_file is None:
            raise NotSealedPackage
        _check(package(kept.sealed_file, length), digest)
        token = secrets.token_urlsafe(24)
        kept.token_hash, kept.expires_on, kept.fetched_on = token_hash(token), expires_on, None
        kept.save(update_fields=["token_hash", "expires_on", "fetched_on"])
        record("petitions.package-offered", kept.reference, by=by.reference, at=at, until=expires_on.isoformat())
    return kept, token


def _check(arriving: Arriving, digest: bytes) -> None:
    try:
        _demand_same(arriving.finish(), digest)
        check_copy(beginning_of(arriving.path, LONGEST_HEADER), means="passphrase")
    except NotAge as wrong:
        destroy_file(package_folder(), arriving.id)  # it may hold names in clear
        raise NotSealedPackage from wrong
    arriving.settle()


def _demand_same(found: bytes, said: bytes) -> None:
    if found != said:
        raise NotAge("It is not what was sent.")
