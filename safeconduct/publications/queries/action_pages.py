"""The public page of an urgent action: what is asked, of whom, until when, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote

from django.utils.translation import gettext as _

from safeconduct.advocacy.access import whole_posts
from safeconduct.advocacy.models import Post
from safeconduct.advocacy.queries.posts import PostCard
from safeconduct.advocacy.rules.addressing import Channel, ContactType, Rank
from safeconduct.crises.models import Crisis
from safeconduct.evidence.queries.sentences import when_words
from safeconduct.kit.languages import DOCUMENT_LANGUAGES
from safeconduct.publications.access import public_publications, public_version
from safeconduct.publications.models import Outcome, Publication, Version
from safeconduct.publications.queries.releases import recall_in
from safeconduct.publications.queries.sheets import Composer, language_of
from safeconduct.publications.queries.urgent import has_consent, number_of, stage_of
from safeconduct.publications.rules.agreeing import RecipientRole
from safeconduct.publications.rules.content import Addressed
from safeconduct.publications.rules.kinds import Kind
from safeconduct.publications.rules.sheet import Block, BlockKind, Sheet
from safeconduct.publications.rules.urgent import OutcomeKind, Stage

LANGUAGE_NAMES = dict(DOCUMENT_LANGUAGES)


@dataclass(frozen=True, slots=True)
class Addressee:
    """An office that supporters write to, as it is today."""

    lines: tuple[str, ...]
    office: str
    salutation: str
    closing: str
    language: str
    language_name: str
    mail: str
    mailto: str  # with subject and copies; the text is the supporter's own
    form: str
    fax: str
    best_by_post: bool


@dataclass(frozen=True, slots=True)
class CopyTo:
    """An office that gets a copy."""

    office: str
    lines: tuple[str, ...]
    mail: str


@dataclass(frozen=True, slots=True)
class Told:
    """What changed after the action."""

    kind: str
    kind_words: str
    text: str
    language: str
    on: str
    source_note: str


@dataclass(frozen=True, slots=True)
class Update:
    """Further information."""

    reference: str
    number: str
    title: str
    language: str
    on: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An urgent action in the list. Of a stopped one the title is not told."""

    reference: str
    number: str
    title: str
    language: str
    stage: str
    last_day: str
    released: str
    outcomes: tuple[Told, ...]

    @property
    def asks(self) -> bool:
        return Stage(self.stage).asks


@dataclass(frozen=True, slots=True)
class ActionShown:
    """Everything the public page of an urgent action shows."""

    line: ActionLine
    index: str
    notice: str  # of a stopped one: what readers are told
    notice_language: str
    sheet: Sheet | None  # nothing of a stopped one
    blocks: tuple[Block, ...]
    model: tuple[Block, ...]
    addressees: tuple[Addressee, ...]
    copies: tuple[CopyTo, ...]
    embassies: tuple[CopyTo, ...]
    updates: tuple[Update, ...]


def public_actions(crisis: Crisis, at: datetime, language: str) -> tuple[ActionLine, ...]:
    """Give the urgent actions that everybody may know of: those that run first, the soonest to end before others; stopped ones last."""
    rows = public_publications(crisis, at).filter(kind=Kind.URGENT_ACTION)
    order = [Stage.LAST_DAYS, Stage.RUNNING, Stage.EXPIRED, Stage.STOPPED]
    lines = [(_line(row, at, language), row) for row in rows]
    asking = sorted((one for one in lines if one[0].asks), key=lambda one: (str(one[1].expires_on), one[0].reference))
    others = sorted((one for one in lines if not one[0].asks), key=lambda one: order.index(Stage(one[0].stage)))
    return tuple(line for line, _row in (*asking, *others))


def action_shown(publication: Publication, at: datetime, language: str) -> ActionShown:
    """Give the page of one that everybody may know of. Stopped, it is a notice with what changed, and not a word of its text."""
    line = _line(publication, at, language)
    if line.stage == Stage.STOPPED:
        notice, notice_language = recall_in(publication, language)
        return ActionShown(line, "", notice, notice_language, None, (), (), (), (), (), ())
    version = public_version(publication)
    composer = Composer(version, on=at.date(), at=at)
    sheet = composer.sheet(language_of(composer.content, language))
    blocks, model = _apart(sheet.blocks)
    asked = line.asks
    return ActionShown(
        line=line,
        index=composer.content.facts.get("index", ""),
        notice="",
        notice_language=language,
        sheet=sheet,
        blocks=blocks,
        model=model if asked else (),
        addressees=tuple(_addressees(composer, sheet, at)) if asked else (),
        copies=tuple(_copies(composer, sheet.language, are_embassies=False)) if asked else (),
        embassies=tuple(_copies(composer, sheet.language, are_embassies=True)) if asked else (),
        updates=tuple(_updates(publication, at, language)),
    )


def _line(publication: Publication, at: datetime, language: str) -> ActionLine:
    stage = stage_of(publication, at)
    title, title_language = ("", language) if stage == Stage.STOPPED else _title(public_version(publication), language)
    last = publication.expires_on
    return ActionLine(
        reference=publication.reference,
        number=number_of(publication),
        title=title,
        language=title_language,
        stage=stage.value,
        last_day=when_words(last.isoformat(), language) if last else "",
        released=_day(publication.released_at, language),
        outcomes=tuple(_outcomes(publication, language)) if has_consent(publication) else (),
    )


def _title(version: Version, language: str) -> tuple[str, str]:
    titles: dict[str, str] = version.content["titles"]
    chosen = language if language in titles else version.content["original"]
    return titles[chosen], chosen


def _outcomes(publication: Publication, language: str) -> Iterator[Told]:
    rows = list(publication.outcomes.order_by("-on", "-pk"))
    own = [row for row in rows if row.language == language]
    for row in own or [row for row in rows if row.language == "en"] or rows:
        yield Told(row.kind, _outcome_words(row), row.text, row.language, when_words(row.on.isoformat(), language), row.source_note)


def _outcome_words(row: Outcome) -> str:
    words = {
        OutcomeKind.POSITIVE: _("Better for the person"),
        OutcomeKind.NEGATIVE: _("Worse for the person"),
        OutcomeKind.MIXED: _("Better and worse"),
        OutcomeKind.UNKNOWN: _("Not known"),
    }
    return words[OutcomeKind(row.kind)]


def _apart(blocks: Iterable[Block]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Take the model letter out of the text, with the heading before it: supporters copy from it and do not read it as news."""
    text: list[Block] = []
    model: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.MODEL:
            if not model and text and text[-1].kind is BlockKind.HEADING:
                text.pop()
            model.append(block)
        else:
            text.append(block)
    return tuple(text), tuple(model)


def _addressees(composer: Composer, sheet: Sheet, at: datetime) -> Iterator[Addressee]:
    approved = {row.post.reference: row for row in composer.version.publication.recipients.select_related("post")}
    copies = [copy.mail for copy in _copies(composer, sheet.language, are_embassies=False) if copy.mail]
    for one, post, card in _cards(composer, RecipientRole.TO, sheet.language):
        row = approved.get(one.post)
        is_same = row is not None and row.seen_holder == card.holder_name
        language = one.language or card.language or sheet.language
        yield Addressee(
            lines=card.recipient,
            office=_office(card),
            salutation=(row.salutation if row and is_same else "") or card.salutation,
            closing=(row.closing if row and is_same else "") or card.closing,
            language=language,
            language_name=LANGUAGE_NAMES.get(language, language),
            mail=card.email,
            mailto=_mailto(card.email, copies, sheet.title) if card.email else "",
            form=_reached(post, ContactType.FORM, at),
            fax=_reached(post, ContactType.FAX, at),
            best_by_post=card.channel == Channel.POST,
        )


def _copies(composer: Composer, language: str, *, are_embassies: bool) -> Iterator[CopyTo]:
    for _one, _post, card in _cards(composer, RecipientRole.COPY, language):
        if (card.rank == Rank.AMBASSADOR) == are_embassies:
            yield CopyTo(_office(card), card.recipient, card.email)


def _cards(composer: Composer, role: RecipientRole, language: str) -> Iterator[tuple[Addressed, Post, PostCard]]:
    addressed = [one for one in composer.content.addressed if one.role == role]
    posts = {post.reference: post for post in whole_posts(Post.objects.filter(reference__in=[one.post for one in addressed]))}
    for one in addressed:
        post = posts.get(one.post)
        card = composer.card(one.post, one.language or language)
        if post is not None and card is not None:
            yield one, post, card


def _office(card: PostCard) -> str:
    return ", ".join(dict.fromkeys(part for part in (card.title, card.body) if part))


def _reached(post: Post, kind: ContactType, at: datetime) -> str:
    day = at.date()
    rows = [row for row in post.contact_details.all() if row.type == kind and (row.valid_until is None or row.valid_until >= day)]
    return next((row.value for row in rows if row.valid_from is None or row.valid_from <= day), "")


def _mailto(mail: str, copies: Iterable[str], subject: str) -> str:
    """Give the link that opens the supporter's own mail programme: addresses and subject; what they write is theirs (RFC 6068)."""
    cc = ",".join(quote(copy, safe="@") for copy in dict.fromkeys(copies) if copy != mail)
    return f"mailto:{quote(mail, safe='@')}?{f'cc={cc}&' if cc else ''}subject={quote(subject)}"


def _updates(publication: Publication, at: datetime, language: str) -> Iterator[Update]:
    known = public_publications(publication.crisis, at).filter(kind=Kind.UPDATE, updates=publication, recalled_at__isnull=True)
    for row in known:
        composer = Composer(public_version(row), on=at.date(), at=at)
        sheet = composer.sheet(language_of(composer.content, language))
        blocks = tuple(block for block in sheet.blocks if block.kind is not BlockKind.MODEL)
        without_notes = tuple(replace(block, runs=tuple(run for run in block.runs if run.text)) for block in blocks)
        yield Update(row.reference, number_of(row), sheet.title, sheet.language, _day(row.released_at, language), without_notes)


def _day(moment: datetime | None, language: str) -> str:
    return when_words(moment.date().isoformat(), language) if moment else ""
