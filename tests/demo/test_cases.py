"""The invented cases: forty, in every state, written as the browser of a caseworker would have written them."""

import json
import subprocess
from pathlib import Path

import pytest

from safeconduct.casework.access import cases_for
from safeconduct.casework.models import Case
from safeconduct.demo.tables import rows
from safeconduct.demo.telling.cases import Told
from safeconduct.people.models import Member
from safeconduct.vault.format.records import moment_of
from tests.demo.conftest import LOADED_AT

ROOT = Path(__file__).parents[2]

pytestmark = [pytest.mark.slow, pytest.mark.django_db(databases=["default", "intake", "signing"])]


@pytest.mark.usefixtures("story")
def test_there_are_forty_in_every_state():
    assert Case.objects.filter(is_demonstration=True).count() == 40
    assert {row["key"] for row in rows("cases", "arc")} == {row["arc"] for row in rows("cases", "case")}
    assert set(Case.objects.values_list("state", flat=True)) == {"new", "helping", "closed"}


@pytest.mark.usefixtures("story")
def test_caseworkers_see_their_own_and_an_outsider_sees_none():
    seen = {handle: cases_for(Member.objects.get(handle=handle)).count() for handle in ("malika", "lev", "zoya", "sami", "amina", "vera")}

    assert seen["malika"] == seen["lev"] > 20
    assert seen["zoya"] == seen["sami"] == 40 - seen["lev"]
    assert seen["amina"] == seen["vera"] == 0


@pytest.mark.usefixtures("story")
def test_the_browser_would_have_written_the_same(told: dict[str, Told]):
    cases = [
        {
            "alias": alias,
            "author": one.by.member.reference,
            "card": one.cards[0],
            "items": [
                {"type": item.type, "id": item.id, "compartment": item.compartment, "body": item.body, "at": moment_of(item.at)}
                for item in one.written
            ],
        }
        for alias, one in told.items()
    ]
    given = json.dumps({"now": moment_of(LOADED_AT), "cases": cases, "registers": []})

    said = subprocess.run(["node", "client/casework/story_for_tests.js"], input=given, cwd=ROOT, capture_output=True, text=True, check=True)

    assert len(cases) == 40
    assert said.stdout == ""
