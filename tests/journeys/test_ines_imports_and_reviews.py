"""Ines researches: a page comes in, she decides, the public page says what she confirmed and nothing else."""

import re

import pytest
from django.test import Client

from safeconduct.audit.queries import verify
from safeconduct.crises.models import Crisis
from safeconduct.evidence.models import Claim, Document, ProposalRow
from safeconduct.evidence.reading.shapes import DateBasis, Kind
from tests.factories.crises import make_crisis
from tests.factories.people import make_ines
from tests.journeys.papers import APPEAL_SV, LETTER_DA, NEWS_EN

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines(client: Client) -> Client:
    """Ines at her desk, in the public crisis "north"."""
    member = make_ines()
    make_crisis(by=member, is_public=True)
    client.force_login(member)
    return client


def bring_in(ines: Client, text: str, publisher: str) -> str:
    """Paste a text, say who published it, and give where its review stands."""
    review: str = ines.post("/desk/north/import/", {"text": text, "level": "coalition"})["Location"]
    ines.post(f"{review}about/", {"title": f"From {publisher}", "source": publisher, "kind": "news", "candidate": "keep"})
    return review


def decide(ines: Client, review: str, kind: Kind, decision: str = "accept", **more: str) -> None:
    """Decide about the first open proposal of this kind."""
    rows = ProposalRow.objects.filter(document__reference=review.split("/")[4], kind=kind).order_by("index")
    row = next(row for row in rows if row.is_open)
    answer = ines.post(f"{review}{row.reference}/", {"decision": decision, **more})
    assert answer.status_code == 302, answer.content.decode()


def publish_all(ines: Client, review: str) -> None:
    """Finish the review and publish everything that may be."""
    ines.post(f"{review}finish/")
    added = review.replace("review/", "added/")
    chosen = re.findall(r'name="publish" value="([^"]+)"', ines.get(added).content.decode())
    ines.post(f"{added}publish/", {"publish": chosen})


def test_nothing_is_public_before_she_confirms_it_and_only_that_afterwards(ines: Client) -> None:
    review = bring_in(ines, NEWS_EN, "Lantern Gazette")
    before = ines.get("/en/north/").content.decode()
    decide(ines, review, Kind.CLAIM)
    decide(ines, review, Kind.CLAIM, "reject")
    decide(ines, review, Kind.DEED)
    publish_all(ines, review)

    page = ines.get("/en/north/").content.decode()

    assert "more than 100 men" not in before
    assert "more than 100 men" in page
    assert "Issued visas" in page
    for left in ("At least four people", "deeply concerned", "free trial", "cookies", "bees"):
        assert left not in page
    assert verify().is_whole


def test_the_day_of_publication_is_the_papers_and_not_the_day_it_came_in(ines: Client) -> None:
    bring_in(ines, NEWS_EN, "Lantern Gazette")

    document = Document.objects.get()
    assert (document.published, document.published_basis) == ("2017-05-19", DateBasis.STATED)
    assert document.accessed_at.year > 2017


def test_three_papers_in_three_languages_are_one_claim_with_one_origin(ines: Client) -> None:
    claim = ""
    for text, publisher in ((NEWS_EN, "Lantern Gazette"), (LETTER_DA, "Havnens Venner"), (APPEAL_SV, "Fyrens Fond")):
        review = bring_in(ines, text, publisher)
        assert (f'value="{claim}" checked' in ines.get(review).content.decode()) is bool(claim)
        decide(ines, review, Kind.CLAIM, same_as=claim)
        claim = Claim.objects.get(act="detention").reference

    one = Claim.objects.get(act="detention")
    assert one.count["reports"] == 3
    assert len(one.count["ends"]) == 1
    assert {a.speaker.name for a in one.attributions.filter(passage__isnull=False)} == {"Lantern Gazette", "Havnens Venner", "Fyrens Fond"}


def test_a_corrected_claim_changes_the_public_page_at_once(ines: Client) -> None:
    review = bring_in(ines, NEWS_EN, "Lantern Gazette")
    decide(ines, review, Kind.CLAIM)
    publish_all(ines, review)
    old = ines.get("/en/north/")
    claim = Claim.objects.get()
    said = "At least 120 men were detained, Courier Nord reported."
    facts = {"text": said, "act": claim.act, "affected": claim.affected, "place": claim.place, "modality": claim.modality}
    number = {"qualifier": "at-least", "low": "120", "quantity_verbatim": "at least 120", "unit": claim.unit}

    answer = ines.post(f"/desk/north/claims/{claim.reference}/amend/", {**facts, **number, "because": "The paper corrected itself."})
    assert answer.status_code == 302, answer.content.decode()

    new = ines.get("/en/north/", headers={"If-None-Match": old["ETag"]})
    assert new.status_code == 200
    assert said in new.content.decode()
    assert said in ines.get(f"/en/north/claims/{claim.reference}/").content.decode()


def test_a_withdrawn_claim_is_marked_at_once_and_no_longer_what_is_known_first(ines: Client) -> None:
    review = bring_in(ines, NEWS_EN, "Lantern Gazette")
    decide(ines, review, Kind.CLAIM)
    publish_all(ines, review)
    before = ines.get("/en/north/").content.decode()

    answer = ines.post(f"/desk/north/claims/{Claim.objects.get().reference}/withdraw/", {"because": "The paper took it back."})
    assert answer.status_code == 302, answer.content.decode()

    page = ines.get("/en/north/").content.decode()
    assert ('class="opening"' in before, 'class="opening"' in page) == (True, False)
    assert 'name="description"' not in page
    assert "Withdrawn" in page


def test_the_same_page_brought_twice_is_one_document(ines: Client) -> None:
    first = bring_in(ines, NEWS_EN, "Lantern Gazette")

    again = ines.post("/desk/north/import/", {"text": NEWS_EN, "level": "coalition"})

    assert Document.objects.count() == 1
    assert Crisis.objects.count() == 1
    assert first.split("/")[4] in again.get("Location", again.content.decode())
