"""Rolls, sealed signatures, mail that waits, and the count. They lie in a database of their own and name nothing outside it but ids.

Whoever reads these tables learns how many signed which campaign, in which country's name, on which day, and who chose to be named in
public. No address, no agent, no moment; no key: those live in memory alone (storing/ram.py).
"""

import uuid

from django.db import models

from safeconduct.signing.rules.kinds import Channel, MailKind, State, Visibility

ROLL_STATES = ("closed", "open", "paused")


class Roll(models.Model):
    """What a process must know in order to take signatures for one campaign. Written by the campaign's desk, read anew each second."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    reference = models.CharField(max_length=16, unique=True)  # the campaign's: PE-7Q4MZK
    crisis = models.CharField(max_length=80)  # slug
    slug = models.CharField(max_length=80)
    state = models.CharField(max_length=6, choices=[(state, state) for state in ROLL_STATES], default="closed")
    vault = models.UUIDField()
    epoch = models.PositiveIntegerField(default=1)
    recipient = models.CharField(max_length=120)  # age1…: to which every signature is sealed
    key_check = models.BinaryField(max_length=16, default=bytes)  # tells whether a key in memory is this roll's
    languages = models.JSONField(default=list)
    danger = models.JSONField(default=list)  # ISO 3166-1 alpha-2 where "counted only" is the default
    asks_postcode = models.BooleanField(default=True)
    goal = models.PositiveIntegerField(default=0)
    closes_on = models.DateField(null=True)  # last day on which it may be signed
    switches = models.JSONField(default=dict)  # rules.switches.Switches
    is_demonstration = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    key_destroyed_on = models.DateField(null=True)  # from then on nobody can tell whether an address has signed

    class Meta:
        constraints = [models.UniqueConstraint(fields=["crisis", "slug"], name="one_roll_per_address")]


class Signature(models.Model):
    """One signature. Who signed lies in ``blob``, which the campaign's holders alone can open."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    # Without an index of its own: two others begin with it, and a signature in a surge pays for each.
    roll = models.ForeignKey(Roll, models.CASCADE, related_name="signatures", db_index=False)
    tag = models.BinaryField(max_length=16)  # keyed, of the canonical address; random once the key is destroyed
    seat = models.PositiveSmallIntegerField(default=1)  # at this address: 1, or 2 for a second person
    person = models.BinaryField(max_length=16, default=bytes)  # keyed, of name and postcode
    home = models.BinaryField(max_length=8, default=bytes)  # keyed, of address and postcode; empty without one: who may share a mailbox
    domain = models.BinaryField(max_length=8, default=bytes)  # keyed, of the address's domain; for finding floods
    token = models.BinaryField(max_length=16, unique=True)  # hash of what stands in the signer's link
    code = models.BinaryField(max_length=16, null=True, db_index=True)  # keyed, of the short code; gone once confirmed
    state = models.CharField(max_length=9, choices=[(s.value, s.value) for s in State], default=State.PENDING)
    visibility = models.CharField(max_length=9, choices=[(v.value, v.value) for v in Visibility])
    country = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=8)
    channel = models.CharField(max_length=6, choices=[(c.value, c.value) for c in Channel], default=Channel.WEB)
    is_provisional = models.BooleanField(default=False)  # taken while the key was not in memory: may be a duplicate
    signed_on = models.DateField()
    confirmed_on = models.DateField(null=True)
    mails = models.PositiveSmallIntegerField(default=1)
    batch = models.CharField(max_length=32, blank=True)  # the import it came with, the invalidation it went with and from which state
    blob = models.BinaryField(default=bytes)  # age file, sealed to Roll.recipient; emptied where nothing is to be kept
    own = models.BinaryField(default=bytes)  # name and country, sealed under what the signer's link holds
    way = models.BinaryField(default=bytes)  # the link's token, sealed under the campaign's key and the address: to be mailed again

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roll", "tag", "seat"], name="one_signature_per_address_and_seat")]
        indexes = [
            models.Index(fields=["roll", "id"], name="signatures_in_order_of_id"),  # walked through in pieces; tells no moment
            models.Index(fields=["state", "signed_on"], condition=models.Q(state="pending"), name="signatures_to_remind_of"),
        ]


class PublicName(models.Model):
    """The name of a signer who chose to be named in public, written once the mailbox confirmed it. Shown from the next day on."""

    signature = models.OneToOneField(Signature, models.CASCADE, primary_key=True, related_name="public_name")
    roll = models.ForeignKey(Roll, models.CASCADE, related_name="public_names")
    name = models.CharField(max_length=120)
    country = models.CharField(max_length=2, blank=True)
    shown_from = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["roll", "name"], name="public_names_by_name")]


class Stopped(models.Model):
    """That a signer wants no more news: it ends a yes that lies sealed with the signature, where nobody could change it."""

    signature = models.OneToOneField(Signature, models.CASCADE, primary_key=True, related_name="stopped")


class WaitingMail(models.Model):
    """A mail to a signer, sealed under a key that lies in memory alone: a machine that is switched off holds nothing readable."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    roll = models.ForeignKey(Roll, models.CASCADE, related_name="mails", db_index=False)  # nobody looks for mails by it
    signature = models.ForeignKey(Signature, models.CASCADE, related_name="waiting_mails")
    kind = models.CharField(max_length=7, choices=[(k.value, k.value) for k in MailKind])
    language = models.CharField(max_length=8)
    state = models.CharField(max_length=7, default="waiting")  # waiting; sending; kept (sent, may be reminded of); held (set aside)
    day = models.DateField()
    tries = models.PositiveSmallIntegerField(default=0)
    blob = models.BinaryField()  # {"to", "token", "code"} under the mail key in memory

    class Meta:
        indexes = [models.Index(fields=["state"], name="mails_by_state")]


class CountEvent(models.Model):
    """One step of the count that the counting job has not taken up yet. It is deleted as it is counted, seconds later."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    roll = models.ForeignKey(Roll, models.CASCADE, related_name="+")
    state = models.CharField(max_length=9)  # which count it changes
    country = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=8)
    channel = models.CharField(max_length=6)
    is_provisional = models.BooleanField(default=False)
    delta = models.SmallIntegerField()


class Tally(models.Model):
    """The count: how many signatures in this state, from this country, in this language, by this way."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    roll = models.ForeignKey(Roll, models.CASCADE, related_name="tallies")
    state = models.CharField(max_length=9)
    country = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=8)
    channel = models.CharField(max_length=6)
    is_provisional = models.BooleanField(default=False)
    count = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["roll", "state", "country", "language", "channel", "is_provisional"], name="one_tally_of_a_kind"
            )
        ]


class DayTally(models.Model):
    """How many were confirmed on a day: the curve that the campaign's owner sees."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    roll = models.ForeignKey(Roll, models.CASCADE, related_name="days")
    day = models.DateField()
    count = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roll", "day"], name="one_tally_per_day")]


class AddressRule(models.Model):
    """How addresses of a domain are compared; rows win over the rules that come with the program."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    domain = models.CharField(max_length=255, unique=True)  # gmail.com; *.example; * for all others
    strip = models.CharField(max_length=20, blank=True)  # characters of the local part that do not count
    extension = models.CharField(max_length=1, blank=True)  # from here to the @ does not count
    alias_of = models.CharField(max_length=255, blank=True)
