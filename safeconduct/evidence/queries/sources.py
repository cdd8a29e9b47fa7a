"""What the pages of sources need to know."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.queries import history_of
from safeconduct.crises.models import Crisis
from safeconduct.evidence.access import documents_for, sources_for
from safeconduct.evidence.models import Attribution, Claim, ClaimText, Denial, Document, Origin, Quotation, Source
from safeconduct.evidence.models.sources import SourceKind
from safeconduct.evidence.queries.history import Event, history
from safeconduct.evidence.queries.sentences import when_words
from safeconduct.kit.languages import text_in
from safeconduct.people.models import Member

MERGED = "evidence.source-merged"
SOURCE_KINDS = [(kind.value, kind.label) for kind in SourceKind]
ANSWERS = {
    "mission": _("What it is for"),
    "funding": _("Who pays for it"),
    "independence": _("Who can tell it what to say"),
    "methodology": _("How it finds things out"),
    "coverage": _("What it covers, and what not"),
    "known_bias": _("What it leans towards"),
    "field_knowledge": _("How well it knows the place and the people"),
}


@dataclass(frozen=True, slots=True)
class SourceFilter:
    """What a reader asked to see only; empty: everything."""

    words: str = ""
    kind: str = ""
    state: str = ""  # undescribed, due, withdrawn

    @property
    def is_empty(self) -> bool:
        return self == SourceFilter()


@dataclass(frozen=True, slots=True)
class Said:
    """A claim that the source says or denies."""

    claim: Claim
    text: ClaimText | None
    row: Attribution | Denial
    when: str
    is_report: bool = True


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One source with what it said, published and holds."""

    source: Source
    spellings: list[str]
    answers: list[tuple[str, str]]  # question and answer, those that are answered
    unanswered: list[str]
    said: list[Said]
    denied: list[Said]
    quotations: list[Quotation]
    documents: list[Document]
    origins: list[Origin]
    history: list[Event]


def listed_sources(member: Member, crisis: Crisis, wanted: SourceFilter, today: date) -> QuerySet[Source]:
    """Give the sources that the filter lets through, with how often they are heard; of documents, those the member may read."""
    readable = Q(documents__in=documents_for(member, crisis).order_by().values("pk"))
    rows = sources_for(member, crisis).annotate(
        said=Count("attributions", distinct=True),
        published=Count("documents", distinct=True, filter=readable),
        denied=Count("denials", distinct=True),
    )
    if wanted.words:
        rows = rows.filter(
            pk__in=Source.objects.filter(Q(names__name__icontains=wanted.words) | Q(name__icontains=wanted.words)).values("pk")
        )
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    match wanted.state:
        case "undescribed":
            rows = rows.filter(described_on__isnull=True)
        case "due":
            rows = rows.filter(review_due__lte=today)
        case "withdrawn":
            rows = rows.filter(Q(withdrawn_on__isnull=False) | Q(attributions__withdrawn_on__isnull=False)).distinct()
        case _:
            pass
    return rows


def source_page(member: Member, source: Source, *, language: str) -> SourcePage:
    """Give what stands on the page of a source; of documents, those that the member may read."""
    readable = documents_for(member, source.crisis)
    attributions = source.attributions.select_related("claim").prefetch_related("claim__texts").order_by("-confirmed_at", "-pk")
    denials = source.denials.select_related("claim").prefetch_related("claim__texts").order_by("-confirmed_at", "-pk")
    answers = [(str(question), str(getattr(source, name))) for name, question in ANSWERS.items()]
    return SourcePage(
        source=source,
        spellings=[name.name for name in source.names.all()],
        answers=[(question, answer) for question, answer in answers if answer],
        unanswered=[question for question, answer in answers if not answer],
        said=[
            Said(row.claim, text_in(row.claim.texts.all(), language), row, when_words(row.said, language), row.is_report)
            for row in attributions
        ],
        denied=[Said(row.claim, text_in(row.claim.texts.all(), language), row, when_words(row.said, language)) for row in denials],
        quotations=list(
            source.quotations.filter(passage__document__in=readable).select_related("passage__document").order_by("-confirmed_at", "-pk")
        ),
        documents=list(readable.filter(source=source)),
        origins=list(source.origins.order_by("label", "pk")),
        history=history([source.reference]),
    )


def merged_into(reference: str) -> str:
    """Give the reference of the source that this one was merged into; "" where it was not."""
    seen = {reference}
    found = ""
    while True:
        entry = history_of(found or reference).filter(kind=MERGED).last()
        into = str(entry.detail.get("into", "")) if entry else ""
        if not into or into in seen:
            return found
        seen.add(into)
        found = into
