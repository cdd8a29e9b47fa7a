"""What lists tell: what waits, what can be cited, and nothing of drafts that were not shared."""

import pytest

from safeconduct.crises.models import Crisis
from safeconduct.evidence.rules.standing import Standing
from safeconduct.people.models import Member
from safeconduct.publications.actions.report_references import report_references
from safeconduct.publications.queries.citable import find_citable
from safeconduct.publications.queries.citing import citing_lines
from safeconduct.publications.queries.listing import publication_lines, waiting_publications
from safeconduct.publications.rules.kinds import Kind, Role
from tests.factories.advocacy import make_demand
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_claim
from tests.factories.people import THEN, make_member, make_organisation, make_tomas
from tests.factories.publications import invite, make_part, make_publication, make_version, sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def crisis() -> Crisis:
    return make_crisis(organisations=[make_organisation("Amber House"), make_organisation("Open Door")], is_public=True)


@pytest.fixture
def tomas() -> Member:
    return make_tomas()


def of(organisation: str) -> Member:
    return make_member(organisation[:4].casefold().strip(), organisation=make_organisation(organisation))


def test_a_changed_claim_and_an_unanswered_invitation_wait(crisis: Crisis, tomas: Member) -> None:
    claim, release = make_claim(crisis), make_publication(crisis, tomas, kind=Kind.PRESS_RELEASE)
    make_part(release, f"[Men]({claim.reference})", role=Role.LEAD)
    report_references(publication=release, at=THEN)
    aino = of("Amber House")
    invite(release, aino.organisation)
    before = waiting_publications(tomas, crisis, THEN)
    claim.texts.update(text="Other words.")
    version = make_version(release, tomas)

    (own,), (invited,) = (publication_lines(member, crisis, THEN) for member in (tomas, aino))
    sign(version, aino)
    (answered,) = publication_lines(aino, crisis, THEN)

    assert before == []
    assert (own.changed, own.unanswered, own.must_answer) == (1, 1, False)
    assert invited.must_answer
    assert not answered.must_answer


def test_the_page_of_a_claim_tells_nothing_of_drafts_that_were_not_shared(crisis: Crisis, tomas: Member) -> None:
    claim, release = make_claim(crisis), make_publication(crisis, tomas, kind=Kind.PRESS_RELEASE)
    make_part(release, f"[Men]({claim.reference})", role=Role.LEAD)
    report_references(publication=release, at=THEN)
    aino, dora = of("Amber House"), of("Open Door")
    invite(release, aino.organisation)

    assert [place.words for line in citing_lines(tomas, claim) for place in line.places] == ["Men"]
    assert [place.words for line in citing_lines(aino, claim) for place in line.places] == ["Men"]
    assert citing_lines(dora, claim) == []
    make_version(release, tomas, approved_by=crisis.opened_by, released_by=tomas)
    (line,) = citing_lines(dora, claim)
    assert line.places == []


def test_what_can_be_cited_is_found_by_words_and_by_reference_and_still_stands(crisis: Crisis, tomas: Member) -> None:
    claim, demand = make_claim(crisis), make_demand(crisis, "Let in those who were abducted.")
    make_claim(crisis, "Somebody was abducted.", standing=Standing.WITHDRAWN)
    make_claim(make_crisis(by=crisis.opened_by, slug="south"), "Others were abducted.")

    by_words = find_citable(tomas, crisis, "abducted", language="en")
    by_reference = find_citable(tomas, crisis, claim.reference.lower(), language="da")

    assert {one.reference for one in by_words} == {claim.reference, demand.reference}
    assert [(one.reference, one.is_translated) for one in by_reference] == [(claim.reference, False)]
    assert find_citable(tomas, crisis, "  ", language="en") == []
