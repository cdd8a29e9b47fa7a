"""Sources, documents, claims and what carries them, as rows; the actions that make them in earnest have tests of their own."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from itertools import count
from typing import Any

from safeconduct.crises.models import Crisis
from safeconduct.evidence.models import (
    Attribution,
    Block,
    Capture,
    Claim,
    ClaimText,
    Denial,
    Document,
    Level,
    Origin,
    Passage,
    Rendition,
    RestsOn,
    Sentence,
    Source,
    SourceName,
)
from safeconduct.evidence.models.documents import CaptureWay
from safeconduct.evidence.models.sources import SourceKind
from safeconduct.evidence.reading.shapes import Mode, OriginKind, Role
from safeconduct.people.models import Member
from tests.factories.people import THEN

_numbers = count(1)


def make_source(crisis: Crisis, name: str = "The Northern Courier", *, kind: str = SourceKind.MEDIA, country: str = "") -> Source:
    """Add a source under one spelling of its name."""
    source = Source.objects.create(crisis=crisis, name=name, kind=kind, country=country, created_at=THEN, created_by=crisis.opened_by)
    SourceName.objects.create(source=source, name=name, match_key=name.casefold())
    return source


def make_document(
    crisis: Crisis,
    sentences: Sequence[str] = ("A hundred men were taken away, the paper wrote.",),
    *,
    by: Member | None = None,
    title: str = "A page",
    language: str = "en",
    level: str = Level.COALITION,
    source: Source | None = None,
    published: str = "",
    at: datetime = THEN,
) -> Document:
    """Add a document of one body block with these sentences, its capture and its rendition; no bytes are written."""
    member = by or crisis.opened_by
    text = " ".join(sentences)
    document = Document.objects.create(
        crisis=crisis,
        organisation=member.organisation,
        level=level,
        source=source,
        title=title,
        languages=[language],
        published=published,
        accessed_at=at,
        created_by=member,
    )
    capture = Capture.objects.create(
        document=document,
        crisis=crisis,
        organisation=member.organisation,
        sha256=hashlib.sha256(f"{next(_numbers)} {text}".encode()).hexdigest(),
        byte_count=len(text.encode()),
        media_type="text/plain",
        way=CaptureWay.PASTE,
        tool="tests",
        captured_at=at,
        captured_by=member,
    )
    rendition = Rendition.objects.create(capture=capture, document=document, tool="tests", text=text, made_at=at)
    block = Block.objects.create(
        rendition=rendition, index=0, start=0, end=len(text), role=Role.BODY, role_proposed=Role.BODY, language=language
    )
    start = 0
    for index, sentence in enumerate(sentences):
        Sentence.objects.create(
            rendition=rendition, block=block, index=index, start=start, end=start + len(sentence), language=language, text=sentence
        )
        start += len(sentence) + 1
    return document


def make_passage(document: Document, exact: str | None = None) -> Passage:
    """Quote these words of the document, or the whole of it."""
    rendition = document.renditions.get()
    words = exact or rendition.text
    start = rendition.text.index(words)
    passage, _ = Passage.objects.get_or_create(
        rendition=rendition,
        start=start,
        end=start + len(words),
        defaults={"document": document, "exact": words, "language": document.languages[0]},
    )
    return passage


def make_claim(
    crisis: Crisis,
    text: str = "More than a hundred men were abducted.",
    *,
    by: Member | None = None,
    language: str = "en",
    **fields: Any,
) -> Claim:
    """Add a claim with its sentence in one language."""
    member = by or crisis.opened_by
    claim = Claim.objects.create(crisis=crisis, created_at=THEN, created_by=member, **fields)
    ClaimText.objects.create(claim=claim, language=language, text=text, is_original=True, written_at=THEN, written_by=member)
    return claim


def make_origin(crisis: Crisis, label: str = "The paper's own interviews", *, kind: str = OriginKind.FIRST_HAND, **fields: Any) -> Origin:
    """Add a place where chains of attributions end."""
    return Origin.objects.create(crisis=crisis, kind=kind, label=label, **fields)


def make_attribution(
    claim: Claim,
    speaker: Source | None = None,
    *,
    passage: Passage | None = None,
    rests_on: Sequence[Attribution | Origin] = (),
    mode: str = Mode.UNATTRIBUTED,
    **fields: Any,
) -> Attribution:
    """Let somebody say the claim, resting on other attributions or on origins."""
    attribution = Attribution.objects.create(
        claim=claim,
        speaker=speaker or make_source(claim.crisis),
        passage=passage,
        mode=mode,
        confirmed_at=THEN,
        confirmed_by=claim.created_by,
        **fields,
    )
    for ground in rests_on:
        if isinstance(ground, Origin):
            RestsOn.objects.create(attribution=attribution, on_origin=ground)
        else:
            RestsOn.objects.create(attribution=attribution, on_attribution=ground)
    return attribution


def make_denial(claim: Claim, speaker: Source | None = None, *, passage: Passage | None = None) -> Denial:
    """Let somebody deny the claim."""
    return Denial.objects.create(
        claim=claim,
        speaker=speaker or make_source(claim.crisis, "The ministry", kind=SourceKind.STATE),
        passage=passage or make_passage(make_document(claim.crisis, ["There are no such people here, the spokesman said."])),
        confirmed_at=THEN,
        confirmed_by=claim.created_by,
    )
