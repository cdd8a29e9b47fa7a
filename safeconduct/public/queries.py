"""What the public pages show: statements with standing, hedge, source and date; times; nothing that was not published."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from safeconduct.advocacy.queries.board import Board, Row
from safeconduct.advocacy.queries.drawing import silence_of
from safeconduct.advocacy.queries.entries import Entry
from safeconduct.crises.models import Crisis
from safeconduct.evidence.access import public_claims
from safeconduct.evidence.models import Attribution, Claim, Denial, Level, Passage, RelationKind
from safeconduct.evidence.models.graph import ClaimGraph, graph_of
from safeconduct.evidence.queries.chains import Chain, chains_of, graphs_of
from safeconduct.evidence.queries.sentences import origins_phrase, reason_sentence, reports_phrase, when_words
from safeconduct.evidence.rules.moments import bounds, order_key
from safeconduct.evidence.rules.standing import Standing, explain_standing
from safeconduct.evidence.words import STANDING_NAMES
from safeconduct.kit.languages import text_in
from safeconduct.theme.charts import timeline as charts

CLOSE = timedelta(days=45)
# The best known first; what is contested or withdrawn stays visible, below.
_ORDER = (
    Standing.WELL_CORROBORATED,
    Standing.CORROBORATED,
    Standing.REPEATED,
    Standing.SINGLE_SOURCE,
    Standing.UNASSESSED,
    Standing.CONTESTED,
    Standing.REFUTED,
    Standing.WITHDRAWN,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One public claim in the reader's language, with what it must never stand without."""

    reference: str
    text: str
    language: str
    standing: str
    standing_word: str
    hedge: str
    source: str
    said: str  # when the source said it, in words
    when: str  # when it happened, in words
    edtf: str
    reports: str
    origins: str
    is_denied: bool


@dataclass(frozen=True, slots=True)
class Quoted:
    """Who says a claim, in which words, citing what; the words only of documents that may be shown."""

    attribution: Attribution
    said: str
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class Denied:
    """A denial, with its words where they may be shown."""

    denial: Denial
    said: str
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """Everything the public page of one claim shows."""

    statement: Statement
    claim: Claim
    reasons: list[str]
    chains: tuple[Chain, ...]
    graph: ClaimGraph
    quoted: list[Quoted]
    denials: list[Denied]
    beside: list[tuple[str, Statement]]
    originals: list[tuple[str, str]]


def crisis_title(crisis: Crisis, language: str) -> tuple[str, str, str]:
    """Give the crisis's title, lead and the language they are in."""
    text = text_in(crisis.texts.all(), language)
    return (text.title, text.lead, text.language) if text else (crisis.slug, "", "en")


def statements_of(crisis: Crisis, language: str) -> list[Statement]:
    """Give the public claims, the best known first, then by time."""
    claims = list(public_claims(crisis).annotate(denial_count=Count("denials")))
    graphs = graphs_of(claims)
    shown = [_statement(claim, graphs[claim.pk], language) for claim in claims]
    return sorted(shown, key=lambda one: (_ORDER.index(Standing(one.standing)), order_key(one.edtf), one.reference))


def _statement(claim: Claim, graph: ClaimGraph, language: str) -> Statement:
    text = text_in(claim.texts.all(), language)
    first = _earliest(claim, graph)
    return Statement(
        reference=claim.reference,
        text=text.text if text else claim.reference,
        language=text.language if text else "en",
        standing=claim.standing,
        standing_word=str(STANDING_NAMES[Standing(claim.standing)]),
        hedge=first.hedge if first and (first.passage is None or _showable(first.passage)) else "",
        source=first.speaker.name if first else "",
        said=_said(first, language),
        when=when_words(claim.when, language),
        edtf=claim.when,
        reports=reports_phrase(claim.count),
        origins=origins_phrase(claim.count),
        is_denied=getattr(claim, "denial_count", 0) > 0,
    )


def _earliest(claim: Claim, graph: ClaimGraph) -> Attribution | None:
    """Give the report that said it first and still says it, with this number if any does: where the reader should look."""
    reports = [a for a in graph.attributions if a.is_report and a.withdrawn_on is None and not a.is_coerced]
    exact = [a for a in reports if (a.qualifier, a.low, a.high) == (claim.qualifier, claim.low, claim.high)]
    return min(exact or reports, key=lambda a: (order_key(_moment(a)), a.pk), default=None)


def _moment(attribution: Attribution) -> str:
    return attribution.said or (attribution.passage.document.published if attribution.passage else "")


def _said(attribution: Attribution | None, language: str) -> str:
    return when_words(_moment(attribution), language) if attribution else ""


def claim_shown(crisis: Crisis, claim: Claim, language: str) -> ClaimShown:
    """Give the public page of one claim."""
    graph = graph_of(claim)
    others = {one.reference: one for one in statements_of(crisis, language)}
    return ClaimShown(
        statement=others[claim.reference],
        claim=claim,
        reasons=_reasons(claim, graph),
        chains=chains_of(graph, language),
        graph=graph,
        quoted=[_quoted(a, language) for a in graph.attributions if a.is_report],
        denials=[
            Denied(denial, when_words(denial.said, language), _showable(denial.passage))
            for denial in claim.denials.select_related("speaker", "passage__document__source").order_by("pk")
        ],
        beside=list(_beside(claim, others)),
        originals=[(text.language, text.text) for text in claim.texts.all() if text.language != language],
    )


def _reasons(claim: Claim, graph: ClaimGraph) -> list[str]:
    explained = explain_standing(
        graph.count(),
        has_credible_contradiction=claim.standing == Standing.CONTESTED,
        is_refuted=claim.standing == Standing.REFUTED,
        is_withdrawn=claim.standing == Standing.WITHDRAWN,
    )
    return [reason_sentence(reason) for reason in explained.reasons]


def _quoted(attribution: Attribution, language: str) -> Quoted:
    return Quoted(attribution, _said(attribution, language), None if attribution.is_coerced else _showable(attribution.passage))


def _showable(passage: Passage | None) -> Passage | None:
    """Give the passage unless its document is kept to one organisation."""
    return passage if passage is not None and passage.document.level != Level.ORGANISATION else None


def _beside(claim: Claim, others: dict[str, Statement]) -> Iterable[tuple[str, Statement]]:
    words = {
        RelationKind.BROADER: _("This one says more"),
        RelationKind.NARROWER: _("This one says less"),
        RelationKind.DIFFERENT_POPULATION: _("This one counts other people; the two numbers are never one"),
        RelationKind.CONTRADICTS: _("This one contradicts it"),
    }
    swapped = {RelationKind.BROADER: RelationKind.NARROWER, RelationKind.NARROWER: RelationKind.BROADER}
    for relation in claim.relations_to.select_related("claim").order_by("pk"):
        if relation.claim.reference in others and relation.kind in words:
            yield words[RelationKind(relation.kind)], others[relation.claim.reference]
    for relation in claim.relations.select_related("other").order_by("pk"):
        if relation.other.reference in others and relation.kind in words:
            kind = RelationKind(relation.kind)
            yield words[swapped.get(kind, kind)], others[relation.other.reference]


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the timeline."""

    text: str
    language: str
    when: str
    edtf: str
    kind: str
    kind_word: str
    source: str
    address: str

    @property
    def is_close(self) -> bool:
        """Tell whether its time is known to within a month or so."""
        low, high = bounds(self.edtf)
        return low is not None and high is not None and high - low <= CLOSE


def moments_of(statements: Sequence[Statement], board: Board, *, crisis: Crisis, language: str) -> list[Moment]:
    """Give everything that has a time, claims and answers, in an order that claims no more than is known."""
    found = [_happened(one, reverse("public:claim", args=[language, crisis.slug, one.reference])) for one in statements if one.edtf]
    for row in board.rows:
        address = reverse("public:government", args=[language, crisis.slug, row.body.code])
        found += [_answered(row, entry, address) for entry in (*row.deeds, *row.negative_deeds, *row.responses) if entry.on]
    return sorted(_together(found), key=lambda moment: (order_key(moment.edtf), moment.text))


def _together(moments: Iterable[Moment]) -> list[Moment]:
    """Make one line of what several bodies did in one sentence: five ministers who took the floor are one moment."""
    kept: dict[tuple[str, str, str], Moment] = {}
    for moment in moments:
        key = (moment.text, moment.edtf, moment.kind)
        known = kept.get(key)
        kept[key] = moment if known is None else replace(known, kind_word=f"{known.kind_word} · {moment.kind_word}")
    return list(kept.values())


def _happened(one: Statement, address: str) -> Moment:
    return Moment(one.text, one.language, one.when, one.edtf, "claim", one.standing_word, one.source, address)


def _answered(row: Row, entry: Entry, address: str) -> Moment:
    kind = "harm" if entry.is_negative else "deed" if entry.is_deed else "word"
    return Moment(
        text=entry.text.text,
        language=entry.text.language,
        when=entry.on_words,
        edtf=entry.on,
        kind=kind,
        kind_word=f"{row.body.name}: {entry.type_name}",
        source=entry.reporter,
        address=address,
    )


def timeline_drawing(moments: Sequence[Moment], *, direction: str, narrow: bool, month_names: Sequence[str]) -> str:
    """Draw the moments; "" where there are none."""
    if not moments:
        return ""
    entries = [_drawn(moment) for moment in moments]
    words = charts.Words(
        title=_("What happened when, as far as it is known"),
        description=_("A day is a mark, an uncertain time a span. The list below says the same in words."),
        month_names=month_names,
    )
    return charts.timeline(entries, words, name="timeline-narrow" if narrow else "timeline", direction=direction, narrow=narrow)


def _drawn(moment: Moment) -> charts.Entry:
    low, high = bounds(moment.edtf)
    return charts.Entry(label=moment.text, low=low, high=high, when=moment.when, kind=moment.kind, address=moment.address)


def board_rows(board: Board) -> list[dict[str, Any]]:
    """Give the board's rows with the sentence for bodies of which no deed is shown."""
    return [{"row": row, "silence": silence_of(row)} for row in board.rows]


_STATE = """
    SELECT slug, revision, (
        SELECT COUNT(*) FROM publications_publication AS one WHERE one.crisis_id = crisis.id AND one.embargo_until <= %s
    ) FROM crises_crisis AS crisis WHERE published_at IS NOT NULL
"""


def state_of(slug: str, at: datetime) -> tuple[tuple[str, int, int], ...] | None:
    """Give the state of what is public: of one crisis, or with an empty slug of each of them; ``None`` where nothing is.

    It is the revision, and how many embargoes are over at that moment: at its minute a release appears although nobody touches
    anything. Asked at every view of a kept page, and so in plain SQL: the object-relational mapper took longer to write the question
    than the database to answer it.
    """
    moment = connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        if slug:
            cursor.execute(f"{_STATE} AND slug = %s", [moment, slug])
        else:
            cursor.execute(f"{_STATE} ORDER BY slug", [moment])
        states = tuple(cursor.fetchall())
    return None if slug and not states else states
