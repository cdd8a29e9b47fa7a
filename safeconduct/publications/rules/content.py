"""What a version says, as one value with one hash: all parts in all languages, and to whom they go. Pure."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class PartContent:
    """One part: ``texts`` by language, in Markdown without HTML.

    A fact in a text is a link to its claim, ``[more than a hundred men](CL-7Q4MZK)``; so is a demand, ``[...](DE-...)``.
    """

    id: str  # the part's own reference, the same in all versions: PT-7Q4MZK
    role: str
    secrecy: str
    texts: dict[str, str]
    demand: str = ""  # reference of the demand, of a part that makes one
    speaker: str = ""  # of a quote: name and office, as printed


@dataclass(frozen=True, slots=True)
class Addressed:
    """A post that the publication goes to: its reference, ``to``, ``copy`` or ``information``, and in which language."""

    post: str
    role: str
    language: str


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that organisations agree to when they sign, and nothing that changes by itself (holders, days, standing)."""

    kind: str
    original: str  # language that the others are translated from
    titles: dict[str, str]
    parts: tuple[PartContent, ...]
    addressed: tuple[Addressed, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)  # what the kind adds: number, year, index, deadline, place of a release ...

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it has a title in, the original first."""
        return (self.original, *sorted(language for language in self.titles if language != self.original))


def to_json(content: Content) -> dict[str, Any]:
    """Give the value as plain JSON."""
    return asdict(content)


def from_json(stored: dict[str, Any]) -> Content:
    """Give the value of what ``to_json`` gave."""
    return Content(
        kind=stored["kind"],
        original=stored["original"],
        titles=dict(stored["titles"]),
        parts=tuple(PartContent(**part) for part in stored["parts"]),
        addressed=tuple(Addressed(**one) for one in stored["addressed"]),
        facts=dict(stored["facts"]),
    )


def hash_of(content: Content) -> str:
    """Give the SHA-256 of the content in hex: of its JSON with sorted keys, no blanks, UTF-8. What organisations sign is this."""
    written = json.dumps(to_json(content), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def text_hash(text: str) -> str:
    """Give the short hash by which a translation remembers what it was made from."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
