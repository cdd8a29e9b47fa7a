"""Open a crisis: name it and say who answers it."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.models import Crisis, CrisisText, Participation
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member, Organisation

# Addresses of the desk's and the public pages' own, which no crisis may take.
RESERVED = frozenset(
    {
        "annex", "cases", "crises", "fund", "give", "join", "members", "new", "outbox", "payouts", "placement", "press-access", "record",
        "released", "requests", "sealed", "search", "sign-in", "sign-out", "signature", "signatures", "stop", "style", "vault", "watch",
    }
)  # fmt: skip


class SlugReserved(Refused):
    """A page of the desk has this address."""

    sentence = _("This address is taken by a page of the desk. Choose other words.")


class SlugTaken(Refused):
    """Another crisis has this address."""

    sentence = _("Another crisis already has this address. Choose other words for it.")


@transaction.atomic
def open_crisis(
    *,
    slug: str,
    titles: Mapping[str, str],
    leads: Mapping[str, str],
    original: str,
    place: str,
    began: str,
    organisations: Iterable[Organisation],
    by: Member,
    at: datetime,
    is_demonstration: bool = False,
) -> Crisis:
    """Add a crisis with its texts by language and the organisations that take part; the opener's own always does.

    :raises SlugReserved: if the address is that of a page of the desk
    :raises SlugTaken: if the address is in use
    """
    if slug in RESERVED:
        raise SlugReserved
    if Crisis.objects.filter(slug=slug).exists():
        raise SlugTaken
    crisis = Crisis.objects.create(
        slug=slug, place=place, began=began, opened_at=at, opened_by=by, changed_at=at, is_demonstration=is_demonstration
    )
    CrisisText.objects.bulk_create(
        CrisisText(crisis=crisis, language=language, title=title, lead=leads.get(language, ""), is_original=language == original)
        for language, title in titles.items()
    )
    parts = {organisation.pk: organisation for organisation in (*organisations, by.organisation)}
    Participation.objects.bulk_create(
        Participation(crisis=crisis, organisation=organisation, since=at.date()) for organisation in parts.values()
    )
    record("crises.crisis-opened", crisis.reference, by=by.reference, at=at, organisations=len(parts))
    return crisis
