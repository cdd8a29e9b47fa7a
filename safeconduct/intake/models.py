"""Channels, boxes, messages. They lie in a database of their own and know nothing of members, vaults or cases but their ids.

Whoever reads these tables learns how many boxes a channel has, in which week each was opened, and how large its messages are.
"""

import uuid

from django.db import models

CHANNEL_STATES = ("open", "closed")
DIRECTIONS = ("in", "out")
SEALED_BY = ("browser", "server")


class Channel(models.Model):
    """One way to ask for help. Its card names the recipient to seal to, signed by a steward."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    vault = models.UUIDField(unique=True)
    slug = models.SlugField(max_length=40, unique=True)
    place = models.PositiveSmallIntegerField(default=0)  # in the list that a person reads
    state = models.CharField(max_length=6, choices=[(state, state) for state in CHANNEL_STATES], default="open")
    card = models.BinaryField()  # canonical JSON; see docs/reference/format.md
    signature = models.BinaryField(max_length=64)
    is_demonstration = models.BooleanField(default=False)


class ChannelText(models.Model):
    """A channel's name and one line about it, as the person who asks reads them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    channel = models.ForeignKey(Channel, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    name = models.CharField(max_length=120)
    line = models.CharField(max_length=300, blank=True)
    closed_line = models.CharField(max_length=300, blank=True)  # what is said at hours when nobody answers

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "language"], name="one_channel_text_per_language")]


class Mailbox(models.Model):
    """A box that eight words open. The server keeps a hash of what follows from the words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="mailboxes")
    token_hash = models.BinaryField(max_length=32, unique=True)
    week_opened = models.DateField()
    expires_on = models.DateField()


class Message(models.Model):
    """A sealed message, to the channel (``in``) or to the person (``out``)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)  # made by whoever sends: sent twice, it is one message
    mailbox = models.ForeignKey(Mailbox, models.CASCADE, related_name="messages")
    direction = models.CharField(max_length=3, choices=[(direction, direction) for direction in DIRECTIONS])
    sequence = models.PositiveIntegerField()
    day = models.DateField()
    sealed_by = models.CharField(max_length=7, choices=[(by, by) for by in SEALED_BY])
    blob = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mailbox", "sequence"], name="one_message_of_a_number")]


class IntakeFile(models.Model):
    """A sealed file that came with a message; without one yet while it arrives."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    channel = models.ForeignKey(Channel, models.CASCADE, related_name="files")
    message = models.ForeignKey(Message, models.CASCADE, null=True, related_name="files")
    length = models.PositiveBigIntegerField()
    digest = models.BinaryField(max_length=32, default=bytes)
    begun_on = models.DateField()
