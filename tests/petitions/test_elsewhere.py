"""What is counted elsewhere: paper by two people, partners by their signature, each apart; and who may see the desk of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from safeconduct.audit.models import Entry
from safeconduct.crises.models import Crisis
from safeconduct.outbox.channels.https import Answered, NotReached
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from safeconduct.petitions.actions.add_partner import AddressUncallable, KeyMissing, add_partner
from safeconduct.petitions.actions.check_paper import NumbersDiffer, PaperSettled, SamePerson, check_paper
from safeconduct.petitions.actions.read_partner_counts import read_partner_counts
from safeconduct.petitions.actions.record_paper import CountedTomorrow, NothingCounted, record_paper
from safeconduct.petitions.actions.take_back_paper import take_back_paper
from safeconduct.petitions.actions.take_campaign import NotOwning
from safeconduct.petitions.models import Campaign, Partner, SigningKey, Webhook
from safeconduct.petitions.queries.counts import paper_of, partners_of
from safeconduct.petitions.rules.counting import signed_bytes
from safeconduct.vault.format.signing import new_seed, public_key
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_jonas, make_member, make_tomas, make_vera
from tests.factories.petitions import make_campaign

pytestmark = pytest.mark.django_db(databases=["default", "signing"])
SEED = new_seed()
ADDRESS = "https://amber.example/p/PE-7Q4MZK/count.json"


@pytest.fixture
def tomas() -> Member:
    return make_tomas()


@pytest.fixture
def campaign(tomas: Member) -> Campaign:
    jonas = make_jonas()
    return make_campaign(make_crisis(by=jonas, is_public=True), tomas, approved_by=jonas)


@pytest.fixture
def kaja(campaign: Campaign) -> Member:
    return make_member("kaja", roles=[Role.CAMPAIGNER])


def sheets(campaign: Campaign, by: Member, number: int = 80) -> Any:
    return record_paper(campaign=campaign, number=number, on=THEN.date(), by=by, at=THEN)


def test_paper_counts_once_two_people_counted_the_same(campaign: Campaign, tomas: Member, kaja: Member):
    paper = sheets(campaign, tomas)
    assert paper_of(campaign) == 0

    with pytest.raises(SamePerson):
        check_paper(paper=paper, number=80, by=tomas, at=THEN)
    with pytest.raises(NumbersDiffer):
        check_paper(paper=paper, number=79, by=kaja, at=THEN)
    assert paper_of(campaign) == 0
    check_paper(paper=paper, number=80, by=kaja, at=THEN)

    assert paper_of(campaign) == 80
    with pytest.raises(PaperSettled):
        check_paper(paper=paper, number=80, by=kaja, at=THEN)
    take_back_paper(paper=paper, by=kaja, at=THEN)
    assert paper_of(campaign) == 0
    assert [entry.kind for entry in Entry.objects.filter(subject=paper.reference).order_by("pk")] == [
        "petitions.paper-recorded",
        "petitions.paper-checked",
        "petitions.paper-taken-back",
    ]


def test_sheets_need_a_number_and_a_day_that_has_come(campaign: Campaign, tomas: Member):
    with pytest.raises(NothingCounted):
        sheets(campaign, tomas, number=0)
    with pytest.raises(CountedTomorrow):
        record_paper(campaign=campaign, number=3, on=THEN.date() + timedelta(days=1), by=tomas, at=THEN)


def test_only_the_owner_counts_paper(campaign: Campaign):
    with pytest.raises(NotOwning):
        sheets(campaign, make_vera())


class Elsewhere:
    """Another installation, as it answers."""

    def __init__(self) -> None:
        self.total: int | None = 500
        self.as_of, self.campaign, self.seed, self.status, self.asked = "2017-04-20T09:00Z", "PE-7Q4MZK", SEED, 200, 0

    def call(self, _address: str) -> Answered:
        self.asked += 1
        if self.status == 0:
            raise NotReached("The server did not answer in time.")
        fields = {"v": 1, "campaign": self.campaign, "total": self.total, "as_of": self.as_of}
        return Answered(self.status, signed_bytes(fields, self.seed))


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Elsewhere:
    other = Elsewhere()
    monkeypatch.setattr("safeconduct.petitions.actions.read_partner_counts.call", other.call)
    return other


@pytest.fixture
def partner(campaign: Campaign, tomas: Member) -> Partner:
    return add_partner(campaign=campaign, name="Amber House", address=ADDRESS, key=public_key(SEED), by=tomas, at=THEN)


def test_a_partners_signed_count_is_read_every_few_minutes(campaign: Campaign, partner: Partner, elsewhere: Elsewhere):
    before = Crisis.objects.get().revision
    assert read_partner_counts(at=THEN) == 1
    assert read_partner_counts(at=THEN + timedelta(minutes=4)) == 0

    shown = partners_of(campaign, THEN)[0]
    assert (shown.name, shown.count, shown.is_stale) == ("Amber House", 500, False)
    assert Crisis.objects.get().revision > before

    elsewhere.total, elsewhere.as_of = 450, "2017-04-20T09:05Z"
    assert read_partner_counts(at=THEN + timedelta(minutes=5)) == 1
    assert partners_of(campaign, THEN)[0].count == 450  # what went down is shown as it is


@pytest.mark.parametrize(
    "change, problem",
    [
        ({"seed": new_seed()}, "key"),
        ({"total": None}, "no number"),
        ({"campaign": "PE-OTHER1"}, "another campaign"),
        ({"as_of": "2017-04-20T08:00Z"}, "older"),
        ({"as_of": "2017-04-20T23:00Z"}, "future"),
        ({"as_of": "yesterday"}, "when it was counted"),
        ({"status": 500}, "500"),
        ({"status": 0}, "in time"),
    ],
)
def test_what_cannot_be_believed_changes_no_number(
    campaign: Campaign, partner: Partner, elsewhere: Elsewhere, change: dict[str, Any], problem: str
):
    read_partner_counts(at=THEN)
    elsewhere.total = 9_999
    for name, value in change.items():
        setattr(elsewhere, name, value)

    read_partner_counts(at=THEN + timedelta(minutes=5))

    partner.refresh_from_db()
    assert partner.count == 500
    assert problem in partner.problem
    assert partners_of(campaign, THEN + timedelta(minutes=61))[0].is_stale


def test_a_partner_who_was_never_read_has_no_number_and_not_nought(campaign: Campaign, partner: Partner, elsewhere: Elsewhere):
    elsewhere.status = 404
    read_partner_counts(at=THEN)

    assert partners_of(campaign, THEN)[0].count is None


def test_an_address_needs_a_key_and_must_lead_outside(campaign: Campaign, tomas: Member):
    with pytest.raises(KeyMissing):
        add_partner(campaign=campaign, name="A", address=ADDRESS, by=tomas, at=THEN)
    for address in (
        "http://amber.example/count.json",
        "https://amber.example:22/",
        "ftp://amber.example/",
        "https://u:p@amber.example/",
        "x",
    ):
        with pytest.raises(AddressUncallable):
            add_partner(campaign=campaign, name="A", address=address, key=public_key(SEED), by=tomas, at=THEN)


PAGES = ("", "partners/", "keys/", "webhooks/")


def desk(campaign: Campaign, page: str = "") -> str:
    return f"/desk/north/petitions/{campaign.reference}/elsewhere/{page}"


@pytest.mark.parametrize("page", PAGES)
def test_vera_sees_nothing_of_it(client: Client, campaign: Campaign, page: str):
    client.force_login(make_vera())

    assert client.get(desk(campaign, page)).status_code == 404
    assert client.post(desk(campaign, page), {"number": "1", "on": "2017-04-20", "name": "x"}).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_reader_of_the_same_organisation_may_not(client: Client, campaign: Campaign, page: str):
    client.force_login(make_member("rea", roles=[Role.READER]))

    assert client.get(desk(campaign, page)).status_code == 403


def test_paper_by_hand_through_the_pages(client: Client, campaign: Campaign, tomas: Member, kaja: Member):
    client.force_login(tomas)
    client.post(desk(campaign), {"number": "80", "on": "2017-04-20", "country": "SE", "note": "In the grey cupboard."})
    paper = campaign.paper.get()
    assert b"In the grey cupboard." in client.get(desk(campaign)).content
    client.force_login(kaja)
    page = client.get(desk(campaign)).content.decode()
    assert ">80<" not in page  # who counts again is not told the first number
    assert "Count again" in page

    wrong = client.post(desk(campaign, f"paper/{paper.reference}/check/"), {"number": "81"})
    right = client.post(desk(campaign, f"paper/{paper.reference}/check/"), {"number": "80"})

    assert wrong.status_code == 422
    assert b"81" in wrong.content
    assert right.status_code == 302
    assert paper_of(campaign) == 80


def test_a_partner_by_hand_through_the_pages(client: Client, campaign: Campaign, tomas: Member):
    client.force_login(tomas)
    bad = client.post(desk(campaign, "partners/"), {"name": "Quiet Fund", "address": "http://quiet.example/"})
    assert bad.status_code == 422
    assert b"http://quiet.example/" in bad.content
    client.post(desk(campaign, "partners/"), {"name": "Quiet Fund"})
    partner = campaign.partners.get()

    client.post(desk(campaign, f"partners/{partner.reference}/count/"), {"count": "1200"})

    assert [(one.name, one.count) for one in partners_of(campaign, THEN)] == [("Quiet Fund", 1200)]
    client.post(desk(campaign, f"partners/{partner.reference}/end/"))
    assert partners_of(campaign, THEN) == ()


def test_a_key_is_shown_once_and_kept_as_a_hash(client: Client, campaign: Campaign, tomas: Member):
    client.force_login(tomas)
    answer = client.post(desk(campaign, "keys/"), {"name": "Amber House"})
    token = answer.context["given"].token

    assert token in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert token not in client.get(desk(campaign, "keys/")).content.decode()
    assert token.encode() not in bytes(SigningKey.objects.get().token_hash)
    key = SigningKey.objects.get()
    client.post(desk(campaign, f"keys/{key.reference}/end/"))
    assert SigningKey.objects.get().ended_on is not None


def test_a_webhook_shows_its_secret_once(client: Client, campaign: Campaign, tomas: Member):
    client.force_login(tomas)
    inside = client.post(desk(campaign, "webhooks/"), {"address": "http://10.0.0.1/", "events": ["campaign.milestone"]})
    assert inside.status_code == 422

    answer = client.post(desk(campaign, "webhooks/"), {"address": "https://amber.example/hook", "events": ["campaign.milestone"]})

    hook = Webhook.objects.get()
    assert hook.secret in answer.content.decode()
    assert hook.secret not in client.get(desk(campaign, "webhooks/")).content.decode()
    client.post(desk(campaign, f"webhooks/{hook.reference}/end/"))
    assert Webhook.objects.get().ended_on is not None
