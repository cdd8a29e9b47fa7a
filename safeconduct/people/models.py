"""Organisations of the coalition, their members, and the roles they hold."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from safeconduct.kit.references import ReferenceField
from safeconduct.people.permissions import ROLE_NAMES, Permission, Role, permissions_of

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
    """A person who works here. No e-mail address, no last sign-in, no telephone number is kept."""

    last_login = None

    reference = ReferenceField(prefix="ME")
    handle = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="members")
    is_active = models.BooleanField(default=True)
    joined_on = models.DateField()
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
        """Everything this member may do, read once per request."""
        return permissions_of(self.grants.values_list("role", flat=True))

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
