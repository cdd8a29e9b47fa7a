"""A sentence on its way from what people told to a claim, and back: two people, a day, and no path to anybody."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import Client

from safeconduct.crises.models import Crisis
from safeconduct.evidence.actions.publish_claim import WithdrawnFromUse, publish_claim
from safeconduct.evidence.models import Attribution, Claim, Origin
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from safeconduct.released.access import own_slips_for, slips_for
from safeconduct.released.actions.accept_slip import SameWriter, SlipDecided, accept_slip
from safeconduct.released.actions.hand_in_slip import SlipNotUnderstood, SlipShowsTooMuch, hand_in_slip
from safeconduct.released.actions.publish_batch import publish_batch
from safeconduct.released.actions.refuse_slip import refuse_slip
from safeconduct.released.actions.withdraw_slip import withdraw_slip
from safeconduct.released.models import Slip
from tests.factories.crises import make_crisis
from tests.factories.people import make_member, make_organisation, make_vera
from tests.released.stage import BATCH, NEXT, NOW, TEXT, at_desk, hand_in, make_lead, post, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def malika() -> Member:
    return make_lead("malika")


@pytest.fixture
def ines() -> Member:
    return make_member("ines")


@pytest.fixture
def crisis(malika: Member) -> Crisis:
    return make_crisis(is_public=True)


def accepted(crisis: Crisis, malika: Member, ines: Member) -> Slip:
    """Hand one in and have it accepted."""
    return accept_slip(reference=hand_in(crisis, malika).reference, by=ines, at=NOW)


def test_on_the_batch_day_it_becomes_a_claim_that_ends_with_the_organisation(crisis: Crisis, malika: Member, ines: Member):
    slip = accepted(crisis, malika, ines)
    assert publish_batch(on=NOW.date(), at=NOW).claims == 0
    assert not Claim.objects.exists()

    assert publish_batch(on=BATCH.date(), at=BATCH).claims == 1
    assert publish_batch(on=BATCH.date(), at=BATCH).claims == 0

    slip.refresh_from_db()
    claim = Claim.objects.get()
    attribution, origin = Attribution.objects.get(), Origin.objects.get()
    assert (slip.state, slip.claim, slip.batch_on) == ("out", claim, BATCH.date())
    assert (claim.texts.get().text, claim.place, claim.when, claim.is_public) == (TEXT, "RU-CE", "2026-07/2026-09", False)
    assert (attribution.speaker.name, attribution.passage, attribution.is_report) == (malika.organisation.name, None, True)
    assert origin.label == "interviews that may not be cited one by one: more than ten people, 2026-Q3"
    assert (origin.holder, origin.kind) == (attribution.speaker, "first-hand")


def test_the_claim_can_be_published_and_says_what_it_rests_on(crisis: Crisis, malika: Member, ines: Member):
    accepted(crisis, malika, ines)
    publish_batch(on=BATCH.date(), at=BATCH)
    claim = Claim.objects.get()
    publish_claim(claim=claim, by=make_member("tomas", roles=[Role.CAMPAIGNER]), at=BATCH)

    page = Client().get(f"/en/{crisis.slug}/claims/{claim.reference}/").content.decode()

    for words in (TEXT, "interviews that may not be cited one by one", "more than ten people", malika.organisation.name):
        assert words in page


def test_two_sentences_of_one_organisation_are_no_two_independent_origins(crisis: Crisis, malika: Member, ines: Member):
    accepted(crisis, malika, ines)
    later = hand_in(crisis, malika, period="2026-Q2", amount="several")
    accept_slip(reference=later.reference, by=ines, at=NOW)

    publish_batch(on=BATCH.date(), at=BATCH)

    assert {origin.overlap_group for origin in Origin.objects.all()} == {f"released-{malika.organisation.reference}"}


def test_nothing_on_the_server_leads_from_the_claim_to_anything_sealed():
    names = {field.name for field in Slip._meta.get_fields()}

    assert names == {
        *("id", "reference", "sending", "crisis", "organisation", "text", "language", "root_kind", "amount", "period", "area", "state"),
        *("handed_by", "handed_on", "accepted_by", "accepted_on", "batch_on", "claim", "withdrawn_by", "withdrawn_on", "corrected_on"),
    }


def test_withdrawn_before_the_day_it_never_goes_out(crisis: Crisis, malika: Member, ines: Member):
    slip = accepted(crisis, malika, ines)
    withdraw_slip(reference=slip.reference, by=malika, at=NOW)

    assert publish_batch(on=BATCH.date(), at=BATCH).claims == 0
    assert not Claim.objects.exists()


def test_withdrawn_afterwards_the_claim_says_so_from_the_next_day_on_and_not_before(crisis: Crisis, malika: Member, ines: Member):
    slip = accepted(crisis, malika, ines)
    publish_batch(on=BATCH.date(), at=BATCH)
    publish_claim(claim=Claim.objects.get(), by=make_member("tomas", roles=[Role.CAMPAIGNER]), at=BATCH)
    address = f"/en/{crisis.slug}/claims/{Claim.objects.get().reference}/"
    public = Client().get(address).content

    withdraw_slip(reference=slip.reference, by=malika, at=BATCH.replace(day=9))
    assert publish_batch(on=BATCH.date().replace(day=10), at=BATCH).corrections == 0
    assert Client().get(address).content == public

    assert publish_batch(on=NEXT.date(), at=NEXT).corrections == 1
    assert publish_batch(on=NEXT.date(), at=NEXT).corrections == 0
    claim = Claim.objects.get()
    assert claim.standing == "withdrawn"
    assert "Copies that were made before cannot be called back." in Client().get(address).content.decode()


def test_a_claim_that_was_never_public_is_withdrawn_at_once_and_never_will_be(crisis: Crisis, malika: Member, ines: Member):
    slip = accepted(crisis, malika, ines)
    publish_batch(on=BATCH.date(), at=BATCH)

    slip = withdraw_slip(reference=slip.reference, by=malika, at=BATCH.replace(day=9))

    claim = Claim.objects.get()
    assert (claim.standing, slip.corrected_on) == ("withdrawn", BATCH.date().replace(day=9))
    with pytest.raises(WithdrawnFromUse):
        publish_claim(claim=claim, by=make_member("tomas", roles=[Role.CAMPAIGNER]), at=BATCH.replace(day=10))
    assert publish_batch(on=NEXT.date(), at=NEXT).corrections == 0


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"text": "They were taken on 14 May and held for weeks."}, SlipShowsTooMuch),
        ({"text": "Too short."}, SlipShowsTooMuch),
        ({"amount": "14"}, SlipNotUnderstood),
        ({"area": "Grozny"}, SlipNotUnderstood),
        ({"period": "2026-11-23"}, SlipNotUnderstood),
        ({"period": "2027-Q1"}, SlipNotUnderstood),
        ({"period": "2026-Q4"}, SlipNotUnderstood),
        ({"period": "2026-11"}, SlipNotUnderstood),
        ({"period": "2026-12"}, SlipNotUnderstood),
        ({"root_kind": "unknown"}, SlipNotUnderstood),
    ],
)
def test_what_shows_too_much_is_not_handed_in(crisis: Crisis, malika: Member, changed: dict[str, Any], refusal: type[Exception]):
    with pytest.raises(refusal):
        hand_in(crisis, malika, **changed)

    assert not Slip.objects.exists()


def test_nobody_accepts_their_own_and_nobody_twice(crisis: Crisis, ines: Member):
    both = make_member("both", roles=[Role.CASE_LEAD, Role.RESEARCHER])
    slip = hand_in(crisis, both)

    with pytest.raises(SameWriter):
        accept_slip(reference=slip.reference, by=both, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Slip.objects.update(state="accepted", accepted_by=both, accepted_on=NOW.date())
    accept_slip(reference=slip.reference, by=ines, at=NOW)
    with pytest.raises(SlipDecided):
        accept_slip(reference=slip.reference, by=ines, at=NOW)
    refuse_slip(reference=slip.reference, by=ines, at=NOW)
    assert publish_batch(on=BATCH.date(), at=BATCH).claims == 0


def test_the_same_sending_again_is_the_same_sentence(crisis: Crisis, malika: Member):
    sending = uuid4()
    one, other = (hand_in_slip(sending=sending, crisis=crisis, said=said(), by=malika, at=NOW) for _again in range(2))

    assert one == other and Slip.objects.count() == 1


#  who         the desk's page   hand in   withdraw it
TABLE = {
    "malika": (403, 200, 200),
    "lev": (403, 200, 200),  # a colleague on cases
    "ines": (200, 403, 403),
    "mads": (403, 200, 404),  # on cases, in another organisation that answers the crisis
    "emil": (200, 403, 403),  # on evidence there
    "vera": (404, 404, 404),
}


@pytest.mark.parametrize("who", TABLE)
def test_who_hands_in_who_reads_and_who_withdraws(crisis: Crisis, malika: Member, who: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("safeconduct.released.views.slips.now", lambda: NOW)
    house = make_organisation("Harbour House", country="DK")
    crisis.participations.create(organisation=house, since=NOW.date())
    slip = hand_in(crisis, malika)
    people = {
        "malika": lambda: malika,
        "lev": lambda: make_member("lev", roles=[Role.CASEWORKER]),
        "ines": lambda: make_member("ines"),
        "mads": lambda: make_lead("mads", organisation=house),
        "emil": lambda: make_member("emil", organisation=house),
        "vera": make_vera,
    }
    client = at_desk(people[who]())
    wanted = {"id": str(uuid4()), "crisis": crisis.reference, **vars_of(said())}

    found = (
        client.get(f"/desk/{crisis.slug}/slips/").status_code,
        post(client, "/desk/released/slips/", **wanted).status_code,
        post(client, f"/desk/released/slips/{slip.reference}/withdraw/").status_code,
    )

    assert found == TABLE[who]


def vars_of(one: object) -> dict[str, str]:
    """Give its fields."""
    return {name: getattr(one, name) for name in ("text", "language", "root_kind", "amount", "period", "area")}


def test_vera_finds_nothing(crisis: Crisis, malika: Member):
    slip = hand_in(crisis, malika)
    vera = make_vera()

    assert not slips_for(vera, crisis).exists() and not own_slips_for(vera).exists()
    for act in (accept_slip, refuse_slip, withdraw_slip):
        with pytest.raises(Http404):
            act(reference=slip.reference, by=vera, at=NOW)
    assert at_desk(vera).get("/desk/released/slips/").json()["slips"] == []


def test_the_evidence_desk_accepts_with_a_press(crisis: Crisis, malika: Member, ines: Member):
    slip = hand_in(crisis, malika)
    client = at_desk(ines)
    page = client.get(f"/desk/{crisis.slug}/slips/").content.decode()
    assert TEXT in page and "Accept" in page
    assert f"/desk/{crisis.slug}/slips/" in client.get(f"/desk/{crisis.slug}/").content.decode()

    answer = client.post(f"/desk/{crisis.slug}/slips/{slip.reference}/accept/", follow=True)

    slip.refresh_from_db()
    assert (slip.state, slip.accepted_by) == ("accepted", ines)
    assert "On the next batch day it becomes a claim." in answer.content.decode()
    told = at_desk(malika).get("/desk/released/slips/").json()["slips"]
    assert told == [{"reference": slip.reference, "crisis": crisis.reference, "state": "accepted", "batch_on": "", "corrected_on": ""}]
