"""The only way to obtain a member or an organisation."""

from django.contrib.auth import authenticate

from safeconduct.people.models import Member, Organisation


def member_by_passphrase(handle: str, passphrase: str) -> Member | None:
    """Give the member whose name and passphrase these are; ``None`` for nobody, for the inactive, and for who left.

    A wrong name takes as long as a wrong passphrase. The members' own keys will take the place of this check.
    """
    member = authenticate(username=handle, password=passphrase)
    return member if isinstance(member, Member) and member.organisation.left_on is None else None


def organisation_named(name: str) -> Organisation | None:
    """Give the organisation of the coalition that has this name, capitals or not; ``None`` where there is none. Nobody gets a list."""
    return Organisation.objects.filter(name__iexact=name.strip(), left_on__isnull=True).first()
