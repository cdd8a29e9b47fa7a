"""What each kind of entry may do, before anything is written."""

import hashlib
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from safeconduct.fund.rules import entries
from safeconduct.fund.rules.accounts import NoSuchAccount, account_named
from safeconduct.fund.rules.chain import BEGINNING, entry_hash
from safeconduct.fund.rules.entries import Draft, Leg, Terms, changes_of, fault_of, reversal
from safeconduct.fund.rules.money import Money

DAY = date(2017, 4, 20)
SUM = Money(20_000, "SEK")
FUNDS = {"general": Terms(False), "appeal": Terms(True, "later"), "later": Terms(True), "other": Terms(False)}
WHEN: dict[str, Any] = {"on": DAY, "key": "k1"}
GIFT = entries.gift("bg", "appeal", SUM, **WHEN)
SOUND = [
    entries.opening("bg", "general", SUM, **WHEN),
    entries.deposit("bg", SUM, **WHEN),
    GIFT,
    entries.gift("bg", "", SUM, **WHEN),
    entries.allocation("appeal", SUM, **WHEN),
    entries.refund("bg", "appeal", SUM, **WHEN),
    entries.refund("bg", "", SUM, **WHEN),
    entries.fee("bg", "general", SUM, **WHEN),
    entries.fee("card", "general", SUM, **WHEN, cleared=True),
    entries.payout("bg", "appeal", "shelter", SUM, **WHEN),
    entries.returned("bg", "appeal", "shelter", SUM, **WHEN),
    entries.transfer("general", "appeal", SUM, **WHEN),
    entries.transfer("appeal", "later", SUM, **WHEN),
    entries.exchange("appeal", ("bg", SUM), ("iban", Money(1_800, "EUR")), **WHEN),
]


@pytest.mark.parametrize("draft", SOUND, ids=lambda draft: draft.kind)
def test_every_kind_can_be_written(draft: Draft):
    assert fault_of(draft, FUNDS) == ""


@pytest.mark.parametrize("draft", [draft for draft in SOUND if "transfer-in:appeal" not in str(draft) and "later" not in str(draft)])
def test_every_kind_can_be_undone_once_by_its_mirror(draft: Draft):
    undone = reversal(draft, on=DAY)

    assert fault_of(undone, FUNDS) == ""
    assert changes_of(undone) == {place: -minor for place, minor in changes_of(draft).items()}
    assert fault_of(reversal(undone, on=DAY), FUNDS) == "key"


@pytest.mark.parametrize(
    "draft",
    [
        entries.fee("bg", "appeal", SUM, **WHEN),
        entries.fee("card", "appeal", SUM, **WHEN, cleared=True),
        entries.transfer("appeal", "general", SUM, **WHEN),
        entries.transfer("later", "appeal", SUM, **WHEN),
        reversal(entries.transfer("general", "appeal", SUM, **WHEN), on=DAY),
    ],
)
def test_nothing_is_deducted_from_an_undeducted_fund(draft: Draft):
    assert fault_of(draft, FUNDS) == "undeducted"


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"kind": "present"}, "kind"),
        ({"key": ""}, "key"),
        ({"key": "from Anna Svensson"}, "key"),
        ({"key": "x" * 81}, "key"),
        ({"key": "reversal:k1"}, "key"),
        ({"commitment": b"Anna"}, "commitment"),
        ({"lines": ()}, "empty"),
        ({"lines": (Leg("clearing:bg:SEK", "gifts:appeal:SEK", 0, "SEK"),)}, "amount"),
        ({"lines": (Leg("clearing:bg:SEK", "gifts:appeal:SEK", -5, "SEK"),)}, "amount"),
        ({"lines": (Leg("clearing:bg:SEK", "gifts:appeal:SEK", 1.5, "SEK"),)}, "amount"),  # type: ignore[arg-type]
        ({"lines": (Leg("clearing:bg:SEK", "gifts:appeal:SEK", 10**16, "SEK"),)}, "amount"),
        ({"lines": (Leg("clearing:bg:SEK", "presents:appeal:SEK", 5, "SEK"),)}, "account"),
        ({"lines": (Leg("clearing:bg:EUR", "gifts:appeal:SEK", 5, "SEK"),)}, "currency"),
        ({"lines": (Leg("clearing:bg:SEK", "gifts:appeal:SEK", 5, "EUR"),)}, "currency"),
        ({"lines": (Leg("gifts:appeal:SEK", "clearing:bg:SEK", 5, "SEK"),)}, "pair"),
        ({"lines": (Leg("gifts:appeal:SEK", "gifts:general:SEK", 5, "SEK"),)}, "pair"),
        ({"kind": "transfer", "lines": (Leg("transfer-out:general:SEK", "transfer-in:general:SEK", 5, "SEK"),)}, "pair"),
        ({"lines": (Leg("clearing:bg:SEK", "gifts:nobody:SEK", 5, "SEK"),)}, "fund"),
    ],
)
def test_what_is_no_entry_is_refused_with_why(changed: dict, fault: str):
    assert fault_of(replace(GIFT, **changed), FUNDS) == fault


@pytest.mark.parametrize("taken", [0, 1, 2, 3])
def test_an_exchange_that_leaves_something_between_currencies_is_refused(taken: int):
    whole = entries.exchange("appeal", ("bg", SUM), ("iban", Money(1_800, "EUR")), **WHEN)

    assert fault_of(replace(whole, lines=whole.lines[:taken] + whole.lines[taken + 1 :]), FUNDS) == "exchange"


@pytest.mark.parametrize(
    "code",
    ["", "bank", "bank:SEK", "bank:bg:sek", "bank:BG:SEK", "unmatched:x:SEK", "help:a:SEK", "help:a:ransom:SEK", "gifts:a:b:SEK", "a:b:c"],
)
def test_what_is_no_account_is_refused(code: str):
    with pytest.raises(NoSuchAccount):
        account_named(code)


def test_an_account_says_of_what_it_is():
    help_ = account_named("help:appeal:shelter:SEK")

    assert (help_.role, help_.kind, help_.fund, help_.purpose, help_.currency) == ("help", "expense", "appeal", "shelter", "SEK")
    assert account_named("bank:bg:SEK").channel == "bg"


def test_the_hash_is_over_every_part_of_an_entry():
    known = entry_hash(GIFT, book="BO-7Q4MZK", sequence=1, previous_hash=BEGINNING)
    leg = GIFT.lines[0]
    others = [
        replace(GIFT, kind="deposit"),
        replace(GIFT, on=date(2017, 4, 21)),
        replace(GIFT, key="k2"),
        replace(GIFT, commitment=bytes(32)),
        replace(GIFT, lines=(leg, leg)),
        replace(GIFT, lines=(replace(leg, minor=leg.minor + 1),)),
        replace(GIFT, lines=(replace(leg, debit="clearing:pg:SEK"),)),
        replace(GIFT, lines=(replace(leg, credit="gifts:later:SEK"),)),
        replace(GIFT, lines=(replace(leg, currency="EUR"),)),
    ]
    hashes = {entry_hash(other, book="BO-7Q4MZK", sequence=1, previous_hash=BEGINNING) for other in others}
    hashes |= {
        entry_hash(GIFT, book="BO-000000", sequence=1, previous_hash=BEGINNING),
        entry_hash(GIFT, book="BO-7Q4MZK", sequence=2, previous_hash=BEGINNING),
        entry_hash(GIFT, book="BO-7Q4MZK", sequence=1, previous_hash="1" * 64),
    }

    assert len(hashes) == 12
    assert known not in hashes


def test_the_hash_can_be_made_again_by_anybody():
    said = f'["BO-7Q4MZK",1,"2017-04-20","gift","k1","",[["clearing:bg:SEK","gifts:appeal:SEK",20000,"SEK"]],"{BEGINNING}"]'

    assert entry_hash(GIFT, book="BO-7Q4MZK", sequence=1, previous_hash=BEGINNING) == hashlib.sha256(said.encode()).hexdigest()
