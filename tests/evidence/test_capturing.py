"""Taking documents in: once, whole, and nothing lost."""

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from pytest_django.fixtures import Settings

from safeconduct.audit.queries import history_of
from safeconduct.crises.models import Crisis
from safeconduct.evidence.access import documents_for
from safeconduct.evidence.actions.capture_document import NotTakenIn, TooLargeToTakeIn, capture_document
from safeconduct.evidence.models import Capture, Document, Level
from safeconduct.evidence.models.documents import DocumentState
from safeconduct.people.models import Member
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_ines, make_member, make_organisation, make_vera

pytestmark = pytest.mark.django_db

PAGE = b"""Northern Courier, 3 April 2017

At least forty men were detained in the northern region, a local organisation said on Monday.

Officials denied that anybody had been arrested.
"""


def bring(data: bytes = PAGE, *, by: Member | None = None, crisis: Crisis | None = None, **given: Any) -> Document:
    ines = by or make_ines()
    case = crisis or make_crisis(by=ines)
    return capture_document(crisis=case, data=data, way="upload", by=ines, at=THEN, **given).document


def test_the_bytes_are_kept_under_their_hash():
    document = bring()
    capture = document.captures.get()

    assert capture.sha256 == hashlib.sha256(PAGE).hexdigest()
    assert Path(capture.path).read_bytes() == PAGE
    assert Path(capture.path).stat().st_mode & 0o077 == 0


def test_the_text_is_cut_into_sentences_that_stand_in_it():
    rendition = bring().renditions.get()

    assert rendition.sentences.count() >= 2
    assert all(rendition.text[s.start : s.end] == s.text for s in rendition.sentences.all())


def test_the_same_bytes_twice_are_one_document(at: datetime):
    ines = make_ines()
    crisis = make_crisis(by=ines)
    first = bring(by=ines, crisis=crisis)

    again = capture_document(crisis=crisis, data=PAGE, way="paste", by=ines, at=at)

    assert (again.document, again.is_new) == (first, False)
    assert Capture.objects.count() == 1


def test_another_organisation_bringing_the_same_bytes_learns_nothing(at: datetime):
    ines = make_ines()
    other = make_member("mikael", organisation=make_organisation("Harbour House"))
    crisis = make_crisis(by=ines, organisations=[other.organisation])
    ours = bring(by=ines, crisis=crisis, level=Level.ORGANISATION)

    theirs = capture_document(crisis=crisis, data=PAGE, way="upload", by=other, at=at)

    assert theirs.is_new
    assert ours not in documents_for(other, crisis)


def test_the_day_of_capture_is_never_the_day_of_publication():
    document = bring(b"Forty men were detained, a local organisation said.")

    assert document.published == ""
    assert document.accessed_at.year == 2017


@pytest.mark.parametrize("data", [b"", b"   \n ", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_what_is_no_document_is_refused_and_not_kept(data: bytes):
    with pytest.raises(NotTakenIn):
        bring(data)

    assert not Document.objects.exists()
    assert not list(Path(settings.MEDIA_ROOT).rglob("*"))


def test_a_file_over_the_limit_is_refused_with_both_sizes(settings: Settings):
    settings.LARGEST_CAPTURE = 2 * 1024 * 1024

    with pytest.raises(TooLargeToTakeIn, match=r"3 MB.*2 MB"):
        bring(b"x" * 3 * 1024 * 1024)


def test_a_damaged_pdf_is_kept_with_the_reason():
    document = bring(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", name="cut-off.pdf")

    assert document.state == DocumentState.UNREADABLE
    assert document.problem
    assert document.captures.get().byte_count > 0


def test_taking_in_is_written_into_the_record():
    document = bring()

    assert [entry.kind for entry in history_of(document.reference)] == ["evidence.document-captured"]


def test_vera_sees_no_document():
    ines = make_ines()
    crisis = make_crisis(by=ines)
    bring(by=ines, crisis=crisis)

    assert not documents_for(make_vera(), crisis).exists()
