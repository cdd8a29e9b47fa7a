"""A key holder: half a key that its owner alone reads, caps, days and counts, and nothing else kept. Two real processes at the end."""

import io
import json
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from safeconduct.casework.rules.names import MOST_TERMS
from safeconduct.casework.rules.referring import MOST_A_DAY
from safeconduct.cli.holding import MOST_BYTES, MOST_POINTS, CapReached, Caps, Counts, Holder, application
from safeconduct.config import holder_settings
from safeconduct.config.env import WrongSetting, pairs_of, two_or_none
from safeconduct.vault.format import oprf
from tests.casework import cast
from tests.casework.test_known_across import hits, keep, token
from tests.factories.casework import make_case
from tests.factories.holding import TOKEN, command, two_holders
from tests.factories.vault import KeyedMember
from tests.vault.format.oprf_answers import scalar

malika, zoya, vera = cast.malika, cast.zoya, cast.vera  # fixtures
DAY, NEXT = date(2026, 11, 23), date(2026, 11, 24)
POINT = oprf.blind(b"invented", scalar("a blind"))
OTHER_TOKEN = "another-invented-token-of-a-test"


@pytest.fixture
def counts(tmp_path: Path) -> Counts:
    return Counts(tmp_path / "counts.sqlite3")


def holder(counts: Counts, caps: Caps | None = None) -> Holder:
    return Holder(scalar("one"), {"desk": TOKEN, "other": OTHER_TOKEN}, counts, caps or Caps(180, 900), lambda: DAY)


def ask(one: Holder, body: bytes, **more: str) -> tuple[int, dict[str, Any]]:
    """Ask as a server does over HTTP; give the status and what was said."""
    told: list[str] = []
    request = {
        "PATH_INFO": "/evaluate/",
        "REQUEST_METHOD": "POST",
        "HTTP_AUTHORIZATION": f"Bearer {TOKEN}",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        **more,
    }
    data = b"".join(application(one)(request, lambda status, headers: told.append(status)))
    return int(told[0].split()[0]), json.loads(data)


def question(count: int = 1, organisation: str = "OR-7Q4MZK", point: str = POINT.hex()) -> bytes:
    return json.dumps({"organisation": organisation, "points": [point] * count}).encode()


#  asked before by (server, organisation): how many; then asked by desk for OR-A: how many; whether it is answered
CAPS = [
    ({}, 9, True),
    ({("desk", "OR-A"): 3}, 7, True),
    ({("desk", "OR-A"): 4}, 7, False),
    ({("desk", "OR-A"): 10}, 1, False),
    ({("desk", "OR-B"): 10}, 9, True),
    ({("desk", "OR-B"): 10, ("desk", "OR-C"): 6}, 9, False),
    ({("desk", "OR-B"): 10, ("desk", "OR-C"): 6}, 8, True),
    ({("other", "OR-A"): 10}, 9, True),
]


@pytest.mark.parametrize(("before", "count", "is_answered"), CAPS)
def test_an_organisation_has_a_cap_a_day_and_a_server_has_one_too(
    counts: Counts, before: dict[tuple[str, str], int], count: int, is_answered: bool
):
    caps = Caps(each=10, all=24)
    for (server, organisation), number in before.items():
        counts.add(number, server=server, organisation=organisation, day=DAY, caps=caps)
    lines = counts.lines()

    if is_answered:
        counts.add(count, server="desk", organisation="OR-A", day=DAY, caps=caps)
    else:
        with pytest.raises(CapReached):
            counts.add(count, server="desk", organisation="OR-A", day=DAY, caps=caps)
        assert counts.lines() == lines
    counts.add(10, server="desk", organisation="OR-A", day=NEXT, caps=caps)


def test_the_caps_that_are_set_are_those_of_the_server_in_points():
    assert holder_settings.HOLDER_MOST_EACH == MOST_A_DAY * MOST_TERMS


@pytest.mark.parametrize(
    ("body", "more", "status"),
    [
        (question(), {}, 200),
        (question(MOST_POINTS), {}, 200),
        (question(MOST_POINTS + 1), {}, 400),
        (question(0), {}, 400),
        (question(point="00" * 32), {}, 400),
        (question(point="ff" * 32), {}, 400),
        (question(point="ab"), {}, 400),
        (question(point="Zarema"), {}, 400),
        (question(organisation="Zarema Akhmadova"), {}, 400),
        (question(organisation="OR-" + "7" * 20), {}, 400),
        (b"{}", {}, 400),
        (b"[]", {}, 400),
        (b"<html>", {}, 400),
        (b'"' + b"a" * MOST_BYTES + b'"', {}, 400),
        (question(), {"CONTENT_LENGTH": ""}, 400),
        (question(), {"HTTP_AUTHORIZATION": ""}, 401),
        (question(), {"HTTP_AUTHORIZATION": TOKEN}, 401),
        (question(), {"HTTP_AUTHORIZATION": "Bearer "}, 401),
        (question(), {"HTTP_AUTHORIZATION": f"Bearer {TOKEN}x"}, 401),
        (question(), {"HTTP_AUTHORIZATION": f"Bearer {OTHER_TOKEN}"}, 200),
        (question(), {"REQUEST_METHOD": "GET"}, 405),
        (question(), {"PATH_INFO": "/"}, 404),
    ],
)
def test_only_a_whole_question_of_a_server_that_may_ask_is_answered_and_counted(
    counts: Counts, body: bytes, more: dict[str, str], status: int
):
    one = holder(counts)

    said, answer = ask(one, body, **more)

    assert said == status
    assert ("answers" in answer) == (status == 200) == bool(counts.lines())


def test_over_the_cap_nothing_is_answered(counts: Counts):
    one = holder(counts, Caps(each=9, all=9))
    assert ask(one, question(9))[0] == 200

    assert ask(one, question(1)) == (429, {"code": "cap-reached"})


def test_of_a_question_a_day_an_organisation_and_a_number_are_kept_and_nothing_else(counts: Counts, tmp_path: Path):
    _status, answer = ask(holder(counts), question(3))

    assert counts.lines() == [(str(DAY), "desk", "OR-7Q4MZK", 3)]
    kept = (tmp_path / "counts.sqlite3").read_bytes()
    for secret in (POINT, bytes.fromhex(answer["answers"][0])):
        assert secret not in kept
        assert secret.hex().encode() not in kept
    with sqlite3.connect(tmp_path / "counts.sqlite3") as there:
        assert [row[1] for row in there.execute("PRAGMA table_info(counts)")] == ["day", "server", "organisation", "count"]
    assert (tmp_path / "counts.sqlite3").stat().st_mode & 0o077 == 0


def test_after_ninety_days_a_count_is_gone(counts: Counts):
    for day in (date(2026, 8, 1), DAY):
        counts.add(1, server="desk", organisation="OR-A", day=day, caps=Caps(9, 9))

    assert [day for day, *_rest in counts.lines()] == [str(DAY)]


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        ("", {}),
        (f"desk={TOKEN}\n", {"desk": TOKEN}),
        (f"desk={TOKEN}, other={TOKEN}==", {"desk": TOKEN, "other": f"{TOKEN}=="}),
        ("desk=short", None),
        (TOKEN, None),
        (f"={TOKEN}", None),
        (f"desk={TOKEN},desk={TOKEN}", None),
    ],
)
def test_who_may_ask_is_read_whole_or_not_at_all(said: str, pairs: dict[str, str] | None):
    if pairs is None:
        with pytest.raises(WrongSetting):
            pairs_of("SAFECONDUCT_HOLDER_ASKERS", said)
    else:
        assert pairs_of("SAFECONDUCT_HOLDER_ASKERS", said) == pairs


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_a_server_names_two_holders_or_none(count: int):
    pairs = {f"https://{one}.example": TOKEN for one in range(count)}

    if count in {0, 2}:
        assert two_or_none("SAFECONDUCT_KEYHOLDERS", pairs) == list(pairs.items())
    else:
        with pytest.raises(WrongSetting):
            two_or_none("SAFECONDUCT_KEYHOLDERS", pairs)


@pytest.mark.slow
def test_a_key_is_made_once_for_its_owner_alone_and_is_not_served_open(tmp_path: Path):
    file = tmp_path / "holder_key"
    assert "There is no key" in command(tmp_path, "serve").stderr
    made = command(tmp_path, "key")

    kept = file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    assert kept.strip() not in made.stdout + made.stderr
    assert "is there already" in command(tmp_path, "key").stderr
    assert file.read_text() == kept
    file.chmod(0o640)
    assert "can be read by others" in command(tmp_path, "serve").stderr
    file.chmod(0o600)
    file.write_text("ff" * 32)
    assert "no half of a key" in command(tmp_path, "serve").stderr
    assert "Nobody may ask yet" in command(tmp_path, "serve", SAFECONDUCT_HOLDER_ASKERS="").stderr


@pytest.mark.slow
@pytest.mark.django_db
def test_two_real_holders_answer_a_server_and_one_alone_does_not(
    malika: KeyedMember, zoya: KeyedMember, vera: KeyedMember, settings: Settings, tmp_path: Path
):
    settings.CALLS_THIS_MACHINE = True
    with two_holders(tmp_path) as houses:
        settings.KEYHOLDERS = [(house.address, TOKEN) for house in houses]
        ours, theirs = make_case([malika, zoya]), make_case([vera, malika])
        type(theirs.case).objects.filter(pk=theirs.id).update(organisation=vera.member.organisation)
        keep(malika, ours, token(malika))
        assert keep(vera, theirs, token(vera)) == {"hits": 1}
        assert {hit["scope"] for hit in hits(vera)} == {"hub"}

        names = sorted([malika.member.organisation.reference, vera.member.organisation.reference])
        for house in houses:
            said = [line.split() for line in house.run("log").stdout.splitlines()]
            assert sorted(line[2] for line in said) == names
            assert all(len(line) == 4 and line[1] == "desk" and line[3] == "1" for line in said)
            assert sorted(file.name for file in house.folder.iterdir()) == ["holder_counts.sqlite3", "holder_key"]
        keys = {(house.folder / "holder_key").read_text() for house in houses}
        assert len(keys) == 2

        houses[1].process.terminate()
        houses[1].process.wait()
        with pytest.raises(KeyError):
            token(malika)
