"""Write down what is asked, and of whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.actions.check_entry import readable, require_crisis, require_post, written
from safeconduct.advocacy.models import Addressee, Body, Demand, DemandPassage, DemandText, Post
from safeconduct.advocacy.rules import DemandKind
from safeconduct.advocacy.search import index_demand
from safeconduct.audit.actions.record import record
from safeconduct.crises.models import Crisis
from safeconduct.evidence.models import Passage, Source
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class NobodyAsked(Refused):
    """The demand is put to nobody."""

    sentence = _("Nobody is asked. Name the body, or the post in it, that the demand is put to.")


@dataclass(frozen=True, slots=True)
class Addressed:
    """A body that is asked, and the post in it where one is meant."""

    body: Body
    post: Post | None = None


@transaction.atomic
def write_demand(
    *,
    crisis: Crisis,
    texts: Mapping[str, str],
    original: str,
    addressees: Sequence[Addressed],
    relayed_to: Sequence[Addressed] = (),
    passage: Passage | None = None,
    demander: Source | None = None,
    demander_name: str = "",
    on: str = "",
    citation: str = "",
    basis: str = "",
    fulfilled_when: str = "",
    due: str = "",
    by: Member,
    at: datetime,
) -> Demand:
    """Add a demand with its texts by language; with ``relayed_to`` the addressees are asked to press those.

    ``on`` is the day it was put, where no document of ours tells; ``citation`` names what we hold no copy of.


    :raises TextMissing: if there is no text in the original language
    :raises NobodyAsked: if it is put to nobody
    :raises OtherCrisis: if a body, the passage or the demander belongs to another crisis
    :raises PostElsewhere: if a post is not one of its body
    :raises DateUnreadable: if ``due`` or ``on`` is no date
    """
    kept, due, on = written(texts, original), readable(due), readable(on)
    if not addressees:
        raise NobodyAsked
    for addressed in (*addressees, *relayed_to):
        require_crisis(crisis, [addressed.body])
        require_post(addressed.body, addressed.post)
    require_crisis(crisis, [passage, demander])
    demand = Demand.objects.create(
        crisis=crisis,
        kind=DemandKind.RELAYED if relayed_to else DemandKind.DIRECT,
        demander=demander,
        demander_name=demander_name.strip(),
        on=on,
        citation=citation.strip(),
        basis=basis.strip(),
        fulfilled_when=fulfilled_when.strip(),
        due=due,
        created_at=at,
        created_by=by,
    )
    DemandText.objects.bulk_create(
        DemandText(demand=demand, language=language, text=text, is_original=language == original, written_at=at, written_by=by)
        for language, text in kept.items()
    )
    Addressee.objects.bulk_create(
        Addressee(demand=demand, body=addressed.body, post=addressed.post, is_relayed=is_relayed)
        for is_relayed, asked in ((False, addressees), (True, relayed_to))
        for addressed in dict.fromkeys(asked)
    )
    if passage:
        DemandPassage.objects.create(demand=demand, passage=passage, confirmed_at=at, confirmed_by=by)
    record("advocacy.demand-written", demand.reference, by=by.reference, at=at, kind=demand.kind)
    index_demand(demand)
    return demand
