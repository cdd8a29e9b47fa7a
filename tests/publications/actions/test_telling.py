"""Whoever has a copy learns of its correction and its recall: offices by another copy, journalists by a message in their language."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from safeconduct.advocacy.models import Demand
from safeconduct.outbox.models import Message
from safeconduct.publications.actions.recall_publication import recall_publication
from safeconduct.publications.models import Annex, AnnexCopy, Dispatch, Journalist, PressAccess
from safeconduct.publications.rules.agreeing import Progress
from safeconduct.publications.rules.kinds import Kind
from safeconduct.vault.models import Vault
from tests.factories.advocacy import make_body, make_post
from tests.factories.people import THEN
from tests.factories.publications import make_recipient
from tests.publications.stage import Stage, released, set_stage, write

pytestmark = pytest.mark.django_db
TEXTS = {"en": "Please stop.", "da": "Stop venligst."}


@pytest.fixture
def letter() -> Stage:
    """A letter with one recipient, looked at and approved."""
    stage = set_stage(Kind.LETTER)
    Demand.objects.update(published_at=THEN, published_by=stage.tomas)
    post = make_post(make_body(stage.crisis, "Westland", place="DK"))
    make_recipient(stage.publication, post, salutation="Dear Minister,", channel="post", approved_at=THEN, approved_by=stage.tomas)
    write(stage.publication, "We ask for a way out.")
    return stage


def kinds() -> list[str]:
    """Give the kinds of all copies, in the order in which they were planned."""
    return list(Dispatch.objects.order_by("pk").values_list("kind", flat=True))


def test_a_release_plans_a_copy_for_each_recipient(letter: Stage):
    released(letter)

    assert kinds() == ["letter"]


def test_a_correction_goes_to_whoever_has_the_letter(letter: Stage):
    released(letter)
    Dispatch.objects.update(progress=Progress.SENT)
    write(letter.publication, "We ask for a way out, today.")

    released(letter)

    assert kinds() == ["letter", "correction"]


def test_a_recall_goes_to_whoever_has_the_letter_and_stops_what_waits(letter: Stage):
    released(letter)
    Dispatch.objects.update(progress=Progress.SENT)
    write(letter.publication, "We ask for a way out, today.")
    released(letter)

    recall_publication(publication=letter.publication, texts=TEXTS, because="A name.", by=letter.tomas, at=THEN)

    assert list(Dispatch.objects.order_by("pk").values_list("kind", "progress")) == [
        ("letter", Progress.SENT),
        ("correction", Progress.CANCELLED),
        ("recall", Progress.BY_HAND),
    ]


def test_a_letter_that_never_left_needs_no_recall(letter: Stage):
    released(letter)

    recall_publication(publication=letter.publication, texts=TEXTS, because="A name.", by=letter.tomas, at=THEN)

    assert list(Dispatch.objects.values_list("kind", "progress")) == [("letter", Progress.CANCELLED)]


def read_early(stage: Stage, mail: str, language: str) -> None:
    """Let a journalist have had a way to the release."""
    organisation = stage.publication.organisation
    journalist = Journalist.objects.create(
        organisation=organisation, outlet="The Courier", name="Jo", mail=mail, language=language, added_at=THEN, added_by=stage.tomas
    )
    PressAccess.objects.create(
        publication=stage.publication,
        journalist=journalist,
        token_hash=mail.encode()[:32],
        mark=mail[:16],
        given_at=THEN,
        given_by=stage.tomas,
    )


def test_journalists_who_read_early_are_told_in_their_language():
    stage = set_stage()
    released(stage)
    read_early(stage, "jo@courier.example", "da")
    read_early(stage, "jo@kurier.example", "de")
    write(stage.publication, "We ask for a way out, today.")
    released(stage)

    corrections = {message.language: message for message in Message.objects.all()}
    assert set(corrections) == {"da", "de"}
    assert "A sentence was wrong and is right now." in corrections["da"].text
    assert corrections["da"].subject == f"Rettelse: {stage.publication.reference}"

    recall_publication(publication=stage.publication, texts=TEXTS, because="A name.", by=stage.tomas, at=THEN)

    recalls = {message.language: message for message in Message.objects.filter(kind="recall")}
    assert "Stop venligst." in recalls["da"].text
    assert "Please stop." in recalls["de"].text
    assert all(stage.publication.titles.get().text not in message.subject + message.text for message in recalls.values())
    assert all("A name." not in message.text for message in recalls.values())
    assert {message.state for message in Message.objects.filter(kind="correction")} == {"cancelled"}


def test_an_address_that_nothing_can_go_to_holds_no_recall_up():
    stage = set_stage()
    released(stage)
    read_early(stage, "no address", "en")

    recall_publication(publication=stage.publication, texts=TEXTS, because="A name.", by=stage.tomas, at=THEN)

    stage.publication.refresh_from_db()
    assert stage.publication.recalled_at == THEN


def test_a_recall_takes_back_the_sealed_copies_of_the_annex(letter: Stage):
    released(letter)
    annex = Annex.objects.create(
        publication=letter.publication, vault=make_vault(letter), record=uuid4(), created_on=THEN.date(), created_by=letter.tomas
    )
    copy = AnnexCopy.objects.create(
        annex=annex,
        recipient_name="The ministry",
        means="key",
        record_version=1,
        token_hash=b"t" * 32,
        blob=b"sealed",
        expires_on=THEN.date(),
        made_on=THEN.date(),
        made_by=letter.tomas,
    )

    recall_publication(publication=letter.publication, texts=TEXTS, because="A name.", by=letter.tomas, at=THEN)

    copy.refresh_from_db()
    assert copy.recalled_at is not None
    assert bytes(copy.blob) == b""


def make_vault(stage: Stage) -> Vault:
    """Make a vault that nobody holds: what lies in it is not read here."""
    return Vault.objects.create(kind="annex", organisation=stage.publication.organisation, week_opened=THEN.date())


def test_a_kept_page_asks_one_question_whether_it_still_holds(client: Client):
    stage = set_stage()
    released(stage)
    address = f"/en/north/publications/{stage.publication.reference}/"
    client.get(address)

    with CaptureQueriesContext(connection) as asked:
        client.get(address)

    assert len(asked) == 1
