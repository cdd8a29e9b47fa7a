"""What is different between two versions, so that a person can read it: part by part, language by language, word by word. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from safeconduct.publications.rules.content import Addressed, Content, PartContent

# A word with the blanks after it; a link to a claim stays whole, so that a changed reference shows as one change.
WORD = re.compile(r"\[[^\]]*\]\([^)]*\)\s*|\S+\s*|\s+")
CONTEXT = 12  # words left standing on each side of a change
PARAGRAPH = re.compile(r"[^\n]*\n+|[^\n]+")
LONGEST = 3_000  # words; longer texts are compared paragraph by paragraph, or a long dossier would keep its readers waiting


class Change(StrEnum):
    """What became of a piece of text or of a part."""

    SAME = "same"
    ADDED = "added"
    TAKEN = "taken"
    CHANGED = "changed"
    MOVED = "moved"
    LEFT_OUT = "left-out"  # words that did not change and are not shown


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and what became of them."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class TextDiff:
    """What changed in one language: the words in order, with what was left out between them."""

    language: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class PartDiff:
    """What became of one part. ``was`` and ``now`` are its places, counted from one; 0: it was not there, or is not now."""

    id: str
    role: str
    change: Change
    was: int
    now: int
    texts: tuple[TextDiff, ...]
    secrecy: tuple[str, str] | None = None  # before and after, where that changed
    speaker: tuple[str, str] | None = None
    demand: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class FactDiff:
    """A fact of the kind, before and after: number, index, place of a release."""

    name: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class ContentDiff:
    """Everything that is different. Empty where nothing is."""

    titles: tuple[TextDiff, ...]
    parts: tuple[PartDiff, ...]
    addressed_added: tuple[Addressed, ...]
    addressed_taken: tuple[Addressed, ...]
    facts: tuple[FactDiff, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether both say the same."""
        return not (self.titles or self.parts or self.addressed_added or self.addressed_taken or self.facts)

    @property
    def languages(self) -> tuple[str, ...]:
        """Give the languages in which words changed."""
        found = {text.language for text in self.titles} | {text.language for part in self.parts for text in part.texts}
        return tuple(sorted(found))


def differences(before: Content, after: Content) -> ContentDiff:
    """Compare two contents; parts are the same by their reference, whatever place they stand in."""
    return ContentDiff(
        titles=_texts(before.titles, after.titles),
        parts=tuple(_parts(before.parts, after.parts)),
        addressed_added=_missing(after.addressed, before.addressed),
        addressed_taken=_missing(before.addressed, after.addressed),
        facts=tuple(
            FactDiff(name, before.facts.get(name, ""), after.facts.get(name, ""))
            for name in sorted({*before.facts, *after.facts})
            if before.facts.get(name, "") != after.facts.get(name, "")
        ),
    )


def _missing(these: Sequence[Addressed], those: Sequence[Addressed]) -> tuple[Addressed, ...]:
    return tuple(one for one in these if one not in those)


def _parts(before: Sequence[PartContent], after: Sequence[PartContent]) -> Iterable[PartDiff]:
    was = {part.id: (place, part) for place, part in enumerate(before, 1)}
    now = {part.id: (place, part) for place, part in enumerate(after, 1)}
    moved = _moved([part.id for part in before if part.id in now], [part.id for part in after if part.id in was])
    for place, part in now.values():
        if part.id not in was:
            yield PartDiff(part.id, part.role, Change.ADDED, 0, place, _texts({}, part.texts))
        else:
            yield from _compared(*was[part.id], place, part, is_moved=part.id in moved)
    for place, part in was.values():
        if part.id not in now:
            yield PartDiff(part.id, part.role, Change.TAKEN, place, 0, _texts(part.texts, {}))


def _compared(place_before: int, before: PartContent, place: int, after: PartContent, *, is_moved: bool) -> Iterable[PartDiff]:
    texts = _texts(before.texts, after.texts)
    pairs = {
        name: (getattr(before, name), getattr(after, name))
        for name in ("secrecy", "speaker", "demand")
        if getattr(before, name) != getattr(after, name)
    }
    if texts or pairs or before.role != after.role:
        yield PartDiff(after.id, after.role, Change.CHANGED, place_before, place, texts, **pairs)
    elif is_moved:
        yield PartDiff(after.id, after.role, Change.MOVED, place_before, place, ())


def _moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """Give the parts that were taken to another place: all but the longest run of those that stayed in order."""
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    stayed = {before[place] for block in matcher.get_matching_blocks() for place in range(block.a, block.a + block.size)}
    return set(before) - stayed


def _texts(before: dict[str, str], after: dict[str, str]) -> tuple[TextDiff, ...]:
    return tuple(
        TextDiff(language, word_diff(before.get(language, ""), after.get(language, "")))
        for language in sorted({*before, *after})
        if before.get(language, "") != after.get(language, "")
    )


def word_diff(before: str, after: str, *, context: int = CONTEXT) -> tuple[Piece, ...]:
    """Compare two texts word by word.

    Pieces that are not ``taken`` nor left out make up words of ``after``; ``taken`` ones of ``before``. Longer stretches that stay the
    same are shortened to ``context`` words beside each change; a left-out piece stands for the rest.
    """
    old, new = WORD.findall(before), WORD.findall(after)
    if max(len(old), len(new)) > LONGEST:
        old, new = PARAGRAPH.findall(before), PARAGRAPH.findall(after)
    pieces: list[Piece] = []
    steps = SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    for number, (step, a1, a2, b1, b2) in enumerate(steps):
        if step == "equal":
            pieces += _shortened(new[b1:b2], context, is_first=number == 0, is_last=number == len(steps) - 1)
            continue
        if a2 > a1:
            pieces.append(Piece(Change.TAKEN, "".join(old[a1:a2])))
        if b2 > b1:
            pieces.append(Piece(Change.ADDED, "".join(new[b1:b2])))
    return tuple(pieces)


def _shortened(words: Sequence[str], context: int, *, is_first: bool, is_last: bool) -> list[Piece]:
    head = 0 if is_first else context
    tail = 0 if is_last else context
    if len(words) <= head + tail + 3:
        return [Piece(Change.SAME, "".join(words))]
    shown = [Piece(Change.SAME, "".join(words[:head]))] if head else []
    shown.append(Piece(Change.LEFT_OUT, "".join(words[head : len(words) - tail])))
    return shown + ([Piece(Change.SAME, "".join(words[len(words) - tail :]))] if tail else [])
