"""To whom a publication goes, how they are addressed today, and how far each copy has come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from safeconduct.advocacy.access import whole_posts
from safeconduct.advocacy.models import Post
from safeconduct.advocacy.queries.posts import PostCard, card_of
from safeconduct.advocacy.rules.addressing import Channel
from safeconduct.advocacy.words import CHANNEL_NAMES
from safeconduct.kit.languages import DOCUMENT_LANGUAGES
from safeconduct.outbox.rules import State
from safeconduct.publications.models import Dispatch, Publication, Recipient
from safeconduct.publications.rules.agreeing import Progress, RecipientRole
from safeconduct.publications.rules.kinds import ADDRESSED
from safeconduct.publications.words import PROGRESS_NAMES, RECIPIENT_NAMES

# What the outbox says of a message, as far as a copy has come by it. "Sending" is not known yet, so it still counts as in the outbox.
_BY_STATE = {
    State.WAITING: Progress.QUEUED,
    State.SENDING: Progress.QUEUED,
    State.DEFERRED: Progress.QUEUED,
    State.ACCEPTED: Progress.ACCEPTED,
    State.FAILED: Progress.FAILED,
    State.BOUNCED: Progress.BOUNCED,
    State.CANCELLED: Progress.CANCELLED,
}
CODES = {  # of ui/stamp.html; "accepted" is a server's word and never looks like a deed
    Progress.PLANNED: "draft",
    Progress.QUEUED: "waiting",
    Progress.ACCEPTED: "words",
    Progress.FAILED: "rejected",
    Progress.BOUNCED: "rejected",
    Progress.BY_HAND: "waiting",
    Progress.SENT: "checked",
    Progress.ANSWERED: "words",
    Progress.CANCELLED: "withdrawn",
}
TROUBLE = frozenset({Progress.FAILED, Progress.BOUNCED})


@dataclass(frozen=True, slots=True)
class RecipientLine:
    """A recipient as a page shows it, with the post as it is today."""

    row: Recipient
    card: PostCard
    role_name: str
    language_name: str
    channel_name: str
    salutation: str  # approved, else suggested
    closing: str
    is_approved: bool
    has_changed: bool  # another holder than the one approved
    differs: bool  # the rules suggest another salutation than the approved one
    lacks_address: bool

    @property
    def needs_a_look(self) -> bool:
        return not self.is_approved or self.has_changed


@dataclass(frozen=True, slots=True)
class DispatchLine:
    """A copy as a page shows it."""

    row: Dispatch
    office: str
    body: str
    role_name: str
    language_name: str
    channel_name: str
    progress: Progress
    progress_name: str
    code: str
    answer: str  # what the mail server said last
    attempts: int
    is_copy: bool

    @property
    def may_be_cancelled(self) -> bool:
        return self.progress in {Progress.PLANNED, Progress.BY_HAND, Progress.QUEUED}


@dataclass(frozen=True, slots=True)
class Sending:
    """All copies of a publication, those that need somebody first, and how many stand where."""

    lines: tuple[DispatchLine, ...]
    counts: tuple[tuple[str, int], ...]

    @property
    def flagged(self) -> tuple[DispatchLine, ...]:
        return tuple(line for line in self.lines if line.progress in TROUBLE or (line.row.problem and line.progress is Progress.PLANNED))

    @property
    def by_hand(self) -> tuple[DispatchLine, ...]:
        return tuple(line for line in self.lines if line.progress is Progress.BY_HAND)

    @property
    def waits(self) -> int:
        return sum(line.progress is Progress.PLANNED and not line.row.problem for line in self.lines)


def recipient_lines(publication: Publication, *, on: date) -> tuple[RecipientLine, ...]:
    """Give the recipients: addressees, then copies, then for information; a few queries whatever their number."""
    rows = list(publication.recipients.select_related("post", "approved_by").order_by("pk"))
    posts = {post.pk: post for post in whole_posts(Post.objects.filter(pk__in=[row.post_id for row in rows]))}
    roles = list(RecipientRole)
    lines = [_recipient(row, card_of(posts[row.post_id], language=row.language, on=on)) for row in rows]
    return tuple(sorted(lines, key=lambda line: roles.index(RecipientRole(line.row.role))))


def recipient_line(row: Recipient, *, on: date) -> RecipientLine:
    """Give one recipient with the post as it is that day."""
    return _recipient(row, card_of(row.post, language=row.language, on=on))


def dispatch_line(row: Dispatch) -> DispatchLine:
    """Give one copy."""
    return _dispatch(row)


def languages_offered(publication: Publication) -> list[tuple[str, str]]:
    """Give the languages that the publication has a title in, the original first: in no other can anybody get it."""
    names, original = dict(DOCUMENT_LANGUAGES), publication.original
    codes = {title.language for title in publication.titles.all() if title.text} | {original}
    return [(code, names.get(code, code)) for code in sorted(codes, key=lambda code: (code != original, code))]


def changed_recipients(publication: Publication, *, on: date) -> int:
    """Count recipients whose holder is another today than somebody approved, of what is not sent yet: unsent drafts are flagged by it."""
    return sum(line.has_changed for line in recipient_lines(publication, on=on))


def is_addressed(publication: Publication) -> bool:
    """Tell whether copies of it are sent to posts by us; supporters of an urgent action write for themselves."""
    return publication.kind in ADDRESSED


def sending_of(publication: Publication) -> Sending:
    """Give how far all copies have come, the newest version first."""
    rows = (
        Dispatch.objects.filter(version__publication=publication)
        .select_related("version", "message", "planned_by", "recipient__post__body")
        .prefetch_related("recipient__post__titles", "recipient__post__body__names", "answers")
        .defer("scan")
        .order_by("-version__number", "recipient__role", "pk")
    )
    lines = [_dispatch(row) for row in rows]
    lines.sort(key=lambda line: not (line.row.problem or line.progress in TROUBLE))
    return Sending(tuple(lines), tuple(_counted(lines)))


def progress_of(dispatch: Dispatch) -> Progress:
    """Give how far a copy has come: as written down, or as the outbox knows better."""
    if dispatch.progress == Progress.QUEUED and dispatch.message is not None:
        return _BY_STATE[State(dispatch.message.state)]
    return Progress(dispatch.progress)


def _counted(lines: Iterable[DispatchLine]) -> Iterable[tuple[str, int]]:
    shown = list(lines)
    for progress in Progress:
        if count := sum(line.progress is progress for line in shown):
            yield str(PROGRESS_NAMES[progress]), count


def _recipient(row: Recipient, card: PostCard) -> RecipientLine:
    is_approved = row.approved_at is not None
    channel = Channel(row.channel or card.channel)
    return RecipientLine(
        row=row,
        card=card,
        role_name=str(RECIPIENT_NAMES[RecipientRole(row.role)]),
        language_name=dict(DOCUMENT_LANGUAGES).get(row.language, row.language),
        channel_name=str(CHANNEL_NAMES[channel]),
        salutation=row.salutation or card.salutation,
        closing=row.closing or card.closing,
        is_approved=is_approved,
        has_changed=is_approved and row.seen_holder != card.holder_name,
        differs=is_approved and row.salutation != card.salutation,
        lacks_address=not (card.email if channel is Channel.MAIL else card.address) and channel in {Channel.MAIL, Channel.POST},
    )


def _dispatch(row: Dispatch) -> DispatchLine:
    progress = Progress.ANSWERED if row.answers.all() else progress_of(row)
    post = row.recipient.post if row.recipient else None
    card = card_of(post, language=row.language, on=row.planned_at.date()) if post else None
    return DispatchLine(
        row=row,
        office=card.title if card else "",
        body=card.body if card else "",
        role_name=str(RECIPIENT_NAMES[RecipientRole(row.recipient.role)]) if row.recipient else "",
        language_name=dict(DOCUMENT_LANGUAGES).get(row.language, row.language),
        channel_name=str(CHANNEL_NAMES[Channel(row.channel)]),
        progress=progress,
        progress_name=str(PROGRESS_NAMES[progress]),
        code=CODES[progress],
        answer=row.message.answer if row.message else "",
        attempts=row.message.attempts if row.message else 0,
        is_copy=row.recipient is not None and row.recipient.role != RecipientRole.TO,
    )
