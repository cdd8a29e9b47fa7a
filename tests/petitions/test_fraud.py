"""Taking signatures out of the count together: who may, what is looked at first, how it is stopped and undone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from safeconduct.audit.models import Entry
from safeconduct.cli.tending import Work
from safeconduct.crises.models import Crisis
from safeconduct.kit.clock import today
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from safeconduct.petitions.actions.begin_invalidation import begin_invalidation
from safeconduct.petitions.actions.cancel_invalidation import cancel_invalidation
from safeconduct.petitions.actions.invalidate_signatures import invalidate_signatures
from safeconduct.petitions.actions.look_at_invalidation import Everything, look_at_invalidation
from safeconduct.petitions.actions.take_invalidation import NotNow
from safeconduct.petitions.actions.undo_invalidation import undo_invalidation
from safeconduct.petitions.models import Campaign, Invalidation
from safeconduct.petitions.queries.fraud import trends_of
from safeconduct.signing.actions.count_up import count_up
from safeconduct.signing.models import Signature, WaitingMail
from safeconduct.signing.queries.counts import count_of
from safeconduct.signing.queries.domains import domain_tags
from safeconduct.signing.rules.kinds import MailKind, State
from safeconduct.signing.rules.sifting import Sift
from safeconduct.signing.storing.ram import drop_campaign_key, hold_campaign_key
from safeconduct.vault.format.signatures import new_key
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_ines, make_jonas, make_member, make_organisation, make_tomas, make_vera
from tests.factories.petitions import make_campaign, make_signature, make_tally, roll_of

pytestmark = pytest.mark.django_db(databases=["default", "signing"])
WHY = "Three hundred an hour from one throwaway domain."


@pytest.fixture
def tomas() -> Member:
    return make_tomas()


@pytest.fixture
def crisis(tomas: Member) -> Crisis:
    return make_crisis(by=make_jonas(), organisations=[make_organisation("The Harbour")], is_public=True)


@pytest.fixture
def campaign(crisis: Crisis, tomas: Member) -> Campaign:
    return make_campaign(crisis, tomas, approved_by=crisis.opened_by)


def make_mira() -> Member:
    """Mira campaigns in a sister organisation that answers the same crisis."""
    return make_member("mira", roles=[Role.CAMPAIGNER], organisation=make_organisation("The Harbour"))


def address(campaign: Campaign, name: str, *more: str) -> str:
    return reverse(f"petitions:{name}", args=[campaign.crisis.slug, campaign.reference, *more])


def sign(campaign: Campaign, count: int, **fields: object) -> None:
    for _number in range(count):
        make_signature(roll_of(campaign), **{"on": today(), **fields})  # type: ignore[arg-type]


def looked_at(campaign: Campaign, by: Member, **sift: object) -> Invalidation:
    return look_at_invalidation(campaign=campaign, sift=Sift(**sift), by=by, on=THEN.date())  # type: ignore[arg-type]


def total(campaign: Campaign) -> int:
    count_up(at=THEN)
    return count_of(campaign.roll).total


@pytest.mark.parametrize(("make", "status"), [(make_ines, 403), (None, 403), (make_vera, 404), (make_mira, 404)])
def test_nobody_but_a_campaigner_of_the_owner_sees_or_does_it(
    make: Callable[[], Member] | None, status: int, client: Client, campaign: Campaign, tomas: Member
) -> None:
    sign(campaign, 1)
    found = looked_at(campaign, tomas, countries=("SE",)).reference
    client.force_login(make() if make else campaign.crisis.opened_by)

    assert client.get(address(campaign, "fraud")).status_code == status
    assert client.get(address(campaign, "invalidation", found)).status_code == status
    assert client.post(address(campaign, "look-at-signatures"), {"countries": "SE"}).status_code == status
    for name in ("run-invalidation", "cancel-invalidation", "undo-invalidation", "let-in"):
        assert client.post(address(campaign, name, found), {"because": WHY}).status_code == status
    assert Signature.objects.get().state == State.CONFIRMED
    assert Invalidation.objects.count() == 1


def test_one_campaigns_page_does_not_reach_into_another(client: Client, campaign: Campaign, tomas: Member) -> None:
    other = make_campaign(campaign.crisis, tomas, approved_by=campaign.crisis.opened_by, slug="another")
    sign(other, 2)
    sign(campaign, 1)
    found = looked_at(other, tomas, countries=("SE",))
    client.force_login(tomas)

    assert client.get(address(campaign, "invalidation", found.reference)).status_code == 404
    assert client.post(address(campaign, "run-invalidation", found.reference), {"because": WHY}).status_code == 404

    begin_invalidation(invalidation=found, because=WHY, by=tomas, at=THEN)
    invalidate_signatures(invalidation=found, at=THEN)
    assert set(Signature.objects.filter(roll=campaign.roll).values_list("state", flat=True)) == {State.CONFIRMED}


def test_tomas_looks_gives_a_reason_takes_them_out_and_puts_them_back(client: Client, campaign: Campaign, tomas: Member) -> None:
    sign(campaign, 3, country="VN")
    sign(campaign, 2, country="SE")
    client.force_login(tomas)

    looked = client.post(address(campaign, "look-at-signatures"), {"countries": "vn"}, follow=True).content.decode()
    found = Invalidation.objects.get()
    assert "3 signatures have all of this in common" in looked
    assert total(campaign) == 5

    refused = client.post(address(campaign, "run-invalidation", found.reference), {"because": " "})
    assert refused.status_code == 422
    assert total(campaign) == 5

    begun = client.post(address(campaign, "run-invalidation", found.reference), {"because": WHY}, follow=True).content.decode()
    assert "0 of 3 are out of the count" in begun
    assert total(campaign) == 5
    Work().invalidations(THEN)
    done = client.get(address(campaign, "invalidation", found.reference)).content.decode()
    assert "3 signatures are out of the count" in done
    assert total(campaign) == 2

    client.post(address(campaign, "undo-invalidation", found.reference))
    Work().invalidations(THEN)
    back = client.get(address(campaign, "invalidation", found.reference)).content.decode()
    assert "3 signatures are back where they were" in back
    assert total(campaign) == 5
    kinds = list(Entry.objects.filter(subject=found.reference).order_by("sequence").values_list("kind", flat=True))
    assert kinds == ["petitions.invalidation-begun", "petitions.invalidation-finished", "petitions.invalidation-undone"]


def test_it_is_stopped_midway_and_what_was_done_is_undone(campaign: Campaign, tomas: Member) -> None:
    sign(campaign, 5)
    found = looked_at(campaign, tomas, countries=("SE",))
    begin_invalidation(invalidation=found, because=WHY, by=tomas, at=THEN)

    invalidate_signatures(invalidation=found, at=THEN, pieces=1, most=2)
    cancel_invalidation(invalidation=found, by=tomas, at=THEN)
    after = invalidate_signatures(invalidation=found, at=THEN)

    assert (after.state, after.done, total(campaign)) == ("cancelled", 2, 3)

    undo_invalidation(invalidation=found, by=tomas)
    after = invalidate_signatures(invalidation=found, at=THEN, most=1, pieces=9)
    assert (after.state, after.done, total(campaign)) == ("undone", 2, 5)


def test_nothing_begins_twice_and_everything_at_once_is_refused(campaign: Campaign, tomas: Member) -> None:
    sign(campaign, 1)
    found = looked_at(campaign, tomas, countries=("SE",))
    begin_invalidation(invalidation=found, because=WHY, by=tomas, at=THEN)

    with pytest.raises(NotNow):
        begin_invalidation(invalidation=found, because=WHY, by=tomas, at=THEN)
    with pytest.raises(NotNow):
        undo_invalidation(invalidation=found, by=tomas)
    with pytest.raises(Everything):
        looked_at(campaign, tomas)


def test_a_domain_is_typed_compared_by_its_tag_and_never_kept(client: Client, campaign: Campaign, tomas: Member) -> None:
    key = new_key()
    hold_campaign_key(campaign.roll, key)
    flood, large = (domain_tags(campaign.roll, domain)[0] for domain in ("flood.example", "gmail.com"))
    sign(campaign, 2, domain=flood)
    sign(campaign, 3, domain=large)
    client.force_login(tomas)

    page = client.get(address(campaign, "fraud")).content.decode()
    client.post(address(campaign, "look-at-signatures"), {"domains": "Flood.example"})

    found = Invalidation.objects.get()
    assert "gmail.com" in page
    assert "flood.example" not in page
    assert found.matched == 2
    assert "flood" not in str(found.filters).lower()
    drop_campaign_key(campaign.roll)


@pytest.mark.parametrize(
    "given", [{"countries": "XX"}, {"domains": "no domain"}, {"since": "2017-04-20", "until": "2017-04-19"}, {}, {"tag": "zz"}]
)
def test_what_makes_no_sense_comes_back_with_what_was_typed(
    given: dict[str, str], client: Client, campaign: Campaign, tomas: Member
) -> None:
    client.force_login(tomas)

    answer = client.post(address(campaign, "look-at-signatures"), given)

    assert answer.status_code == 422
    assert all(value in answer.content.decode() for name, value in given.items() if name != "tag")
    assert not Invalidation.objects.exists()


def test_those_set_aside_are_let_in(client: Client, campaign: Campaign, tomas: Member) -> None:
    sign(campaign, 2, state=State.SET_ASIDE)
    make_tally(roll_of(campaign), 2, state=State.SET_ASIDE)
    for signature in Signature.objects.all():
        mail = {"kind": MailKind.CONFIRM, "language": "en", "day": today(), "state": "held", "blob": b"sealed"}
        WaitingMail.objects.create(roll=roll_of(campaign), signature=signature, **mail)
    client.force_login(tomas)

    assert "2 signatures were set aside" in client.get(address(campaign, "fraud")).content.decode()
    client.post(address(campaign, "look-at-signatures"), {"states": "set-aside"})
    answer = client.post(address(campaign, "let-in", Invalidation.objects.get().reference), follow=True)

    assert "2 are let in" in answer.content.decode()
    assert set(Signature.objects.values_list("state", flat=True)) == {State.PENDING}
    assert set(WaitingMail.objects.values_list("state", flat=True)) == {"waiting"}


def test_trends_tell_days_and_countries_and_what_stands_out(campaign: Campaign) -> None:
    sign(campaign, 3, country="SE", on=today() - timedelta(days=1))
    sign(campaign, 60, country="VN")
    sign(campaign, 2, country="SE", state=State.PENDING, on=today() - timedelta(days=40))

    trends = trends_of(campaign, on=today())

    assert [(line.day, line.total, line.is_unusual) for line in trends.days] == [
        (today(), 60, True),
        (today() - timedelta(days=1), 3, False),
    ]
    assert trends.days[0].countries == (("VN", 100, False),)
    assert trends.unusual == 1
