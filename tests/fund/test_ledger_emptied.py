"""Tests with transactions of their own begin on empty tables, though the books refuse to be emptied; afterwards they refuse again."""

import pytest
from django.db import DatabaseError, connection, transaction

from safeconduct.fund.models import Book, Entry
from tests.factories.books import make_a_day, make_book

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("_time", [1, 2])
def test_books_of_one_test_are_gone_before_the_next_and_closed_in_both(_time: int):
    assert not Book.objects.exists()
    make_a_day(make_book())

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM fund_line")
    assert Entry.objects.count() == 9
