"""Draft reminders of letters that nobody answered, one for each letter and receiver."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.models import Ask, Demand, Post
from safeconduct.advocacy.queries.asks import ask_line
from safeconduct.advocacy.rules.replies import Standing
from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.address_publication import address_publication
from safeconduct.publications.actions.begin_publication import create_publication
from safeconduct.publications.actions.report_references import report_references
from safeconduct.publications.actions.take_in_hand import NotPermitted
from safeconduct.publications.models import Part, PartText, Publication, Recipient, Version
from safeconduct.publications.rules.agreeing import RecipientRole
from safeconduct.publications.rules.chasers import FALLBACK, Chased, Reminder, languages, reminder
from safeconduct.publications.rules.content import Content, from_json
from safeconduct.publications.rules.kinds import ADDRESSED, Kind, Role, Secrecy

CHASES = "chases"  # the fact of a reminder that names the letter: PU-7Q4MZK


class NothingToChase(Refused):
    """None of what was chosen can be reminded of."""

    sentence = _("Choose at least one letter of your organisation that went to an office and is overdue. No reminder was drafted.")


@dataclass(frozen=True, slots=True)
class Chasing:
    """Everything that one letter asked one post for and that is overdue."""

    letter: Publication
    post: Post
    asks: tuple[Ask, ...]
    due: date
    acknowledged_on: date | None

    @property
    def sent_on(self) -> date:
        """The day on which it was asked first."""
        return min(ask.sent_on for ask in self.asks)


@transaction.atomic
def prepare_chasers(*, asks: Sequence[Ask], by: Member, at: datetime) -> list[Publication]:
    """Draft a letter for each letter and post among the asks that are overdue; give the new drafts. Nothing is offered, and nothing sent.

    What has a reminder that is not out yet gets no second one. Asks of other organisations' letters, asks without a letter or an office,
    and those that are not overdue are passed over.

    :raises NotPermitted: if the member may not write publications
    :raises NothingToChase: if none is left
    """
    if not by.may(Permission.PUBLICATION_WRITE):
        raise NotPermitted
    chasings = list(_chasings(asks, by, at))
    if not chasings:
        raise NothingToChase
    return [_draft(chasing, by=by, at=at) for chasing in chasings if not waiting_chasers(chasing.letter, chasing.post).exists()]


def waiting_chasers(letter: Publication, post: Post) -> QuerySet[Publication]:
    """Give the reminders of this letter to this post that are not out yet."""
    return Publication.objects.filter(
        **{f"facts__{CHASES}": letter.reference}, recipients__post=post, released_at__isnull=True, recalled_at__isnull=True
    )


def _chasings(asks: Sequence[Ask], by: Member, at: datetime) -> Iterable[Chasing]:
    """Group what is overdue by letter and post, in the order in which it was asked."""
    own = {
        letter.reference: letter
        for letter in Publication.objects.filter(
            reference__in={ask.instrument for ask in asks}, organisation=by.organisation_id, recalled_at__isnull=True, kind__in=ADDRESSED
        )
    }
    groups: dict[tuple[str, int], list[tuple[Ask, Standing]]] = {}
    posts: dict[int, Post] = {}
    for ask in sorted(asks, key=lambda one: (one.sent_on, one.pk)):
        letter = own.get(ask.instrument)
        line = ask_line(by, letter.crisis, ask.reference, on=at.date(), language=FALLBACK) if letter else None
        if ask.post is None or line is None or line.is_withdrawn or not line.is_overdue or line.standing is None:
            continue
        posts[ask.post.pk] = ask.post
        groups.setdefault((ask.instrument, ask.post.pk), []).append((ask, line.standing))
    for (instrument, post), found in groups.items():
        yield Chasing(
            letter=own[instrument],
            post=posts[post],
            asks=tuple(ask for ask, _standing in found),
            due=min(ask.reply_due or ask.sent_on for ask, _standing in found),
            acknowledged_on=max((one.acknowledged_on for _ask, one in found if one.acknowledged_on), default=None),
        )


def _draft(chasing: Chasing, *, by: Member, at: datetime) -> Publication:
    letter, recipient = chasing.letter, Recipient.objects.filter(publication=chasing.letter, post=chasing.post).first()
    wanted = (recipient.language if recipient else "") or chasing.post.language
    language = wanted if wanted in languages() else FALLBACK
    version = Version.objects.filter(publication=letter, released_at__isnull=False).order_by("-number").first()
    content = from_json(version.content) if version else None
    words = reminder(_chased(chasing, content, language), language)
    chaser = create_publication(crisis=letter.crisis, kind=Kind.LETTER, original=language, title=words.title[:300], by=by, at=at)
    chaser.facts = {CHASES: letter.reference}
    chaser.save(update_fields=["facts"])
    _write(chaser, words, chasing, content, by=by, at=at)
    address_publication(
        publication=chaser,
        post=chasing.post,
        role=RecipientRole.TO,
        language=language,
        channel=recipient.channel if recipient else "",
        by=by,
        at=at,
    )
    report_references(publication=chaser, at=at)
    record("publications.chaser-drafted", chaser.reference, by=by.reference, at=at, letter=letter.reference, asks=len(chasing.asks))
    return chaser


def _chased(chasing: Chasing, content: Content | None, language: str) -> Chased:
    titles = content.titles if content else {}
    title = titles.get(language) or (titles.get(content.original) if content else "") or chasing.letter.reference
    return Chased(title, chasing.letter.reference, chasing.sent_on, chasing.due, chasing.acknowledged_on)


def _write(chaser: Publication, words: Reminder, chasing: Chasing, content: Content | None, *, by: Member, at: datetime) -> None:
    """Write opening, demands and closing. Only the addressee reads them, as with the letter itself unless somebody says otherwise."""
    made = {part.demand: part for part in content.parts if part.demand} if content else {}
    demands: dict[str, Demand] = {ask.demand.reference: ask.demand for ask in chasing.asks if ask.demand.withdrawn_at is None}
    rows: list[tuple[Role, str, Secrecy, Demand | None]] = [(Role.FACTS, f"{words.opening}\n\n{words.again}", Secrecy.ADDRESSEE, None)]
    for reference, demand in demands.items():
        part = made.get(reference)
        secrecy = Secrecy(part.secrecy) if part else Secrecy.PUBLIC
        rows.append((Role.DEMAND, part.texts.get(chaser.original, "") if part else "", secrecy, demand))
    rows.append((Role.BODY, words.closing, Secrecy.ADDRESSEE, None))
    for position, (role, text, secrecy, made_again) in enumerate(rows, start=1):
        part_row = Part.objects.create(publication=chaser, position=position, role=role, secrecy=secrecy, demand=made_again)
        if text:
            PartText.objects.create(part=part_row, language=chaser.original, text=text, written_at=at, written_by=by)
