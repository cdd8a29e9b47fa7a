"""Crises of the tests."""

from collections.abc import Iterable
from datetime import datetime

from safeconduct.crises.actions.open_crisis import open_crisis
from safeconduct.crises.actions.publish_crisis import publish_crisis
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member, Organisation
from tests.factories.people import THEN, make_jonas


def make_crisis(
    *,
    by: Member | None = None,
    slug: str = "north",
    title: str = "Abductions in the north",
    organisations: Iterable[Organisation] = (),
    is_public: bool = False,
    at: datetime = THEN,
) -> Crisis:
    """Open a crisis that the opener's organisation answers; the opener is Jonas unless somebody else is named."""
    opener = by or make_jonas()
    crisis = open_crisis(
        slug=slug,
        titles={"en": title},
        leads={"en": "What is known, and who has acted."},
        original="en",
        place="RU-CE",
        began="2017-02",
        organisations=organisations,
        by=opener,
        at=at,
    )
    if is_public:
        publish_crisis(crisis=crisis, by=opener, at=at)
    return crisis
