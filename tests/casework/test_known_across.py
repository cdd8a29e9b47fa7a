"""Known elsewhere, across organisations: two holders of half a key each, who learn no name; and caps at both ends."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from safeconduct.audit.models import Entry
from safeconduct.casework import fetching
from safeconduct.casework.actions.shred_expired import shred_expired
from safeconduct.casework.models import Case, HeldCap, KnownHit, KnownToken
from safeconduct.casework.rules.names import VERSION
from safeconduct.casework.rules.referring import MOST_A_DAY, people_of
from safeconduct.kit.clock import now, today
from safeconduct.outbox.channels.https import Answered, NotReached
from safeconduct.people.permissions import Role
from safeconduct.vault.format import oprf
from tests.casework import cast
from tests.factories.casework import KeyedCase, make_case
from tests.factories.people import make_organisation
from tests.factories.posting import Browser
from tests.factories.vault import KeyedMember, make_keyed_member
from tests.vault.format.oprf_answers import scalar

malika, zoya, vera = cast.malika, cast.zoya, cast.vera  # fixtures
pytestmark = pytest.mark.django_db
KNOWN = "/desk/cases/known/"
EVALUATE = f"{KNOWN}evaluate/"
FORM = "n1 day kmd zrm 1994-05-17"
KEYS = {"https://one.example": scalar("one"), "https://two.example": scalar("two")}


class Played:
    """Two holders that answer, or say what a test has them say."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, bytes, Any]] = []
        self.says: dict[str, Callable[[], Answered]] = {}

    def __call__(self, address: str, *, body: bytes, headers: Any) -> Answered:
        house = address.removesuffix("/evaluate/")
        self.asked.append((house, body, headers["Authorization"]))
        if house in self.says:
            return self.says[house]()
        answers = [oprf.evaluate(KEYS[house], bytes.fromhex(one)).hex() for one in json.loads(body)["points"]]
        return Answered(200, json.dumps({"answers": answers}).encode())


@pytest.fixture
def holders(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Played:
    settings.KEYHOLDERS = [(house, f"token of {house}") for house in KEYS]
    played = Played()
    monkeypatch.setattr(fetching, "call", played)
    return played


@pytest.fixture
def edda(db: None) -> KeyedMember:
    """Who works on cases at a third organisation."""
    return make_keyed_member("edda", roles=[Role.CASEWORKER], organisation=make_organisation("Third Harbour", country="DK"))


@pytest.fixture
def finn(edda: KeyedMember) -> KeyedMember:
    return make_keyed_member("finn", roles=[Role.CASEWORKER], organisation=edda.member.organisation)


@pytest.fixture
def pair(malika: KeyedMember, zoya: KeyedMember, edda: KeyedMember, finn: KeyedMember) -> tuple[KeyedCase, KeyedCase]:
    """A case of two organisations each."""
    return make_case([malika, zoya]), make_case([edda, finn])


@pytest.fixture
def three(malika: KeyedMember, zoya: KeyedMember, edda: KeyedMember) -> tuple[KeyedMember, ...]:
    return malika, zoya, edda


def evaluate(who: KeyedMember, points: Sequence[bytes]) -> Any:
    return Browser(who).post(EVALUATE, {"points": [point.hex() for point in points]})


def token(who: KeyedMember, form: str = FORM) -> str:
    """Ask as a browser does: blind, have it evaluated, add, finish."""
    said, blind = oprf.asked_of(form), oprf.new_key()
    answers = evaluate(who, [oprf.blind(said, blind)]).json()["answers"]
    both = oprf.added(*(bytes.fromhex(one[0]) for one in answers))
    return oprf.token_from(oprf.finish(said, blind, both)).hex()


def keep(who: KeyedMember, case: KeyedCase, *tokens: str, scope: str = "hub") -> dict[str, Any]:
    said = {"scope": scope, "version": VERSION, "tokens": list(tokens)}
    answer: dict[str, Any] = Browser(who).post(f"/desk/cases/{case.id}/tokens/", said).json()
    return answer


def hits(who: KeyedMember) -> list[dict[str, Any]]:
    given: list[dict[str, Any]] = Browser(who).get(KNOWN).json()["hits"]
    return given


def test_the_same_person_at_two_organisations_is_a_hit_that_names_neither(
    malika: KeyedMember, edda: KeyedMember, pair: tuple[KeyedCase, KeyedCase], holders: Played
):
    ours, theirs = pair

    assert keep(malika, ours, token(malika)) == {"hits": 0}
    assert keep(edda, theirs, token(edda, "n1 day kmd zrm 1994-05-18")) == {"hits": 0}
    assert keep(edda, theirs, token(edda)) == {"hits": 1}
    nothing = {"agreed": False, "both_agree": False, "organisation": "", "name": "", "holders": []}
    assert [{**hit, "id": ""} for hit in hits(malika)] == [{"id": "", "mine": str(ours.id), "scope": "hub", **nothing}]
    assert [{**hit, "id": ""} for hit in hits(edda)] == [{"id": "", "mine": str(theirs.id), "scope": "hub", **nothing}]


def test_who_it_is_is_said_when_both_agree(
    malika: KeyedMember, edda: KeyedMember, finn: KeyedMember, pair: tuple[KeyedCase, KeyedCase], holders: Played
):
    ours, theirs = pair
    keep(malika, ours, token(malika))
    keep(edda, theirs, token(edda))
    address = f"{KNOWN}{hits(malika)[0]['id']}/agree/"

    assert Browser(malika).post(address, {"case": str(ours.id)}).json() == {"both_agree": False}
    assert hits(edda)[0]["name"] == hits(malika)[0]["name"] == ""
    assert Browser(edda).post(address, {"case": str(theirs.id)}).json() == {"both_agree": True}
    assert (hits(malika)[0]["name"], hits(malika)[0]["holders"]) == ("Third Harbour", sorted([edda.reference, finn.reference]))
    assert hits(edda)[0]["organisation"] == malika.member.organisation.reference


def test_vera_asks_for_nobody_else_and_sees_nothing(
    malika: KeyedMember, edda: KeyedMember, vera: KeyedMember, pair: tuple[KeyedCase, KeyedCase], holders: Played
):
    ours, theirs = pair
    keep(malika, ours, token(malika))
    keep(edda, theirs, token(edda))

    assert hits(vera) == []
    assert keep(vera, ours, token(vera))["code"] == "not-there"
    assert Browser(vera).post(f"{KNOWN}{hits(malika)[0]['id']}/agree/", {"case": str(ours.id)}).status_code == 404


@pytest.mark.parametrize(
    ("scopes", "counts"),
    #  the scopes of our token and of theirs; how many hits between two organisations, and within one
    [(("hub", "hub"), (1, 0)), (("own", "own"), (0, 1)), (("own", "hub"), (0, 0)), (("hub", "own"), (0, 0))],
)
def test_tokens_meet_within_their_scope_alone(
    pair: tuple[KeyedCase, KeyedCase], three: tuple[KeyedMember, ...], scopes: tuple[str, str], counts: tuple[int, int]
):
    malika, zoya, edda = three
    same = "ab" * 32
    for who, other, count in ((edda, pair[1], counts[0]), (zoya, make_case([zoya, malika]), counts[1])):
        keep(malika, pair[0], same, scope=scopes[0])
        assert keep(who, other, same, scope=scopes[1]) == {"hits": count}
        keep(malika, pair[0], scope=scopes[0])
        keep(who, other, scope=scopes[1])
    assert not KnownHit.objects.exists()


def test_taking_back_one_scope_leaves_the_other(
    malika: KeyedMember, zoya: KeyedMember, edda: KeyedMember, pair: tuple[KeyedCase, KeyedCase]
):
    ours, theirs = pair
    beside = make_case([zoya, malika])
    for who, case, scope in ((malika, ours, "own"), (malika, ours, "hub"), (zoya, beside, "own"), (edda, theirs, "hub")):
        keep(who, case, "ab" * 32, scope=scope)
    assert KnownHit.objects.count() == 2

    keep(malika, ours, scope="hub")

    assert {hit["scope"] for hit in hits(malika)} == {"own"}
    assert hits(edda) == []


def test_the_holders_are_told_an_organisation_and_points_and_nothing_of_a_case(malika: KeyedMember, holders: Played):
    token(malika)

    assert [house for house, _body, _shown in holders.asked] == list(KEYS)
    assert {shown for _house, _body, shown in holders.asked} == {f"Bearer token of {house}" for house in KEYS}
    first, second = (json.loads(body) for _house, body, _shown in holders.asked)
    assert first == second
    assert set(first) == {"organisation", "points"}
    assert first["organisation"] == malika.member.organisation.reference


def test_two_questions_about_one_name_have_nothing_in_common(malika: KeyedMember, holders: Played):
    tokens = [token(malika), token(malika)]

    assert tokens[0] == tokens[1]
    assert len({body for _house, body, _shown in holders.asked}) == 2


@pytest.mark.parametrize(("count", "code"), [(0, "too-many"), (1, None), (9, None), (10, "not-understood")])
def test_a_question_has_nine_points_at_most(malika: KeyedMember, holders: Played, count: int, code: str | None):
    point = oprf.blind(b"a", scalar("b"))

    assert evaluate(malika, [point] * count).json().get("code") == code


@pytest.mark.parametrize(("points", "people"), [(1, 1), (3, 1), (4, 2), (6, 2), (7, 3), (9, 3)])
def test_every_three_points_count_for_a_person(points: int, people: int):
    assert people_of(points) == people


@pytest.mark.parametrize(
    ("before", "points", "status"),
    [(0, 9, 200), (MOST_A_DAY - 1, 3, 200), (MOST_A_DAY - 1, 4, 429), (MOST_A_DAY - 3, 9, 200), (MOST_A_DAY, 1, 429)],
)
def test_the_server_counts_its_own_cap_before_anybody_is_asked(malika: KeyedMember, holders: Played, before: int, points: int, status: int):
    HeldCap.objects.create(organisation=malika.member.organisation, day=today(), count=before)

    assert evaluate(malika, [oprf.blind(b"a", scalar("b"))] * points).status_code == status
    assert bool(holders.asked) == (status == 200)


def test_asking_inside_and_across_is_one_cap(malika: KeyedMember, pair: tuple[KeyedCase, KeyedCase], holders: Played):
    HeldCap.objects.create(organisation=malika.member.organisation, day=today(), count=MOST_A_DAY - 1)
    across = token(malika)

    assert keep(malika, pair[0], "ab" * 32, scope="own")["code"] == "cap-reached"
    assert keep(malika, pair[0], across) == {"hits": 0}  # counted when the holders were asked
    assert keep(malika, pair[0]) == {"hits": 0}


SAYS: dict[str, Callable[[], Answered]] = {
    "nothing": lambda: (_ for _ in ()).throw(NotReached("silent")),
    "nonsense": lambda: Answered(200, b"<html>"),
    "too few": lambda: Answered(200, b'{"answers": []}'),
    "too short": lambda: Answered(200, b'{"answers": ["ab"]}'),
    "nobody": lambda: Answered(401, b'{"code": "nobody"}'),
}


@pytest.mark.parametrize("house", KEYS)
@pytest.mark.parametrize("says", SAYS)
def test_if_one_holder_does_not_answer_nothing_is_given(malika: KeyedMember, holders: Played, house: str, says: str):
    holders.says[house] = SAYS[says]

    answer = evaluate(malika, [oprf.blind(b"a", scalar("b"))])

    assert (answer.status_code, answer.json()["code"]) == (502, "holders-silent")
    assert "answers" not in answer.json()


@pytest.mark.parametrize("house", KEYS)
def test_the_cap_of_a_holder_is_told_as_a_cap(malika: KeyedMember, holders: Played, house: str):
    holders.says[house] = lambda: Answered(429, b"{}")

    assert evaluate(malika, [oprf.blind(b"a", scalar("b"))]).json()["code"] == "cap-reached"


def test_without_holders_nobody_is_asked_and_the_page_is_told(malika: KeyedMember, settings: Settings):
    settings.KEYHOLDERS = []

    assert Browser(malika).get(KNOWN).json() == {"hits": [], "holders": False, "keepers": []}
    assert evaluate(malika, [oprf.blind(b"a", scalar("b"))]).json()["code"] == "no-holders"
    assert not HeldCap.objects.exists()


def test_with_the_case_its_tokens_of_both_scopes_go(
    malika: KeyedMember, edda: KeyedMember, pair: tuple[KeyedCase, KeyedCase], holders: Played
):
    ours, theirs = pair
    keep(malika, ours, token(malika))
    keep(malika, ours, "ab" * 32, scope="own")
    keep(edda, theirs, token(edda))
    Case.objects.filter(pk=ours.id).update(state="closed", shred_on=today())

    shred_expired(on=today(), at=now())

    assert set(KnownToken.objects.values_list("case", flat=True)) == {theirs.id}
    assert hits(edda) == []


def test_the_record_says_who_asked_how_much_and_not_about_whom(malika: KeyedMember, holders: Played):
    token(malika)

    entry = Entry.objects.get(kind="casework.holders-asked")

    assert (entry.subject, entry.detail) == (malika.member.organisation.reference, {"points": 1})
