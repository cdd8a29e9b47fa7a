"""Hand a draft to the leak check: what everybody would read, what only addressees do, and what is public already."""

from collections.abc import Iterator

from safeconduct.advocacy.models import BodyName, Holding, PostTitle
from safeconduct.crises.models import Participation
from safeconduct.evidence.models import Attribution
from safeconduct.publications.models import Publication
from safeconduct.publications.rules import citing, leaks
from safeconduct.publications.rules.content import Content
from safeconduct.publications.rules.kinds import Secrecy


def leaks_of(publication: Publication, content: Content, known: citing.Known) -> list[leaks.Leak]:
    """Give what the public part may give away; the title is public, and has no part."""
    return leaks.find_leaks(
        {"": content.titles, **_texts(content, Secrecy.PUBLIC)}, _texts(content, Secrecy.ADDRESSEE), public_knowledge(publication, known)
    )


def public_knowledge(publication: Publication, known: citing.Known) -> leaks.Known:
    """Give what may be said because it is public: cited claims and demands, offices and holders addressed, organisations, the crisis."""
    return leaks.Known(texts=tuple(_public(publication, known)), language=publication.original)


def _texts(content: Content, secrecy: Secrecy) -> dict[str, dict[str, str]]:
    return {part.id: part.texts for part in content.parts if part.secrecy == secrecy}


def _public(publication: Publication, known: citing.Known) -> Iterator[str]:
    for claim in known.claims.values():
        if claim.is_public:
            yield from claim.texts.values()
    # Who says a public claim is named on its page.
    said_by = Attribution.objects.filter(claim__reference__in=[claim.reference for claim in known.claims.values() if claim.is_public])
    yield from said_by.filter(withdrawn_on__isnull=True).values_list("speaker__name", flat=True)
    for demand in known.demands.values():
        if demand.is_public:
            yield from demand.texts.values()
    posts = publication.recipients.values("post")
    bodies = publication.recipients.values("post__body")
    yield from PostTitle.objects.filter(post__in=posts).values_list("title", flat=True)
    yield from BodyName.objects.filter(body__in=bodies).values_list("name", flat=True)
    yield from Holding.objects.filter(post__in=posts).values_list("holder", flat=True)
    answering = Participation.objects.filter(crisis=publication.crisis_id, until__isnull=True)
    yield from answering.values_list("organisation__name", flat=True)
    yield publication.organisation.name
    for text in publication.crisis.texts.all():
        yield from (text.title, text.lead)
    yield from (part.speaker for part in publication.parts.filter(secrecy=Secrecy.PUBLIC) if part.speaker)
