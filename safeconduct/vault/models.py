"""What the server keeps of a vault: who may open it, and sealed bytes. No moments, no counters, nothing it could read."""

import uuid

from django.db import models

from safeconduct.people.models import Member, Organisation

KINDS = ("annex", "archive", "campaign", "case", "channel", "organisation", "register", "round")
STATES = ("open", "held", "closed")
PURPOSES = ("donors", "house", "places", "referrals", "tokens", "ways")


class Vault(models.Model):
    """Everything that has one audience."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in KINDS])
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="vaults")
    state = models.CharField(max_length=6, choices=[(state, state) for state in STATES], default="open")
    epoch = models.PositiveIntegerField(default=1)
    week_opened = models.DateField()  # the Monday of it
    expires_on = models.DateField(null=True)  # drawn with some play, so that it does not tell the day of the beginning

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="vault_kind_is_known"),
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="vault_state_is_known"),
            models.CheckConstraint(condition=models.Q(epoch__gte=1), name="vault_epoch_from_one"),
        ]


class Epoch(models.Model):
    """One root of a vault: its public recipient, and the root before it, sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    vault = models.ForeignKey(Vault, models.CASCADE, related_name="epochs")
    number = models.PositiveIntegerField()
    recipient = models.CharField(max_length=120)
    signer = models.ForeignKey(Member, models.PROTECT, related_name="+")
    signature = models.BinaryField(max_length=64)
    previous = models.BinaryField(default=bytes)  # a record of type vault.prev; empty for the first, and once history is destroyed
    seen_by_removed = models.BooleanField(default=False)  # somebody who has left could open what was sealed in it

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "number"], name="one_epoch_of_a_number")]


class Grant(models.Model):
    """The root of one epoch, sealed to one member."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    vault = models.ForeignKey(Vault, models.CASCADE, related_name="grants")
    epoch = models.PositiveIntegerField()
    member = models.ForeignKey(Member, models.CASCADE, related_name="vault_grants")
    granter = models.ForeignKey(Member, models.PROTECT, related_name="+")
    granted_on = models.DateField()
    blob = models.BinaryField()
    signature = models.BinaryField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "epoch", "member"], name="one_grant_per_epoch_and_member")]


class Record(models.Model):
    """One version of one sealed record. Who wrote it and when lies inside."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    record = models.UUIDField()
    vault = models.ForeignKey(Vault, models.CASCADE, related_name="records")
    type = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    is_newest = models.BooleanField(default=True)
    blob = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vault", "record", "version"], name="one_record_of_a_version"),
            models.UniqueConstraint(fields=["vault", "record"], condition=models.Q(is_newest=True), name="one_newest_version"),
        ]
        indexes = [models.Index(fields=["vault", "type"], condition=models.Q(is_newest=True), name="newest_records_of_a_type")]


class SealedFile(models.Model):
    """A sealed file; its bytes lie under its id in the folder of sealed files."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    vault = models.ForeignKey(Vault, models.CASCADE, related_name="files")
    epoch = models.PositiveIntegerField()
    length = models.PositiveBigIntegerField()
    digest = models.BinaryField(max_length=32, default=bytes)  # SHA-256 of the sealed bytes; empty while they arrive
    begun_on = models.DateField()


class Keyring(models.Model):
    """What a member's client remembers between visits, sealed to the member."""

    member = models.OneToOneField(Member, models.CASCADE, primary_key=True, related_name="keyring")
    version = models.PositiveIntegerField()
    blob = models.BinaryField()


class Register(models.Model):
    """A vault that several share and find by what it is for; what lies in it is sealed like everything else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    vault = models.OneToOneField(Vault, models.CASCADE, related_name="register")
    purpose = models.CharField(max_length=10, choices=[(purpose, purpose) for purpose in PURPOSES])
    scope = models.CharField(max_length=16)  # the reference of an organisation or of a crisis, whose tables lie above these

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(purpose__in=PURPOSES), name="register_purpose_is_known"),
            models.UniqueConstraint(fields=["purpose", "scope"], name="one_register_of_a_purpose"),
        ]


class Strongbox(models.Model):
    """Something sealed that any two of its sharers open together, and nobody alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="strongboxes")
    sealed_by = models.ForeignKey(Member, models.PROTECT, related_name="+")  # whose signatures the shares bear
    blob = models.BinaryField()
    expires_on = models.DateField(null=True)


class StrongboxShare(models.Model):
    """One sharer's part of the key, sealed to them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    strongbox = models.ForeignKey(Strongbox, models.CASCADE, related_name="shares")
    member = models.ForeignKey(Member, models.CASCADE, related_name="strongbox_shares")
    blob = models.BinaryField()
    signature = models.BinaryField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["strongbox", "member"], name="one_share_of_a_member")]


class StrongboxAsking(models.Model):
    """A sharer wants to open the box: all sharers see it, and another of them may give their share. It goes at the end of the next day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    strongbox = models.ForeignKey(Strongbox, models.CASCADE, related_name="askings")
    asked_by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    asked_on = models.DateField()
    given_by = models.ForeignKey(Member, models.CASCADE, null=True, related_name="+")
    blob = models.BinaryField(default=bytes)  # the giver's share, sealed to who asked; empty until it is given
    signature = models.BinaryField(max_length=64, default=bytes)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["strongbox", "asked_by"], name="one_asking_of_a_member"),
            models.CheckConstraint(
                condition=models.Q(given_by__isnull=True) | ~models.Q(given_by=models.F("asked_by")), name="share_given_by_another"
            ),
            models.CheckConstraint(
                condition=models.Q(given_by__isnull=True, blob=b"", signature=b"") | models.Q(given_by__isnull=False),
                name="share_given_by_somebody",
            ),
        ]
