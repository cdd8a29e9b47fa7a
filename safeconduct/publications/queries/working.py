"""The draft as it stands now, as one value: what the next version would freeze."""

from safeconduct.publications.models import Publication
from safeconduct.publications.rules.content import Addressed, Content, PartContent


def working_content(publication: Publication) -> Content:
    """Give the draft's content: titles, parts in their order with all their texts, and whom it is addressed to.

    Empty texts and titles are left out, so that opening a language and saying nothing in it changes no hash.
    """
    parts = publication.parts.order_by("position", "pk").select_related("demand").prefetch_related("texts")
    recipients = publication.recipients.select_related("post").order_by("role", "post__reference")
    return Content(
        kind=publication.kind,
        original=publication.original,
        titles={title.language: title.text for title in publication.titles.order_by("language") if title.text},
        parts=tuple(
            PartContent(
                id=part.reference,
                role=part.role,
                secrecy=part.secrecy,
                texts={text.language: text.text for text in sorted(part.texts.all(), key=lambda text: text.language) if text.text},
                demand=part.demand.reference if part.demand else "",
                speaker=part.speaker,
            )
            for part in parts
        ),
        addressed=tuple(Addressed(one.post.reference, one.role, one.language) for one in recipients),
        facts={name: str(value) for name, value in sorted(publication.facts.items())},
    )
