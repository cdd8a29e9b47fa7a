"""Known elsewhere: equal tokens are a question to a person, never an answer; nobody tries a list of names; nothing outlives the case."""

import json
from pathlib import Path
from typing import Any

import pytest

from bench.bench_known import measure
from safeconduct.audit.models import Entry
from safeconduct.casework.actions.shred_expired import shred_expired
from safeconduct.casework.models import Case, HeldCap, KnownHit, KnownToken
from safeconduct.casework.rules import names
from safeconduct.casework.rules.names import VERSION
from safeconduct.casework.rules.referring import MOST_A_DAY
from safeconduct.kit.clock import now, today
from safeconduct.vault.format.keyed import known_token
from safeconduct.vault.models import Register
from tests.casework import cast
from tests.factories.casework import KeyedCase, make_case, make_caseworker
from tests.factories.posting import Browser
from tests.factories.vault import KeyedMember, make_vault

malika, zoya, lev, vera = cast.malika, cast.zoya, cast.lev, cast.vera  # fixtures
pytestmark = pytest.mark.django_db
VECTORS = json.loads((Path(__file__).parents[2] / "client/vectors/names.json").read_text(encoding="utf-8"))
KEY, OTHER_KEY = bytes(32), bytes([1]) * 32
KNOWN = "/desk/cases/known/"


def token(term: str = "n1 day kmd zrm 1994-05-17", key: bytes = KEY) -> str:
    return known_token(key, term).hex()


def keep(who: KeyedMember, case: KeyedCase, *tokens: str, **more: Any) -> dict[str, Any]:
    said = {"scope": "own", "version": VERSION, "tokens": list(tokens), **more}
    answer: dict[str, Any] = Browser(who).post(f"/desk/cases/{case.id}/tokens/", said).json()
    return answer


def hits(who: KeyedMember) -> list[dict[str, Any]]:
    given: list[dict[str, Any]] = Browser(who).get(KNOWN).json()["hits"]
    return given


@pytest.fixture
def pair(malika: KeyedMember, zoya: KeyedMember, lev: KeyedMember) -> tuple[KeyedCase, KeyedCase]:
    """Malika's and Zoya's case, and one of Lev's with Zoya."""
    return make_case([malika, zoya]), make_case([lev, zoya])


def test_names_come_to_the_same_words_here_as_in_the_browser():
    assert VECTORS["version"] == names.VERSION == VERSION
    assert [names.skeleton(one["name"]) for one in VECTORS["skeletons"]] == [one["skeleton"] for one in VECTORS["skeletons"]]
    people = [{key: value for key, value in one.items() if key != "terms"} for one in VECTORS["people"]]
    assert [names.terms_of(**one) for one in people] == [one["terms"] for one in VECTORS["people"]]


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_seven_of_ten_are_found_and_hardly_anybody_is_taken_for_somebody_else(seed: int):
    found = measure(seed=seed)

    assert found["recall"] >= 0.70
    assert found["precision"] >= 0.99


def test_members_learn_who_of_their_own_organisation_holds_the_key_and_nobody_elses(
    malika: KeyedMember, zoya: KeyedMember, lev: KeyedMember, vera: KeyedMember
):
    everybody = (malika, zoya, lev, vera)

    assert [Browser(one).get(KNOWN).json()["keepers"] for one in everybody] == [[]] * 4

    vault = make_vault("register", [malika, zoya])
    Register.objects.create(vault=vault.vault, purpose="tokens", scope=malika.member.organisation.reference)
    theirs = make_vault("register", [vera, make_caseworker("far", organisation=vera.member.organisation)])
    Register.objects.create(vault=theirs.vault, purpose="tokens", scope="OR-0THER1")

    told = [Browser(one).get(KNOWN).json()["keepers"] for one in everybody]

    ours = sorted([malika.reference, zoya.reference])
    assert told == [ours if one.member.organisation == malika.member.organisation else [] for one in everybody]
    assert told[-1] == []


def test_equal_tokens_are_a_hit_and_others_are_none(malika: KeyedMember, lev: KeyedMember, pair: tuple[KeyedCase, KeyedCase]):
    ours, theirs = pair

    assert keep(malika, ours, token()) == {"hits": 0}
    assert keep(lev, theirs, token("n1 day kmd zrm 1994-05-18"), token(key=OTHER_KEY)) == {"hits": 0}
    assert keep(lev, theirs, token()) == {"hits": 1}
    assert KnownHit.objects.count() == 1
    assert keep(lev, theirs, token("n1 call kmd zrm 234567")) == {"hits": 0}
    assert not KnownHit.objects.exists()


#  who       which sides of the hit exist for them
TABLE = {"malika": {"ours"}, "zoya": {"ours", "theirs"}, "lev": {"theirs"}, "vera": set()}


@pytest.mark.parametrize("who", TABLE)
def test_a_hit_exists_for_who_holds_one_of_the_two_cases(request: pytest.FixtureRequest, pair: tuple[KeyedCase, KeyedCase], who: str):
    ours, theirs = pair
    keep(request.getfixturevalue("malika"), ours, token())
    keep(request.getfixturevalue("lev"), theirs, token())
    sides = {str(ours.id): "ours", str(theirs.id): "theirs"}

    assert {sides[hit["mine"]] for hit in hits(request.getfixturevalue(who))} == TABLE[who]


def test_of_the_other_case_nothing_is_said_before_both_teams_agree(
    malika: KeyedMember, zoya: KeyedMember, lev: KeyedMember, vera: KeyedMember, pair: tuple[KeyedCase, KeyedCase]
):
    ours, theirs = pair
    keep(malika, ours, token())
    keep(lev, theirs, token())
    (hit,) = hits(malika)
    address = f"{KNOWN}{hit['id']}/agree/"

    silent = {"agreed": False, "both_agree": False, "organisation": "", "name": "", "holders": []}
    assert {**hit, "id": ""} == {"id": "", "mine": str(ours.id), "scope": "own", **silent}
    assert Browser(vera).post(address, {"case": str(ours.id)}).status_code == 404
    assert Browser(malika).post(address, {"case": str(theirs.id)}).status_code == 404
    assert Browser(malika).post(address, {"case": str(ours.id)}).json() == {"both_agree": False}
    assert hits(lev)[0]["holders"] == []
    assert Browser(lev).post(address, {"case": str(theirs.id)}).json() == {"both_agree": True}
    assert hits(malika)[0]["holders"] == sorted([lev.reference, zoya.reference])


def test_nobody_but_a_holder_keeps_tokens_of_a_case(lev: KeyedMember, vera: KeyedMember, pair: tuple[KeyedCase, KeyedCase]):
    for who in (lev, vera):
        assert keep(who, pair[0], token())["code"] == "not-there"
    assert not KnownToken.objects.exists()


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"version": VERSION + 1}, "wrong-version"),
        ({"scope": "all"}, "not-understood"),
        ({"tokens": [token(str(one)) for one in range(4)]}, "too-many"),
        ({"tokens": ["Zarema"]}, "not-understood"),
    ],
)
def test_what_is_no_token_is_not_kept(malika: KeyedMember, pair: tuple[KeyedCase, KeyedCase], more: dict[str, Any], code: str):
    assert keep(malika, pair[0], **more)["code"] == code
    assert not KnownToken.objects.exists()


def test_on_one_day_nobody_tries_a_list_of_names(malika: KeyedMember, pair: tuple[KeyedCase, KeyedCase]):
    for one in range(MOST_A_DAY):
        assert keep(malika, pair[0], token(str(one))) == {"hits": 0}

    assert keep(malika, pair[0], token("one more"))["code"] == "cap-reached"
    assert keep(malika, pair[0], token(str(MOST_A_DAY - 1))) == {"hits": 0}  # the same again is no new question
    assert keep(malika, pair[0]) == {"hits": 0}  # and to forget is always allowed
    HeldCap.objects.update(day="2026-01-01")
    assert keep(malika, pair[0], token("one more")) == {"hits": 0}


def test_with_the_case_its_tokens_go(malika: KeyedMember, lev: KeyedMember, pair: tuple[KeyedCase, KeyedCase]):
    ours, theirs = pair
    keep(malika, ours, token())
    keep(lev, theirs, token())
    Case.objects.filter(pk=ours.id).update(state="closed", shred_on=today())

    shred_expired(on=today(), at=now())

    assert list(KnownToken.objects.values_list("case", flat=True)) == [theirs.id]
    assert not KnownHit.objects.exists()
    assert hits(lev) == []


def test_the_record_says_that_tokens_were_kept_and_none_of_them(malika: KeyedMember, pair: tuple[KeyedCase, KeyedCase]):
    keep(malika, pair[0], token())

    entry = Entry.objects.get(kind="casework.tokens-kept")

    assert (entry.subject, entry.detail) == (pair[0].case.reference, {"tokens": 1, "scope": "own"})
