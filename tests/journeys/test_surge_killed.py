"""A surge while the server is killed again and again: who was thanked has signed, once, and the count is exact afterwards."""

import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from tests.factories.surge import Crowd, Surge, laid

pytestmark = [pytest.mark.slow, pytest.mark.database]

KILLS, LINES, MOST_THANKED = 5, 16, 250
LONGEST_COUNTING = 120  # seconds; it takes one or two, but a machine may be busy


@contextmanager
def own_database() -> Iterator[str]:
    """Give an empty database beside the one that is tested on; for SQLite nothing, since that is a file in the folder."""
    address = os.environ.get("SAFECONDUCT_SIGNING_DATABASE_URL", "")
    if not address.startswith("postgres"):
        yield ""
        return
    import psycopg  # noqa: PLC0415 — only where PostgreSQL is tested on

    name = f"surge_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(urlsplit(address)._replace(path=f"/{name}"))
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def counted(surge: Surge, expected: int) -> int | None:
    deadline = time.monotonic() + LONGEST_COUNTING
    while (total := surge.total()) != expected and time.monotonic() < deadline:
        time.sleep(0.2)
    return total


def test_nothing_that_was_answered_for_is_lost_or_counted_twice(tmp_path: Path):
    chance, thanked = random.Random(5), []
    with own_database() as signing, laid(tmp_path, signing=signing) as surge:
        for turn in range(KILLS):
            surge.start()
            crowd = Crowd(surge, lines=LINES, first=turn * 1_000_000)
            crowd.sign_until(chance.randint(LINES, MOST_THANKED))
            surge.kill()
            crowd.leave()
            thanked += crowd.thanked
            assert set(crowd.answers) <= {302, 303}

        surge.start()
        facts = surge.tell("facts", "\n".join(thanked))
        assert facts["lost"] == []
        assert facts["twice"] == 0
        assert len(thanked) <= facts["rows"] <= len(thanked) + KILLS * LINES
        assert facts["states"] == {"pending": facts["rows"]}
        assert facts["mails"] == facts["rows"]

        assert surge.tell("confirm") == facts["rows"]
        assert counted(surge, facts["rows"]) == facts["rows"]
        surge.stop()
        after = surge.tell("facts")
        assert (after["rows"], after["counted"], after["uncounted"]) == (facts["rows"], facts["rows"], 0)
        assert after["states"] == {"confirmed": facts["rows"]}
