"""Find the claims and demands that a text can cite, each with its sentence ready."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from safeconduct.advocacy.access import demands_for
from safeconduct.advocacy.models import Demand
from safeconduct.crises.models import Crisis
from safeconduct.evidence.access import claims_for
from safeconduct.evidence.models import Attribution, Claim
from safeconduct.evidence.queries.chains import graphs_of
from safeconduct.evidence.rules.standing import Standing
from safeconduct.evidence.search.analyser import LANGUAGES, analyse_query
from safeconduct.evidence.search.engines import engine
from safeconduct.evidence.search.port import Narrowing, Scope
from safeconduct.evidence.words import STANDING_NAMES
from safeconduct.kit.languages import text_in
from safeconduct.people.models import Member
from safeconduct.publications.rules.citing import WEAK
from safeconduct.publications.rules.ready import ready_claim, ready_demand

MOST = 10


@dataclass(frozen=True, slots=True)
class Citable:
    """A claim or a demand: what it says in the language of the text or another one, and the Markdown that cites it."""

    reference: str
    sentence: str
    language: str  # of the sentence
    ready: str
    standing: str = ""  # in words; empty for a demand
    code: str = ""
    is_weak: bool = False
    is_public: bool = True
    is_translated: bool = True  # there is a sentence in the language asked for

    @property
    def is_demand(self) -> bool:
        return self.reference.startswith("DE-")


def find_citable(member: Member, crisis: Crisis, words: str, *, language: str) -> list[Citable]:
    """Give what answers the words, in any language, or has this reference; demands and claims of the crisis that still stand."""
    wanted = " ".join(words.split())
    if not wanted:
        return []
    scope = Scope(crises=frozenset({crisis.pk}), organisation=member.organisation_id)
    narrowing = Narrowing(kinds=("claim", "demand"), crisis=crisis.pk)
    found = engine().find(analyse_query(wanted, LANGUAGES), allowed=scope, narrowing=narrowing, limit=MOST)
    near = [hit.ref for hit in found.hits]
    said = Q(reference__in=[*near, wanted.upper()]) | Q(texts__text__icontains=wanted)
    claims = claims_for(member, crisis).filter(said).exclude(standing__in=[Standing.WITHDRAWN, Standing.REFUTED]).distinct()[:MOST]
    demands = demands_for(member, crisis).filter(said, withdrawn_at__isnull=True).distinct()[:MOST]
    citable = [*citable_claims(list(claims), language), *(_demand(row, language) for row in demands)]
    order = {reference: place for place, reference in enumerate([wanted.upper(), *near])}
    return sorted(citable, key=lambda one: order.get(one.reference, len(order)))[:MOST]


def citable_claims(claims: Iterable[Claim], language: str) -> list[Citable]:
    """Give the claims ready to be cited in this language."""
    rows = list(claims)
    graphs = graphs_of(rows)
    return [_claim(row, _source(graphs[row.pk].attributions), language) for row in rows]


def _source(attributions: Iterable[Attribution]) -> str:
    """Give who says it: the first report that still carries the claim, never words that were forced."""
    said_by = next((one for one in attributions if one.is_report and one.withdrawn_on is None and not one.is_coerced), None)
    return said_by.speaker.name if said_by else ""


def _claim(row: Claim, source: str, language: str) -> Citable:
    text = text_in(row.texts.all(), language)
    has_own = text is not None and text.language == language
    standing = Standing(row.standing)
    return Citable(
        reference=row.reference,
        sentence=text.text if text else "",
        language=text.language if text else "",
        ready=ready_claim(row.reference, text.text if text and has_own else "", standing=standing, source=source, language=language),
        standing=str(STANDING_NAMES[standing]),
        code=standing,
        is_weak=standing in WEAK,
        is_public=row.published_at is not None,
        is_translated=has_own,
    )


def _demand(row: Demand, language: str) -> Citable:
    text = text_in(row.texts.all(), language)
    has_own = text is not None and text.language == language
    return Citable(
        reference=row.reference,
        sentence=text.text if text else "",
        language=text.language if text else "",
        ready=ready_demand(row.reference, text.text if text and has_own else ""),
        is_public=row.is_public,
        is_translated=has_own,
    )
