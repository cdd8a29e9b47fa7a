"""The only way to obtain a member."""

from django.contrib.auth import authenticate

from safeconduct.people.models import Member


def member_by_passphrase(handle: str, passphrase: str) -> Member | None:
    """Give the member whose name and passphrase these are; ``None`` for nobody, for the inactive, and for who left.

    A wrong name takes as long as a wrong passphrase. The members' own keys will take the place of this check.
    """
    member = authenticate(username=handle, password=passphrase)
    return member if isinstance(member, Member) and member.organisation.left_on is None else None
