"""A draft as its readers will read it: one language, one audience, demands numbered, nothing of the desk."""

from dataclasses import dataclass

from safeconduct.kit.languages import DOCUMENT_LANGUAGES
from safeconduct.publications.models import Publication
from safeconduct.publications.queries.references import demand_rows, references_in
from safeconduct.publications.queries.working import working_content
from safeconduct.publications.rules.kinds import Role, Secrecy
from safeconduct.publications.rules.prose import blocks_of
from safeconduct.publications.rules.sheet import Block

NAMES = dict(DOCUMENT_LANGUAGES)


@dataclass(frozen=True, slots=True)
class PartRead:
    """A part as it is read."""

    blocks: tuple[Block, ...]
    role: str
    number: int = 0  # of a demand
    speaker: str = ""
    is_addressee_only: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """The whole, and in which languages it can be read."""

    title: str
    language: str
    parts: tuple[PartRead, ...]
    languages: tuple[tuple[str, str], ...]
    left_out: int  # parts that have no words in this language


def reading_of(publication: Publication, language: str, *, reader: str) -> Reading:
    """Give the draft in this language, else in the original; ``reader`` is "public" or "addressee"."""
    content = working_content(publication)
    chosen = language if language in content.languages else content.original
    demands = demand_rows(publication.crisis, references_in(content))
    parts, number, left_out = [], 0, 0
    for part in content.parts:
        if part.secrecy == Secrecy.ADDRESSEE and reader != "addressee":
            continue
        said = part.texts.get(chosen, "")
        if not said and part.demand in demands:
            said = next((text.text for text in demands[part.demand].texts.all() if text.language == chosen), "")
        number += 1 if part.role == Role.DEMAND else 0
        if not said:
            left_out += 1
            continue
        shown = number if part.role == Role.DEMAND else 0
        parts.append(PartRead(blocks_of(said), part.role, shown, part.speaker, part.secrecy == Secrecy.ADDRESSEE))
    return Reading(
        title=content.titles.get(chosen, ""),
        language=chosen,
        parts=tuple(parts),
        languages=tuple((code, NAMES.get(code, code)) for code in content.languages),
        left_out=left_out,
    )
