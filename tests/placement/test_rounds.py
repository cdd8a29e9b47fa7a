"""Rounds, asked for as browsers ask: sealed cards by fives, two coordinators, and nothing of who handed in what."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, models, transaction

from safeconduct.audit.models import Entry
from safeconduct.crises.models import Crisis
from safeconduct.kit.clock import today
from safeconduct.people.permissions import Role
from safeconduct.placement.models import Card, Round, Run, Weights
from safeconduct.vault.format.octets import from_text, to_text
from safeconduct.vault.models import Grant, Vault
from tests.factories.casework import make_caseworker
from tests.factories.crises import make_crisis
from tests.factories.people import make_organisation
from tests.factories.posting import Browser, grant_of, post_vault
from tests.factories.rounds import (
    ROUNDS,
    KeyedRound,
    hash_of,
    make_lead,
    make_round,
    make_run,
    make_weights,
    new_answers,
    new_cards,
    put_cards,
    round_signature,
)
from tests.factories.vault import KeyedMember, make_grant, make_keyed_member

pytestmark = pytest.mark.django_db
WEIGHTS = "/desk/placement/weights/"
USUAL = {
    "critical": 64,
    "high": 16,
    "medium": 4,
    "low": 1,
    "theta_percent": 100,
    "keep_percent": 10,
    "share_percent": 70,
    "gap_permille": 5,
}


@pytest.fixture
def crisis(db: None) -> Crisis:
    return make_crisis()


@pytest.fixture
def sana(db: None) -> KeyedMember:
    """Sana leads rounds; so does Tarik."""
    return make_lead("sana")


@pytest.fixture
def tarik(db: None) -> KeyedMember:
    return make_lead("tarik")


@pytest.fixture
def malika(db: None) -> KeyedMember:
    """Malika works on cases and leads nothing."""
    return make_caseworker("malika")


@pytest.fixture
def vera(db: None) -> KeyedMember:
    """Vera holds every role, in an organisation that has no part in this crisis."""
    return make_keyed_member("vera", roles=list(Role), organisation=make_organisation("Far Shore", country="NO"))


@pytest.fixture
def round_(crisis: Crisis, sana: KeyedMember, tarik: KeyedMember) -> KeyedRound:
    return make_round([sana, tarik], crisis)


def code_of(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


def listed(who: KeyedMember) -> list[dict[str, Any]]:
    given: list[dict[str, Any]] = Browser(who).get(ROUNDS).json()["rounds"]
    return given


# Weights


def test_weights_count_once_a_second_person_has_confirmed_them(sana: KeyedMember, tarik: KeyedMember):
    assert Browser(sana).post(WEIGHTS, {"version": 1, **USUAL}).json() == {"version": 1}
    assert code_of(Browser(sana).post(f"{WEIGHTS}1/confirm/")) == (422, "same-person")
    assert Weights.objects.get().confirmed_by is None

    assert Browser(tarik).post(f"{WEIGHTS}1/confirm/").json() == {"done": True}

    [one] = Browser(tarik).get(WEIGHTS).json()["weights"]
    assert one == {"version": 1, **USUAL, "proposed_by": sana.reference, "confirmed_by": tarik.reference, "since": today().isoformat()}
    assert set(Entry.objects.filter(kind__startswith="placement.").values_list("kind", flat=True)) == {
        "placement.weights-proposed",
        "placement.weights-confirmed",
    }


@pytest.mark.parametrize("wrong", [{"low": 0}, {"high": 65}, {"theta_percent": 101}, {"gap_permille": 51}, {"critical": 10_001}])
def test_weights_that_would_turn_the_order_round_are_refused(sana: KeyedMember, wrong: dict[str, int]):
    assert code_of(Browser(sana).post(WEIGHTS, {"version": 1, **USUAL, **wrong})) == (400, "not-understood")


def test_the_database_lets_nobody_confirm_their_own_weights(sana: KeyedMember):
    with pytest.raises(IntegrityError), transaction.atomic():
        Weights.objects.create(version=1, proposed_by=sana.member, confirmed_by=sana.member, since=today())


# Opening


def new_round(vault: Any, crisis: Crisis, leads: Sequence[KeyedMember], **said: Any) -> dict[str, Any]:
    id_, closes = uuid4(), today() + timedelta(days=7)
    signature = to_text(round_signature(leads, round_=id_, vault=vault.id, crisis=crisis, closes_on=closes))
    there = {"id": str(id_), "vault": str(vault.id), "crisis": crisis.reference, "closes_on": closes.isoformat()}
    return {**there, "weights": 1, "signature": signature, **said}


def test_a_round_stands_on_a_vault_of_two_who_may_lead_it(crisis: Crisis, sana: KeyedMember, tarik: KeyedMember, malika: KeyedMember):
    make_weights(by=sana, confirmed_by=tarik)
    said = new_round(post_vault([sana, tarik], kind="round"), crisis, [sana, tarik])

    references = {Browser(sana).post(f"{ROUNDS}open/", said).json()["reference"] for _time in range(2)}

    [one] = listed(malika)
    assert references == {one["reference"]}
    assert (one["id"], one["state"], one["held"], one["cards"], one["key"]["vault"]) == (said["id"], "collecting", False, 0, said["vault"])
    assert sorted(one["coordinators"]) == sorted([sana.reference, tarik.reference])
    assert (one["opened_by"], one["signature"]) == (sana.reference, said["signature"])
    assert listed(sana)[0]["held"]
    assert Entry.objects.filter(kind="placement.round-opened").count() == 1


@pytest.mark.parametrize("case", ["three", "no lead", "a case's vault", "in use", "no weights", "a day that passed", "no crisis of theirs"])
def test_a_round_is_refused(case: str, crisis: Crisis, sana: KeyedMember, tarik: KeyedMember, malika: KeyedMember):
    if case != "no weights":
        make_weights(by=sana, confirmed_by=tarik)
    holders = {"three": [sana, tarik, make_lead("ruslan")], "no lead": [sana, malika]}.get(case, [sana, tarik])
    vault = post_vault(holders, kind="case" if case == "a case's vault" else "round")
    other = (
        make_crisis(by=make_lead("far", organisation=make_organisation("Elsewhere")).member, slug="south") if "crisis" in case else crisis
    )
    if case == "in use":
        Browser(sana).post(f"{ROUNDS}open/", new_round(vault, crisis, [sana, tarik]))
    day = {"closes_on": (today() - timedelta(days=1)).isoformat()} if "day" in case else {}

    expected = {
        "three": (422, "two-coordinators"),
        "no lead": (422, "two-coordinators"),
        "a case's vault": (422, "not-a-round-vault"),
        "in use": (409, "taken"),
        "no weights": (422, "no-weights"),
        "a day that passed": (400, "not-understood"),
        "no crisis of theirs": (404, "not-there"),
    }
    assert code_of(Browser(sana).post(f"{ROUNDS}open/", new_round(vault, other, [sana, tarik], **day))) == expected[case]


@pytest.mark.parametrize("wrong", ["by another", "with another", "of another round", "nothing"])
def test_a_round_that_its_opener_did_not_sign_is_refused(wrong: str, crisis: Crisis, sana: KeyedMember, tarik: KeyedMember):
    make_weights(by=sana, confirmed_by=tarik)
    vault = post_vault([sana, tarik], kind="round")
    signers = {"by another": [tarik, sana], "with another": [sana, make_lead("ruslan")]}.get(wrong, [sana, tarik])
    said = new_round(vault, crisis, signers)
    if wrong == "of another round":
        said["id"] = str(uuid4())
    if wrong == "nothing":
        del said["signature"]

    answer = Browser(sana).post(f"{ROUNDS}open/", said)

    assert code_of(answer) == (400, "not-understood" if wrong == "nothing" else "not-signed")
    assert not Round.objects.exists()


# Cards


def test_cards_come_by_fives_and_nothing_tells_who_brought_them(malika: KeyedMember, sana: KeyedMember, round_: KeyedRound):
    before = Entry.objects.count()
    said = {"cards": new_cards(round_)}

    assert [Browser(malika).post(f"{round_.address}cards/", said).status_code for _time in range(2)] == [200, 200]

    assert listed(malika)[0]["cards"] == 5
    assert Entry.objects.count() == before
    assert {field.name for field in Card._meta.concrete_fields} == {"id", "round", "blob", "answer"}
    assert not [field for field in Card._meta.concrete_fields if isinstance(field, (models.DateField, models.AutoField))]
    read = Browser(sana).post(f"{round_.address}cards/read/", {"after": ""}).json()
    assert ([card["id"] for card in read["cards"]], read["more"]) == (sorted(card["id"] for card in said["cards"]), False)


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("four", (422, "not-padded")),
        ("none", (422, "not-padded")),
        ("short", (400, "not-sealed")),
        ("long", (400, "not-sealed")),
        ("clear", (400, "not-sealed")),
        ("closed", (422, "round-closed")),
        ("day passed", (422, "round-closed")),
        ("third holder", (422, "two-coordinators")),
        ("other's id", (409, "taken")),
    ],
)
def test_a_card_is_refused(case: str, expected: tuple[int, str], malika: KeyedMember, sana: KeyedMember, round_: KeyedRound):
    cards = new_cards(round_, {"four": 4, "none": 0}.get(case, 5), least={"short": 4096, "long": 65536}.get(case, 16384))
    if case == "clear":
        cards[0]["blob"] = "QUFBQQ=="
    if case == "closed":
        Round.objects.update(state="solving")
    if case == "day passed":
        Round.objects.update(closes_on=today() - timedelta(days=1))
    if case == "third holder":
        make_grant(round_.vault, malika, by=sana)
    if case == "other's id":
        cards[0]["id"] = str(put_cards(round_)[0].pk)
    there = Card.objects.count()

    assert code_of(Browser(malika).post(f"{round_.address}cards/", {"cards": cards})) == expected
    assert Card.objects.count() == there


def test_cards_are_read_page_by_page(sana: KeyedMember, round_: KeyedRound, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("safeconduct.placement.views.rounds.A_PAGE", 2)
    put_cards(round_)
    found, after, more = [], "", True
    while more:
        page = Browser(sana).post(f"{round_.address}cards/read/", {"after": after}).json()
        found += [card["id"] for card in page["cards"]]
        after, more = found[-1], page["more"]

    assert found == sorted(str(pk) for pk in Card.objects.values_list("pk", flat=True))


def test_a_card_is_taken_back_by_a_blank_that_looks_the_same(malika: KeyedMember, vera: KeyedMember, round_: KeyedRound):
    card, before = put_cards(round_)[0], Entry.objects.count()
    [blank] = new_cards(round_, 1)
    said = {"id": str(card.pk), "blob": blank["blob"]}
    address = f"{round_.address}cards/take-back/"

    assert code_of(Browser(vera).post(address, said)) == (404, "not-there")
    assert code_of(Browser(malika).post(address, {**said, "id": str(uuid4())})) == (404, "not-there")
    assert bytes(Card.objects.get(pk=card.pk).blob) == bytes(card.blob)
    assert [Browser(malika).post(address, said).status_code for _time in range(2)] == [200, 200]

    assert bytes(Card.objects.get(pk=card.pk).blob) == from_text(blank["blob"])
    assert (Card.objects.count(), Entry.objects.count()) == (5, before)
    Round.objects.update(closes_on=today() - timedelta(days=1))
    assert Browser(malika).post(address, {**said, "blob": new_cards(round_, 1)[0]["blob"]}).status_code == 200, "until it is worked out"
    Round.objects.update(state="solving")
    [other] = new_cards(round_, 1)
    assert code_of(Browser(malika).post(address, {**said, "blob": other["blob"]})) == (422, "round-closed")
    [short] = new_cards(round_, 1, least=4096)
    assert code_of(Browser(malika).post(address, {**said, "blob": short["blob"]})) == (400, "not-sealed")


# Runs and answers


def run_of(cards: list[Card], **said: Any) -> dict[str, Any]:
    return {"id": str(uuid4()), "inputs_hash": hash_of(cards), "model": "pl-1", "gap": 5, **said}


def test_a_run_closes_the_round_and_the_other_confirms_it(sana: KeyedMember, tarik: KeyedMember, malika: KeyedMember, round_: KeyedRound):
    cards = put_cards(round_)
    said = run_of(cards)
    confirm = f"{round_.address}runs/{said['id']}/confirm/"
    own = {"inputs_hash": said["inputs_hash"]}

    assert [Browser(sana).post(f"{round_.address}runs/", said).status_code for _time in range(2)] == [200, 200]
    assert code_of(Browser(malika).post(f"{round_.address}cards/", {"cards": new_cards(round_)})) == (422, "round-closed")
    assert code_of(Browser(sana).post(f"{round_.address}answers/", {"answers": []})) == (422, "not-confirmed")
    assert code_of(Browser(sana).post(confirm, own)) == (422, "same-person")
    assert code_of(Browser(tarik).post(confirm, {"inputs_hash": "0" * 64})) == (409, "other-cards")
    assert Run.objects.get().confirmed_by is None
    assert [Browser(tarik).post(confirm, own).status_code for _time in range(2)] == [200, 200]

    assert listed(sana)[0]["runs"] == [
        {
            "id": said["id"],
            "inputs_hash": said["inputs_hash"],
            "model": "pl-1",
            "gap_permille": 5,
            "ran_by": sana.reference,
            "confirmed_by": tarik.reference,
            "ran_on": today().isoformat(),
        }
    ]
    assert Entry.objects.filter(kind="placement.run-confirmed").count() == 1


def test_a_run_over_other_cards_is_refused(sana: KeyedMember, round_: KeyedRound):
    cards = put_cards(round_)

    assert code_of(Browser(sana).post(f"{round_.address}runs/", run_of(cards[:4]))) == (409, "other-cards")
    assert Round.objects.get().state == "collecting"


def test_the_database_lets_nobody_confirm_their_own_run(sana: KeyedMember, round_: KeyedRound):
    run = make_run(round_, by=sana)
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(confirmed_by=sana.member)


def test_every_card_is_answered_and_then_the_round_is_out(sana: KeyedMember, tarik: KeyedMember, malika: KeyedMember, round_: KeyedRound):
    cards = put_cards(round_)
    make_run(round_, by=sana, confirmed_by=tarik)
    answers = new_answers(cards, round_.vault)
    address = f"{round_.address}answers/"

    assert Browser(tarik).post(address, {"answers": answers[:3]}).json() == {"left": 2}
    assert Round.objects.get().state == "solving"
    assert Browser(tarik).post(address, {"answers": new_answers(cards, round_.vault)}).json() == {"left": 0}  # the first three keep theirs
    assert Round.objects.get().state == "out"

    wanted = [answers[0]["card"], str(uuid4())]
    assert Browser(malika).post(f"{address}read/", {"cards": wanted}).json() == {"answers": answers[:1]}
    assert Entry.objects.filter(kind="placement.round-answered").count() == 1


def test_an_answer_of_another_length_would_tell_what_it_says(sana: KeyedMember, tarik: KeyedMember, round_: KeyedRound):
    cards = put_cards(round_)
    make_run(round_, by=sana, confirmed_by=tarik)

    answer = Browser(sana).post(f"{round_.address}answers/", {"answers": new_answers(cards, round_.vault, least=1024)})

    assert code_of(answer) == (400, "not-sealed")


def test_ending_destroys_the_key_and_the_cards_and_leaves_the_runs(sana: KeyedMember, tarik: KeyedMember, round_: KeyedRound):
    put_cards(round_)
    make_run(round_, by=sana, confirmed_by=tarik)

    assert code_of(Browser(sana).post(f"{round_.address}end/", {"id": str(uuid4())})) == (400, "not-understood")
    assert Browser(tarik).post(f"{round_.address}end/", {"id": str(round_.id)}).json() == {"done": True}

    assert not Card.objects.exists()
    assert not Vault.objects.exists()
    assert not Grant.objects.exists()
    [one] = listed(sana)
    assert (one["state"], one["key"], one["coordinators"], len(one["runs"])) == ("ended", None, [], 1)


def test_the_vault_of_a_round_goes_with_the_round_alone(sana: KeyedMember, round_: KeyedRound):
    address = f"/desk/vault/vaults/{round_.vault.id}/destroy/"

    assert code_of(Browser(sana).post(address, {"id": str(round_.vault.id)})) == (422, "has-case")
    assert Vault.objects.filter(pk=round_.vault.id).exists()


# Who

#  address                 sana (leads it)  malika (hands in)  ruslan (leads none)  vera
TABLE = {
    "cards/": (True, True, True, False),
    "cards/read/": (True, False, False, False),
    "runs/": (True, False, False, False),
    "answers/": (True, False, False, False),
    "answers/read/": (True, True, True, False),
    "end/": (True, False, False, False),
}


@pytest.mark.parametrize("part", TABLE)
@pytest.mark.parametrize("at", range(4))
def test_who_may_do_what(part: str, at: int, request: pytest.FixtureRequest, round_: KeyedRound):
    sana, tarik, malika = (request.getfixturevalue(name) for name in ("sana", "tarik", "malika"))
    who = [sana, malika, make_lead("ruslan"), request.getfixturevalue("vera")][at]
    cards = put_cards(round_)
    if part == "answers/":
        make_run(round_, by=sana, confirmed_by=tarik)
    posted: dict[str, dict[str, Any]] = {
        "cards/": {"cards": new_cards(round_)},
        "cards/read/": {"after": ""},
        "runs/": run_of(cards),
        "answers/": {"answers": new_answers(cards, round_.vault)},
        "answers/read/": {"cards": [str(cards[0].pk)]},
        "end/": {"id": str(round_.id)},
    }

    status = Browser(who).post(f"{round_.address}{part}", posted[part]).status_code

    # Malika lacks the permission (403); whoever has it and does not hold the round finds nothing (404).
    assert status == (200 if TABLE[part][at] else 403 if who is malika else 404)


def test_vera_sees_no_round(vera: KeyedMember, round_: KeyedRound):
    assert Browser(vera).get(ROUNDS).json() == {"rounds": [], "people": []}


def test_who_hands_in_learns_the_keys_of_the_two_and_their_vouchers_and_nobody_elses(
    malika: KeyedMember, sana: KeyedMember, tarik: KeyedMember, round_: KeyedRound
):
    make_lead("ruslan")

    people = Browser(malika).get(ROUNDS).json()["people"]

    assert sorted(one["member"] for one in people) == sorted([sana.reference, tarik.reference])


def test_once_a_run_is_confirmed_no_other_is_kept_or_confirmed(sana: KeyedMember, tarik: KeyedMember, round_: KeyedRound):
    cards = put_cards(round_)
    first, second = make_run(round_, by=sana), make_run(round_, by=sana)
    own = {"inputs_hash": first.inputs_hash}

    assert Browser(tarik).post(f"{round_.address}runs/{first.pk}/confirm/", own).status_code == 200
    assert code_of(Browser(sana).post(f"{round_.address}runs/", run_of(cards))) == (422, "round-out")
    assert code_of(Browser(tarik).post(f"{round_.address}runs/{second.pk}/confirm/", own)) == (422, "round-out")


def test_nobody_is_let_into_a_round_beside_its_two(sana: KeyedMember, tarik: KeyedMember, round_: KeyedRound):
    third = make_lead("third", voucher=sana, organisation=sana.member.organisation)
    grants = f"/desk/vault/vaults/{round_.vault.id}/grants/"

    for who, status in ((third, 422), (tarik, 200)):
        grant = grant_of(round_.vault.root, round_.vault.id, 1, who, by=sana)
        assert Browser(sana).post(grants, {"epoch": 1, "grants": [grant]}).status_code == status
    assert {one.member for one in round_.vault.vault.grants.all()} == {sana.member, tarik.member}


@pytest.mark.parametrize("step", ["keep", "confirm", "answer"])
def test_where_a_third_person_holds_the_round_nothing_goes_on(step: str, sana: KeyedMember, tarik: KeyedMember, round_: KeyedRound):
    cards = put_cards(round_)
    run = make_run(round_, by=sana, confirmed_by=tarik if step == "answer" else None)
    make_grant(round_.vault, make_lead("third", voucher=sana, organisation=sana.member.organisation), by=sana)
    address, said = {
        "keep": ("runs/", run_of(cards)),
        "confirm": (f"runs/{run.pk}/confirm/", {"inputs_hash": run.inputs_hash}),
        "answer": ("answers/", {"answers": new_answers(cards, round_.vault)}),
    }[step]

    assert code_of(Browser(tarik).post(f"{round_.address}{address}", said)) == (422, "two-coordinators")


def test_a_round_takes_no_more_cards_than_it_can_weigh(malika: KeyedMember, round_: KeyedRound, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("safeconduct.placement.actions.hand_in_cards.MOST_CARDS", 10)
    answers = [Browser(malika).post(f"{round_.address}cards/", {"cards": new_cards(round_)}) for _time in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 422]
    assert (code_of(answers[2]), Card.objects.count()) == ((422, "round-full"), 10)
