"""The list of publications: where each stands and what waits."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from safeconduct.crises.models import Crisis
from safeconduct.kit.languages import DOCUMENT_LANGUAGES
from safeconduct.people.models import Member
from safeconduct.publications.access import drafts_for, publications_for
from safeconduct.publications.models import PartText, Publication, SignOn, Title, Version
from safeconduct.publications.queries.changes import changed_counts
from safeconduct.publications.queries.states import state_now
from safeconduct.publications.rules.drift import Kept, drift_of
from safeconduct.publications.rules.kinds import Kind
from safeconduct.publications.rules.states import State
from safeconduct.publications.words import KIND_NAMES, STATE_NAMES

NAMES = dict(DOCUMENT_LANGUAGES)
STAMPS: dict[State, str] = {
    State.DRAFT: "draft",
    State.MOVED_ON: "draft",
    State.OFFERED: "waiting",
    State.APPROVED: "checked",
    State.EMBARGOED: "waiting",
    State.RELEASED: "released",
    State.EXPIRED: "released",
    State.RECALLED: "recalled",
}


@dataclass(frozen=True, slots=True)
class PublicationLine:
    """One publication as a list shows it."""

    publication: Publication
    kind: str
    title: str
    title_language: str
    languages: tuple[str, ...]  # named in themselves
    state: str
    code: str  # of its stamp
    is_own: bool
    may_read_draft: bool
    changed: int  # claims and demands that read otherwise than when they were last compared
    drifted: int  # texts whose original has changed
    unanswered: int  # organisations invited that have not answered to the newest version
    must_answer: bool  # the own organisation is one of them

    @property
    def waits(self) -> bool:
        return bool(self.changed or self.drifted or self.must_answer or (self.is_own and self.unanswered))


def publication_lines(member: Member, crisis: Crisis, at: datetime) -> list[PublicationLine]:
    """Give what the member may know of, the newest first; of a draft that the member may not read nothing is counted."""
    rows = list(publications_for(member, crisis).select_related("organisation").prefetch_related("titles", "invited"))
    readable = set(drafts_for(member, crisis).values_list("pk", flat=True))
    changed = changed_counts(row.reference for row in rows if row.pk in readable)
    drifted = _drifted([row for row in rows if row.pk in readable])
    answered = _answered(rows)
    lines = []
    for row in rows:
        may_read = row.pk in readable
        titles = {title.language: title for title in row.titles.all()}
        title = titles.get(row.original) or next(iter(titles.values()), None)
        state = state_now(row, at)
        asked = {one.organisation_id for one in row.invited.all()}
        open_ones = asked - answered[row.pk] if row.pk in answered and row.recalled_at is None else set()
        lines.append(
            PublicationLine(
                publication=row,
                kind=str(KIND_NAMES[Kind(row.kind)]),
                title=title.text if title else row.reference,
                title_language=title.language if title else "en",
                languages=tuple(NAMES.get(language, language) for language in sorted(titles, key=lambda one: (one != row.original, one))),
                state=str(STATE_NAMES[state]),
                code=STAMPS[state],
                is_own=row.organisation_id == member.organisation_id,
                may_read_draft=may_read,
                changed=changed.get(row.reference, 0),
                drifted=drifted.get(row.pk, 0),
                unanswered=len(open_ones) if may_read else 0,
                must_answer=member.organisation_id in open_ones,
            )
        )
    return lines


def waiting_publications(member: Member, crisis: Crisis, at: datetime) -> list[PublicationLine]:
    """Give those in which something waits for the member's organisation."""
    return [line for line in publication_lines(member, crisis, at) if line.waits]


def _drifted(rows: list[Publication]) -> dict[int, int]:
    original = {row.pk: row.original for row in rows}
    kept: dict[tuple[int, int], dict[str, Kept]] = defaultdict(dict)
    for text in PartText.objects.filter(part__publication__in=rows).select_related("part"):
        kept[text.part.publication_id, text.part_id][text.language] = Kept(text.text, text.made_from)
    for title in Title.objects.filter(publication__in=rows):
        kept[title.publication_id, 0][title.language] = Kept(title.text, title.made_from)
    counted: dict[int, int] = defaultdict(int)
    for (publication, _place), texts in kept.items():
        if texts.get(original[publication], Kept("")).text:
            counted[publication] += len(drift_of(texts, original=original[publication], languages=texts).drifted)
    return counted


def _answered(rows: Iterable[Publication]) -> dict[int, set[int]]:
    """Give which organisations answered to the newest version of each publication that has an unreleased one."""
    newest = {version.publication_id: version for version in Version.objects.filter(publication__in=list(rows)).order_by("number")}
    waiting = {version.pk: publication for publication, version in newest.items() if version.released_at is None}
    answered: dict[int, set[int]] = {publication: set() for publication in waiting.values()}
    for version, organisation in SignOn.objects.filter(version__in=waiting).values_list("version_id", "organisation_id"):
        answered[waiting[version]].add(organisation)
    return answered
