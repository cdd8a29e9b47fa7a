"""What everybody may read: to the minute, corrected where it was wrong, and gone at once when it is recalled."""

from datetime import timedelta

import pytest
from django.test import Client

from safeconduct.evidence.rules.standing import Standing
from safeconduct.publications.actions.recall_publication import recall_publication
from safeconduct.publications.actions.release_version import release_version
from safeconduct.publications.actions.set_embargo import set_embargo
from safeconduct.publications.actions.sign_on import Answer, sign_on
from safeconduct.publications.exports.apart import CannotSet
from safeconduct.publications.models import PartText, Publication, Title
from safeconduct.publications.rules.agreeing import SignOnAnswer
from safeconduct.publications.rules.kinds import Role as PartRole
from safeconduct.publications.rules.kinds import Secrecy
from safeconduct.publications.rules.sheet import Sheet
from tests.factories.evidence import make_claim
from tests.factories.people import THEN
from tests.factories.publications import make_part
from tests.public.clocks import Clock, set_clock
from tests.publications.stage import HOUR, Stage, approved, released, set_stage, write

pytestmark = pytest.mark.django_db
WORDS = b"We ask for a way out."


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Let a test say what time it is, in the views and in the keeper of whole pages alike."""
    return set_clock(monkeypatch, THEN + HOUR)


@pytest.fixture
def stage() -> Stage:
    return set_stage()


def addresses(stage: Stage) -> dict[str, str]:
    """Give every address under which a text can be had."""
    top, reference = "/en/north/publications/", stage.publication.reference
    files = {form: f"{top}{reference}.{form}" for form in ("txt", "html", "docx", "pdf")}
    return {"page": f"{top}{reference}/", "version": f"{top}{reference}/1/", "embed": f"/en/north/embed/{reference}/", **files}


def test_a_release_is_a_page_with_who_signed_it(client: Client, stage: Stage, clock: Clock):
    version = approved(stage)
    sign_on(version=version, answer=Answer(SignOnAnswer.SIGNED, name="Ada Example", title="Director"), by=stage.aino, at=THEN)
    release_version(version=version, by=stage.tomas, at=THEN)

    page = client.get(addresses(stage)["page"])

    assert page.status_code == 200
    assert WORDS in page.content
    assert b"Amber House" in page.content
    assert b"Ada Example" in page.content
    assert b"Quiet Fund" not in page.content


def test_what_only_the_addressee_may_read_is_nowhere_public(client: Client, stage: Stage, clock: Clock):
    make_part(stage.publication, "Our colleague waits in the hall.", role=PartRole.BODY, secrecy=Secrecy.ADDRESSEE)
    released(stage)

    for name, address in addresses(stage).items():
        answer = client.get(address)
        assert answer.status_code == 200, name
        assert b"waits in the hall" not in answer.content, name


@pytest.mark.parametrize("name", ["page", "version", "embed", "txt", "html", "docx", "pdf"])
def test_drafts_and_what_is_not_for_everybody_answer_like_nothing(client: Client, stage: Stage, clock: Clock, name: str):
    approved(stage)
    assert client.get(addresses(stage)[name]).status_code == 404
    released(set_stage_private(stage))

    assert client.get(addresses(stage)[name]).status_code == 404
    assert stage.publication.reference.encode() not in client.get("/en/north/publications/").content


def set_stage_private(stage: Stage) -> Stage:
    Publication.objects.update(is_for_everybody=False)
    stage.publication.refresh_from_db()
    write(stage.publication, "Other words.")
    return stage


def test_an_embargo_lifts_to_the_minute_though_nobody_touches_anything(client: Client, stage: Stage, clock: Clock):
    until = THEN + HOUR
    set_embargo(publication=stage.publication, until=until, zone="Europe/Copenhagen", by=stage.tomas, at=THEN)
    released(stage)
    clock.moment = until - timedelta(seconds=1)
    for name, address in addresses(stage).items():
        assert client.get(address).status_code == 404, name
    for address in ("/en/north/publications/", "/en/north/publications/feed.atom"):
        assert stage.publication.reference.encode() not in client.get(address).content

    clock.moment = until

    for name, address in addresses(stage).items():
        assert client.get(address).status_code == 200, name
    for address in ("/en/north/publications/", "/en/north/publications/feed.atom"):
        assert stage.publication.reference.encode() in client.get(address).content


def test_a_recall_reaches_page_version_embed_downloads_list_and_feed_at_once(client: Client, stage: Stage, clock: Clock):
    released(stage)
    title = stage.publication.titles.get().text.encode()
    for address in [*addresses(stage).values(), "/en/north/publications/", "/en/north/publications/feed.atom"]:
        assert client.get(address).status_code == 200  # kept now by whoever keeps pages

    texts = {"en": "Please stop.", "da": "Stop venligst."}
    recall_publication(publication=stage.publication, texts=texts, because="A name was in it.", by=stage.tomas, at=THEN)

    for name, address in addresses(stage).items():
        answer = client.get(address)
        assert answer.status_code == (410 if name in {"txt", "html", "docx", "pdf"} else 200), name
        assert b"Please stop." in answer.content, name
        assert WORDS not in answer.content, name
        assert title not in answer.content, name
        assert b"A name was in it" not in answer.content, name
        assert b"Stop venligst." in client.get(address.replace("/en/", "/da/")).content, name
    for address in ("/en/north/publications/", "/en/north/publications/feed.atom"):
        answer = client.get(address)
        assert b"Please stop." in answer.content
        assert WORDS not in answer.content
        assert title not in answer.content


def test_browsers_ask_each_time_whether_it_still_holds(client: Client, stage: Stage, clock: Clock):
    released(stage)

    for address in (*addresses(stage).values(), "/en/north/publications/feed.atom"):
        for _again in range(2):
            assert client.get(address)["Cache-Control"] == "public, no-cache"


def test_a_correction_says_what_it_puts_right_and_the_old_version_keeps_its_address(client: Client, stage: Stage, clock: Clock):
    released(stage)
    write(stage.publication, "We ask for a way out, today.")
    released(stage)
    page, first = addresses(stage)["page"], addresses(stage)["version"]

    new, old = client.get(page).content.decode(), client.get(first).content.decode()

    assert "We ask for a way out, today." in new
    assert "A sentence was wrong and is right now." in new
    assert "We ask for a way out." in old
    assert "This version was corrected" in old
    assert f'href="{page}"' in old
    assert client.get(f"{page}2/").status_code == 200
    assert client.get(f"{page}3/").status_code == 404
    assert "Corrected" in client.get("/en/north/publications/").content.decode()


def test_a_fact_that_has_changed_since_is_marked(client: Client, stage: Stage, clock: Clock):
    claim = make_claim(stage.crisis, standing=Standing.CORROBORATED, published_at=THEN, published_by=stage.tomas)
    make_part(stage.publication, f"They [said so]({claim.reference}).", role=PartRole.BODY)
    released(stage)
    assert b"has changed since" not in client.get(addresses(stage)["page"]).content

    claim.place = "RU-DA"
    claim.save()
    type(stage.crisis).objects.update(revision=99)

    page = client.get(addresses(stage)["page"]).content.decode()
    assert "has changed since" in page
    assert f"/en/north/claims/{claim.reference}/" in page


def test_readers_get_their_language_or_the_nearest(client: Client, stage: Stage, clock: Clock):
    Title.objects.create(publication=stage.publication, language="da", text="En vej ud", written_at=THEN, written_by=stage.tomas)
    part = stage.publication.parts.get()
    PartText.objects.create(part=part, language="da", text="Vi beder om en vej ud.", written_at=THEN, written_by=stage.tomas)
    released(stage)
    page = addresses(stage)["page"]

    assert "Vi beder om en vej ud." in client.get(page.replace("/en/", "/da/")).content.decode()
    arabic = client.get(page.replace("/en/", "/ar/")).content.decode()
    assert "We ask for a way out." in arabic
    assert 'lang="en" dir="ltr"' in arabic


def test_only_the_frame_may_stand_on_other_pages_and_it_runs_nothing(client: Client, stage: Stage, clock: Clock):
    released(stage)
    for _again in range(2):
        embed, page = client.get(addresses(stage)["embed"]), client.get(addresses(stage)["page"])

        assert "frame-ancestors *" in embed["Content-Security-Policy"]
        assert "X-Frame-Options" not in embed
        assert b"<script" not in embed.content
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
        assert page["X-Frame-Options"] == "DENY"


def test_a_file_says_what_it_is_called(client: Client, stage: Stage, clock: Clock):
    released(stage)
    for _again in range(2):
        answer = client.get(addresses(stage)["txt"])

        assert answer["Content-Disposition"] == f'attachment; filename="{stage.publication.reference}-1-en.txt"'
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert client.get(addresses(stage)["pdf"]).content.startswith(b"%PDF")
    assert client.get(addresses(stage)["txt"].replace(".txt", ".exe")).status_code == 404


def test_nothing_is_there_while_the_page_of_the_crisis_is_shut(client: Client, clock: Clock):
    stage = set_stage(is_public=False)
    released(stage)

    for name, address in addresses(stage).items():
        assert client.get(address).status_code == 404, name


def test_a_file_that_cannot_be_made_says_where_the_text_is(client: Client, stage: Stage, clock: Clock, monkeypatch: pytest.MonkeyPatch):
    released(stage)

    def fail(_sheet: Sheet) -> bytes:
        raise CannotSet("too-large")

    monkeypatch.setattr("safeconduct.public.views.publications.make_pdf", fail)

    answer = client.get(addresses(stage)["pdf"])

    assert answer.status_code == 503
    assert b"The text stands on its page" in answer.content
