"""How long it takes to write, verify and sum a book: python -m bench.bench_books [ENTRIES], on SAFECONDUCT_DATABASE_URL or on SQLite.

The entries are invented: gifts of an undeducted fund, each with a commitment, as a day's bank files would bring them. What is written
is thrown away: set SAFECONDUCT_VAR to an empty folder, run ``safeconduct setup`` there first.
"""

import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeconduct.config.settings")
django.setup()

from django.db import connection  # noqa: E402 — Django must stand before

from safeconduct.fund.actions.write_entries import write_entries  # noqa: E402
from safeconduct.fund.models import Book, Fund  # noqa: E402
from safeconduct.fund.queries.balances import balances, fund_sums  # noqa: E402
from safeconduct.fund.queries.verifying import verify  # noqa: E402
from safeconduct.fund.rules import entries  # noqa: E402
from safeconduct.fund.rules.entries import Draft  # noqa: E402
from safeconduct.fund.rules.money import Money  # noqa: E402
from tests.factories.books import DAY, make_book  # noqa: E402

AT = datetime(2017, 4, 20, 9, 0, tzinfo=UTC)


def drafts(number: int) -> Iterator[Draft]:
    """Give so many gifts, of 1 to 999 kronor."""
    for place in range(number):
        sum_ = Money(100 * (1 + place * 7919 % 999), "SEK")
        yield entries.gift("bg", "appeal", sum_, on=DAY, key=f"g{place}", commitment=place.to_bytes(32, "big"))


def measured(name: str, work: Callable[[], Any]) -> Any:
    """Do it and say how long it took and how much memory the process had at most."""
    began = time.perf_counter()
    result = work()
    took, most = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"| {connection.vendor} | {name} | {took:.2f} | {most} |")
    return result


def measure(number: int) -> None:
    """Write, write again, verify, sum; everything has to agree."""
    book: Book = make_book()
    measured(f"write {number}", lambda: write_entries(book=book, drafts=drafts(number), at=AT))
    again = measured("the same again", lambda: write_entries(book=book, drafts=drafts(number), at=AT))
    verdict = measured("verify", lambda: verify(book))
    stands = measured("all balances", lambda: balances(book))
    sums = measured("sums of the fund", lambda: fund_sums(Fund.objects.get(book=book, code="appeal")))
    if again.new or not verdict.is_whole or verdict.entries != number or -stands["gifts:appeal:SEK"] != sums["SEK"].received:
        raise SystemExit("The figures do not agree.")


if __name__ == "__main__":
    print("| database | what | seconds | MB at most |")
    print("|---|---|---|---|")
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
