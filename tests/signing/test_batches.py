"""What becomes of signatures that come together, on whichever database the tests run."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from django.db import connections, transaction

from safeconduct.signing.models import AddressRule, CountEvent, Roll, Signature, WaitingMail
from safeconduct.signing.queries import rolls
from safeconduct.signing.receiving.preparing import prepare
from safeconduct.signing.rules.entry import Entry
from safeconduct.signing.rules.kinds import MOST_MAILS, State
from safeconduct.signing.storing.batches import insert_signatures
from safeconduct.signing.storing.ram import drop_campaign_key, hold_campaign_key
from safeconduct.signing.storing.rows import MOST_AT_ONCE, Row
from safeconduct.vault.format.signatures import new_key, open_mail, open_own, open_way, token_hash
from tests.factories.petitions import TODAY, make_roll

pytestmark = pytest.mark.django_db(databases=["default", "signing"])

ADA = Entry(name="Ada Example", mail="ada@signers.example", country="SE", postcode="123 45", visibility="public", language="sv")
BO = replace(ADA, name="Bo Example")


@pytest.fixture
def roll() -> Roll:
    roll = make_roll()
    hold_campaign_key(roll.id, new_key())
    return roll


def rolled(roll: Roll) -> rolls.RolledUp:
    found = rolls.current(roll.reference)
    assert found is not None
    return found


def row_of(roll: Roll, entry: Entry = ADA, **more: Any) -> Row:
    return prepare(entry, rolled(roll), on=TODAY, **more)


def insert(*rows: Row) -> list[str]:
    with transaction.atomic(using="signing"):
        connection = connections["signing"]
        with closing(connection.connection.cursor()) as cursor:
            return insert_signatures(cursor, connection.vendor, rows)


def mails(*, state: str = "waiting") -> list[str]:
    return sorted(WaitingMail.objects.filter(state=state).values_list("kind", flat=True))


def test_a_new_signature_lies_there_sealed_with_a_mail_that_waits(roll: Roll):
    row = row_of(roll)

    outcome = insert(row)

    kept = Signature.objects.get()
    assert outcome == ["new"]
    assert (kept.id, kept.roll_id, kept.seat, kept.mails, kept.state, kept.country) == (row.id, roll.id, 1, 1, "pending", "SE")
    assert (kept.language, kept.signed_on, kept.is_provisional, kept.confirmed_on) == ("sv", TODAY, False, None)
    mail = open_mail(rolled(roll).mail_key, bytes(WaitingMail.objects.get(kind="confirm", signature=kept).blob))
    assert mail["to"] == "ada@signers.example"
    assert token_hash(mail["token"]) == bytes(kept.token)
    assert open_own(mail["token"], bytes(kept.own)) == {"name": "Ada Example", "country": "SE"}
    assert open_way(rolled(roll).key, "ada@signers.example", bytes(kept.way)) == mail["token"]
    assert not CountEvent.objects.exists()


# Who signs after Ada, and what becomes of each in turn.
AFTER_ADA: list[tuple[str, Sequence[Entry], list[str], list[str]]] = [
    ("another address", [replace(ADA, mail="bo@signers.example")], ["new"], ["confirm", "confirm"]),
    ("the same person", [ADA], ["already"], ["confirm"]),
    ("the address written differently", [replace(ADA, mail="ADA+x@Signers.Example")], ["already"], ["confirm"]),
    ("a second person in the household", [BO], ["second"], ["confirm", "confirm"]),
    ("the second person twice", [BO, BO], ["second", "already"], ["confirm", "confirm"]),
    ("a third person", [BO, replace(ADA, name="Cy Example")], ["second", "already"], ["confirm", "confirm"]),
    ("a second person from elsewhere", [replace(BO, postcode="543 21")], ["already"], ["confirm"]),
    ("a second person without a postcode", [replace(BO, postcode="")], ["already"], ["confirm"]),
    ("the same person, spelt without marks", [replace(ADA, name="ada EXÁMPLE")], ["already"], ["confirm"]),
]


@pytest.mark.parametrize("together", [False, True])
@pytest.mark.parametrize(("after", "outcomes", "waiting"), [row[1:] for row in AFTER_ADA], ids=[row[0] for row in AFTER_ADA])
def test_who_signs_after_ada(roll: Roll, after: Sequence[Entry], outcomes: list[str], waiting: list[str], together: bool):
    prepared = [row_of(roll, ADA), *(row_of(roll, entry) for entry in after)]

    found = insert(*prepared) if together else [outcome for row in prepared for outcome in insert(row)]

    # Rows of one batch go in by their tags, so who of two at one address comes first is open; how many are kept is not.
    assert sorted(found) == sorted(["new", *outcomes])
    assert Signature.objects.count() == len([one for one in found if one in {"new", "second"}])
    assert mails() == waiting
    assert together or found == ["new", *outcomes]


def test_two_without_a_postcode_are_never_taken_for_a_household(roll: Roll):
    assert insert(row_of(roll, replace(ADA, postcode=""))) == ["new"]

    assert insert(row_of(roll, replace(BO, postcode=""))) == ["already"]


def test_the_same_address_signs_two_campaigns(roll: Roll):
    other = make_roll()
    hold_campaign_key(other.id, new_key())

    assert insert(row_of(roll), row_of(other)) == ["new", "new"]


def test_without_the_key_in_memory_signatures_are_taken_and_marked_as_provisional(roll: Roll):
    insert(row_of(roll))
    drop_campaign_key(roll.id)

    again = insert(row_of(roll), row_of(roll))

    assert sorted(again) == ["already", "new"]
    assert sorted(Signature.objects.values_list("is_provisional", flat=True)) == [False, True]


def test_a_form_that_is_sent_twice_is_kept_once_and_mailed_once(roll: Roll):
    form = replace(ADA, ticket="a ticket")

    assert sorted(insert(row_of(roll, form), row_of(roll, form))) == ["already", "new"]
    assert insert(row_of(roll, form)) == ["already"]
    assert mails() == ["confirm"]
    assert Signature.objects.get().mails == 1


def test_one_ticket_leads_to_two_signatures_where_two_addresses_sign(roll: Roll):
    form = replace(ADA, ticket="a ticket")

    assert insert(row_of(roll, form), row_of(roll, replace(form, mail="bo@signers.example"))) == ["new", "new"]


def test_who_has_confirmed_is_told_by_mail_and_not_more_often_than_allowed(roll: Roll):
    insert(row_of(roll))
    Signature.objects.update(state=State.CONFIRMED)

    for _time in range(2 * MOST_MAILS):
        assert insert(row_of(roll)) == ["already"]

    assert mails() == ["already"] * (MOST_MAILS - 1) + ["confirm"]
    assert Signature.objects.get().mails == MOST_MAILS


def test_who_has_not_confirmed_gets_the_same_link_again(roll: Roll):
    insert(row_of(roll))
    WaitingMail.objects.update(state="kept")
    token = bytes(Signature.objects.get().token)

    assert insert(row_of(roll)) == ["already"]

    assert mails() == ["confirm"]
    assert (bytes(Signature.objects.get().token), Signature.objects.get().mails) == (token, 2)


@pytest.mark.parametrize("state", [State.PENDING, State.WITHDRAWN, State.BOUNCED])
def test_whoever_withdrew_or_whose_mail_was_lost_begins_anew(roll: Roll, state: State):
    insert(row_of(roll))
    Signature.objects.update(state=state, confirmed_on=TODAY, blob=b"", own=b"")
    WaitingMail.objects.all().delete()
    row = row_of(roll, replace(ADA, visibility="counted", country="DK"))

    assert insert(row) == ["anew"]

    kept = Signature.objects.get()
    assert (kept.state, kept.visibility, kept.country, kept.confirmed_on, bytes(kept.blob)) == ("pending", "counted", "DK", None, row.blob)
    assert bytes(kept.token) == row.token
    assert mails() == ["confirm"]
    # The step out of the old count is that of what was counted: from Sweden.
    steps = list(CountEvent.objects.values_list("state", "country", "delta"))
    assert steps == ([] if state is State.PENDING else [(state.value, "SE", -1)])


@pytest.mark.parametrize("state", [State.SET_ASIDE, State.INVALID, State.DUPLICATE])
def test_what_a_person_looks_at_is_left_as_it_is_and_nobody_is_mailed(roll: Roll, state: State):
    insert(row_of(roll))
    WaitingMail.objects.all().delete()
    Signature.objects.update(state=state)

    assert insert(row_of(roll)) == ["already"]

    assert Signature.objects.get().state == state
    assert not WaitingMail.objects.exists()


def test_what_is_set_aside_sends_no_mail_and_is_counted_as_such(roll: Roll):
    assert insert(row_of(roll, state=State.SET_ASIDE)) == ["new"]

    assert (mails(), mails(state="held")) == ([], ["confirm"])
    assert list(CountEvent.objects.values_list("state", "delta")) == [("set-aside", 1)]


def test_a_flood_that_is_set_aside_does_not_mail_whoever_has_signed(roll: Roll):
    insert(row_of(roll))
    Signature.objects.update(state=State.CONFIRMED)

    assert insert(row_of(roll, state=State.SET_ASIDE)) == ["already"]

    assert (mails(), mails(state="held")) == (["confirm"], [])


@pytest.mark.parametrize("count", [1, 2, MOST_AT_ONCE - 1, MOST_AT_ONCE, 3 * MOST_AT_ONCE + 7])
def test_many_go_in_at_once(roll: Roll, count: int):
    rows = [row_of(roll, replace(ADA, mail=f"ada.{number}@signers.example")) for number in range(count)]

    assert insert(*rows) == ["new"] * count
    assert insert(*rows) == ["already"] * count
    assert Signature.objects.count() == WaitingMail.objects.count() == count


def test_what_was_kept_before_the_connection_broke_is_told_from_what_was_not(roll: Roll):
    rows = [row_of(roll, replace(ADA, mail=f"ada.{number}@signers.example")) for number in range(9)]
    insert(*rows[::2])

    assert insert(*rows) == ["already", "new"] * 4 + ["already"]
    assert WaitingMail.objects.count() == 9


def test_outcomes_come_in_the_order_of_the_rows(roll: Roll):
    known = [row_of(roll, replace(ADA, mail=f"known.{number}@signers.example")) for number in range(5)]
    insert(*known)
    fresh = [row_of(roll, replace(ADA, mail=f"fresh.{number}@signers.example")) for number in range(5)]

    mixed = [row for pair in zip(known, fresh, strict=True) for row in pair]

    assert insert(*mixed) == ["already", "new"] * 5


def test_rules_of_this_installation_win_over_those_of_the_program(roll: Roll):
    insert(row_of(roll, replace(ADA, mail="a.da@signers.example")))
    AddressRule.objects.create(domain="*.example", strip=".")

    again: Callable[[], Row] = lambda: row_of(roll, replace(ADA, mail="ad.a@signers.example"))  # noqa: E731 — read when the rule is there

    assert insert(again()) == ["new"]
    assert insert(row_of(roll, replace(ADA, mail="ada@signers.example"))) == ["already"]
