"""Read the text of a part: Markdown without HTML, in which a link to a claim or a demand is a reference. Pure.

    "More than [a hundred men](CL-7Q4MZK) were taken." ──▶ blocks of runs; plain words; references with their place in them

The one reader of that text: the desk, the checks and every export use it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from safeconduct.publications.rules.sheet import Block, BlockKind, Run, RunKind

REFERENCE = re.compile(r"(?:CL|DE)-[0-9A-HJKMNP-TV-Z]{6}")
_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
# Nothing that fetches, hides or runs anything: no pictures, no HTML, no code.
_KNOWN = ("emphasis", "entity", "escape", "heading", "link", "list", "newline")


@dataclass(frozen=True, slots=True)
class Cited:
    """A link of the text: where it leads and the words it stands on, which lie from ``start`` to ``end`` of their paragraph."""

    target: str
    words: str
    start: int
    end: int

    @property
    def is_reference(self) -> bool:
        """Tell whether it leads to a claim or a demand, as opposed to an address or nowhere."""
        return is_reference(self.target)

    @property
    def is_address(self) -> bool:
        """Tell whether it leads to a page or a mailbox."""
        return bool(_ADDRESS.fullmatch(self.target))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The plain words of one block, and the links in them."""

    text: str
    cited: tuple[Cited, ...] = ()


def is_reference(target: str) -> bool:
    """Tell whether a link's target is the reference of a claim or a demand."""
    return bool(REFERENCE.fullmatch(target))


def blocks_of(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> tuple[Block, ...]:
    """Give the blocks of a part's text; its paragraphs become blocks of ``kind``, lists stay items, headings headings.

    A reference is a run of kind LINK whose target is the claim's or demand's reference (see ``is_reference``); an export makes a
    footnote of it. Items of a numbered list carry their number. HTML comes out as the characters it is written with.
    """
    return tuple(_blocks(text, kind))


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """Give the same blocks as plain words with the links in them, for the checks."""
    return tuple(_paragraph(block) for block in blocks_of(text))


def plain_of(text: str) -> str:
    """Give the words alone, paragraphs parted by an empty line."""
    return "\n\n".join(paragraph.text for paragraph in paragraphs_of(text))


def references_of(text: str) -> tuple[Cited, ...]:
    """Give the links to claims and demands, in their order."""
    return tuple(cited for paragraph in paragraphs_of(text) for cited in paragraph.cited if cited.is_reference)


def reference_link(words: str, reference: str) -> str:
    """Write a reference as it stands in a text: ``[a hundred men](CL-7Q4MZK)``; marks that Markdown would read are escaped."""
    escaped = re.sub(r"([\\\[\]*_&])", r"\\\1", " ".join(words.split()))
    return f"[{escaped}]({reference})"


def _paragraph(block: Block) -> Paragraph:
    text, cited = "", list[Cited]()
    for run in block.runs:
        if run.kind is RunKind.LINK:
            last = cited[-1] if cited else None
            if last is not None and last.target == run.target and last.end == len(text):
                cited[-1] = replace(last, words=last.words + run.text, end=last.end + len(run.text))
            else:
                cited.append(Cited(run.target, run.text, len(text), len(text) + len(run.text)))
        text += run.text
    return Paragraph(text, tuple(cited))


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    return MarkdownIt("zero", {"html": False, "maxNesting": 12}).enable(list(_KNOWN))


class _Place:
    """Where the reader stands: in which lists, in which item of them, in a heading."""

    def __init__(self) -> None:
        self.numbers: list[int] = []  # of the lists that are open: the next item's number, 0 where they have none
        self.items = 0
        self.is_heading = False
        self.is_fresh = False  # an item's first paragraph: only that one is numbered

    def see(self, token: Token) -> None:
        match token.type:
            case "ordered_list_open" | "bullet_list_open":
                self.numbers.append(int(token.attrGet("start") or 1) if token.type.startswith("ordered") else 0)
            case "ordered_list_close" | "bullet_list_close":
                self.numbers.pop()
            case "list_item_open" | "list_item_close":
                self.is_fresh = token.type.endswith("open")
                self.items += 1 if self.is_fresh else -1
            case "heading_open" | "heading_close":
                self.is_heading = token.type.endswith("open")

    def number(self) -> int:
        number = self.numbers[-1] if self.items and self.is_fresh else 0
        if number:
            self.numbers[-1] += 1
        self.is_fresh = False
        return number


def _blocks(text: str, kind: BlockKind) -> Iterator[Block]:
    place = _Place()
    for token in _reader().parse(text):
        place.see(token)
        runs = _runs(token.children or []) if token.type == "inline" else ()
        if "".join(run.text for run in runs).strip():
            what = BlockKind.ITEM if place.items else BlockKind.HEADING if place.is_heading else kind
            yield Block(what, runs, number=place.number())


def _runs(children: list[Token]) -> tuple[Run, ...]:
    """Give the runs of one block; of marks within marks the innermost counts, and a link counts before any."""
    runs: list[Run] = []
    marks: list[RunKind] = []
    target = ""
    for token in children:
        match token.type:
            case "strong_open":
                marks.append(RunKind.STRONG)
            case "em_open":
                marks.append(RunKind.EMPHASIS)
            case "strong_close" | "em_close":
                marks.pop()
            case "link_open":
                target = _target(str(token.attrGet("href") or ""))
            case "link_close":
                target = ""
            case "softbreak":
                _add(runs, Run(" ", RunKind.LINK if target else marks[-1] if marks else RunKind.PLAIN, target))
            case "hardbreak":
                _add(runs, Run("\n", RunKind.LINK if target else marks[-1] if marks else RunKind.PLAIN, target))
            case _:
                _add(runs, Run(token.content, RunKind.LINK if target else marks[-1] if marks else RunKind.PLAIN, target))
    return tuple(runs)


def _target(href: str) -> str:
    """Give where a link leads; a reference typed in small letters is the same reference."""
    return href.upper() if is_reference(href.upper()) else href or "#"


def _add(runs: list[Run], run: Run) -> None:
    if not run.text:
        return
    if runs and (runs[-1].kind, runs[-1].target) == (run.kind, run.target):
        runs[-1] = replace(runs[-1], text=runs[-1].text + run.text)
    else:
        runs.append(run)
