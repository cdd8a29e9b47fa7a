"""One version in one language for one reader, with everything filled in: what every output is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from safeconduct.advocacy.access import whole_posts
from safeconduct.advocacy.models import Demand, Post
from safeconduct.advocacy.queries.posts import PostCard, card_of
from safeconduct.kit.languages import DOCUMENT_LANGUAGES, text_in
from safeconduct.publications.models import Dispatch, Publication, Recipient, Version
from safeconduct.publications.queries.footnotes import claim_address, claims_cited, public_address, source_words
from safeconduct.publications.queries.frames import boilerplates_of, contact_lines, letterhead_of, notices_of, signatories_of
from safeconduct.publications.queries.working import working_content
from safeconduct.publications.rules.agreeing import RecipientRole
from safeconduct.publications.rules.content import Content, PartContent, from_json, to_json
from safeconduct.publications.rules.furniture import Furniture, furniture
from safeconduct.publications.rules.kinds import Kind, Role, Secrecy
from safeconduct.publications.rules.prose import blocks_of, is_reference, references_of
from safeconduct.publications.rules.sheet import Block, BlockKind, Note, Run, RunKind, Sheet
from safeconduct.publications.rules.urgent import issue_words

PUBLIC, ADDRESSEE = "public", "addressee"
PUBLICATION_ROUTE = "public:publication"
_LETTERS = frozenset({Kind.LETTER, Kind.OPEN_LETTER})
_BLOCKS = {Role.QUOTE: BlockKind.QUOTE, Role.MODEL_LETTER: BlockKind.MODEL, Role.DEMAND: BlockKind.DEMAND}
_CARRIES_HEADING = frozenset({Role.BACKGROUND, Role.FURTHER, Role.MODEL_LETTER, Role.NOTE, Role.DEMAND})


def sheet_for(
    version: Version,
    *,
    language: str,
    audience: str = PUBLIC,
    dispatch: Dispatch | None = None,
    recipient: Recipient | None = None,
    on: date,
    at: datetime | None = None,
) -> Sheet:
    """Give the sheet of a version in a language, as everybody (``public``) or whom it is addressed to (``addressee``) reads it.

    With a ``dispatch``, or before there is one with a ``recipient``, it carries the address and salutation of that recipient. ``at``
    tells whether an embargo is over on its last day. What was recalled gives the notice and not a word of the text.
    Whoever needs many of one version makes one ``Composer``.
    """
    return Composer(version, on=on, at=at).sheet(language, audience=audience, dispatch=dispatch, recipient=recipient)


def draft_version(publication: Publication) -> Version:
    """Give the draft as it stands as a version that is not kept, to look at: number 0, signed by nobody."""
    content = working_content(publication)
    return Version(publication=publication, number=0, content=to_json(content))


def version_shown(publication: Publication) -> Version:
    """Give the version to look at before sending: the newest offered one, or the draft where there is none."""
    newest = publication.versions.select_related("publication__organisation", "publication__crisis").order_by("-number").first()
    return newest or draft_version(publication)


class Composer:
    """Makes the sheets of one version on one day; what they share is read once."""

    def __init__(self, version: Version, *, on: date, at: datetime | None = None) -> None:
        self.version = version
        self.content = from_json(version.content)
        self._publication: Publication = version.publication
        self._on, self._at = on, at
        self._made: dict[tuple[str, str], Sheet] = {}
        self._posts = {
            post.reference: post for post in whole_posts(Post.objects.filter(reference__in=[one.post for one in self.content.addressed]))
        }

    def sheet(
        self, language: str, *, audience: str = PUBLIC, dispatch: Dispatch | None = None, recipient: Recipient | None = None
    ) -> Sheet:
        """Give the sheet, see ``sheet_for``."""
        recipient = recipient or (dispatch.recipient if dispatch else None)
        if (language, audience) not in self._made:
            self._made[language, audience] = self._shared(language, audience)
        shared = self._made[language, audience]
        if self._publication.recalled_at is not None:
            return shared
        return replace(shared, **self._addressed(language, dispatch, recipient))

    def card(self, reference: str, language: str) -> PostCard | None:
        """Give the post that the version is addressed to, as it is on the day of the sheet; ``None`` for one it is not addressed to."""
        post = self._posts.get(reference)
        return card_of(post, language=language, on=self._on) if post else None

    def _shared(self, language: str, audience: str) -> Sheet:
        publication, words = self._publication, furniture(language)
        bare = Sheet(
            kind=self.content.kind,
            language=language,
            title=self.content.titles.get(language) or self.content.titles[self.content.original],
            letterhead=letterhead_of(publication.organisation),
            blocks=(),
            reference=publication.reference,
            version=self.version.number,
            hash=self.version.hash,
            dateline=words.dateline(self._place(), self._on),
            notices=tuple(notices_of(self.version, words, on=self._on, at=self._at)),
            address=self._address(language),
        )
        if publication.recalled_at is not None:
            return bare
        blocks, notes = self._text(language, words, audience)
        return replace(
            bare,
            blocks=blocks,
            notes=notes,
            signatories=signatories_of(self.version),
            copies=tuple(self._copies(language)),
            siblings=tuple(self._siblings(language, words, audience)),
            enclosures=tuple(self._enclosures(words, audience)),
            facts=tuple(self._facts(language, words)),
            **self._press(language, words),
        )

    def _press(self, language: str, words: Furniture) -> dict[str, Any]:
        if self.content.kind != Kind.PRESS_RELEASE:
            return {}
        signed = [one.organisation for one in signatories_of(self.version)]
        return {
            "contacts": tuple(contact_lines(self._publication, signed, words)),
            "boilerplates": tuple(boilerplates_of(self._publication, signed, language)),
            "end_mark": words.end,
        }

    def _place(self) -> str:
        head = getattr(self._publication.organisation, "letterhead", None)
        return self.content.facts.get("place") or (head.place if head else "")

    def _address(self, language: str) -> str:
        publication = self._publication
        if not publication.is_for_everybody or not publication.crisis.is_public:
            return ""
        return public_address(PUBLICATION_ROUTE, language, publication.crisis.slug, publication.reference)

    # -- the text ---------------------------------------------------------------------------------------------------------------

    def _text(self, language: str, words: Furniture, audience: str) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
        parts = [part for part in self.content.parts if audience == ADDRESSEE or part.secrecy != Secrecy.ADDRESSEE]
        demands = _demand_texts([part.demand for part in parts if part.demand], language)
        texts = {part.id: part.texts.get(language) or demands.get(part.demand, "") for part in parts}
        noter = _Noter(texts.values(), language, words)
        blocks: list[Block] = []
        number, before = 0, ""
        for part in parts:
            if not texts[part.id]:
                continue
            if heading := _heading(part, before, Kind(self.content.kind), words):
                blocks.append(Block(BlockKind.HEADING, (Run(heading),)))
            made = [noter.block(block) for block in _blocks_of_part(part, texts[part.id])]
            for block in made:
                number += block.kind is BlockKind.DEMAND
                blocks.append(replace(block, number=number) if block.kind is BlockKind.DEMAND else block)
            before = part.role
        return tuple(blocks), tuple(noter.notes)

    # -- whom it goes to --------------------------------------------------------------------------------------------------------

    def _addressed(self, language: str, dispatch: Dispatch | None, recipient: Recipient | None) -> dict[str, Any]:
        """Give address, salutation and closing. A copy is a copy of the letter to its first addressee, and says so."""
        if self.content.kind not in _LETTERS:
            return {}
        if recipient is None or recipient.role != RecipientRole.TO:
            return self._to_first(language)
        card = self.card(recipient.post.reference, language)
        if card is None:
            return {}
        given = dispatch or recipient
        by_paper = dispatch is not None and dispatch.channel != "mail" and bool(dispatch.address)
        return {
            "recipient": tuple(dispatch.address.splitlines()) if dispatch and by_paper else card.recipient,
            "salutation": given.salutation or recipient.salutation or card.salutation,
            "closing": recipient.closing or card.closing,
        }

    def _to_first(self, language: str) -> dict[str, Any]:
        posts = [one.post for one in self.content.addressed if one.role == RecipientRole.TO]
        cards = [card for post in posts if (card := self.card(post, language)) is not None]
        if not cards:
            return {}
        first = cards[0]
        approved = {row.post.reference: row for row in self._publication.recipients.select_related("post")}.get(first.reference)
        own = approved if approved and approved.language == language else None
        return {
            "recipient": tuple(dict.fromkeys(line for line in (first.envelope, first.title, first.body) if line)),
            "salutation": (own.salutation if own else "") or first.salutation,
            "closing": (own.closing if own else "") or first.closing,
        }

    def _copies(self, language: str) -> Iterator[str]:
        for one in self.content.addressed:
            card = self.card(one.post, language) if one.role == RecipientRole.COPY else None
            if card is not None:
                yield office_words(card)

    def _siblings(self, language: str, words: Furniture, audience: str) -> Iterator[str]:
        """Name to whom letters on the same matter went: those that are out, and to an addressee also those that go out today."""
        if self.content.kind not in _LETTERS:
            return
        for sibling in siblings_of(self._publication):
            approved = sibling.versions.filter(approved_at__isnull=False).exists()
            if sibling.recalled_at is None and (sibling.released_at is not None or (audience == ADDRESSEE and approved)):
                to = sibling.recipients.filter(role=RecipientRole.TO).values("post")
                posts = whole_posts(Post.objects.filter(pk__in=to)).order_by("pk")
                if cards := [card_of(post, language=language, on=self._on) for post in posts]:
                    yield words.sibling.format(who="; ".join(office_words(card) for card in cards))

    def _enclosures(self, words: Furniture, audience: str) -> Iterator[str]:
        """Name the annex to its addressee by its number; that there is one is nobody else's business."""
        annex = getattr(self._publication, "annex", None)
        if annex is not None and audience == ADDRESSEE:
            yield words.annex.format(number=annex.reference)

    def _facts(self, language: str, words: Furniture) -> Iterator[tuple[str, str]]:
        if self.content.kind not in {Kind.URGENT_ACTION, Kind.UPDATE}:
            return
        facts, last = self.content.facts, self._publication.expires_on
        if facts.get("number"):
            yield words.label["number"], issue_words(facts["number"], facts["year"], int(facts.get("issue", "1")))
        if facts.get("index"):
            yield words.label["index"], facts["index"]
        if last is not None:
            yield words.label["deadline"], words.day(last)
        for one in self.content.addressed:
            card = self.card(one.post, one.language or language)
            if card is not None and one.role == RecipientRole.TO:
                reached = (*card.recipient, *([card.email] if card.email else []))
                yield words.label["to"], "\n".join(reached)
                yield words.label["salutation"], card.salutation
                yield words.label["language"], dict(DOCUMENT_LANGUAGES).get(one.language, one.language)
        if copies := list(self._copies(language)):
            yield words.label["copies"], "\n".join(copies)


class _Noter:
    """Turns references to claims into numbered notes, each claim once; references to demands become plain words."""

    def __init__(self, texts: Iterable[str], language: str, words: Furniture) -> None:
        cited = [cited.target for text in texts for cited in references_of(text)]
        self._claims = claims_cited(cited)
        self._language, self._words = language, words
        self._numbers: dict[int, int] = {}
        self.notes: list[Note] = []

    def block(self, block: Block) -> Block:
        """Give the block with its references as words and notes. A model letter is copied out by others, and has none."""
        runs: list[Run] = []
        for place, run in enumerate(block.runs):
            if run.kind is not RunKind.LINK or not is_reference(run.target):
                runs.append(run if run.target != "#" else Run(run.text))
                continue
            runs.append(Run(run.text))
            goes_on = place + 1 < len(block.runs) and block.runs[place + 1].target == run.target
            if run.target in self._claims and block.kind is not BlockKind.MODEL and not goes_on:
                runs.append(Run("", RunKind.NOTE, str(self._number(run.target))))
        return replace(block, runs=tuple(runs))

    def _number(self, reference: str) -> int:
        claim = self._claims[reference]
        if claim.pk not in self._numbers:
            self._numbers[claim.pk] = len(self.notes) + 1
            text = source_words(claim, self._words)
            self.notes.append(Note(self._numbers[claim.pk], text, claim_address(claim, self._language)))
        return self._numbers[claim.pk]


def office_words(card: PostCard) -> str:
    """Name an office in one line: "Foreign minister, Northland"."""
    return ", ".join(dict.fromkeys(part for part in (card.title, card.body) if part))


def siblings_of(publication: Publication) -> list[Publication]:
    """Give the other letters on the same matter, oldest first."""
    eldest = publication.sibling_of or publication
    family = [eldest, *eldest.siblings.order_by("pk")]
    return [one for one in family if one.pk != publication.pk]


def language_of(content: Content, language: str) -> str:
    """Give the language if the content has a title in it, else its original."""
    return language if language in content.titles else content.original


def _heading(part: PartContent, before: str, kind: Kind, words: Furniture) -> str:
    """Give the heading before a part; a letter has none of ours, and parts of one role share theirs."""
    role = Role(part.role)
    if kind in _LETTERS or role not in _CARRIES_HEADING or part.role == before:
        return ""
    if role is Role.DEMAND and kind in {Kind.URGENT_ACTION, Kind.UPDATE}:
        return words.heading["write"]
    if role is Role.FURTHER and kind is Kind.UPDATE and not before:
        return ""
    return words.heading_of(role)


def _blocks_of_part(part: PartContent, text: str) -> tuple[Block, ...]:
    """Give the blocks of a part. Of a demand the first is the demand; what follows explains it."""
    kind = _BLOCKS.get(Role(part.role), BlockKind.PARAGRAPH)
    blocks = blocks_of(text, kind)
    if kind is BlockKind.DEMAND:
        rest = (replace(block, kind=BlockKind.PARAGRAPH) if block.kind is kind else block for block in blocks[1:])
        return (*blocks[:1], *rest)
    if kind is BlockKind.QUOTE and blocks:
        return (*blocks[:-1], replace(blocks[-1], speaker=part.speaker))
    return blocks


def _demand_texts(references: list[str], language: str) -> dict[str, str]:
    rows = Demand.objects.filter(reference__in=references).prefetch_related("texts")
    found = {row.reference: text_in(row.texts.all(), language) for row in rows}
    return {reference: text.text for reference, text in found.items() if text}
