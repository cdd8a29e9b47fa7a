"""Remove a member: from that moment they sign in nowhere, and nothing new is sealed to them."""

import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Invitation, Member, Release, SecondFactor, UnlockSlot
from safeconduct.vault.actions.end_grants import end_grants
from safeconduct.vault.models import Grant, Keyring, StrongboxAsking, StrongboxShare


class NotThemselves(Refused):
    """Nobody locks themselves out by mistake."""

    sentence = _("Nobody removes themselves. Nothing was changed. Ask a colleague; in danger, use the alarm.")


@transaction.atomic
def remove_member(*, member: Member, by: Member, at: datetime) -> None:
    """End everything a member could do here, in one act.

    Sessions end; slots, second factor and keyring are destroyed; invitations they gave are void; their shares of strongboxes go, and
    a box that only one other shares opens no more; their grants are deleted, and what they could open is marked, so that
    the browsers of those who remain begin a new epoch. Public keys stay: by them, what the member once signed can still be told from
    a forgery.

    :raises NotThemselves: if it is oneself
    """
    if member.pk == by.pk:
        raise NotThemselves
    shut_out(member)
    record("people.member-removed", member.reference, by=by.reference, at=at)


def shut_out(member: Member) -> None:
    """Do it; the caller writes the record."""
    member.is_active = False
    member.session_mark = secrets.token_hex(16)
    member.set_unusable_password()
    member.save(update_fields=["is_active", "session_mark", "password"])
    UnlockSlot.objects.filter(member=member.pk).delete()
    SecondFactor.objects.filter(member=member.pk).delete()
    Keyring.objects.filter(member=member.pk).delete()
    Release.objects.filter(by=member.pk).delete()
    Invitation.objects.filter(invited_by=member.reference).delete()
    StrongboxShare.objects.filter(member=member.pk).delete()
    StrongboxAsking.objects.filter(Q(asked_by=member.pk) | Q(given_by=member.pk)).delete()
    end_grants(grants=Grant.objects.filter(member=member.pk))
