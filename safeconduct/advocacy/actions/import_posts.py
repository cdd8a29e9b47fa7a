"""Take in a file of posts and holders: Popolo JSON, or a table."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.models import Body, BodyName, ContactDetail, Holding, Person, Post, PostTitle
from safeconduct.advocacy.queries.rosters import Plan, plan_of
from safeconduct.advocacy.rules.popolo import read_posts
from safeconduct.advocacy.rules.roster import Damaged, Roster
from safeconduct.advocacy.words import problem_in_words
from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.crises.models import Crisis
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member

SOURCE = re.compile(r"\w[\w .,()/-]{0,59}")
BEFORE: tuple[Any, ...] = (Body, BodyName, Post, PostTitle, Person)  # what holdings and changed rows point to
AFTER: tuple[Any, ...] = (Holding, ContactDetail)
AT_ONCE = 500  # rows changed in one statement


class SourceUnnamed(Refused):
    """The file has no name by which its next edition is known."""

    sentence = _("Name the source in letters, digits and spaces, at most 60. Use the same name each time, so that nothing is doubled.")


class FileDamaged(Refused):
    """Nothing of the file was taken; ``sentences`` says why, one for each problem."""

    sentence = _("Nothing was taken from this file. Put right what is listed and give it again.")

    def __init__(self, sentences: tuple[str, ...]) -> None:
        super().__init__()
        self.sentences = sentences


@dataclass(frozen=True, slots=True)
class Given:
    """A file of posts as it was given. ``source`` names it, the same each time; ``place`` is that of bodies that state none."""

    data: bytes
    source: str
    language: str = "en"
    place: str = ""
    verified_on: date | None = None


def roster_of(given: Given) -> Roster:
    """Read the file.

    :raises SourceUnnamed: if the source has no usable name
    :raises FileDamaged: if anything in it cannot be read
    """
    if not SOURCE.fullmatch(given.source):
        raise SourceUnnamed
    try:
        return read_posts(given.data, language=given.language, place=given.place)
    except Damaged as damaged:
        raise FileDamaged(tuple(problem_in_words(problem) for problem in damaged.problems)) from damaged


def look_at_posts(*, crisis: Crisis, given: Given, by: Member, at: datetime) -> Plan:
    """Tell what taking in the file would change, and change nothing.

    :raises SourceUnnamed, FileDamaged: see ``roster_of``
    """
    return plan_of(crisis, roster_of(given), source=given.source, by=by, at=at, verified_on=given.verified_on)


@transaction.atomic
def import_posts(*, crisis: Crisis, given: Given, by: Member, at: datetime) -> Plan:
    """Bring bodies, posts, holders and contact details up to the file, all of it or nothing; give what was done.

    Nothing is deleted: who is no longer in the file keeps the post until a day, see ``rules.tenures.ended_by_absence``.

    :raises SourceUnnamed, FileDamaged: see ``roster_of``
    """
    Crisis.objects.select_for_update().get(pk=crisis.pk)  # two files at once would both think a post new
    plan = look_at_posts(crisis=crisis, given=given, by=by, at=at)
    _add(plan.added, BEFORE)
    _change(plan)
    _add(plan.added, AFTER)
    digest = sha256(given.data).hexdigest()
    record("advocacy.posts-imported", crisis.slug, by=by.reference, at=at, source=given.source, sha256=digest, **plan.totals())
    if not plan.is_empty:
        mark_changed(crisis=crisis, at=at)
    return plan


def _add(rows: list[Model], tables: tuple[Any, ...]) -> None:
    for table in tables:
        table.objects.bulk_create([row for row in rows if isinstance(row, table)])


def _change(plan: Plan) -> None:
    """Save what changed, a statement for each table and set of columns."""
    groups: dict[tuple[Any, tuple[str, ...]], list[Model]] = {}
    for (table, _pk), (row, names) in plan.changed.items():
        groups.setdefault((table, tuple(sorted(names))), []).append(row)
    for (table, columns), rows in groups.items():
        table.objects.bulk_update(rows, columns, batch_size=AT_ONCE)
