"""The shapes that travel through reading, from bytes to proposals.

    bytes ──extract──▶ Extraction ──arrange──▶ Reading ──propose──▶ Proposal, Proposal, …

Everything is frozen and pure. Offsets count Unicode code points of ``Reading.text``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a block is on its page. Furniture is marked, never deleted."""

    TITLE = "title"
    HEADING = "heading"
    BYLINE = "byline"
    DATE_LINE = "date-line"
    BODY = "body"
    QUOTE = "quote"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    SIGNATURE = "signature"
    TEASER = "teaser"
    NAVIGATION = "navigation"
    COMMENT = "comment"

    @property
    def is_content(self) -> bool:
        """Tell whether the block belongs to the document itself, so that proposals are made from it."""
        return self in CONTENT_ROLES


CONTENT_ROLES = frozenset({Role.TITLE, Role.HEADING, Role.BODY, Role.QUOTE, Role.CAPTION, Role.FOOTNOTE})


class DateBasis(StrEnum):
    """How a date of publication is known."""

    STATED = "stated"  # the document says so itself: a date line, a press release's head
    METADATA = "metadata"  # the page's own machine-readable data says so
    PAGE_HEADER = "page-header"  # a date stands at the top of the page: often the day it was saved
    INFERRED = "inferred"  # bounded by what the content mentions
    HUMAN = "human"  # a person set it, with a reason
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A run of text as the format gives it: a paragraph, a list item, a cell.

    ``hint`` is what the format knows of it: ``h1``..``h6``, ``p``, ``li``, ``blockquote``, ``nav``, ``aside``, ``footer``,
    ``header``, ``figcaption``, ``time``, ``comment``, ``byline``, ``table``, ``button``; or ``""``.
    ``is_main`` tells whether the format's own structure places it inside (or outside) the main content; ``None``: unknown.
    """

    text: str
    hint: str = ""
    is_main: bool | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a format reader found in the bytes, before anybody judged it."""

    blocks: tuple[RawBlock, ...]
    media_type: str
    reader: str  # name of the tool and its version, for the custody record
    title: str = ""
    author: str = ""
    publisher: str = ""
    address: str = ""  # canonical address the page gives itself
    language: str = ""  # BCP 47, as declared by the format
    declared_dates: tuple[tuple[str, str], ...] = ()  # (ISO date, where it was declared)
    warnings: tuple[str, ...] = ()  # sentences for a person


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of ``Reading.text``; ``text == Reading.text[start:end]``."""

    index: int  # running number in the document, from 0
    block: int  # index of its block
    start: int
    end: int
    text: str
    language: str  # BCP 47 primary tag: en da sv nb de fr nl ru ...; "und" where nobody can tell


@dataclass(frozen=True, slots=True)
class Block:
    """One block of ``Reading.text`` with the role proposed for it and the reason in a person's words."""

    index: int
    start: int
    end: int
    role: Role
    language: str
    confidence: float  # 0..1
    reason: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """The date of publication, apart from any date of capture; ``edtf`` is empty when unknown."""

    edtf: str = ""
    basis: DateBasis = DateBasis.UNKNOWN
    reason: str = ""  # a sentence for a person
    verbatim: str = ""
    block: int | None = None  # where it stands
    doubts: tuple[str, ...] = ()  # e.g. the weekday check contradicts it
    candidates: tuple[tuple[str, str], ...] = ()  # other EDTF dates with the reason for each

    @property
    def may_anchor(self) -> bool:
        """Tell whether relative dates ("last month") may be resolved against it."""
        return bool(self.edtf) and self.basis in {DateBasis.STATED, DateBasis.METADATA, DateBasis.HUMAN} and not self.doubts


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as read: normalised text, its blocks and sentences, what is known of its making.

    ``text`` holds every block, furniture too, whitespace folded, blocks parted by one blank line.
    """

    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]  # in the order of the text
    languages: tuple[str, ...]  # of the content, the most frequent first
    published: PublicationDate
    title: str = ""
    author: str = ""
    publisher: str = ""
    address: str = ""
    kind: str = "other"  # letter, news, press-release, appeal, petition, report, statement, other
    reader: str = ""
    warnings: tuple[str, ...] = ()

    def sentences_of(self, block: int) -> tuple[Sentence, ...]:
        """Give the sentences of the block with this index."""
        first = bisect_left(self.sentences, block, key=_block_of)
        return self.sentences[first : bisect_right(self.sentences, block, lo=first, key=_block_of)]


def _block_of(sentence: Sentence) -> int:
    return sentence.block


class Kind(StrEnum):
    """What a proposal proposes."""

    CLAIM = "claim"
    QUOTATION = "quotation"
    DEMAND = "demand"
    RESPONSE = "response"  # what a state or institution said: words
    DEED = "deed"  # what it did, also a bad one
    DENIAL = "denial"
    PAYMENT_CHANNEL = "payment-channel"
    GOAL = "goal"  # of a collection or a petition: an amount, a number of signatures


class Modality(StrEnum):
    """In what manner a claim is made."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    DENIED = "denied"
    PROMISED = "promised"
    DEMANDED = "demanded"
    PREDICTED = "predicted"
    NORMATIVE = "normative"


class Qualifier(StrEnum):
    """How a number is meant."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at-least"
    MORE_THAN = "more-than"
    AT_MOST = "at-most"
    LESS_THAN = "less-than"
    BETWEEN = "between"
    ORDER_OF_MAGNITUDE = "order-of-magnitude"
    INDEFINITE = "indefinite"


class Mode(StrEnum):
    """How a speaker stands behind a claim."""

    DIRECT_QUOTE = "direct-quote"
    INDIRECT = "indirect"
    OWN_OBSERVATION = "own-observation"
    CITES = "cites"
    UNATTRIBUTED = "unattributed"


class OriginKind(StrEnum):
    """What a chain of attributions can end in."""

    FIRST_HAND = "first-hand"  # a set of interviews, an own observation
    RECORD = "record"  # a document, an official record
    INSIDER = "insider"  # an unnamed person placed to know
    EXPERT = "expert"  # an inference by somebody who knows the field
    UNKNOWN = "unknown"

    @property
    def is_countable(self) -> bool:
        """Tell whether it may count as an independent origin."""
        return self is not OriginKind.UNKNOWN


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it was said. "over 100" is low=100, low_exclusive; "around 45" is low=high=45, ABOUT, and no invented margin;
    "hundreds" is ORDER_OF_MAGNITUDE with low=100 and no high; "several" is INDEFINITE without numbers."""

    qualifier: Qualifier
    verbatim: str  # the words, as they stand
    low: int | None = None
    high: int | None = None
    low_exclusive: bool = False
    high_exclusive: bool = False
    unit: str = ""  # counted thing, a code: people, men, visas, signatures, SEK, EUR ...
    start: int = 0  # span in Reading.text
    end: int = 0


@dataclass(frozen=True, slots=True)
class When:
    """A time as it was said, and as EDTF where that can be told ("" where it cannot)."""

    verbatim: str
    edtf: str
    start: int
    end: int
    is_relative: bool = False
    note: str = ""  # why it is not resolved, or against what it was


@dataclass(frozen=True, slots=True)
class AttributionFound:
    """Who says it, in this sentence, citing whom."""

    speaker: str = ""  # name as it stands; "" where the document itself speaks
    role: str = ""  # office or function, as it stands
    mode: Mode = Mode.UNATTRIBUTED
    cites: str = ""  # name of whom the speaker rests on, as it stands
    origin: OriginKind = OriginKind.UNKNOWN
    holder: str = ""  # who holds the origin: "Amnesty International" for its own interviews
    hedge: str = ""  # "were said to", "ifølge troværdige kilder": verbatim
    is_coerced: bool = False
    is_inherited: bool = False  # taken over from the sentence before


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that the rules found, anchored to its sentence. Nothing enters a register before a person confirms it.

    Which fields are filled depends on ``kind``; see docs/reference/proposals.md.
    """

    kind: Kind
    sentence: int  # Sentence.index
    start: int  # span of what is proposed (usually the sentence) in Reading.text
    end: int
    exact: str  # Reading.text[start:end], the text quote (W3C Web Annotation TextQuoteSelector)
    reasons: tuple[str, ...] = ()  # the rules that fired, in words for a person
    confidence: float = 0.5
    held: str = ""  # why it is held back by default; "" when it is not
    act: str = ""  # code of the act lexicon: detention, killing, torture, disappearance, ...
    affected: str = ""  # code of the group lexicon: gay-men, lgbt-people, ...
    place: str = ""  # code of the gazetteer: RU-CE, LT, ...
    when: When | None = None
    quantity: Quantity | None = None
    modality: Modality = Modality.ASSERTED
    is_negative: bool = False  # polarity
    attributions: tuple[AttributionFound, ...] = ()
    # demands, responses, deeds, denials
    actor: str = ""  # who answers, acts or denies, as it stands
    actor_role: str = ""
    actor_place: str = ""  # country or body code: LT, US, EU, RU-CE
    addressees: tuple[str, ...] = ()  # whom a demand is put to, as it stands
    relayed_to: tuple[str, ...] = ()  # "press X to": X
    demander: str = ""
    response_type: str = ""  # acknowledgement, concern, will-raise, raised-bilaterally, raised-in-forum, resolution, promise, ...
    deed_type: str = ""  # visa-issued, admission, protection, visa-refused, returned, ...
    # payment channels and goals
    channel: str = ""  # swish, bankgiro, iban, mobilepay, vipps, paypal, card, account
    channel_number: str = ""
    message_word: str = ""
    extra: dict[str, str] = field(default_factory=dict)
