"""Who is late with an answer to a letter of ours, and the reminders that are drafted: all of them on one page."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from safeconduct.advocacy.access import asks_for, whole_posts
from safeconduct.advocacy.models import Ask, Post
from safeconduct.advocacy.queries.asks import AskLine, overdue_asks
from safeconduct.advocacy.queries.posts import card_of
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member
from safeconduct.publications.access import own_for
from safeconduct.publications.models import Publication, Recipient
from safeconduct.publications.queries.checks import findings_of
from safeconduct.publications.queries.states import facts_of, newest_version
from safeconduct.publications.rules.kinds import ADDRESSED

MOST = 200


@dataclass(frozen=True, slots=True)
class LateLine:
    """A post that has not answered a letter of ours. ``draft`` is the reminder that waits already."""

    key: str  # what a form names it by: the letter's reference and the post's
    body: str
    title: str
    holder: str
    letter: str
    letter_title: str
    sent_words: str
    due_words: str
    late: int  # working days of the one that has waited longest
    acknowledged_words: str
    demands: tuple[str, ...]
    draft: str


@dataclass(frozen=True, slots=True)
class ChaserLine:
    """A drafted reminder with all its words, as somebody reads it before it goes the way of every letter."""

    reference: str
    language: str
    title: str
    letter: str  # that it reminds of
    body: str
    post: str
    holder: str
    salutation: str
    closing: str
    address: str  # where it would go today; empty: no e-mail address is known
    paragraphs: tuple[str, ...]
    findings: int  # what keeps it from being released
    version: int  # newest that was offered; 0: none
    is_offered: bool  # and the draft says nothing else
    is_approved: bool
    is_offered_by_reader: bool


def late_receivers(member: Member, crisis: Crisis, *, on: date, language: str) -> tuple[LateLine, ...]:
    """Give who is late with an answer to a released letter of the member's organisation, who is late longest first."""
    letters = {letter.reference: letter for letter in own_for(member, crisis).filter(released_at__isnull=False, kind__in=ADDRESSED)}
    drafts = {(draft.facts["chases"], post): draft.reference for draft, post in _drafts_with_posts(member, crisis)}
    found: list[LateLine] = []
    for receiver in overdue_asks(member, crisis, on=on, language=language):
        by_letter: dict[str, list[AskLine]] = {}
        for ask in receiver.asks:
            if ask.post and ask.instrument in letters and letters[ask.instrument].recalled_at is None:
                by_letter.setdefault(ask.instrument, []).append(ask)
        found += [_late(letters[reference], asks, drafts) for reference, asks in by_letter.items()]
    return tuple(sorted(found, key=lambda line: (-line.late, line.body.casefold(), line.title)))


def asks_of_keys(member: Member, crisis: Crisis, keys: list[str]) -> list[Ask]:
    """Give the asks behind what a form named: those of the letter to the post."""
    chosen: list[Ask] = []
    rows = asks_for(member, crisis).filter(withdrawn_at__isnull=True).select_related("post__body", "demand")
    for key in keys:
        letter, _colon, post = key.partition(":")
        chosen += rows.filter(instrument=letter, post__reference=post) if letter and post else []
    return chosen


def chaser_drafts(member: Member, crisis: Crisis, *, on: date) -> tuple[ChaserLine, ...]:
    """Give the reminders of the member's organisation that are not out yet, in the order they were drafted."""
    pairs = _drafts_with_posts(member, crisis)[:MOST]
    posts = {post.reference: post for post in whole_posts(Post.objects.filter(reference__in={post for _draft, post in pairs}))}
    return tuple(_chaser(draft, posts[post], member, on) for draft, post in pairs)


def chosen_drafts(member: Member, crisis: Crisis, references: list[str]) -> list[Publication]:
    """Give those of these references that are reminders of the member's organisation and not out yet."""
    return list(_waiting(member, crisis).filter(reference__in=references).order_by("pk"))


def recipient_of(chaser: Publication) -> Recipient | None:
    """Give the one whom a reminder goes to."""
    return chaser.recipients.select_related("post__body", "publication").order_by("pk").first()


def _waiting(member: Member, crisis: Crisis) -> QuerySet[Publication]:
    return own_for(member, crisis).filter(facts__has_key="chases", released_at__isnull=True, recalled_at__isnull=True)


def _drafts_with_posts(member: Member, crisis: Crisis) -> list[tuple[Publication, str]]:
    drafts = _waiting(member, crisis).order_by("pk").prefetch_related("recipients__post", "titles")
    return [(draft, recipient.post.reference) for draft in drafts for recipient in list(draft.recipients.all())[:1]]


def _late(letter: Publication, asks: list[AskLine], drafts: dict[tuple[str, str], str]) -> LateLine:
    first = asks[0]
    titles = {title.language: title.text for title in letter.titles.all()}
    return LateLine(
        key=f"{letter.reference}:{first.post}",
        body=first.body.name,
        title=first.title,
        holder=first.holder,
        letter=letter.reference,
        letter_title=titles.get(letter.original, letter.reference),
        sent_words=first.sent_words,
        due_words=first.due_words,
        late=max(ask.late for ask in asks),
        acknowledged_words=next((ask.acknowledged_words for ask in asks if ask.acknowledged_words), ""),
        demands=tuple(ask.demand_text.text for ask in asks),
        draft=drafts.get((letter.reference, first.post), ""),
    )


def _chaser(draft: Publication, post: Post, member: Member, on: date) -> ChaserLine:
    language = draft.original
    card, facts, newest = card_of(post, language=language, on=on), facts_of(draft), newest_version(draft)
    parts = draft.parts.order_by("position", "pk").select_related("demand").prefetch_related("texts", "demand__texts")
    paragraphs = []
    for part in parts:
        texts = {text.language: text.text for text in part.texts.all() if text.text}
        if part.demand and language not in texts:
            texts = {text.language: text.text for text in part.demand.texts.all()} | texts
        paragraphs.append(texts.get(language, ""))
    title = next((title.text for title in draft.titles.all() if title.language == language), draft.reference)
    is_offered = newest is not None and facts.says_newest
    return ChaserLine(
        reference=draft.reference,
        language=language,
        title=title,
        letter=draft.facts["chases"],
        body=card.body,
        post=card.title,
        holder=card.holder_name,
        salutation=card.salutation,
        closing=card.closing,
        address=card.email,
        paragraphs=tuple(paragraph for paragraph in paragraphs if paragraph),
        findings=sum(finding.is_blocking for finding in findings_of(draft)),
        version=newest.number if newest else 0,
        is_offered=is_offered,
        is_approved=is_offered and newest is not None and newest.approved_at is not None,
        is_offered_by_reader=newest is not None and newest.offered_by_id == member.pk,
    )
