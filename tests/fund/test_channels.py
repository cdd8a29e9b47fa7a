"""Numbers that people may send money to: typed by two, never one slip away from another, and a matter of those who keep the book."""

from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from safeconduct.audit.models import Entry
from safeconduct.fund.access.books import bank_accounts_kept_by, funds_kept_by
from safeconduct.fund.access.channels import channels_kept_by
from safeconduct.fund.actions.add_bank_account import AccountTaken, AtBank, NotAnAccount, add_bank_account
from safeconduct.fund.actions.ask_channel import Asked, Beside, InUse, NoHolder, NotANumber, OneDigitAway, ask_channel
from safeconduct.fund.actions.confirm_channel import AskedByYou, ChannelIsOver, OtherNumber, confirm_channel
from safeconduct.fund.actions.end_channel import end_channel
from safeconduct.fund.actions.open_book import open_book
from safeconduct.fund.models import BankAccount, Book, Channel, Fund
from safeconduct.people.models import Member
from tests.factories.books import make_book
from tests.factories.giving import GIRO, IBAN, make_bank_account, make_channel, make_keeper
from tests.factories.people import THEN, make_ines, make_organisation, make_vera

pytestmark = pytest.mark.django_db
PAGE = "/desk/fund/channels/"
SWISH, NEAR_SWISH, BESIDE_SWISH = "1231811189", "1231811188", "1231811171"


@pytest.fixture
def tyra() -> Member:
    return make_keeper("tyra")


@pytest.fixture
def signe() -> Member:
    return make_keeper("signe")


@pytest.fixture
def account(tyra: Member) -> BankAccount:
    return make_bank_account(make_book())


@pytest.fixture
def elsewhere() -> BankAccount:
    """Give an account of the book of another organisation."""
    olav = make_keeper("olav", organisation=make_organisation("Third Harbour", country="DK"))
    return make_bank_account(open_book(currency="SEK", by=olav, at=THEN), known_as=["DK5000400440116243"])


def at_desk(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def ask(account: BankAccount, by: Member, number: str = SWISH, *, kind: str = "swish", **more: Any) -> Channel:
    return ask_channel(account=account, asked=Asked(kind, number, "Lantern Line", **more), by=by, at=THEN)


def test_two_people_type_one_number_as_it_is_read_not_as_it_is_written(account: BankAccount, tyra: Member, signe: Member):
    channel = ask(account, tyra, "123 181 11 89")
    assert (channel.number, channel.currency, channel.confirmed_on) == (SWISH, "SEK", None)

    with pytest.raises(OtherNumber):
        confirm_channel(channel=channel, number=NEAR_SWISH, by=signe, at=THEN)
    with pytest.raises(NotANumber):
        confirm_channel(channel=channel, number="070-123 45 67", by=signe, at=THEN)
    assert Channel.objects.get().confirmed_on is None

    assert confirm_channel(channel=channel, number="123-1811189", by=signe, at=THEN).confirmed_by == signe
    with pytest.raises(ChannelIsOver):
        confirm_channel(channel=channel, number=SWISH, by=signe, at=THEN)


def test_who_typed_it_cannot_verify_it_says_the_action_and_says_the_database(account: BankAccount, tyra: Member):
    channel = ask(account, tyra)
    with pytest.raises(AskedByYou):
        confirm_channel(channel=channel, number=SWISH, by=tyra, at=THEN)
    with pytest.raises(IntegrityError), transaction.atomic():
        Channel.objects.filter(pk=channel.pk).update(confirmed_by=tyra, confirmed_on=THEN.date())
    assert Channel.objects.get().confirmed_on is None


@pytest.mark.parametrize("is_verified", [True, False])
def test_one_slip_away_from_a_number_of_any_book_is_refused(
    account: BankAccount, elsewhere: BankAccount, tyra: Member, signe: Member, is_verified: bool
):
    theirs = make_channel(elsewhere, by=tyra, confirmed_by=signe if is_verified else None, kind="swish", number=SWISH)
    with pytest.raises(OneDigitAway) as refusal:
        ask(account, tyra, NEAR_SWISH, is_beside_known=True)
    # What another organisation has only asked for is nobody else's to know.
    assert ("123 181 11 89" in str(refusal.value)) is is_verified
    with pytest.raises(InUse):
        ask(account, tyra, SWISH)

    end_channel(channel=theirs, by=signe, at=THEN)
    assert ask(account, tyra, NEAR_SWISH).number == NEAR_SWISH


def test_a_number_of_another_kind_is_no_neighbour(account: BankAccount, tyra: Member):
    make_channel(account, by=tyra)
    assert ask(account, tyra, GIRO, kind="plusgiro").number == GIRO


def test_beside_another_is_kept_once_somebody_has_looked(account: BankAccount, elsewhere: BankAccount, tyra: Member):
    make_channel(elsewhere, by=tyra, kind="swish", number=SWISH)
    with pytest.raises(Beside):
        ask(account, tyra, BESIDE_SWISH)
    assert ask(account, tyra, BESIDE_SWISH, is_beside_known=True).is_beside_known


def test_a_tick_that_was_not_needed_is_not_kept(account: BankAccount, tyra: Member):
    assert not ask(account, tyra, is_beside_known=True).is_beside_known


@pytest.mark.parametrize(
    ("kind", "number", "why"),
    [("swish", "0701234567", "mobile"), ("bankgiro", "9912347", "check"), ("bankgiro", "99", "length"), ("none", GIRO, "kind")],
)
def test_what_is_no_number_is_refused_with_its_reason(account: BankAccount, tyra: Member, kind: str, number: str, why: str):
    with pytest.raises(NotANumber) as refusal:
        ask(account, tyra, number, kind=kind)
    assert refusal.value.why == why
    with pytest.raises(NoHolder):
        ask_channel(account=account, asked=Asked("swish", SWISH, "  "), by=tyra, at=THEN)


def test_what_is_ended_stays_ended_and_its_number_may_be_typed_anew(account: BankAccount, tyra: Member, signe: Member):
    channel = end_channel(channel=ask(account, tyra), by=tyra, at=THEN)
    assert end_channel(channel=channel, by=signe, at=THEN).ended_by == tyra
    with pytest.raises(ChannelIsOver):
        confirm_channel(channel=channel, number=SWISH, by=signe, at=THEN)
    assert ask(account, signe).reference != channel.reference
    assert [entry.kind for entry in Entry.objects.filter(kind__startswith="fund.channel").order_by("pk")] == [
        "fund.channel-asked",
        "fund.channel-ended",
        "fund.channel-asked",
    ]


def test_an_account_has_a_code_and_numbers_of_its_own(account: BankAccount, tyra: Member):
    book = account.book
    add_bank_account(
        book=book, account=AtBank("eur", "EUR", ["de89 3704 0044 0532 0130 00", "DE89370400440532013000"], ""), by=tyra, at=THEN
    )
    assert BankAccount.objects.get(code="eur").known_as == ["DE89370400440532013000"]
    for taken in (AtBank("bg", "SEK", ["1234567"]), AtBank("pg", "SEK", [IBAN])):
        with pytest.raises(AccountTaken):
            add_bank_account(book=book, account=taken, by=tyra, at=THEN)
    for bad in (AtBank("B G", "SEK", ["1"]), AtBank("pg", "kr", ["1"]), AtBank("pg", "SEK", ["- "]), AtBank("pg", "SEK", ["1"], "no")):
        with pytest.raises(NotAnAccount):
            add_bank_account(book=book, account=bad, by=tyra, at=THEN)


def test_the_desk_from_an_empty_book_to_a_verified_number(tyra: Member, signe: Member):
    one, other = at_desk(tyra), at_desk(signe)
    assert "No book yet" in one.get(PAGE).content.decode()
    assert one.get(f"{PAGE}funds/").status_code == 404
    assert one.post(f"{PAGE}book/", {"currency": "sek"})["Location"] == PAGE
    assert one.post(f"{PAGE}book/", {"currency": "EUR"}).status_code == 422
    assert one.post(f"{PAGE}accounts/", {"code": "bg", "currency": "sek", "known_as": f"{IBAN}\n", "bic": ""})["Location"] == PAGE
    assert one.post(f"{PAGE}funds/", {"name": "General", "code": "general"})["Location"] == PAGE
    general = Fund.objects.get()
    safe = {"name": "Safe today", "code": "safe", "is_undeducted": "on", "sponsor": general.reference}
    assert one.post(f"{PAGE}funds/", safe)["Location"] == PAGE
    typed = {"account": "bg", "kind": "swish", "number": "123 181 11 89", "holder": "Lantern Line"}
    assert one.post(f"{PAGE}new/", typed)["Location"] == PAGE
    channel = Channel.objects.get()
    confirm = f"{PAGE}{channel.reference}/confirm/"
    assert "123 181 11 89" in one.get(PAGE).content.decode()
    assert "123 181 11 89" not in other.get(PAGE).content.decode() + other.get(confirm).content.decode()  # typed, not copied

    assert one.post(confirm, {"number": SWISH}).status_code == 422
    refused = other.post(confirm, {"number": "123 181 11 88"})
    assert refused.status_code == 422
    assert 'value="123 181 11 88"' in refused.content.decode()
    assert other.post(confirm, {"number": SWISH})["Location"] == PAGE
    assert "Verified by two" in one.get(PAGE).content.decode()

    end = f"{PAGE}{channel.reference}/end/"
    assert one.get(end).status_code == 200
    assert one.post(end)["Location"] == PAGE
    assert Channel.objects.get().ended_by == tyra


def test_what_was_typed_is_kept_and_a_tick_counts_for_the_number_it_was_set_for(account: BankAccount, tyra: Member):
    make_channel(account, by=tyra, kind="swish", number=SWISH)
    desk = at_desk(tyra)
    typed = {"account": "bg", "kind": "swish", "number": BESIDE_SWISH, "holder": "Lantern Line of Uppsala"}
    for refused in (desk.post(f"{PAGE}new/", typed), desk.post(f"{PAGE}new/", {**typed, "looked_at": "1230000001"})):
        page = refused.content.decode()
        assert refused.status_code == 422
        assert f'name="looked_at" value="{BESIDE_SWISH}"' in page
        assert "Lantern Line of Uppsala" in page
    assert desk.post(f"{PAGE}new/", {**typed, "number": NEAR_SWISH, "looked_at": NEAR_SWISH}).status_code == 422
    assert desk.post(f"{PAGE}new/", {**typed, "looked_at": BESIDE_SWISH}).status_code == 302
    assert Channel.objects.get(number=BESIDE_SWISH).is_beside_known


def test_only_who_keeps_the_book_sees_anything_of_it(account: BankAccount, tyra: Member):
    channel = make_channel(account, by=tyra)
    vera, ines = make_vera(), make_ines()
    keeps = {tyra: True, vera: False, ines: False}
    for member, sees in product(keeps, (channels_kept_by, bank_accounts_kept_by, funds_kept_by)):
        assert sees(member).exists() is keeps[member], (member, sees)
    outside, without, of_book = at_desk(vera), at_desk(ines), f"{PAGE}{channel.reference}/"
    assert "Lantern Line" not in outside.get(PAGE).content.decode()
    for address in (f"{of_book}confirm/", f"{of_book}end/"):
        assert outside.get(address).status_code == outside.post(address, {"number": GIRO}).status_code == 404
    for address in ("", "book/", "funds/", "accounts/", "new/", f"{channel.reference}/confirm/", f"{channel.reference}/end/"):
        assert without.get(f"{PAGE}{address}").status_code in {403, 404}
    # With a book of her own she still cannot name our account, nor let one of our funds bear her fees.
    open_book(currency="SEK", by=vera, at=THEN)
    general = account.book.funds.get(code="general").reference
    outside.post(f"{PAGE}new/", {"account": account.code, "kind": "swish", "number": SWISH, "holder": "Far Shore"})
    outside.post(f"{PAGE}funds/", {"name": "Hers", "code": "hers", "is_undeducted": "on", "sponsor": general})
    assert not Channel.objects.exclude(pk=channel.pk).exists()
    assert not Fund.objects.filter(book=Book.objects.get(organisation=vera.organisation)).exists()
    assert Channel.objects.get().ended_on is None
