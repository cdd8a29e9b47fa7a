"""What may be said in a publication because it is public already; the leak check lets it be."""

from collections.abc import Iterable

from safeconduct.advocacy.models import Body, BodyName, Demand, Holding, Post, PostTitle
from safeconduct.crises.models import Crisis, CrisisText
from safeconduct.evidence.models import Claim, SourceName
from safeconduct.people.models import Organisation
from safeconduct.publications.rules.content import Content
from safeconduct.publications.rules.leaks import Known
from safeconduct.publications.rules.prose import references_of


def known_of(content: Content, crisis: Crisis) -> Known:
    """Give every sentence that what the text refers to carries, and the names of offices, holders, organisations and sources around it."""
    cited = {reference.target for part in content.parts for text in part.texts.values() for reference in references_of(text)}
    demands = cited | {part.demand for part in content.parts if part.demand}
    posts = Post.objects.filter(reference__in=[one.post for one in content.addressed], body__crisis=crisis)
    texts = [
        *_claims(crisis, cited),
        *_demands(crisis, demands),
        *_offices(posts),
        *Organisation.objects.filter(participations__crisis=crisis).values_list("name", flat=True),
        *SourceName.objects.filter(source__crisis=crisis).values_list("name", flat=True),
        *_crisis_texts(crisis),
        *(part.speaker for part in content.parts if part.speaker),
    ]
    return Known(tuple(texts), content.original)


def _claims(crisis: Crisis, references: Iterable[str]) -> Iterable[str]:
    claims = Claim.objects.filter(crisis=crisis, reference__in=list(references), published_at__isnull=False, withdrawn_at__isnull=True)
    for claim in claims.prefetch_related("texts", "attributions__speaker__names"):
        yield from (text.text for text in claim.texts.all())
        yield claim.when_verbatim
        yield from (attribution.speaker_role for attribution in claim.attributions.all())


def _demands(crisis: Crisis, references: Iterable[str]) -> Iterable[str]:
    demands = Demand.objects.filter(crisis=crisis, reference__in=list(references)).prefetch_related("texts")
    for demand in demands:
        yield from (text.text for text in demand.texts.all())
        yield demand.demander_name


def _offices(posts: Iterable[Post]) -> Iterable[str]:
    chosen = list(posts)
    bodies = Body.objects.filter(posts__in=chosen)
    yield from PostTitle.objects.filter(post__in=chosen).values_list("title", flat=True)
    yield from BodyName.objects.filter(body__in=bodies).values_list("name", flat=True)
    yield from Holding.objects.filter(post__in=chosen).values_list("holder", flat=True)


def _crisis_texts(crisis: Crisis) -> Iterable[str]:
    for text in CrisisText.objects.filter(crisis=crisis):
        yield text.title
        yield text.lead
