"""What is shown of deeds that are known from helping people: one line for each body, kind and quarter, with a coarse number."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from safeconduct.advocacy.access import answer_for, public_casework
from safeconduct.advocacy.models import Deed
from safeconduct.advocacy.queries.lines import words_of
from safeconduct.advocacy.rules import DeedType
from safeconduct.advocacy.rules.releasing import Bucket, Happened, grouped, reason_held, shown_from
from safeconduct.advocacy.words import DEED_NAMES, HELD_SENTENCES
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member

PEOPLE = ("visas", "visa", "people", "persons", "cases")  # units that count human beings


@dataclass(frozen=True, slots=True)
class CaseworkLine:
    """All that one body did of one kind in one quarter, as everybody may read it."""

    body: int  # key of the body
    type: str
    type_name: str
    is_negative: bool
    quarter: str  # EDTF
    quarter_words: str
    number_words: str  # "fewer than 5", "5 to 9", "1000 or more"


@dataclass(frozen=True, slots=True)
class Keeping:
    """Why a deed from casework is not shown yet (``""`` where it may be), and from which day it may be."""

    because: str
    shown_from: date | None


def public_casework_lines(crisis: Crisis, *, on: date, language: str) -> tuple[CaseworkLine, ...]:
    """Give the groups that everybody may read on this day, the earliest first; nothing about one deed, and no exact number."""
    deeds = [Happened(deed.actor_id, deed.type, deed.on, _count(deed)) for deed in public_casework(crisis, on)]
    return tuple(
        CaseworkLine(
            body=group.body,
            type=group.type,
            type_name=str(DEED_NAMES[DeedType(group.type)]),
            is_negative=DeedType(group.type).is_negative,
            quarter=group.quarter,
            quarter_words=words_of(group.quarter, language),
            number_words=bucket_words(group.bucket),
        )
        for group in grouped(deeds, today=on)
    )


def keeping_of(member: Member, crisis: Crisis, reference: str, *, on: date) -> Keeping | None:
    """Say what holds a deed from casework back; ``None`` for every other answer.

    :raises Http404: if the member may not see one with this reference
    """
    answer = answer_for(member, crisis, reference)
    if not isinstance(answer, Deed) or not answer.is_from_casework:
        return None
    held = reason_held(answer.on, today=on)
    return Keeping(str(HELD_SENTENCES[held]) if held else "", shown_from(answer.on))


def bucket_words(bucket: Bucket) -> str:
    """Say a coarse number in the language that is active."""
    if bucket.low is None:
        return _("fewer than %(number)s") % {"number": (bucket.high or 0) + 1}
    if bucket.high is None:
        return _("%(number)s or more") % {"number": bucket.low}
    return _("%(number)s to %(other)s") % {"number": bucket.low, "other": bucket.high}


def _count(deed: Deed) -> int:
    """Give to how many people it was done, as far as it is known; a sum of money counts as one deed."""
    if deed.unit.strip().casefold() not in PEOPLE:
        return 1
    return deed.low or deed.high or 1
