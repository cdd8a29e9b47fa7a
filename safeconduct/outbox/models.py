"""What goes out, to whom, with what proof; and what came back. Addresses of offices and of the press only, never of a person at risk."""

import uuid

from django.db import models

from safeconduct.kit.references import ReferenceField
from safeconduct.outbox.rules import IncomingKind, State
from safeconduct.people.models import Member, Organisation


class Message(models.Model):
    """One message to one recipient. Nobody else's address stands on it."""

    reference = ReferenceField(prefix="MS")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="messages")  # in whose name it goes
    kind = models.CharField(max_length=20)  # letter, correction, recall, release, chaser: the sender's own word
    about = models.CharField(max_length=16, db_index=True)  # reference of what it carries: PU-7Q4MZK
    to_name = models.CharField(max_length=300, blank=True)
    to_address = models.CharField(max_length=254)
    language = models.CharField(max_length=8)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    page = models.TextField(blank=True)  # the same as HTML, without pictures and without anything that is fetched
    reply_token = models.CharField(max_length=24, unique=True)  # in the reply address and in the address that bounces come to
    message_id = models.CharField(max_length=200, unique=True)  # RFC 5322, without the angle brackets
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in State], default=State.WAITING)
    not_before = models.DateTimeField(null=True)
    zone = models.CharField(max_length=40, blank=True)  # IANA zone of the recipient: office hours are counted there; empty: at any hour
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)  # what the mail server said last, or why it came back
    queued_at = models.DateTimeField()
    queued_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)  # accepted, failed, bounced or cancelled
    is_taken_back = models.BooleanField(default=False)  # what it carries was recalled: whatever became of it, it never goes again

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(state__in=[s.value for s in State]), name="message_state_is_known")]
        indexes = [models.Index(fields=["state", "not_before"], name="messages_that_wait")]

    def __str__(self) -> str:
        return self.reference


class Attachment(models.Model):
    """A file that goes with a message. Its hash stays when its bytes have been tidied away: it is the proof of what was sent."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(null=True)


class Alert(models.Model):
    """A line to a duty address that something waits at the desk. It holds a reference and goes as soon as a mail server has taken it.

    It is in no list and in no record: such a list would be one of who nearly died.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    to_address = models.CharField(max_length=254)
    endpoint = models.CharField(max_length=500, blank=True, default="")  # of a telephone instead: then the two below are empty too
    language = models.CharField(max_length=8)
    reference = models.CharField(max_length=16)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()


class Incoming(models.Model):
    """One mail that came to a reply address, or was brought in by hand. Its bytes are kept as they came and never shown as they are."""

    reference = ReferenceField(prefix="IN")
    message = models.ForeignKey(Message, models.PROTECT, null=True, related_name="incoming")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in IncomingKind])
    sha256 = models.CharField(max_length=64, unique=True)  # the same mail twice is one
    raw = models.BinaryField()
    sender = models.CharField(max_length=254, blank=True)
    is_expected_sender = models.BooleanField(default=False)  # same domain as the message went to
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    on = models.DateField(null=True)  # as its header says
    received_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)  # a person looked and filed it, or set it aside
    settled_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    settled_as = models.CharField(max_length=20, blank=True)  # filed, set-aside
