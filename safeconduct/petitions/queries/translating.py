"""The text of a petition part by part, for whoever translates it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404

from safeconduct.kit.languages import DOCUMENT_LANGUAGES
from safeconduct.petitions.queries.standing import released_version
from safeconduct.publications.rules.content import from_json
from safeconduct.publications.rules.kinds import Role, Secrecy
from safeconduct.publications.words import ROLE_NAMES

if TYPE_CHECKING:
    from safeconduct.petitions.models import Campaign


@dataclass(frozen=True, slots=True)
class PartToTranslate:
    """One part of the original: its reference, what it is, and its words."""

    reference: str
    role: str
    words: str


@dataclass(frozen=True, slots=True)
class ToTranslate:
    """The released original that a translation is made from."""

    hash: str
    language: str
    language_name: str
    title: str
    parts: tuple[PartToTranslate, ...]


def to_translate(campaign: Campaign) -> ToTranslate:
    """Give the newest released original, as far as everybody may read it. What stands in the register is translated there.

    :raises Http404: if nothing is released
    """
    version = released_version(campaign)
    if version is None or campaign.publication.recalled_at is not None:
        raise Http404
    content = from_json(version.content)
    parts = (
        PartToTranslate(part.id, str(ROLE_NAMES[Role(part.role)]), part.texts[content.original].strip())
        for part in content.parts
        if part.secrecy == Secrecy.PUBLIC and part.texts.get(content.original)
    )
    names = dict(DOCUMENT_LANGUAGES)
    return ToTranslate(
        version.hash, content.original, names.get(content.original, content.original), content.titles[content.original], tuple(parts)
    )
