"""Every file of a letter, made in earnest."""

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from safeconduct.advocacy.models import ContactDetail
from safeconduct.publications.actions.plan_dispatches import plan_dispatches
from safeconduct.publications.models import Recipient
from safeconduct.publications.queries.files import bundle_of, draft_of, file_of, labels_of, letter_of
from safeconduct.publications.rules.sending import DispatchKind
from tests.factories.advocacy import make_body, make_post
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_tomas
from tests.factories.publications import make_holder, make_part, make_publication, make_version

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WHEN: dict[str, Any] = {"on": THEN.date(), "at": THEN}


def said(content):
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def test_letter_draft_bundle_labels_and_word_are_made():
    tomas = make_tomas()
    crisis = make_crisis(is_public=True)
    letter, post = make_publication(crisis, tomas), make_post(make_body(crisis))
    make_holder(post, "Ada Example")
    ContactDetail.objects.create(
        body=post.body, post=post, type="address", value="2 Example Square", recorded_at=THEN, recorded_by=post.created_by
    )
    approved = {"seen_holder": "Ada Example", "salutation": "Dear Ada,", "closing": "Yours,", "approved_at": THEN, "approved_by": tomas}
    recipient = Recipient.objects.create(publication=letter, post=post, role="to", language="en", channel="post", **approved)
    make_part(letter, "Let them in.")
    version = make_version(letter, tomas, approved_by=crisis.opened_by, released_by=tomas)
    plan_dispatches(version=version, kind=DispatchKind.LETTER, by=tomas, at=THEN)

    pdf, draft = letter_of(recipient, **WHEN), draft_of(recipient, **WHEN)
    bundle, labels = bundle_of(letter, **WHEN), labels_of(letter)
    word = file_of(version, "en", "docx", audience="addressee", **WHEN)

    assert bundle is not None
    assert labels is not None
    assert word is not None
    assert [text in said(pdf.content) for text in ("2 Example Square", "Dear Ada,", "Let them in.")] == [True] * 3
    assert "2 Example Square" in said(bundle.content)
    assert "Ada Example" in said(labels.content)
    assert draft.name == f"{letter.reference}-1-en.{post.reference}.eml"
    assert b"X-Unsent: 1" in draft.content
    assert word.content.startswith(b"PK")
