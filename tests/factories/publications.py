"""Publications of the tests. Rows are made directly where a test is about what comes after them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from safeconduct.advocacy.models import Holding, Post
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member, Organisation
from safeconduct.publications.models import Invited, Part, PartText, Publication, Recipient, SignOn, Title, Version
from safeconduct.publications.rules.agreeing import RecipientRole, SignOnAnswer
from safeconduct.publications.rules.content import Addressed, Content, PartContent, hash_of, text_hash, to_json
from safeconduct.publications.rules.kinds import Kind, Role
from tests.factories.people import THEN


def make_publication(
    crisis: Crisis, by: Member, *, kind: Kind = Kind.LETTER, title: str = "A way out for those who fled", **fields: Any
) -> Publication:
    """Begin a publication in English, led by the member's organisation."""
    given = {"original": "en", "created_at": THEN, **fields}
    publication = Publication.objects.create(crisis=crisis, organisation=by.organisation, kind=kind, created_by=by, **given)
    Title.objects.create(publication=publication, language=publication.original, text=title, written_at=THEN, written_by=by)
    return publication


def make_part(
    publication: Publication,
    text: str = "We ask you to act.",
    *,
    role: Role = Role.FACTS,
    texts: Mapping[str, str] | None = None,
    **fields: Any,
) -> Part:
    """Add a part at the end; translations are taken as made from the text as it is."""
    part = Part.objects.create(publication=publication, role=role, position=publication.parts.count() + 1, **fields)
    for language, words in {publication.original: text, **(texts or {})}.items():
        made_from = "" if language == publication.original else text_hash(text)
        PartText.objects.create(
            part=part, language=language, text=words, made_from=made_from, written_at=THEN, written_by=publication.created_by
        )
    return part


def make_recipient(
    publication: Publication, post: Post, *, role: RecipientRole = RecipientRole.TO, language: str = "en", **fields: Any
) -> Recipient:
    """Address the publication to a post."""
    return Recipient.objects.create(publication=publication, post=post, role=role, language=language, **fields)


def make_holder(post: Post, name: str = "Ada Example", *, since: str = "2016", until: str = "") -> Holding:
    """Give the post an invented holder."""
    return Holding.objects.create(
        post=post, holder=name, since=since, until=until, source_note="Invented.", recorded_at=THEN, recorded_by=post.created_by
    )


def content_now(publication: Publication) -> Content:
    """Give the working draft as content, made here without the queries that are under test."""
    parts = publication.parts.order_by("position")
    return Content(
        kind=publication.kind,
        original=publication.original,
        titles={title.language: title.text for title in publication.titles.all()},
        parts=tuple(
            PartContent(
                id=part.reference,
                role=part.role,
                secrecy=part.secrecy,
                texts={text.language: text.text for text in part.texts.all()},
                demand=part.demand.reference if part.demand else "",
                speaker=part.speaker,
            )
            for part in parts
        ),
        addressed=tuple(
            Addressed(one.post.reference, one.role, one.language) for one in publication.recipients.order_by("role", "post__reference")
        ),
        facts=dict(publication.facts),
    )


def make_version(
    publication: Publication,
    by: Member,
    *,
    approved_by: Member | None = None,
    released_by: Member | None = None,
    at: datetime = THEN,
    **fields: Any,
) -> Version:
    """Freeze the draft as the next version; with ``approved_by`` (somebody else) and ``released_by`` it is out."""
    content = content_now(publication)
    version = Version.objects.create(
        publication=publication,
        number=publication.versions.count() + 1,
        content=to_json(content),
        hash=hash_of(content),
        offered_at=at,
        offered_by=by,
        approved_at=at if approved_by else None,
        approved_by=approved_by,
        released_at=at if released_by else None,
        released_by=released_by,
        **fields,
    )
    if released_by and publication.released_at is None:
        publication.released_at, publication.released_by = at, released_by
        publication.save(update_fields=["released_at", "released_by"])
    return version


def invite(publication: Publication, *organisations: Organisation) -> Sequence[Invited]:
    """Invite organisations to sign."""
    return [
        Invited.objects.create(publication=publication, organisation=one, invited_at=THEN, invited_by=publication.created_by)
        for one in organisations
    ]


def sign(version: Version, by: Member, *, answer: SignOnAnswer = SignOnAnswer.SIGNED, **fields: Any) -> SignOn:
    """Let the member's organisation answer to this exact version."""
    return SignOn.objects.create(version=version, organisation=by.organisation, answer=answer, answered_at=THEN, answered_by=by, **fields)
