"""P1: what the public sees is the same, byte for byte, with one case, testimony, support or arrival more, until the next batch day."""

import re
from collections import Counter
from datetime import UTC, date, datetime, tzinfo
from typing import Self
from uuid import uuid4

import pytest
from django.test import Client

from safeconduct.advocacy.actions.publish_answer import publish_answer
from safeconduct.advocacy.actions.publish_demand import publish_demand
from safeconduct.crises.models import Crisis
from safeconduct.evidence.actions.publish_claim import publish_claim
from safeconduct.fund.models import Payout
from safeconduct.kit.clock import now
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from safeconduct.released.actions.accept_slip import accept_slip
from safeconduct.released.actions.publish_batch import publish_batch
from safeconduct.released.actions.withdraw_slip import withdraw_slip
from safeconduct.released.models import Slip
from safeconduct.released.rules.batches import batch_after
from safeconduct.released.rules.tenfive import line_of
from tests.factories.advocacy import make_body, make_deed, make_demand, make_post, make_response
from tests.factories.casework import make_case, make_caseworker, make_compartment, put_card, put_item
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_attribution, make_claim, make_source
from tests.factories.people import THEN, make_member, make_tomas
from tests.factories.petitions import make_campaign
from tests.factories.urgent import let_out, make_release, make_urgent_action
from tests.released.stage import agreed, hand_in, make_lead

pytestmark = pytest.mark.django_db(databases=["default", "intake", "signing"])

LINK = re.compile(r'(?:href|src)="(/[^"#?]*)"')
SHAPE = re.compile(r"[A-Z]{2}-[0-9A-Z]{6}|\d{4}-\d\d-\d\d|(?<=/)[A-Z]{2}(?=/)|(?<=/)\d+(?=/)")
DRAWN = re.compile(rb'<input type="hidden" name="ticket"[^>]*>')  # anew for each reader
OF_A_KIND = 2  # pages that differ only in what they are about


class Stopped(datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls(2026, 11, 23, 12, 0, tzinfo=tz)


@pytest.fixture(autouse=True)
def _clock_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("safeconduct.kit.clock.datetime", Stopped)


@pytest.fixture
def crisis(db: None) -> Crisis:
    """Give a crisis with one of each thing that the public can see, let out by two people."""
    tomas, approver = make_tomas(), make_member("approver", roles=[Role.CAMPAIGNER])
    crisis = make_crisis(by=tomas, is_public=True)
    claim = make_claim(crisis)
    make_attribution(claim, make_source(crisis), citation="A paper, 3 April 2017")
    publish_claim(claim=claim, by=tomas, at=THEN)
    body = make_body(crisis)
    publish_demand(demand=make_demand(crisis), by=tomas, at=THEN)
    for answer in (make_deed(body), make_response(body)):
        publish_answer(answer=answer, by=tomas, at=THEN)
    post = make_post(body)
    make_campaign(crisis, tomas, approved_by=approver, posts=[post])
    let_out(make_release(crisis, tomas), tomas, approver)
    let_out(make_urgent_action(crisis, tomas, post=post), tomas, approver)
    return crisis


def public_bytes() -> dict[str, bytes]:
    """Read every page, feed, picture of a count and machine-readable answer that can be reached from the front page, made anew."""
    client = Client()
    waiting = ["/en/"]
    seen: dict[str, bytes] = {}
    kinds: Counter[str] = Counter()
    while waiting:
        address = waiting.pop(0)
        kind = SHAPE.sub("…", address)
        if address in seen or kinds[kind] == OF_A_KIND:
            continue
        kinds[kind] += 1
        answer = client.get(address)
        seen[address] = b"%d " % answer.status_code + DRAWN.sub(b"", answer.getvalue())
        if "html" in answer.get("Content-Type", ""):
            waiting.extend(one for one in LINK.findall(answer.content.decode()) if one.split("/")[1] in {"en", "p"})
    return seen


def one_case_more(crisis: Crisis) -> tuple[Slip, date]:
    """Do everything of this issue once: a case with all its parts, money paid for it, a sentence accepted, and numbers agreed on."""
    home = crisis.opened_by.organisation
    malika, zoya = make_caseworker("malika-p1", organisation=home), make_caseworker("zoya-p1", organisation=home)
    case = make_case([malika, zoya])
    make_compartment(case, "story", [malika, zoya])
    put_card(case, by=malika, crisis=crisis.reference, people=1)
    put_item(case.compartments["story"], "testimony", by=malika, text="They came at night.", on="2026-11-01")
    put_item(case.vault, "support", by=malika, what="food", state="given", amount=4000, currency="EUR", given_on="2026-11-02")
    put_item(case.compartments["route"], "arrival", by=malika, country="FR", on="2026-11-03")
    one, other = make_lead("lead-one", organisation=home), make_lead("lead-two", organisation=home)
    Payout.objects.create(
        claim=uuid4().hex,
        organisation=home,
        payee=home,
        what="food",
        amount_minor=4000,
        currency="EUR",
        need_by=now().date(),
        asked_by=malika.member,
        asked_on=now().date(),
    )
    researcher = make_member("researcher-p1", roles=[Role.RESEARCHER], organisation=home)
    slip = accept_slip(reference=hand_in(crisis, one, at=now(), period="2017-Q1").reference, by=researcher, at=now())
    _numbers(crisis, one, other)
    return slip, batch_after(now().date())


def _numbers(crisis: Crisis, one: Member, other: Member) -> None:
    for table, counts in (("supported-by-quarter", {"total": 57}), ("arrivals-by-region-quarter", {"european-union": 30, "total": 30})):
        agreed(crisis, one, other, at=now(), table=table, quarter="2017-Q2", figures=line_of(table, counts))


def test_public_pages_feeds_and_counts_do_not_change_by_a_byte_until_the_batch_day(crisis: Crisis):
    before = public_bytes()
    for part in (
        "/claims/CL-",
        "/demands/DE-",
        "feed.atom",
        "/governments/",
        "/petitions/easier-visa/",
        "/actions/",
        "/press/",
        "/publications/",
    ):
        assert [one for one in before if part in one], part

    slip, day = one_case_more(crisis)
    publish_batch(on=now().date(), at=now())  # run on a day that is none

    after = public_bytes()
    assert {one for one in before.keys() | after.keys() if before.get(one) != after.get(one)} == set()

    publish_batch(on=day, at=datetime(day.year, day.month, day.day, tzinfo=UTC))
    out = public_bytes()
    changed = {one for one in after if after[one] != out.get(one)}
    assert {one for one in changed if not one.endswith((".atom", ".rss"))} == {
        f"/en/{crisis.slug}/"
    }  # the link; feeds say that something is new
    assert out.keys() - after.keys() == {f"/en/{crisis.slug}/numbers/"}

    withdraw_slip(reference=slip.reference, by=slip.handed_by, at=datetime(day.year, day.month, day.day, tzinfo=UTC))
    assert public_bytes() == out
