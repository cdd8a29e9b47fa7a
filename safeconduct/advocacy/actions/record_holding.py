"""Record who held a post, from when until when."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.actions.check_entry import readable
from safeconduct.advocacy.models import Holding, Person, Post
from safeconduct.advocacy.rules.addressing import Gender
from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.evidence.rules.moments import bounds
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class EndsBeforeItBegins(Refused):
    """The dates are the wrong way round."""

    sentence = _("This ends before it begins. Look at the two dates again.")


class HolderMissing(Refused):
    """Nobody is named, or nobody says where it is from."""

    sentence = _("Name the holder of the office, and the public source that says so.")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a letter needs to know of a holder beside the name. Empty: nobody said. Gender is what a public source says, never a guess."""

    given_name: str = ""
    family_name: str = ""
    patronymic: str = ""
    honorific: str = ""
    gender: Gender | str = ""


@transaction.atomic
def record_holding(
    *,
    post: Post,
    holder: str,
    since: str = "",
    until: str = "",
    source_note: str,
    on_behalf_of: str = "",
    facts: Facts | None = None,
    by: Member,
    at: datetime,
) -> Holding:
    """Add the holding, or correct the end, the source and the facts of the one with the same holder and beginning.

    :raises HolderMissing: if the holder or the source is not named
    :raises DateUnreadable: if a date cannot be read
    :raises EndsBeforeItBegins: if the latest possible end lies before the earliest beginning
    """
    if not holder.strip() or not source_note.strip():
        raise HolderMissing
    since, until = readable(since), readable(until)
    begins = bounds(since)[0] if since else None
    ends = bounds(until)[1] if until else None
    if begins and ends and ends < begins:
        raise EndsBeforeItBegins
    defaults = {"until": until, "source_note": source_note.strip(), "recorded_at": at, "recorded_by": by}
    if on_behalf_of.strip():
        defaults["on_behalf_of"] = on_behalf_of.strip()
    holding, _is_new = Holding.objects.update_or_create(post=post, holder=holder.strip(), since=since, defaults=defaults)
    if facts is not None:
        _describe(holding, facts)
    record("advocacy.holding-recorded", post.reference, by=by.reference, at=at, since=since, until=until)
    mark_changed(crisis=post.body.crisis, at=at)
    return holding


def _describe(holding: Holding, facts: Facts) -> None:
    """Set the facts of the person, who is somebody else than whoever has the same name at another post."""
    known = {name: value.strip() for name, value in asdict(facts).items()}
    if holding.person is not None:
        Person.objects.filter(pk=holding.person.pk).update(**known)
    elif any(known.values()):
        holding.person = Person.objects.create(crisis=holding.post.body.crisis, name=holding.holder, **known)
        holding.save(update_fields=["person"])
