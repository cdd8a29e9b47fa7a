"""Books of the tests: invented money of an invented organisation."""

from datetime import date
from typing import Any

from safeconduct.fund.actions.open_book import open_book
from safeconduct.fund.actions.open_fund import Promise, open_fund
from safeconduct.fund.actions.write_entries import write_entries
from safeconduct.fund.models import Book, Fund
from safeconduct.fund.rules import entries
from safeconduct.fund.rules.entries import Draft
from safeconduct.fund.rules.money import Money
from safeconduct.people.models import Member
from tests.factories.people import THEN, make_member

DAY = date(2017, 4, 20)


def make_treasurer() -> Member:
    """Tove keeps the book of the Lantern Line."""
    return Member.objects.filter(handle="tove").first() or make_member("tove")


def sek(kronor: int) -> Money:
    """Give so many kronor."""
    return Money(kronor * 100, "SEK")


def make_book() -> Book:
    """Open a book with a general fund, an undeducted appeal that it bears the fees of, and a fund for what is left of that."""
    treasurer = make_treasurer()
    book = open_book(currency="SEK", by=treasurer, at=THEN)
    general = make_fund(book, Promise("general", "General"))
    later = make_fund(book, Promise("later", "Aftercare", is_undeducted=True, sponsor=general))
    told: dict[str, Any] = {"sponsor": general, "second": later, "second_purpose": "What is left pays for what comes after a journey."}
    make_fund(book, Promise("appeal", "Safe today", is_undeducted=True, **told))
    return book


def make_fund(book: Book, promise: Promise) -> Fund:
    """Open a fund."""
    return open_fund(book=book, promise=promise, by=make_treasurer(), at=THEN)


def gifts(number: int, *, begin: int = 0, fund: str = "appeal") -> list[Draft]:
    """Give so many gifts of 200 kronor."""
    return [entries.gift("bg", fund, sek(200), on=DAY, key=f"g{place}", commitment=bytes(32)) for place in range(begin, begin + number)]


def make_a_day(book: Book) -> None:
    """Write a small day: something to begin with, a deposit, five gifts, a fee and a payout. Nine entries."""
    day = [
        entries.opening("bg", "general", sek(1_000), on=DAY, key="o1"),
        entries.deposit("bg", sek(1_000), on=DAY, key="d1"),
        *gifts(5),
        entries.fee("bg", "general", sek(3), on=DAY, key="f1"),
        entries.payout("bg", "appeal", "shelter", sek(450), on=DAY, key="p1"),
    ]
    write_entries(book=book, drafts=day, at=THEN)
