"""Arranging: from what a format gave to blocks with roles, sentences with languages, and a date of publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from safeconduct.evidence.reading.arrange import languages
from safeconduct.evidence.reading.arrange.drafts import Draft
from safeconduct.evidence.reading.arrange.guesses import kind_of, publisher_of
from safeconduct.evidence.reading.arrange.joining import Piece, join
from safeconduct.evidence.reading.arrange.publication import publication_date
from safeconduct.evidence.reading.arrange.roles import assign, writer
from safeconduct.evidence.reading.arrange.sentences import split
from safeconduct.evidence.reading.shapes import Block, Extraction, Reading, Role, Sentence

__all__ = ["arrange"]

_BETWEEN = "\n\n"


def arrange(extraction: Extraction) -> Reading:
    """Give the reading of an extraction: its text with roles, languages, sentences, date of publication, kind and title.

    Every rule is a proposal with a reason; nothing of the text is left out, furniture is marked.
    """
    pieces = join(extraction.blocks)
    spoken = languages.of_blocks([piece.said for piece in pieces], extraction.language)
    drafts = [Draft(piece, language) for piece, language in zip(pieces, spoken, strict=True)]
    is_page = assign(drafts, _main_language(drafts), extraction.title) if drafts else False
    blocks = _blocks(drafts)
    kind = kind_of(drafts, extraction.media_type, is_page=is_page) if drafts else "other"
    return Reading(
        text=_BETWEEN.join(piece.text for piece in pieces),
        blocks=blocks,
        sentences=_sentences(pieces, blocks),
        languages=_languages(drafts),
        published=publication_date(drafts, extraction.declared_dates, is_page=is_page),
        title=next((d.piece.said for d in drafts if d.role is Role.TITLE), extraction.title),
        author=extraction.author or _author(drafts, kind),
        publisher=extraction.publisher or publisher_of(drafts, kind),
        address=extraction.address,
        kind=kind,
        reader=extraction.reader,
        warnings=(*extraction.warnings, *_remarks(drafts)),
    )


def _remarks(drafts: Sequence[Draft]) -> tuple[str, ...]:
    if any(draft.role is not None and draft.role.is_content for draft in drafts):
        return ()
    return ("Everything in this document looks like menus, lists of links or comments. Check the roles before you leave it.",)


def _main_language(drafts: Sequence[Draft]) -> str:
    """Give the language of the running text; the site's own buttons are mostly short."""
    weights: Counter[str] = Counter()
    for draft in drafts:
        if draft.is_running_text and draft.piece.is_main is not False:
            weights[draft.language] += len(draft.lower)
    return weights.most_common(1)[0][0] if weights else (drafts[0].language if drafts else "")


def _blocks(drafts: Sequence[Draft]) -> tuple[Block, ...]:
    blocks, at = [], 0
    for index, draft in enumerate(drafts):
        end = at + len(draft.piece.text)
        role = draft.role or Role.BODY
        confidence = round(draft.confidence, 2)
        blocks.append(Block(index, at, end, role, draft.language, confidence, draft.reason, draft.piece.page))
        at = end + len(_BETWEEN)
    return tuple(blocks)


def _sentences(pieces: Sequence[Piece], blocks: Sequence[Block]) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    for piece, block in zip(pieces, blocks, strict=True):
        spans = split(piece.text, block.language, piece.marker)
        for start, end in spans:
            text = piece.text[start:end]
            language = languages.of_sentence(text, block.language) if len(spans) > 1 else block.language
            found.append(Sentence(len(found), block.index, block.start + start, block.start + end, text, language))
    return tuple(found)


def _languages(drafts: Sequence[Draft]) -> tuple[str, ...]:
    """Give the languages of the content, the most frequent first."""
    weights: Counter[str] = Counter()
    for draft in drafts:
        if draft.role is not None and draft.role.is_content and draft.language != languages.UNKNOWN:
            weights[draft.language] += len(draft.piece.text)
    return tuple(language for language, _ in weights.most_common())


def _author(drafts: Sequence[Draft], kind: str) -> str:
    """Give the name in the byline, or the first line under the closing formula of a letter."""
    lines = (d.piece.said for d in drafts if d.role is Role.BYLINE and d.words <= 12)
    if name := next((writer(line) or line for line in lines), ""):
        return name
    signed = [d.piece.said for d in drafts if d.role is Role.SIGNATURE][1:] if kind == "letter" else []
    return next((line for line in signed if line[:1].isupper() and len(line) <= 60), "")
