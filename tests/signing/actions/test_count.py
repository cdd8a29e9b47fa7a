"""Confirming, taking back, deleting, and the count that follows."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import product

import pytest
from django.db import connections

from safeconduct.signing.actions.confirm_signature import CodeUnknown, LinkUnknown, confirm_by_code, confirm_signature
from safeconduct.signing.actions.count_up import count_up
from safeconduct.signing.actions.withdraw_signature import erase_signature, withdraw_signature
from safeconduct.signing.models import CountEvent, DayTally, PublicName, Signature
from safeconduct.signing.queries.counts import count_of, days_of, states_of
from safeconduct.signing.queries.own import code_tag
from safeconduct.signing.rules.kinds import State, Visibility
from safeconduct.vault.format.signatures import new_token
from tests.factories.people import THEN
from tests.factories.petitions import TODAY, Signed, make_roll, make_signature

pytestmark = pytest.mark.django_db(databases=["default", "signing"])

AFTER_CONFIRMING = {State.PENDING: State.CONFIRMED, State.BOUNCED: State.CONFIRMED}
AFTER_WITHDRAWING = dict.fromkeys([State.PENDING, State.CONFIRMED, State.BOUNCED, State.SET_ASIDE], State.WITHDRAWN)


def a_pending_signature(**fields: object) -> Signed:
    return make_signature(make_roll(), state=State.PENDING, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("state", list(State))
def test_confirming_helps_only_who_waits(state: State) -> None:
    signed = make_signature(make_roll(), state=state)

    confirm_signature(signed.token, on=TODAY)

    signed.signature.refresh_from_db()
    assert signed.signature.state == AFTER_CONFIRMING.get(state, state)


@pytest.mark.parametrize("state", list(State))
def test_one_may_take_back_what_counts_or_might_come_to_count(state: State) -> None:
    signed = make_signature(make_roll(), state=state)

    withdraw_signature(signed.token)

    signed.signature.refresh_from_db()
    assert signed.signature.state == AFTER_WITHDRAWING.get(state, state)


@pytest.mark.parametrize(("first", "second"), list(product(["confirm", "withdraw", "erase"], repeat=2)))
def test_whatever_is_done_in_whatever_order_the_count_is_right(first: str, second: str) -> None:
    signed = a_pending_signature()
    roll = signed.signature.roll
    make_signature(roll)

    for what in (first, second, second):
        if Signature.objects.filter(pk=signed.signature.pk).exists():
            {
                "confirm": lambda: confirm_signature(signed.token, on=TODAY),
                "withdraw": lambda: withdraw_signature(signed.token),
                "erase": lambda: erase_signature(signed.token),
            }[what]()
    count_up(at=THEN)

    left = Signature.objects.filter(roll=roll)
    assert count_of(roll.id).total == left.filter(state=State.CONFIRMED).count()
    assert states_of(roll.id).get("withdrawn", 0) == left.filter(state=State.WITHDRAWN).count()


def test_a_confirmation_sent_twice_counts_once() -> None:
    signed = a_pending_signature()

    confirm_signature(signed.token, on=TODAY)
    confirm_signature(signed.token, on=TODAY + timedelta(days=1))
    taken_up = count_up(at=THEN)

    assert taken_up == 1
    assert count_of(signed.signature.roll_id).total == 1
    assert Signature.objects.get().confirmed_on == TODAY


def test_a_public_name_is_shown_from_the_next_day() -> None:
    signed = a_pending_signature(name="Ada Example")

    confirm_signature(signed.token.lower(), on=TODAY)

    name = PublicName.objects.get()
    assert (name.name, name.shown_from) == ("Ada Example", TODAY + timedelta(days=1))


@pytest.mark.parametrize("visibility", [Visibility.ADDRESSEE, Visibility.COUNTED])
def test_nobody_else_stands_among_the_public_names(visibility: Visibility) -> None:
    signed = a_pending_signature(visibility=visibility)

    confirm_signature(signed.token, on=TODAY)

    assert not PublicName.objects.exists()


def test_of_who_is_only_counted_nothing_is_kept() -> None:
    signed = a_pending_signature(visibility=Visibility.COUNTED, code=code_tag("0123456789"))

    confirm_signature(signed.token, on=TODAY)

    row = Signature.objects.get()
    assert (bytes(row.blob), bytes(row.own), row.code) == (b"", b"", None)


def test_a_code_confirms_and_is_gone() -> None:
    token = new_token()
    signed = a_pending_signature(code=code_tag(token[:10]))

    confirm_by_code(f"{token[:5]}-{token[5:10].lower()}", on=TODAY)

    signed.signature.refresh_from_db()
    assert signed.signature.state == State.CONFIRMED
    with pytest.raises(CodeUnknown):
        confirm_by_code(token[:10], on=TODAY)


def test_a_wrong_link_confirms_nothing() -> None:
    a_pending_signature()

    for typed in (new_token(), "", "x", "0" * 200):
        with pytest.raises(LinkUnknown):
            confirm_signature(typed, on=TODAY)

    assert Signature.objects.get().state == State.PENDING


def test_who_took_a_signature_back_leaves_nothing_by_which_to_be_known() -> None:
    signed = make_signature(make_roll(), visibility=Visibility.PUBLIC)
    tag = bytes(signed.signature.tag)

    withdraw_signature(signed.token)

    row = Signature.objects.get()
    assert bytes(row.tag) != tag
    assert (bytes(row.blob), bytes(row.own), bytes(row.person)) == (b"", b"", b"")
    assert not PublicName.objects.exists()


def test_counts_are_told_apart_and_provisional_ones_are_in_none() -> None:
    roll = make_roll()
    make_signature(roll, country="SE", is_counted=False)
    make_signature(roll, country="RU", language="sv", is_counted=False)
    make_signature(roll, country="SE", is_counted=False)
    CountEvent.objects.create(roll=roll, state="confirmed", country="DE", language="de", channel="web", is_provisional=True, delta=1)

    count_up(at=THEN)

    count = count_of(roll.id)
    assert (count.total, count.provisional) == (3, 1)
    assert list(count.by_country.items()) == [("SE", 2), ("RU", 1)]
    assert count.by_language == {"en": 2, "sv": 1}
    assert days_of(roll.id) == [(TODAY, 4)]


def test_steps_are_taken_up_once() -> None:
    roll = make_roll()
    make_signature(roll, is_counted=False)

    assert (count_up(at=THEN), count_up(at=THEN)) == (1, 0)
    assert not CountEvent.objects.exists()
    assert DayTally.objects.get().count == 1


@pytest.mark.django_db(transaction=True, databases=["default", "signing"])
def test_many_presses_at_the_same_time_count_once() -> None:
    signed = a_pending_signature()

    def press(_number: int) -> None:
        try:
            confirm_signature(signed.token, on=TODAY)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as hands:
        list(hands.map(press, range(12)))
    count_up(at=THEN)

    assert count_of(signed.signature.roll_id).total == 1
    assert PublicName.objects.count() == 1
