"""How much waits for the hotline, as far as the server can know: whose turn it is, never what was said."""

from django.db.models import OuterRef, Subquery

from safeconduct.intake.access import channels_for
from safeconduct.intake.models import Mailbox, Message
from safeconduct.people.models import Member


def boxes_waiting(member: Member) -> int:
    """Count the boxes, in channels that the member holds, whose newest message came from the person."""
    newest = Message.objects.filter(mailbox=OuterRef("pk")).order_by("-sequence").values("direction")[:1]
    boxes = Mailbox.objects.filter(channel__in=channels_for(member))
    return boxes.annotate(newest=Subquery(newest)).filter(newest="in").count()
