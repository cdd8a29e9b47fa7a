"""Signing, releasing and recalling over HTTP: journey 8 up to the release, and who may see what on the way."""

import re

import pytest
from django.test import Client

from safeconduct.people.models import Member
from safeconduct.publications.models import Comment, Publication, SignOn, Version
from tests.publications.stage import Stage, approved, offered, released, set_stage, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    return set_stage()


def at_desk(stage: Stage, tail: str) -> str:
    """Give an address below the publication."""
    return f"/desk/north/publications/{stage.publication.reference}/{tail}"


def as_(member: Member) -> Client:
    """Sign the member in."""
    client = Client()
    client.force_login(member)
    return client


# Who reaches which page: the leading organisation, an invited one, one of the same crisis that was not invited, and Vera.
PAGES = {
    "versions/": {"tomas": 200, "lena": 200, "aino": 200, "bo": 200, "dora": 404, "vera": 404},
    "versions/1/": {"tomas": 200, "lena": 200, "aino": 200, "bo": 200, "dora": 404, "vera": 404},
    "signing/": {"tomas": 200, "lena": 200, "aino": 200, "bo": 200, "dora": 404, "vera": 404},
    "comments/": {"tomas": 200, "lena": 200, "aino": 200, "bo": 200, "dora": 404, "vera": 404},
    "release/": {"tomas": 200, "lena": 200, "aino": 404, "bo": 404, "dora": 404, "vera": 404},
    "recall/": {"tomas": 200, "lena": 403, "aino": 403, "bo": 403, "dora": 404, "vera": 404},
}
STATES = {"offered": offered, "approved": approved, "released": released}


@pytest.mark.parametrize("state", list(STATES))
def test_who_sees_which_page_in_every_state(stage: Stage, state: str):
    STATES[state](stage)
    for tail, expected in PAGES.items():
        for name, status in expected.items():
            assert as_(stage.everybody[name]).get(at_desk(stage, tail)).status_code == status, (tail, name)


@pytest.mark.parametrize(
    "tail",
    [
        "versions/offer/",
        "versions/1/approve/",
        "signing/invite/",
        "signing/deadline/",
        "signing/1/answer/",
        "signing/1/write-down/",
        "release/1/",
        "embargo/",
        "embargo/lift/",
        "recall/",
        "comments/",
    ],
)
def test_whoever_is_not_invited_changes_nothing_and_learns_nothing(stage: Stage, tail: str):
    offered(stage)
    for member in (stage.vera, stage.dora):
        assert as_(member).post(at_desk(stage, tail), {"text": "x", "answer": "signed", "because": "x"}).status_code == 404

    assert not SignOn.objects.exists()
    assert not Comment.objects.exists()
    assert Version.objects.count() == 1


def test_fifteen_minutes_from_the_draft_to_the_release(stage: Stage):
    """Journey 8: freeze, sign, ask for a change, freeze again, sign again, write down, approve, release."""
    tomas, aino, lena, jonas = (as_(member) for member in (stage.tomas, stage.aino, stage.lena, stage.jonas))
    tomas.post(at_desk(stage, "versions/offer/"), {"change": ""})
    aino.post(at_desk(stage, "signing/1/answer/"), {"answer": "change-asked", "words": "Say today."})
    lena.post(at_desk(stage, "signing/1/answer/"), {"answer": "signed", "name": "Lena Example", "title": "Chair"})
    write(stage.publication, "We ask for a way out, today.")
    tomas.post(at_desk(stage, "versions/offer/"), {"change": "“Today” was added."})

    asked = lena.get(at_desk(stage, "signing/")).content.decode()
    assert "You signed version 1" in asked
    assert re.search(r"<ins>out,\s*today\.\s*</ins>", asked)

    aino.post(at_desk(stage, "signing/2/answer/"), {"answer": "signed", "name": "Ada Example", "title": "Director"})
    down = {"organisation": stage.quiet.reference, "answer": "signed", "proof": "By mail, 20 April"}
    tomas.post(at_desk(stage, "signing/2/write-down/"), down)
    page = tomas.get(at_desk(stage, "release/")).content.decode()
    assert "Somebody else reads all of it" in page
    jonas.post(at_desk(stage, "versions/2/approve/"))
    page = jonas.get(at_desk(stage, "release/")).content.decode()
    assert "Nothing that stops it is missing." in page
    assert "Amber House" in page
    jonas.post(at_desk(stage, "release/2/"))

    version = Version.objects.get(number=2)
    assert [row["organisation"] for row in version.signatories] == ["Amber House", "Quiet Fund"]
    assert version.released_by == stage.jonas
    assert "The Lantern Line" not in str(version.signatories)  # Lena had signed the version before


def test_a_form_that_is_not_taken_keeps_what_was_typed(stage: Stage):
    offered(stage)
    answer = as_(stage.aino).post(at_desk(stage, "signing/1/answer/"), {"answer": "change-asked", "words": "", "name": "Ada Example"})

    assert answer.status_code == 422
    assert "Ada Example" in answer.content.decode()
    assert "Say which change you ask for." in answer.content.decode()


def test_a_release_of_another_version_than_the_one_shown_is_not_done(stage: Stage):
    approved(stage)

    as_(stage.tomas).post(at_desk(stage, "release/7/"))

    assert Publication.objects.get().released_at is None


def test_an_embargo_is_shown_in_its_zone_and_in_utc(stage: Stage):
    tomas = as_(stage.tomas)
    offered(stage)
    tomas.post(at_desk(stage, "embargo/"), {"day": "2099-05-20", "hour": "10:00", "zone": "Europe/Copenhagen"})

    page = tomas.get(at_desk(stage, "release/")).content.decode()

    assert "20 May 2099, 10:00 (Europe/Copenhagen)" in page
    assert "20 May 2099, 08:00 UTC" in page
    again = tomas.post(at_desk(stage, "embargo/"), {"day": "2001-05-20", "hour": "10:00", "zone": "Europe/Copenhagen"})
    assert again.status_code == 422
    assert "2001-05-20" in again.content.decode()


def test_a_correction_asks_what_it_puts_right(stage: Stage):
    released(stage)
    write(stage.publication, "We ask for a way out, today.")
    approved(stage)
    jonas = as_(stage.jonas)

    assert jonas.post(at_desk(stage, "release/2/"), {"change_en": ""}).status_code == 422
    jonas.post(at_desk(stage, "release/2/"), {"change_en": "The day was missing."})

    assert Version.objects.get(number=2).change == "The day was missing."


def test_a_recall_takes_one_person_one_page_and_one_sentence(stage: Stage):
    released(stage)
    tomas = as_(stage.tomas)
    page = tomas.get(at_desk(stage, "recall/"))
    given = {name: field.initial for name, field in page.context["form"].fields.items() if name.startswith("text_")}
    assert len(given) == 7
    assert all(given.values())

    tomas.post(at_desk(stage, "recall/"), {**given, "because": "A name was in it."})

    publication = Publication.objects.get()
    assert publication.recalled_by == stage.tomas
    assert publication.recall_texts.count() == 7
    assert "A name was in it." in tomas.get(at_desk(stage, "release/")).content.decode()


def test_comments_are_answered_and_settled(stage: Stage):
    part = stage.publication.parts.get()
    as_(stage.aino).post(at_desk(stage, "comments/"), {"text": "Too long.", "part": part.reference, "language": "en"})
    row = Comment.objects.get()
    as_(stage.tomas).post(at_desk(stage, f"comments/{row.reference}/answer/"), {"text": "Shortened."})
    as_(stage.bo).post(at_desk(stage, f"comments/{row.reference}/settle/"))
    row.refresh_from_db()
    assert row.settled_at is None  # Bo neither leads nor wrote it

    as_(stage.tomas).post(at_desk(stage, f"comments/{row.reference}/settle/"))

    row.refresh_from_db()
    page = as_(stage.aino).get(at_desk(stage, "comments/")).content.decode()
    assert row.settled_by == stage.tomas
    assert "Too long." in page
    assert "Shortened." in page
