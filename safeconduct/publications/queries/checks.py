"""Everything that is the matter with a draft, each with a key of its own, so that a named member can let one stand and no other."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from safeconduct.advocacy.queries.demand_uses import changed_demand_uses
from safeconduct.evidence.queries.uses import changed_uses
from safeconduct.publications.models import Publication
from safeconduct.publications.queries import finding_words as said
from safeconduct.publications.queries.leaking import leaks_of
from safeconduct.publications.queries.references import known_of, references_in
from safeconduct.publications.queries.working import working_content
from safeconduct.publications.rules.citing import Found, Known, Trouble, demand_troubles, title_troubles, troubles_of
from safeconduct.publications.rules.content import Content, PartContent
from safeconduct.publications.rules.drift import Kept, drift_of
from safeconduct.publications.rules.kinds import NEEDED, Kind, Role, Secrecy
from safeconduct.publications.rules.wording import causes_in, confessions_in
from safeconduct.publications.words import ROLE_NAMES

BLOCKS, WARNS = "blocks", "warns"
# What a named member may let stand, with the reason. The rest has to be put right.
_ALLOWABLE = frozenset(
    {
        Trouble.NUMBER_UNCITED,
        Trouble.NUMBER_UNKNOWN,
        Trouble.NUMBER_DIFFERS,
        Trouble.NUMBER_GREW,
        Trouble.CAUTION_LOST,
        Trouble.STATED_AS_FACT,
    }
)
_WORDS_KEPT = 300


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is the matter. ``part`` and ``language`` are empty where it concerns the title, or the whole."""

    key: str  # the same as long as kind, place and words are
    kind: str
    severity: str  # "blocks" the release, or "warns"
    part: str
    language: str
    words: str
    sentence: str
    may_be_allowed: bool

    @property
    def is_blocking(self) -> bool:
        return self.severity == BLOCKS


def findings_of(publication: Publication) -> list[Finding]:
    """Give what is still open: everything that is the matter with the draft, but for what somebody allowed by name."""
    allowed = set(publication.allowances.values_list("finding", flat=True))
    return [finding for finding in all_findings(publication) if not (finding.may_be_allowed and finding.key in allowed)]


def all_findings(publication: Publication) -> list[Finding]:
    """Give everything that is the matter with the draft, in the order of the parts, what was allowed too; each once."""
    content = working_content(publication)
    known = known_of(publication.crisis, references_in(content))
    found = [
        *_missing_parts(content),
        *_of_title(publication, content, known),
        *(finding for part in content.parts for finding in _of_part(part, content, known, is_open=publication.is_for_everybody)),
        *_of_translations(publication, content),
        *_of_quotes(publication),
        *_of_changes(publication),
        *leaks_findings(publication, content, known),
    ]
    order = {part.id: place for place, part in enumerate(content.parts, start=1)}
    return sorted({finding.key: finding for finding in found}.values(), key=lambda finding: order.get(finding.part, 0))


def finding_key(kind: str, part: str, language: str, words: str) -> str:
    """Give the key by which an allowance knows a finding: SHA-256 in hex of kind, part, language and words."""
    return hashlib.sha256(f"{kind}|{part}|{language}|{words}".encode()).hexdigest()


def _finding(
    kind: str,
    *,
    part: str = "",
    language: str = "",
    words: str = "",
    reference: str = "",
    says: str = "",
    severity: str = BLOCKS,
    may_be_allowed: bool = False,
) -> Finding:
    kept = words[:_WORDS_KEPT]
    return Finding(
        key=finding_key(str(kind), part, language, kept),
        kind=str(kind),
        severity=severity,
        part=part,
        language=language,
        words=kept,
        sentence=said.sentence_of(kind, words=kept, reference=reference, says=says),
        may_be_allowed=may_be_allowed,
    )


def _missing_parts(content: Content) -> Iterator[Finding]:
    there = {part.role for part in content.parts}
    for role in sorted(NEEDED[Kind(content.kind)] - there):
        yield _finding(said.PART_MISSING, words=str(ROLE_NAMES[role]))


def _of_title(publication: Publication, content: Content, known: Known) -> Iterator[Finding]:
    for language, title in content.titles.items():
        for found in title_troubles(title, language, known.claims.values()):
            yield _of_found(found, "", language)
    if content.original not in content.titles:
        yield _finding(said.MISSING, language=content.original)
    kept = {title.language: Kept(title.text, title.made_from) for title in publication.titles.all()}
    for language in drift_of(kept, original=content.original, languages=content.titles).drifted:
        yield _finding(said.DRIFTED, language=language, severity=WARNS)


def _of_part(part: PartContent, content: Content, known: Known, *, is_open: bool) -> Iterator[Finding]:
    is_open = is_open and part.secrecy == Secrecy.PUBLIC
    for language, text in part.texts.items():
        for found in troubles_of(text, language, known, demand=part.demand):
            yield _of_found(found, part.id, language, is_open=is_open)
        if content.kind in {Kind.URGENT_ACTION, Kind.UPDATE}:
            yield from _of_wording(part.id, language, text)
    demand = known.demands.get(part.demand)
    yield from (_of_found(found, part.id, "", is_open=is_open) for found in (demand_troubles(demand) if demand else ()))
    said_by_demand = demand.texts if demand else {}
    if not part.texts and not said_by_demand:
        yield _finding(said.EMPTY, part=part.id)
        return
    for language in content.languages:
        if language not in part.texts and language not in said_by_demand:
            yield _finding(said.MISSING, part=part.id, language=language)


def _of_wording(part: str, language: str, text: str) -> Iterator[Finding]:
    for kind, words in ((said.CONFESSION, confessions_in(text)), (said.CAUSE, causes_in(text))):
        for one in words:
            yield _finding(kind, part=part, language=language, words=one, severity=WARNS, may_be_allowed=True)


def _of_found(found: Found, part: str, language: str, *, is_open: bool = True) -> Finding:
    """Give the finding. What only its addressee reads may rest on what is not public; a demand becomes public by being made."""
    is_hidden = found.trouble is Trouble.NOT_PUBLIC
    is_demand = is_hidden and found.reference.startswith("DE-")
    return _finding(
        said.DEMAND_HIDDEN if is_demand else found.trouble,
        part=part,
        language=language,
        words=found.words,
        reference=found.reference,
        says=found.says,
        severity=WARNS if is_demand else BLOCKS,
        may_be_allowed=found.trouble in _ALLOWABLE or (is_hidden and not is_open),
    )


def _of_translations(publication: Publication, content: Content) -> Iterator[Finding]:
    for part in publication.parts.prefetch_related("texts"):
        kept = {text.language: Kept(text.text, text.made_from) for text in part.texts.all()}
        if not kept.get(content.original, Kept("")).text and part.demand_id:
            continue  # the demand's own words are the original, and its register keeps their languages
        for language in drift_of(kept, original=content.original, languages=content.languages).drifted:
            yield _finding(said.DRIFTED, part=part.reference, language=language, severity=WARNS)


def _of_quotes(publication: Publication) -> Iterator[Finding]:
    for part in publication.parts.filter(role=Role.QUOTE):
        if not part.speaker:
            yield _finding(said.SPEAKER, part=part.reference)
        elif part.speaker_approved_on is None:
            yield _finding(said.UNAPPROVED, part=part.reference, words=part.speaker)


def _of_changes(publication: Publication) -> Iterator[Finding]:
    for use in changed_uses([publication.reference]):
        yield _finding(said.CHANGED, part=use.place, language=use.language, words=use.words, reference=use.claim.reference)
    parts = {part.demand_id: part.reference for part in publication.parts.filter(demand__isnull=False)}
    for made in changed_demand_uses([publication.reference]):
        reference = made.demand.reference
        yield _finding(said.DEMAND_CHANGED, part=parts.get(made.demand_id, ""), words=reference, reference=reference)


def leaks_findings(publication: Publication, content: Content, known: Known) -> Iterable[Finding]:
    """Give what everybody would read and may give somebody away. A publication that only its addressees read shows it to nobody."""
    if not publication.is_for_everybody:
        return []
    return [
        replace(_finding(leak.kind, part=leak.part, language=leak.language, words=leak.words), may_be_allowed=True)
        for leak in leaks_of(publication, content, known)
    ]
