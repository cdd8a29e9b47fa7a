"""What is judged before a signature is sealed, and what the judge remembers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from safeconduct.signing.queries import rolls
from safeconduct.signing.queries.rolls import RolledUp
from safeconduct.signing.receiving import judging
from safeconduct.signing.receiving.judging import Gate, Verdict, fresh_ticket, gate, judge
from safeconduct.signing.rules.entry import Entry
from safeconduct.signing.rules.limits import USUAL, WITHOUT_PROOF
from safeconduct.signing.rules.proof import work
from tests.factories.petitions import make_roll

pytestmark = pytest.mark.django_db(databases=["default", "signing"])

AT = datetime(2017, 4, 20, 20, 0, tzinfo=UTC)
ADA = Entry(name="Ada Example", mail="ada@signers.example", visibility="public")
ELSEWHERE = "5.6.7.8"


@pytest.fixture(autouse=True)
def _gate() -> Iterator[None]:
    gate.forget()
    yield
    gate.forget()


def rolled(**fields: Any) -> RolledUp:
    found = rolls.current(make_roll(**fields).reference)
    assert found is not None
    return found


def judged(
    roll: RolledUp, entry: Entry = ADA, *, ticket: str | None = None, peer: str = ELSEWHERE, at: datetime = AT, **more: Any
) -> Verdict:
    ticket = fresh_ticket(roll, at=at) if ticket is None else ticket
    return judge(replace(entry, ticket=ticket), roll, peer=peer, forwarded=more.pop("forwarded", ""), at=at, **more)


def many(roll: RolledUp, count: int, **more: Any) -> list[Verdict]:
    return [judged(roll, **more) for _number in range(count)]


def test_a_form_with_a_fresh_ticket_passes():
    assert judged(rolled()) is Verdict.OK


@pytest.mark.parametrize("ticket", ["", "x", "A" * 48, "å" * 48, "=" * 48, "\0" * 48])
def test_a_form_without_a_ticket_of_ours_is_shown_again(ticket: str):
    assert judged(rolled(), ticket=ticket) is Verdict.AGAIN


def test_a_ticket_of_yesterday_is_shown_again_and_one_of_this_morning_is_good():
    roll = rolled()
    ticket = fresh_ticket(roll, at=AT)

    assert judged(roll, ticket=ticket, at=AT + timedelta(hours=25)) is Verdict.AGAIN
    assert judged(roll, ticket=ticket, at=AT + timedelta(hours=23)) is Verdict.OK


def test_a_ticket_is_good_for_one_address_however_often_it_is_sent():
    roll = rolled()
    ticket = fresh_ticket(roll, at=AT)

    assert [judged(roll, ticket=ticket) for _time in range(3)] == [Verdict.OK] * 3
    assert judged(roll, replace(ADA, mail="bo@signers.example"), ticket=ticket) is Verdict.AGAIN


def test_whoever_fills_in_what_people_do_not_see_is_set_aside():
    assert judged(rolled(), replace(ADA, website="https://x.example")) is Verdict.SET_ASIDE


def test_nobody_is_refused_for_being_quick():
    roll = rolled()

    assert judge(replace(ADA, ticket=fresh_ticket(roll, at=AT)), roll, peer=ELSEWHERE, forwarded="", at=AT) is Verdict.OK


def test_behind_a_shared_cache_a_form_needs_no_ticket(settings: Settings):
    settings.SHARED_CACHE = True

    assert judged(rolled(), ticket="") is Verdict.OK


def test_too_many_from_one_block_are_set_aside_and_an_hour_later_some_pass_again():
    roll, turns = rolled(), int(USUAL.turns)

    found = many(roll, turns + 5)
    later = many(roll, 3, at=AT + timedelta(hours=1))

    assert found == [Verdict.OK] * turns + [Verdict.SET_ASIDE] * 5
    assert later == [Verdict.OK] * 3


def test_neighbours_share_a_block_and_others_do_not():
    roll = rolled()
    many(roll, int(USUAL.turns), peer="5.6.7.8")

    assert judged(roll, peer="5.6.7.250") is Verdict.SET_ASIDE
    assert judged(roll, peer="5.6.8.8") is Verdict.OK
    many(roll, int(USUAL.turns), peer="2a02:1::1")
    assert judged(roll, peer="2a02:1:0:ffff::9") is Verdict.SET_ASIDE
    assert judged(roll, peer="2a02:1:1::9") is Verdict.OK


def test_one_campaign_uses_up_nothing_of_another():
    many(rolled(), int(USUAL.turns) + 1)

    assert judged(rolled()) is Verdict.OK


def test_a_school_can_sign_in_one_lesson():
    assert many(rolled(), 30) == [Verdict.OK] * 30


def test_nobody_is_counted_by_the_address_of_a_proxy_that_nobody_named():
    assert set(many(rolled(), int(USUAL.turns) + 5, peer="127.0.0.1")) == {Verdict.OK}


def test_an_address_that_a_sender_invented_is_not_believed(settings: Settings):
    settings.TRUSTED_PROXIES = ["127.0.0.1", "10.0.0.0/8"]
    roll = rolled()
    forwarded = [f"9.9.{number}.9, 5.6.7.8, 10.1.1.1" for number in range(int(USUAL.turns) + 1)]

    found = [judged(roll, peer="127.0.0.1", forwarded=one) for one in forwarded]

    assert found[-2:] == [Verdict.OK, Verdict.SET_ASIDE]


def test_what_a_stranger_says_of_where_they_come_from_counts_for_nothing(settings: Settings):
    settings.TRUSTED_PROXIES = []
    roll = rolled()

    found = [judged(roll, forwarded=f"9.9.{number}.9") for number in range(int(USUAL.turns) + 1)]

    assert found[-1] is Verdict.SET_ASIDE


def test_while_browsers_must_work_those_that_did_pass_and_few_of_the_others_do(monkeypatch: pytest.MonkeyPatch):
    roll = rolled(switches={"proof": True})
    without = many(roll, int(WITHOUT_PROOF.turns) + 1)
    ticket = fresh_ticket(roll, at=AT)

    assert without == [Verdict.OK] * int(WITHOUT_PROOF.turns) + [Verdict.SET_ASIDE]
    assert judged(roll, replace(ADA, proof=work(ticket)), ticket=ticket) is Verdict.OK


def test_what_is_remembered_has_an_end():
    small = Gate(most_blocks=10, most_tickets=10)
    for number in range(50):
        small.use(bytes([number]) * 16, "ada@signers.example")
        small.may_pass(USUAL, bytes([number]), 0.0)

    assert len(small._used) == len(small._blocks) == 10


def test_no_address_is_in_what_is_remembered():
    roll = rolled()
    judged(roll, peer="5.6.7.8")
    kept = repr([*judging.gate._blocks.items(), *judging.gate._used.items()])

    assert "5.6.7" not in kept
    assert "ada@" not in kept
    assert repr(bytes([5, 6, 7]))[2:-1] not in kept
