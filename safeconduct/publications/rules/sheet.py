"""A publication in one language for one reader, with everything filled in: what PDF, DOCX, HTML, text and mail are made of. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class RunKind(StrEnum):
    """How a piece of text is set."""

    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    LINK = "link"  # ``target`` is an address
    NOTE = "note"  # ``target`` is the number of a footnote; ``text`` is empty


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text within a paragraph."""

    text: str
    kind: RunKind = RunKind.PLAIN
    target: str = ""


class BlockKind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    DEMAND = "demand"  # numbered
    ITEM = "item"  # of a list
    QUOTE = "quote"
    MODEL = "model"  # a paragraph of a model letter


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the text."""

    kind: BlockKind
    runs: tuple[Run, ...]
    number: int = 0  # of a demand
    speaker: str = ""  # of a quote


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes: the leading organisation, its lines, and what stands in the foot of each page."""

    name: str
    lines: tuple[str, ...] = ()
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Signatory:
    """An organisation that signed this exact version, with who signed for it, as printed."""

    organisation: str
    name: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: where a fact comes from, how well it is known, and where it can be followed."""

    number: int
    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """See the module. Empty fields are not printed."""

    kind: str  # rules.kinds.Kind
    language: str
    title: str
    letterhead: Letterhead
    blocks: tuple[Block, ...]
    reference: str = ""  # ours: PU-7Q4MZK
    version: int = 1
    hash: str = ""
    dateline: str = ""  # "Copenhagen, 20 May 2017"
    recipient: tuple[str, ...] = ()  # address block, line by line
    salutation: str = ""
    closing: str = ""
    signatories: tuple[Signatory, ...] = ()
    copies: tuple[str, ...] = ()
    siblings: tuple[str, ...] = ()  # letters on the same matter, each a whole line
    enclosures: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    notices: tuple[str, ...] = ()  # embargo, correction, recall, "Demonstration: invented"
    facts: tuple[tuple[str, str], ...] = ()  # label and words: index, appeals before, preferred language
    contacts: tuple[str, ...] = ()
    boilerplates: tuple[tuple[str, str], ...] = ()  # organisation and its words about itself
    address: str = ""  # of the public page, printed so that a paper leads somewhere
    end_mark: str = ""  # "-- end --" of a release
