"""What the desk shows of versions, of who signed, of what is missing, and of comments."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.utils import translation
from django.utils.translation import gettext as _

from safeconduct.advocacy.models import BodyName, Post
from safeconduct.kit.languages import DOCUMENT_LANGUAGES, PUBLIC_LANGUAGES, text_in
from safeconduct.people.models import Member, Organisation
from safeconduct.publications.models import Comment, Part, Publication, SignOn, Version
from safeconduct.publications.queries.listing import STAMPS
from safeconduct.publications.queries.signing import Asked, answers_to, asked_to_sign, sign_on_is_open
from safeconduct.publications.queries.states import facts_of, newest_version
from safeconduct.publications.queries.working import working_content
from safeconduct.publications.rules.agreeing import RecipientRole
from safeconduct.publications.rules.content import Addressed, from_json
from safeconduct.publications.rules.diffs import ContentDiff, PartDiff, differences
from safeconduct.publications.rules.embargoes import local_moment
from safeconduct.publications.rules.kinds import Kind, Role, Secrecy
from safeconduct.publications.rules.states import Act, State, acts_of, state_of
from safeconduct.publications.words import RECIPIENT_NAMES, ROLE_NAMES, SECRECY_NAMES, STATE_NAMES

_NAMES = dict(DOCUMENT_LANGUAGES)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a publication stands, as a stamp, and what this member may do."""

    title: str
    title_language: str
    state: State
    word: str
    stamp: str
    leads: bool
    acts: frozenset[Act]

    def allows(self, act: str) -> bool:
        """Tell whether the state allows it."""
        return Act(act) in self.acts


@dataclass(frozen=True, slots=True)
class PartChange:
    """What became of one part, with its names in words."""

    diff: PartDiff
    role: str
    secrecy: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Differences:
    """The differences of two contents with everything named."""

    diff: ContentDiff
    parts: tuple[PartChange, ...]
    added: tuple[str, ...]  # whom it goes to now
    taken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with its answers."""

    comment: Comment
    place: str  # which part, in words
    answers: tuple[Comment, ...]
    may_settle: bool


@dataclass(frozen=True, slots=True)
class Hour:
    """A moment in its zone and in UTC, in words."""

    local: datetime  # as clocks there show it, naive
    zone: str
    utc: datetime
    is_over: bool


def title_of(publication: Publication, language: str) -> tuple[str, str]:
    """Give the draft's title in the language or the nearest there is, and which language that is."""
    titles = {title.language: title.text for title in publication.titles.all() if title.text}
    for one in (language, publication.original, "en", *titles):
        if one in titles:
            return titles[one], one
    return publication.reference, "en"


def standing_of(member: Member, publication: Publication, at: datetime) -> Standing:
    """Give where it stands at that moment."""
    facts = facts_of(publication)
    state = state_of(facts, at)
    title, title_language = title_of(publication, translation.get_language() or "en")
    return Standing(
        title=title,
        title_language=title_language,
        state=state,
        word=str(STATE_NAMES[state]),
        stamp=STAMPS[state],
        leads=member.organisation_id == publication.organisation_id,
        acts=acts_of(facts, at),
    )


def versions_of(publication: Publication) -> list[Version]:
    """Give all versions, the newest first, with whoever signed each."""
    signed = SignOn.objects.select_related("organisation").order_by("organisation__name")
    rows = publication.versions.order_by("-number").select_related("offered_by", "approved_by", "released_by")
    return list(rows.prefetch_related(Prefetch("sign_ons", signed), "change_texts"))


def differences_of_draft(publication: Publication) -> Differences | None:
    """Give how the draft differs from the newest version; ``None`` where there is none."""
    newest = newest_version(publication)
    if newest is None:
        return None
    return _named(differences(from_json(newest.content), working_content(publication)))


def differences_between(before: Version, after: Version) -> Differences:
    """Give how a version differs from an earlier one."""
    return _named(differences(from_json(before.content), from_json(after.content)))


def _named(diff: ContentDiff) -> Differences:
    names = _post_names([*diff.addressed_added, *diff.addressed_taken])
    return Differences(
        diff=diff,
        parts=tuple(
            PartChange(
                part,
                str(ROLE_NAMES[Role(part.role)]),
                (str(SECRECY_NAMES[Secrecy(part.secrecy[0])]), str(SECRECY_NAMES[Secrecy(part.secrecy[1])])) if part.secrecy else None,
            )
            for part in diff.parts
        ),
        added=tuple(_addressed_words(one, names) for one in diff.addressed_added),
        taken=tuple(_addressed_words(one, names) for one in diff.addressed_taken),
    )


def _addressed_words(one: Addressed, names: dict[str, str]) -> str:
    return f"{names.get(one.post, one.post)} ({RECIPIENT_NAMES[RecipientRole(one.role)]}, {_NAMES.get(one.language, one.language)})"


def _post_names(addressed: list[Addressed]) -> dict[str, str]:
    rows = Post.objects.filter(reference__in=[one.post for one in addressed])
    language = translation.get_language() or "en"
    named = {}
    for post in rows.prefetch_related("titles", Prefetch("body__names", BodyName.objects.order_by("-pk"))):
        title, body = text_in(post.titles.all(), language), text_in(post.body.names.all(), language)
        named[post.reference] = ", ".join(filter(None, [title.title if title else "", body.name if body else ""]))
    return named


def own_answer(member: Member, asked: list[Asked]) -> Asked | None:
    """Give what the member's own organisation answered; ``None`` where it is not asked."""
    return next((one for one in asked if one.organisation.pk == member.organisation_id), None)


def signing_of(publication: Publication) -> tuple[Version | None, list[Asked]]:
    """Give the newest version, and what every organisation asked has answered to it."""
    newest = newest_version(publication)
    return newest, answers_to(publication, newest)


def version_signed_before(publication: Publication, asked: Asked | None) -> Version | None:
    """Give the version that an organisation signed last, before the newest."""
    if asked is None or not asked.signed_before:
        return None
    return publication.versions.get(number=asked.signed_before)


def may_be_invited(publication: Publication) -> list[Organisation]:
    """Give the organisations that answer the crisis and are not asked to sign yet, by name."""
    answering = Organisation.objects.filter(
        participations__crisis=publication.crisis_id, participations__until__isnull=True, left_on__isnull=True
    )
    return list(answering.exclude(pk__in=[one.pk for one in asked_to_sign(publication)]).distinct().order_by("name"))


def hour_of(moment: datetime | None, zone: str, at: datetime) -> Hour | None:
    """Give a moment in its zone and in UTC."""
    if moment is None:
        return None
    # Without its zone: a page would turn it back into UTC.
    return Hour(local_moment(moment, zone or "UTC").replace(tzinfo=None), zone or "UTC", moment, moment <= at)


def takes_answers(publication: Publication, at: datetime) -> bool:
    """Tell whether organisations can sign at that moment."""
    return sign_on_is_open(publication, at)


def languages_of(version: Version) -> list[tuple[str, str]]:
    """Give the languages of a version with their names, the original first."""
    return [(code, _NAMES.get(code, code)) for code in from_json(version.content).languages]


def recall_words(publication: Publication) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Give the languages that a recall is told in, and words for each that can stand as they are.

    They are those of the publication and of the public pages, so that no reader is left without.
    """
    titles = [title.language for title in publication.titles.all() if title.text]
    codes = list(dict.fromkeys([publication.original, *titles, *(code for code, _name in PUBLIC_LANGUAGES)]))
    spoken = dict(PUBLIC_LANGUAGES)
    said = {}
    for code in codes:
        with translation.override(code if code in spoken else "en"):
            said[code] = _stop_words(publication) if code in spoken else ""
    return [(code, _NAMES.get(code, code)) for code in codes], said


def still_out(publication: Publication) -> list[tuple[str, str]]:
    """Give what belongs to it and is out, with its title: updates of an urgent action have to be recalled each for itself.

    They are not recalled with it, because one of them may be the very message that it was stopped.
    """
    rows = publication.updated_by.filter(released_at__isnull=False, recalled_at__isnull=True).prefetch_related("titles").order_by("pk")
    return [(row.reference, title_of(row, row.original)[0]) for row in rows]


def _stop_words(publication: Publication) -> str:
    if publication.kind in {Kind.URGENT_ACTION, Kind.UPDATE}:
        return _(
            "Stop action: please send no more letters or messages, and take down what you have passed on. Thank you for having written."
        )
    return _("We have recalled this text. Please do not use it, act on it or pass it on any more.")


def threads_of(member: Member, publication: Publication) -> list[Thread]:
    """Give the comments with their answers: open ones first, then by time."""
    rows = Comment.objects.filter(publication=publication).select_related("written_by__organisation", "settled_by", "part")
    comments = list(rows.order_by("written_at", "pk"))
    leads = member.organisation_id == publication.organisation_id
    threads = [
        Thread(
            comment=one,
            place=str(ROLE_NAMES[Role(one.part.role)]) if one.part else "",
            answers=tuple(answer for answer in comments if answer.answers_id == one.pk),
            may_settle=one.settled_at is None and (leads or one.written_by_id == member.pk),
        )
        for one in comments
        if one.answers_id is None
    ]
    return sorted(threads, key=lambda thread: thread.comment.settled_at is not None)


def part_choices(publication: Publication) -> list[tuple[str, str]]:
    """Give the parts of the draft with their place and role."""
    parts = publication.parts.order_by("position", "pk")
    return [(part.reference, f"{place}. {ROLE_NAMES[Role(part.role)]}") for place, part in enumerate(parts, 1)]


def language_choices(publication: Publication) -> list[tuple[str, str]]:
    """Give the languages of the draft with their names."""
    return [(code, _NAMES.get(code, code)) for code in working_content(publication).languages]


def part_of(publication: Publication, reference: str) -> Part | None:
    """Give the part of the draft with this reference, or ``None``."""
    return publication.parts.filter(reference=reference).first()
