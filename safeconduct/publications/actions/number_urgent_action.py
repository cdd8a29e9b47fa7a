"""Give an urgent action its number and index, and an update its place among the issues."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.record_consent import NotUrgentAction
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import Publication
from safeconduct.publications.rules.kinds import Kind
from safeconduct.publications.rules.urgent import is_index, issue_words, next_number


class NumberTaken(Refused):
    """Another action of that year has the number."""

    sentence = _("Another urgent action of this year has this number. Leave the number empty to get the next free one.")


class NumberIsOut(Refused):
    """What was released under a number keeps it."""

    sentence = _("This was released under its number and keeps it: people have it on paper.")


class IndexUnreadable(Refused):
    """The index has another form."""

    sentence = _("Write the index like EUR 46/0012/2017: region, country number, serial, year. Or leave it empty.")


class ActionNotNumbered(Refused):
    """The update belongs to no urgent action with a number."""

    sentence = _("Number the urgent action first; its updates follow it.")


@transaction.atomic
def number_urgent_action(
    *, publication: Publication, year: int, number: int | None = None, index: str = "", by: Member, at: datetime
) -> Publication:
    """Keep number, year, issue and index among the facts of the draft. Without a number it gets the year's next; an update that of its
    action.

    :raises NotUrgentAction: if the publication is neither an urgent action nor an update
    :raises NumberIsOut: if it was released
    :raises NumberTaken: if another action of that year has the number
    :raises IndexUnreadable: if the index has another form
    :raises ActionNotNumbered: if an update has no action, or one without a number
    :raises Refused: see ``take_in_hand``
    """
    kept = take_in_hand(publication=publication, permission=Permission.PUBLICATION_WRITE, by=by)
    if kept.kind not in {Kind.URGENT_ACTION, Kind.UPDATE}:
        raise NotUrgentAction
    if kept.released_at is not None:
        raise NumberIsOut
    index = index.strip().upper()
    if index and not is_index(index):
        raise IndexUnreadable
    given = _as_update(kept) if kept.kind == Kind.UPDATE else _as_action(kept, year, number)
    kept.facts = {**kept.facts, **given, **({"index": index} if index else {})}
    kept.save(update_fields=["facts"])
    words = issue_words(given["number"], given["year"], int(given.get("issue", "1")))
    record("publications.action-numbered", kept.reference, by=by.reference, at=at, number=words)
    return kept


def _as_action(publication: Publication, year: int, number: int | None) -> dict[str, str]:
    others = Publication.objects.select_for_update().filter(kind=Kind.URGENT_ACTION).exclude(pk=publication.pk)
    taken = {(int(facts["number"]), int(facts["year"])) for facts in others.values_list("facts", flat=True) if facts.get("number")}
    if number is not None and (number, year) in taken:
        raise NumberTaken
    return {"number": str(number or next_number(taken, year)), "year": str(year)}


def _as_update(publication: Publication) -> dict[str, str]:
    action = publication.updates
    if action is None or not action.facts.get("number"):
        raise ActionNotNumbered
    others = action.updated_by.select_for_update().exclude(pk=publication.pk)
    issues = [int(facts.get("issue", "1")) for facts in others.values_list("facts", flat=True)]
    return {"number": action.facts["number"], "year": action.facts["year"], "issue": str(max(issues, default=1) + 1)}
