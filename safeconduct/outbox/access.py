"""The only way to obtain messages and mail: an organisation's own, and nobody else's. Mail that belongs to no letter has no reader here."""

from django.db.models import QuerySet
from django.http import Http404

from safeconduct.outbox.models import Incoming, Message
from safeconduct.outbox.rules import IncomingKind
from safeconduct.people.models import Member


def messages_for(member: Member) -> QuerySet[Message]:
    """Give the messages of the member's organisation, the newest first."""
    return Message.objects.filter(organisation=member.organisation_id).order_by("-queued_at", "-pk")


def message_for(member: Member, reference: str) -> Message:
    """Give one message.

    :raises Http404: if there is none for this member
    """
    message = messages_for(member).filter(reference=reference).first()
    if message is None:
        raise Http404
    return message


def incoming_for(member: Member) -> QuerySet[Incoming]:
    """Give the mail that came to the member's organisation's letters, the newest first."""
    return Incoming.objects.filter(message__organisation=member.organisation_id).select_related("message").order_by("-received_at", "-pk")


def unsettled_for(member: Member) -> QuerySet[Incoming]:
    """Give the mail that a person has to look at, the newest first. What came back undelivered speaks by the state of its message."""
    return incoming_for(member).filter(settled_at__isnull=True).exclude(kind=IncomingKind.BOUNCE)


def mail_for(member: Member, reference: str) -> Incoming:
    """Give one mail that came back.

    :raises Http404: if there is none for this member
    """
    incoming = incoming_for(member).filter(reference=reference).first()
    if incoming is None:
        raise Http404
    return incoming
