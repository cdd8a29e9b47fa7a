"""Cases, asked for as browsers ask: the server keeps a shell, and no fact."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from safeconduct.audit.models import Entry
from safeconduct.casework.models import Case, Compartment
from safeconduct.kit.clock import today, week_of
from tests.casework import cast
from tests.factories.casework import KeyedCase, make_case, make_compartment
from tests.factories.posting import VAULTS, Browser, post_vault
from tests.factories.vault import KeyedMember, KeyedVault, make_vault

malika, zoya, lev, vera = cast.malika, cast.zoya, cast.lev, cast.vera  # fixtures
pytestmark = pytest.mark.django_db

CASES = "/desk/cases/"


def new_case(vault: KeyedVault, *compartments: KeyedVault) -> dict[str, Any]:
    return {"id": str(uuid4()), "vault": str(vault.id), "compartments": [str(one.id) for one in compartments]}


def shells(who: KeyedMember) -> list[dict[str, Any]]:
    given: list[dict[str, Any]] = Browser(who).get(CASES).json()["cases"]
    return given


@pytest.fixture
def case(malika: KeyedMember, zoya: KeyedMember) -> KeyedCase:
    return make_case([malika, zoya])


def test_who_opens_a_case_finds_it_again_and_so_does_who_holds_it_too(malika: KeyedMember, zoya: KeyedMember):
    vault, identity, route = (post_vault([malika, zoya]) for _one in range(3))
    said = new_case(vault, identity, route)

    answer = Browser(malika).post(CASES, said)

    expected = {
        "id": said["id"],
        "reference": answer.json()["reference"],
        "vault": str(vault.id),
        "state": "new",
        "organisation": malika.member.organisation.reference,
        "week_opened": week_of(today()).isoformat(),
        "next_day": "",
        "compartments": sorted([str(identity.id), str(route.id)]),
        "others": [],
        "is_held": False,
        "shred_on": "",
        "shred_asked": "",
        "demonstration": False,
    }
    assert answer.json()["reference"].startswith("CA-")
    assert shells(malika) == [expected] == shells(zoya)


def test_opened_twice_after_a_broken_line_it_is_one_case(malika: KeyedMember, zoya: KeyedMember):
    said = new_case(post_vault([malika, zoya]))

    references = {Browser(malika).post(CASES, said).json()["reference"] for _time in range(2)}

    assert len(references) == 1
    assert Case.objects.count() == Entry.objects.filter(kind="casework.case-opened").count() == 1


def test_the_record_says_that_a_case_was_opened_on_a_day_and_nothing_of_it(malika: KeyedMember, zoya: KeyedMember):
    reference = Browser(malika).post(CASES, new_case(post_vault([malika, zoya]))).json()["reference"]

    entry = Entry.objects.get(kind="casework.case-opened")

    assert (entry.subject, entry.by, entry.detail) == (reference, malika.reference, {})
    assert (entry.at.hour, entry.at.minute, entry.at.second) == (0, 0, 0)


@pytest.mark.parametrize(("kind", "code"), [("archive", "not-a-case-vault"), ("register", "not-a-case-vault")])
def test_a_case_stands_on_no_other_kind_of_vault(malika: KeyedMember, zoya: KeyedMember, kind: str, code: str):
    answer = Browser(malika).post(CASES, new_case(make_vault(kind, [malika, zoya])))

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert not Case.objects.exists()


def test_two_cases_never_stand_on_one_vault(malika: KeyedMember, zoya: KeyedMember, case: KeyedCase):
    fresh = make_vault("case", [malika, zoya])
    used = [case.vault, *case.compartments.values()]

    answers = [Browser(malika).post(CASES, new_case(one)) for one in used]
    answers += [Browser(malika).post(CASES, new_case(fresh, one)) for one in [*used, fresh]]

    assert {answer.json()["code"] for answer in answers} == {"not-a-case-vault"}
    assert Case.objects.count() == 1


def test_nobody_opens_a_case_on_a_vault_that_they_do_not_hold(lev: KeyedMember, vera: KeyedMember, malika: KeyedMember, zoya: KeyedMember):
    theirs = make_vault("case", [malika, zoya])
    for who in (lev, vera):
        own = make_vault("case", [who])
        assert Browser(who).post(CASES, new_case(theirs)).status_code == 404
        assert Browser(who).post(CASES, new_case(own, theirs)).status_code == 404
    assert not Case.objects.exists()


def test_an_id_that_is_another_cases_is_refused(malika: KeyedMember, zoya: KeyedMember, case: KeyedCase):
    said = {**new_case(make_vault("case", [malika, zoya])), "id": str(case.id)}

    answer = Browser(malika).post(CASES, said)

    assert (answer.status_code, answer.json()["code"]) == (409, "taken")


def test_a_compartment_is_listed_for_those_alone_who_hold_it(malika: KeyedMember, zoya: KeyedMember, lev: KeyedMember, case: KeyedCase):
    checks = make_compartment(case, "checks", [zoya, lev])

    assert str(checks.id) in shells(zoya)[0]["compartments"]
    assert str(checks.id) not in shells(malika)[0]["compartments"]
    assert shells(lev) == []


def test_a_compartment_is_added_once(malika: KeyedMember, zoya: KeyedMember, case: KeyedCase):
    story = make_vault("case", [malika, zoya])

    for _time in range(2):
        assert Browser(malika).post(f"{CASES}{case.id}/compartments/", {"vault": str(story.id)}).json() == {"done": True}

    assert Compartment.objects.filter(vault=story.id).count() == 1
    assert Entry.objects.get(kind="casework.compartment-added").subject == case.case.reference


@pytest.mark.parametrize(
    ("before", "state", "status"),
    [
        ("new", "new", 200),
        ("new", "helping", 200),
        ("new", "closed", 422),
        ("helping", "helping", 200),
        ("helping", "new", 422),
        ("helping", "closed", 422),
        ("closed", "closed", 200),
        ("closed", "helping", 422),
        ("new", "detained", 400),
    ],
)
def test_a_shell_goes_onwards_and_closes_by_its_own_way(malika: KeyedMember, zoya: KeyedMember, before: str, state: str, status: int):
    case = make_case([malika, zoya], state=before, shred_on=date(2030, 1, 1) if before == "closed" else None)

    answer = Browser(malika).post(f"{CASES}{case.id}/shell/", {"state": state, "next_day": "2026-12-01"})

    assert answer.status_code == status
    case.case.refresh_from_db()
    assert case.case.state == (state if status == 200 else before)
    assert case.case.next_day == (date(2026, 12, 1) if status == 200 and state != "closed" else None)


def test_what_is_due_is_kept_without_an_entry_and_taken_back(malika: KeyedMember, case: KeyedCase):
    before = Entry.objects.count()
    for day in ("2026-12-01", ""):
        Browser(malika).post(f"{CASES}{case.id}/shell/", {"state": "helping", "next_day": day})
        assert shells(malika)[0]["next_day"] == day

    assert Entry.objects.count() == before


@pytest.mark.parametrize(("result", "days"), [("declined", 90), ("ended", 730), ("transferred", 730)])
def test_a_closed_case_is_given_a_last_day_that_does_not_tell_the_day_of_its_end(
    malika: KeyedMember, case: KeyedCase, result: str, days: int
):
    answer = Browser(malika).post(f"{CASES}{case.id}/close/", {"result": result})

    day = date.fromisoformat(answer.json()["shred_on"])
    assert abs(day - today() - timedelta(days=days)) <= timedelta(days=15)  # a day more, should it be midnight
    assert (shells(malika)[0]["state"], shells(malika)[0]["shred_on"]) == ("closed", day.isoformat())
    assert Entry.objects.get(kind="casework.case-closed").detail == {}
    assert Browser(malika).post(f"{CASES}{case.id}/close/", {"result": "declined"}).json()["shred_on"] == day.isoformat()


def test_a_case_that_is_opened_again_has_no_last_day(malika: KeyedMember, zoya: KeyedMember, case: KeyedCase):
    Browser(malika).post(f"{CASES}{case.id}/close/", {"result": "ended"})
    Browser(malika).post(f"{CASES}{case.id}/shred/", {"id": str(case.id)})

    Browser(zoya).post(f"{CASES}{case.id}/reopen/")

    shell = shells(malika)[0]
    assert (shell["state"], shell["shred_on"], shell["shred_asked"]) == ("helping", "", "")


@pytest.mark.parametrize("wrong", [{}, {"result": "forgotten"}, {"result": ""}])
def test_a_case_ends_in_one_of_three_ways(malika: KeyedMember, case: KeyedCase, wrong: dict[str, Any]):
    assert Browser(malika).post(f"{CASES}{case.id}/close/", wrong).status_code == 400


def test_listing_cases_takes_the_same_questions_however_many(malika: KeyedMember, zoya: KeyedMember):
    browser = Browser(malika)
    counts = []
    for _time in range(2):
        make_case([malika, zoya])
        make_case([malika, zoya])
        with CaptureQueriesContext(connection) as asked:
            browser.get(CASES)
        counts.append(len(asked))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "closed", "shred_on": None},
        {"state": "helping", "shred_on": date(2030, 1, 1)},
        {"state": "helping", "vault": None},
        {"state": "asleep"},
        {"shred_asked_on": date(2026, 11, 23)},
    ],
)
def test_the_database_keeps_a_shell_true(case: KeyedCase, broken: dict[str, Any]):
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.id).update(**broken)


def test_a_vault_of_a_case_is_not_destroyed_by_itself(malika: KeyedMember, case: KeyedCase):
    for vault in (case.vault, *case.compartments.values()):
        answer = Browser(malika).post(f"{VAULTS}{vault.id}/destroy/", {"id": str(vault.id)})

        assert (answer.status_code, answer.json()["code"]) == (422, "has-case")
        assert vault.vault.grants.count() == 2
