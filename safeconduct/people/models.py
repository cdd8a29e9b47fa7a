"""Organisations of the coalition, their members, and the roles they hold."""

import uuid
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from safeconduct.kit.references import ReferenceField
from safeconduct.people.permissions import OVER_OTHERS, ROLE_NAMES, Permission, Role, permissions_of

if TYPE_CHECKING:
    MembersByName = BaseUserManager["Member"]
else:
    MembersByName = BaseUserManager  # Django's own class takes no type parameters while running


class Organisation(models.Model):
    """A member organisation of the coalition."""

    reference = ReferenceField(prefix="OR")
    name = models.CharField(max_length=200, unique=True)
    country = models.CharField(max_length=6, blank=True)  # ISO 3166
    joined_on = models.DateField()
    left_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name


class MemberManager(MembersByName):
    """Finds members by the name they sign in with."""

    def get_by_natural_key(self, username: str | None) -> "Member":
        return self.get(handle=username)


class Member(AbstractBaseUser):
    """A person who works here. No e-mail address, no last sign-in, no telephone number is kept.

    ``password`` is the hash of what the member's browser derives from the passphrase; the passphrase itself never arrives here.
    """

    last_login = None

    reference = ReferenceField(prefix="ME")
    handle = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)  # the name they work under; it need not be the one in their passport
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="members")
    is_active = models.BooleanField(default=True)
    joined_on = models.DateField()
    withheld_on = models.DateField(null=True)  # travelling, or in danger: the slots stay here until two colleagues release them
    session_mark = models.CharField(max_length=32, blank=True, editable=False)  # sessions hang on it; a new one ends them all

    USERNAME_FIELD = "handle"
    objects = MemberManager()

    def __str__(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        """Give what a session must hold to be this member's: it changes with the passphrase and with the mark."""
        return salted_hmac("people.session", self.password + self.session_mark, algorithm="sha256").hexdigest()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """Give none: when the server's secret key changes, everybody signs in anew."""
        yield from ()

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """Everything this member may do, read once per request. While their keys are withheld they decide about nobody."""
        held = permissions_of(self.grants.values_list("role", flat=True))
        return held if self.withheld_on is None else held - OVER_OTHERS

    def may(self, permission: str) -> bool:
        """Tell whether the member holds the permission."""
        return self.is_active and permission in self.permissions


class RoleGrant(models.Model):
    """A role that a member holds, and who gave it."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=40, choices=[(role.value, name) for role, name in ROLE_NAMES.items()])
    granted_by = models.CharField(max_length=80)
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "role"], name="one_grant_per_role"),
            models.CheckConstraint(condition=models.Q(role__in=[role.value for role in Role]), name="role_is_known"),
        ]


class PublicBundle(models.Model):
    """The public keys of a member, as the directory shows them: signed by themselves, vouched for by somebody else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    member = models.ForeignKey(Member, models.CASCADE, related_name="bundles")
    sequence = models.PositiveSmallIntegerField()
    recipient = models.CharField(max_length=120)
    signing_key = models.BinaryField(max_length=32)
    created_on = models.DateField()
    previous = models.BinaryField(max_length=32, default=bytes)  # SHA-256 of the statement before; empty for the first
    signature = models.BinaryField(max_length=64)
    voucher = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    authority = models.CharField(max_length=8, blank=True)  # "member" or "steward"
    vouching = models.BinaryField(max_length=64, default=bytes)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "sequence"], name="one_bundle_of_a_number")]


class UnlockSlot(models.Model):
    """A member's secret keys, sealed under a key that only the member can derive."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    member = models.ForeignKey(Member, models.CASCADE, related_name="slots")
    kind = models.CharField(max_length=10, choices=[("passphrase", "passphrase"), ("recovery", "recovery")])
    salt = models.BinaryField(max_length=16, default=bytes)
    memory_kib = models.PositiveIntegerField(default=0)
    passes = models.PositiveSmallIntegerField(default=0)
    lanes = models.PositiveSmallIntegerField(default=0)
    auth = models.CharField(max_length=128, blank=True)  # of a recovery kit: the hash of what signs in with it
    blob = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "kind"], name="one_slot_of_a_kind")]


class SecondFactor(models.Model):
    """The secret of a member's one-time codes, sealed under what the member sends at sign-in and the server forgets."""

    member = models.OneToOneField(Member, models.CASCADE, primary_key=True, related_name="second_factor")
    blob = models.BinaryField()
    used = models.CharField(max_length=64, blank=True)  # a keyed hash of the last half minute whose code was used: a code works once


class Invitation(models.Model):
    """A way in for one person, until it is used or its day is over. Only a hash of its token is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    token_hash = models.BinaryField(max_length=32, unique=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    roles = models.JSONField()
    member_reference = models.CharField(max_length=16, unique=True)  # the reference the person will have; their keys are bound to it
    invited_by = models.CharField(max_length=80)
    until = models.DateField()


class RootKey(models.Model):
    """The first steward's signing key, on which trust in every other rests. One row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    signing_key = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_root_key")]


class Release(models.Model):
    """One colleague's word that a withheld member may have their slots again; two are needed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    member = models.ForeignKey(Member, models.CASCADE, related_name="releases")
    by = models.ForeignKey(Member, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "by"], name="one_release_per_colleague")]
