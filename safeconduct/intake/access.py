"""The only way to obtain channels and what came in by them: a channel exists for whoever holds its vault.

The two databases know each other's ids and nothing more, so vaults are asked for first and channels by them.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from safeconduct.intake.models import Channel, IntakeFile, Mailbox, Message
from safeconduct.people.models import Member
from safeconduct.vault.access import vaults_for


def epochs_for(member: Member) -> dict[UUID, int]:
    """Give, of each channel's vault that the member holds, the number of its newest key."""
    return dict(vaults_for(member).filter(kind="channel").values_list("pk", "epoch"))


def channels_for(member: Member) -> QuerySet[Channel]:
    """Give the channels whose vault the member holds."""
    return channels_of_vaults(epochs_for(member))


def channels_of_vaults(vaults: Iterable[UUID]) -> QuerySet[Channel]:
    """Give the channels of vaults that were obtained here."""
    return Channel.objects.filter(vault__in=list(vaults))


def channel_for(member: Member, id_: UUID) -> Channel:
    """Give one channel.

    :raises Http404: if the member holds none with this id
    """
    channel = channels_for(member).filter(pk=id_).first()
    if channel is None:
        raise Http404
    return channel


def messages_in(channel: Channel) -> QuerySet[Message]:
    """Give every message of a channel that was obtained here, in both directions, in the order of their ids."""
    return Message.objects.filter(mailbox__channel=channel).order_by("pk")


def mailboxes_in(channel: Channel) -> QuerySet[Mailbox]:
    """Give the boxes of a channel that was obtained here."""
    return Mailbox.objects.filter(channel=channel)


def mailbox_for(member: Member, id_: UUID) -> Mailbox:
    """Give one box of a channel that the member holds.

    :raises Http404: if there is none with this id for this member
    """
    mailbox = Mailbox.objects.filter(pk=id_, channel__in=channels_for(member)).first()
    if mailbox is None:
        raise Http404
    return mailbox


def file_for(member: Member, id_: UUID) -> IntakeFile:
    """Give one file that came with a message, whole.

    :raises Http404: if there is none with this id for this member
    """
    file = IntakeFile.objects.filter(pk=id_, message__isnull=False, channel__in=channels_for(member)).exclude(digest=b"").first()
    if file is None:
        raise Http404
    return file


def boxes_known(member: Member, ids: Iterable[UUID]) -> QuerySet[Mailbox]:
    """Give the boxes with these ids to somebody who knows them: they are random, and stand sealed inside the cases that came of them.

    So a case's team reads what the person wrote since, without holding the channel. Who once knew an id can still ask; all of it is sealed.
    """
    if member.withheld_on is not None:
        return Mailbox.objects.none()
    return Mailbox.objects.filter(pk__in=list(ids))


def box_known(member: Member, id_: UUID) -> Mailbox:
    """Give one such box.

    :raises Http404: if there is none
    """
    box = boxes_known(member, [id_]).first()
    if box is None:
        raise Http404
    return box


def file_in_box(box: Mailbox, id_: UUID) -> IntakeFile:
    """Give one file, whole, that came with a message of a box that was obtained here.

    :raises Http404: if there is none
    """
    file = IntakeFile.objects.filter(pk=id_, message__mailbox=box).exclude(digest=b"").first()
    if file is None:
        raise Http404
    return file


def messages_in_boxes(boxes: QuerySet[Mailbox]) -> QuerySet[Message]:
    """Give every message of boxes that were obtained here, in both directions, in the order of their numbers."""
    return Message.objects.filter(mailbox__in=boxes).order_by("mailbox", "sequence")
