"""Write down a way to reach a post, or its body."""

import re
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.models import Body, ContactDetail, Post
from safeconduct.advocacy.rules.addressing import ContactType
from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member

EMAIL = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+")


class AddressUnfit(Refused):
    """Nothing can be sent there."""

    sentence = _("This is no e-mail address. Write one address, such as office@ministry.example, and nothing beside it.")


class AddressMissing(Refused):
    """There is nothing in it, or nobody says where it is from."""

    sentence = _("Write the address, and the public source that gives it.")


class KnownAlready(Refused):
    """The same stands there already."""

    sentence = _("This is already written down and in use. Look at the list again.")


@transaction.atomic
def add_contact_detail(
    *,
    body: Body,
    post: Post | None,
    type: ContactType,  # noqa: A002 — Popolo's word
    value: str,
    source_note: str,
    note: str = "",
    valid_from: date | None = None,
    by: Member,
    at: datetime,
) -> ContactDetail:
    """Add it; the newest of its type that is valid on a day is the one written to. Without a post it is the body's own.

    :raises AddressMissing: if it is empty or has no source
    :raises AddressUnfit: if it should be an e-mail address and is not one
    :raises KnownAlready: if the same is in use there
    """
    tidy = "\n".join(" ".join(line.split()) for line in value.strip().splitlines() if line.strip())
    if not tidy or not source_note.strip():
        raise AddressMissing
    if type == ContactType.EMAIL and not EMAIL.fullmatch(tidy):
        raise AddressUnfit
    if ContactDetail.objects.filter(body=body, post=post, type=type, value=tidy, valid_until__isnull=True).exists():
        raise KnownAlready
    detail = ContactDetail.objects.create(
        body=body,
        post=post,
        type=type,
        value=tidy,
        note=note.strip(),
        valid_from=valid_from,
        source_note=source_note.strip(),
        recorded_at=at,
        recorded_by=by,
    )
    record("advocacy.contact-added", (post or body).reference, by=by.reference, at=at, type=type)
    return detail
