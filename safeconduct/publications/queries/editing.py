"""What the page of a draft shows: its parts in all languages side by side, what each text rests on, what is the matter with it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from safeconduct.advocacy.models import Demand
from safeconduct.evidence.models import Claim
from safeconduct.evidence.rules.standing import Standing
from safeconduct.evidence.words import STANDING_NAMES
from safeconduct.kit.languages import DOCUMENT_LANGUAGES, text_in
from safeconduct.publications.models import Allowance, Part, PartText, Publication, Title
from safeconduct.publications.queries.changes import Changed, changes_of
from safeconduct.publications.queries.checks import Finding, all_findings
from safeconduct.publications.queries.finding_words import DRIFTED
from safeconduct.publications.queries.references import claim_rows, demand_rows, references_in
from safeconduct.publications.queries.working import working_content
from safeconduct.publications.rules.content import text_hash
from safeconduct.publications.rules.kinds import Role, Secrecy
from safeconduct.publications.rules.prose import blocks_of, references_of
from safeconduct.publications.rules.sheet import Block
from safeconduct.publications.words import ROLE_NAMES, SECRECY_NAMES

NAMES = dict(DOCUMENT_LANGUAGES)


@dataclass(frozen=True, slots=True)
class Chip:
    """What a reference of a text leads to: its sentence as it is now, its standing, and its number as it was said."""

    reference: str
    says: str
    language: str
    standing: str = ""  # in words; empty for a demand
    code: str = ""
    figure: str = ""
    is_public: bool = True


@dataclass(frozen=True, slots=True)
class TextShown:
    """A part in one language."""

    language: str
    name: str  # of the language
    is_original: bool
    source: str  # the Markdown
    blocks: tuple[Block, ...]
    chips: tuple[Chip, ...] = ()
    findings: tuple[Finding, ...] = ()
    is_drifted: bool = False
    is_of_demand: bool = False  # the words are the register's
    written: PartText | None = None

    @property
    def is_empty(self) -> bool:
        return not self.blocks


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part with all its languages, the original first."""

    part: Part
    role: str
    secrecy: str
    is_addressee_only: bool
    is_quote: bool
    demand: Chip | None
    number: int  # of a demand
    texts: tuple[TextShown, ...]
    findings: tuple[Finding, ...]  # those of no one language


@dataclass(frozen=True, slots=True)
class TitleShown:
    """The title in one language."""

    language: str
    name: str
    text: str
    is_original: bool
    is_drifted: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Allowed:
    """A finding that somebody let stand."""

    allowance: Allowance
    finding: Finding


@dataclass(frozen=True, slots=True)
class DraftShown:
    """The whole draft."""

    titles: tuple[TitleShown, ...]
    parts: tuple[PartShown, ...]
    findings: tuple[Finding, ...]  # of the whole
    allowed: tuple[Allowed, ...]
    changes: tuple[Changed, ...]
    blocking: int
    warning: int

    @property
    def title(self) -> TitleShown | None:
        return self.titles[0] if self.titles else None


def draft_shown(publication: Publication) -> DraftShown:
    """Gather the page of a draft."""
    content = working_content(publication)
    everything = all_findings(publication)
    standing = {one.finding: one for one in publication.allowances.select_related("allowed_by")}
    open_ones = [one for one in everything if not (one.may_be_allowed and one.key in standing)]
    places: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in open_ones:
        places[finding.part, finding.language].append(finding)
    draft = _Draft(publication, references_in(content), places)
    titles = {title.language: title for title in publication.titles.all()}
    rows = publication.parts.order_by("position", "pk").select_related("demand").prefetch_related("texts__written_by")
    number, parts = 0, []
    for row in rows:
        number += 1 if row.role == Role.DEMAND else 0
        parts.append(_part(row, content.languages, draft, number))
    return DraftShown(
        titles=tuple(_title(language, titles.get(language), draft) for language in content.languages),
        parts=tuple(parts),
        findings=tuple(places["", ""]),
        allowed=tuple(Allowed(standing[one.key], one) for one in everything if one.may_be_allowed and one.key in standing),
        changes=tuple(changes_of(publication)),
        blocking=sum(one.is_blocking for one in open_ones),
        warning=sum(not one.is_blocking for one in open_ones),
    )


@dataclass(frozen=True, slots=True)
class PartDesk:
    """The page on which one text of a part is written."""

    publication: Publication
    shown: PartShown
    text: TextShown  # the one that is written
    original: TextShown | None  # that it translates; ``None`` where it is the original itself

    @property
    def others(self) -> tuple[TextShown, ...]:
        """The other languages, neither the original nor the one that is written."""
        return tuple(text for text in self.shown.texts if text is not self.text and not text.is_original)


def desk_of_part(part: Part, language: str) -> PartDesk | None:
    """Give what the writer of a text needs before them; ``None`` where the publication does not have the language."""
    shown = next(one for one in draft_shown(part.publication).parts if one.part.pk == part.pk)
    text = next((text for text in shown.texts if text.language == language), None)
    if text is None:
        return None
    original = next(one for one in shown.texts if one.is_original)
    return PartDesk(part.publication, shown, text, None if text.is_original else original)


def seen_hash(text: TextShown) -> str:
    """Give the mark by which ``write_part`` knows that nobody else wrote meanwhile."""
    return text_hash(text.source) if text.source and not text.is_of_demand else ""


Places = Mapping[tuple[str, str], list[Finding]]


class _Draft:
    """What is read once for all parts: where references lead, and what is the matter at which place."""

    def __init__(self, publication: Publication, references: Iterable[str], places: Places) -> None:
        wanted = set(references)
        self.original = publication.original
        self.places = places
        self.claims: Mapping[str, Claim] = claim_rows(publication.crisis, wanted)
        self.demands: Mapping[str, Demand] = demand_rows(publication.crisis, wanted)

    def chip(self, reference: str, language: str) -> Chip | None:
        if claim := self.claims.get(reference):
            text = text_in(claim.texts.all(), language)
            standing = Standing(claim.standing)
            return Chip(
                reference=reference,
                says=text.text if text else "",
                language=text.language if text else "",
                standing=str(STANDING_NAMES[standing]),
                code=standing,
                figure=claim.quantity_verbatim,
                is_public=claim.published_at is not None,
            )
        if demand := self.demands.get(reference):
            words = text_in(demand.texts.all(), language)
            return Chip(reference, words.text if words else "", words.language if words else "", is_public=demand.is_public)
        return None

    def words_of_demand(self, reference: str, language: str) -> str:
        demand = self.demands.get(reference)
        return next((text.text for text in demand.texts.all() if text.language == language), "") if demand else ""


def _title(language: str, row: Title | None, draft: _Draft) -> TitleShown:
    found = tuple(draft.places.get(("", language), ()))
    return TitleShown(
        language=language,
        name=NAMES.get(language, language),
        text=row.text if row else "",
        is_original=language == draft.original,
        is_drifted=any(finding.kind == DRIFTED for finding in found),
        findings=found,
    )


def _part(row: Part, languages: tuple[str, ...], draft: _Draft, number: int) -> PartShown:
    demand = row.demand.reference if row.demand else ""
    return PartShown(
        part=row,
        role=str(ROLE_NAMES[Role(row.role)]),
        secrecy=str(SECRECY_NAMES[Secrecy(row.secrecy)]),
        is_addressee_only=row.secrecy == Secrecy.ADDRESSEE,
        is_quote=row.role == Role.QUOTE,
        demand=draft.chip(demand, draft.original) if demand else None,
        number=number if row.role == Role.DEMAND else 0,
        texts=tuple(_text(row, language, draft) for language in languages),
        findings=tuple(draft.places.get((row.reference, ""), ())),
    )


def _text(row: Part, language: str, draft: _Draft) -> TextShown:
    written = next((text for text in row.texts.all() if text.language == language), None)
    own = written.text if written else ""
    source = own or draft.words_of_demand(row.demand.reference if row.demand else "", language)
    found = tuple(draft.places.get((row.reference, language), ()))
    cited = dict.fromkeys(link.target for link in references_of(source))
    return TextShown(
        language=language,
        name=NAMES.get(language, language),
        is_original=language == draft.original,
        source=source,
        blocks=blocks_of(source),
        chips=tuple(chip for reference in cited if (chip := draft.chip(reference, language))),
        findings=found,
        is_drifted=any(finding.kind == DRIFTED for finding in found),
        is_of_demand=bool(source) and not own,
        written=written,
    )
