"""Readings made by hand: a paragraph a block, a sentence at every full stop followed by a capital letter."""

from __future__ import annotations

import re

from safeconduct.evidence.reading.shapes import Block, DateBasis, PublicationDate, Reading, Role, Sentence

_END = re.compile(r"(?<=[.!?:”\"»])\s+(?=[\"“„«A-ZÀ-ÞА-Я–])")


def reading_of(
    *paragraphs: str | tuple[Role, str],
    language: str = "en",
    kind: str = "news",
    publisher: str = "The Harbour Lantern",
    published: str = "",
) -> Reading:
    """Build a reading; a paragraph alone is body, else a pair of role and text. ``published``: a stated date."""
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    text = ""
    for index, paragraph in enumerate(paragraphs):
        role, words = (Role.BODY, paragraph) if isinstance(paragraph, str) else paragraph
        start = len(text) + (2 if text else 0)
        text = f"{text}\n\n{words}" if text else words
        blocks.append(Block(index, start, start + len(words), role, language, 1.0, "made by hand"))
        at = 0
        for part in _END.split(words):
            begin = start + words.index(part, at)
            at = begin - start + len(part)
            sentences.append(Sentence(len(sentences), index, begin, begin + len(part), part, language))
    date = PublicationDate(edtf=published, basis=DateBasis.STATED) if published else PublicationDate()
    return Reading(text, tuple(blocks), tuple(sentences), (language,), date, publisher=publisher, kind=kind)
