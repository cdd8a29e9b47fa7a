"""The connection of its own: that it begins anew where nothing else helps, and what it does behind a pooler."""

import pytest
from django.db import connections

from safeconduct.config.env import database
from safeconduct.signing.storing.alone import DATABASE
from safeconduct.signing.storing.link import Link

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "signing"])
needs_postgresql = pytest.mark.skipif(connections[DATABASE].vendor != "postgresql", reason="poolers stand before PostgreSQL")


@pytest.fixture
def pooled(monkeypatch: pytest.MonkeyPatch) -> Link:
    monkeypatch.setitem(connections[DATABASE].settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    return Link()


@pytest.mark.parametrize(("said", "is_pooled"), [("yes", True), ("no", False), ("", False)])
def test_the_setting_reaches_every_database_of_the_kind(said: str, is_pooled: bool, monkeypatch: pytest.MonkeyPatch, tmp_path):
    monkeypatch.setenv("SAFECONDUCT_POOLED", said)

    found = database("postgresql://us@db/signing", default_file=tmp_path / "none")

    assert found["DISABLE_SERVER_SIDE_CURSORS"] is is_pooled


@needs_postgresql
def test_behind_a_pooler_nothing_is_prepared_and_each_transaction_says_what_it_needs(pooled: Link):
    for _time in range(6):
        cursor = pooled.begin()
        cursor.execute("SELECT %s::int", [1])
        pooled.commit(cursor)

    cursor = pooled.begin()
    cursor.execute("SELECT count(*) FROM pg_prepared_statements")
    assert cursor.fetchall() == [(0,)]
    cursor.execute("SHOW synchronous_commit")
    assert cursor.fetchall() == [("on",)]
    pooled.roll_back()
    pooled.close()


@needs_postgresql
def test_without_a_pooler_statements_are_prepared():
    link = Link()
    for _time in range(6):
        cursor = link.begin()
        cursor.execute("SELECT %s::int", [1])
        link.commit(cursor)

    cursor = link.begin()
    cursor.execute("SELECT count(*) FROM pg_prepared_statements")
    assert cursor.fetchall() != [(0,)]
    link.roll_back()
    link.close()


def test_a_transaction_begins_after_one_that_was_rolled_back():
    link = Link()
    link.begin()
    link.roll_back()

    cursor = link.begin()
    cursor.execute("SELECT 1")

    assert cursor.fetchall() == [(1,)]
    link.roll_back()
    link.close()
