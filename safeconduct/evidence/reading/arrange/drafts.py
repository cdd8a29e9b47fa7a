"""A piece of the document while its role is being found, and the plain measures that rules go by."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from safeconduct.evidence.reading.arrange.joining import Piece
from safeconduct.evidence.reading.shapes import Role

_ENDS = re.compile(r"[.!?…؟۔][\"'”’»“)\]]*(?:\[\d{1,3}\]|[¹²³⁴-⁹])*$|[.!?]\)?$")
_QUOTED = re.compile(r"[\"“„«‘].+[\"”“»’]|^[–—―] ")


@dataclass(slots=True)
class Draft:
    """One piece, the language it is in, and the role found for it so far."""

    piece: Piece
    language: str
    role: Role | None = None
    confidence: float = 0.0
    reason: str = ""
    lower: str = field(init=False)
    words: int = field(init=False)
    ends_sentence: bool = field(init=False)

    def __post_init__(self) -> None:
        self.lower = self.piece.said.lower()
        self.words = len(self.lower.split())
        self.ends_sentence = bool(_ENDS.search(self.piece.text[-12:]))

    def settle(self, role: Role, confidence: float, reason: str) -> None:
        """Give the piece its role with the reason in a person's words."""
        self.role, self.confidence, self.reason = role, confidence, reason

    @property
    def is_open(self) -> bool:
        """Tell whether no role was found yet."""
        return self.role is None

    @property
    def is_list_item(self) -> bool:
        """Tell whether it is an item of a list."""
        return (self.piece.marker > 0 and not self.piece.text.startswith("[")) or self.piece.hint == "li"

    @property
    def is_running_text(self) -> bool:
        """Tell whether it reads like a paragraph: a finished sentence of some length."""
        return self.ends_sentence and self.words >= 8

    @property
    def is_heading_like(self) -> bool:
        """Tell whether it reads like a heading: short, without a full stop, beginning with a capital, a digit or a quotation mark."""
        text = self.piece.said
        ends = text[-1:]
        return 0 < self.words <= 16 and ends not in ".:;,…" and not text[:1].islower() and not self.is_list_item

    @property
    def has_quotation(self) -> bool:
        """Tell whether somebody is quoted in it."""
        return bool(_QUOTED.search(self.piece.text))

    @property
    def is_furniture(self) -> bool:
        """Tell whether it was found to be part of the page rather than of the document."""
        return self.role in {Role.NAVIGATION, Role.TEASER}
