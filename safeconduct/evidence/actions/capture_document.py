"""Take a document in: keep its bytes, read it, propose what it says."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.models import Crisis
from safeconduct.evidence.actions.file_reading import file_reading
from safeconduct.evidence.models import Capture, Document, Level
from safeconduct.evidence.models.documents import DocumentState
from safeconduct.evidence.reading.errors import Damaged, Encrypted, NoText, UnreadableDocument
from safeconduct.evidence.reading.read import read_document
from safeconduct.evidence.reading.shapes import Reading
from safeconduct.evidence.reading.storable import storable
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member

TOOL = "safeconduct 0.1"


class NotTakenIn(Refused):
    """The bytes cannot be taken in; nothing was kept. The sentence says why and what to do."""


class TooLargeToTakeIn(NotTakenIn):
    """The file is larger than this installation takes."""


@dataclass(frozen=True, slots=True)
class Captured:
    """What became of the bytes: the document, and whether it is new."""

    document: Document
    is_new: bool


def capture_document(
    *,
    crisis: Crisis,
    data: bytes,
    way: str,
    by: Member,
    at: datetime,
    name: str = "",
    declared_type: str = "",
    address: str = "",
    level: str = Level.COALITION,
) -> Captured:
    """Keep the bytes under their SHA-256, read them, and file what was read.

    The same bytes brought again by the same organisation give the same document. Bytes that are a document but cannot be
    read (a scan, a damaged file, a locked one) are kept with the reason, so that nothing is lost.

    :raises TooLargeToTakeIn: if there are more bytes than ``LARGEST_CAPTURE``
    :raises NotTakenIn: if the bytes are empty or no document at all
    """
    refuse_if_too_large(len(data))
    name = storable(name)
    sha256 = hashlib.sha256(data).hexdigest()
    if known := _known(crisis, by, sha256):
        return Captured(known, is_new=False)
    reading, problem = _read(data, name=name, declared_type=declared_type, address=address)
    _keep_bytes(sha256, data)
    with transaction.atomic():
        if known := _known(crisis, by, sha256):  # somebody brought them a moment ago
            return Captured(known, is_new=False)
        document = Document.objects.create(
            crisis=crisis,
            organisation=by.organisation,
            level=level,
            state=DocumentState.READ if reading else DocumentState.UNREADABLE,
            problem=problem,
            title=name[:400],
            address=address,
            accessed_at=at,
            created_by=by,
        )
        capture = Capture.objects.create(
            document=document,
            crisis=crisis,
            organisation=by.organisation,
            sha256=sha256,
            byte_count=len(data),
            media_type=declared_type[:100],
            name=name[:300],
            address=address,
            way=way,
            tool=TOOL,
            captured_at=at,
            captured_by=by,
        )
        record("evidence.document-captured", document.reference, by=by.reference, at=at, sha256=sha256, bytes=len(data), way=way)
        if reading:
            file_reading(document=document, capture=capture, reading=reading, by=by, at=at)
    return Captured(document, is_new=True)


def refuse_if_too_large(size: int) -> None:
    """Refuse a file over the limit before anything is read of it.

    :raises TooLargeToTakeIn: with the size and the limit in its sentence
    """
    if size > settings.LARGEST_CAPTURE:
        raise TooLargeToTakeIn(
            _(
                "This file has %(size)s MB; the most we take is %(limit)s MB. Nothing was kept. "
                "Save only the pages you need, or paste the text."
            )
            % {"size": round(size / 1024 / 1024), "limit": settings.LARGEST_CAPTURE // 1024 // 1024}
        )


def _known(crisis: Crisis, by: Member, sha256: str) -> Document | None:
    capture = Capture.objects.filter(crisis=crisis, organisation=by.organisation_id, sha256=sha256).select_related("document").first()
    return capture.document if capture else None


def _read(data: bytes, *, name: str, declared_type: str, address: str) -> tuple[Reading | None, str]:
    """Give the reading, or the reason why a document that is kept cannot be read."""
    try:
        return read_document(data, name=name, declared_type=declared_type, address=address), ""
    except (NoText, Damaged, Encrypted) as reason:
        return None, str(reason)
    except UnreadableDocument as reason:
        raise NotTakenIn(str(reason)) from reason


def _keep_bytes(sha256: str, data: bytes) -> None:
    """Write the bytes once, whole or not at all; what is there under the same hash is the same."""
    target = Path(settings.MEDIA_ROOT) / sha256[:2] / sha256
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, partial = tempfile.mkstemp(dir=target.parent)  # mode 0600
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    Path(partial).replace(target)
