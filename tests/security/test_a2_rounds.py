"""A2 for placement: from each person's own keys, cards open for the two coordinators, and an answer for who holds the case it is about.

See ``opening.py``, which asks no view and no access.
"""

import pytest

from safeconduct.kit.clock import now
from safeconduct.placement.actions.end_round import end_round
from safeconduct.placement.models import Card, Round
from safeconduct.vault.format.labels import label_recipient
from safeconduct.vault.format.letters import seal_letter
from tests.factories.casework import KeyedCase, make_case, make_caseworker, put_item
from tests.factories.crises import make_crisis
from tests.factories.rounds import ANSWER, KeyedRound, make_lead, make_round, make_run, put_cards
from tests.factories.vault import KeyedMember, make_keyed_member, make_steward
from tests.security.opening import everything_of, everything_of_themselves, everything_opened, secrets_of

pytestmark = [pytest.mark.django_db(databases=["default", "intake"]), pytest.mark.slow]

Stage = tuple[dict[str, KeyedMember], KeyedCase, KeyedRound, list[Card]]


@pytest.fixture
def stage() -> Stage:
    """Two who lead a round, two who hold a case in it, one colleague who does neither, and an outsider."""
    steward = make_steward()
    people = {name: make_lead(name, voucher=steward) for name in ("sana", "tarik")}
    people |= {name: make_caseworker(name, voucher=steward) for name in ("malika", "zoya", "lev")}
    people["vera"] = make_keyed_member("vera")
    case = make_case([people["malika"], people["zoya"]], compartments=[])
    put_item(case.vault, "need", by=people["malika"], what="place")
    round_ = make_round([people["sana"], people["tarik"]], make_crisis(by=people["sana"].member))
    return people, case, round_, put_cards(round_)


def opened(people: dict[str, KeyedMember]) -> dict[str, set[str]]:
    """Give what opens from each person's keys beside what is theirs personally."""
    return {who: everything_opened(secrets_of(one)) - everything_of_themselves(one) for who, one in people.items()}


def answer(case: KeyedCase, cards: list[Card], *, by: KeyedMember) -> None:
    """Answer every card to the label of the case, signed, as a coordinator's browser does."""
    for card in cards:
        to = label_recipient(case.vault.root, case.vault.id, 1, str(card.pk))
        said = {"answer": "none"}
        card.answer = seal_letter(to, letter=str(card.pk), payload=said, author=by.reference, seed=by.seed, least=ANSWER)
        card.save()


def test_cards_open_for_the_two_and_the_case_for_its_holders(stage: Stage):
    people, case, _round, cards = stage
    of_the_round, of_the_case = {f"card {card.pk}" for card in cards}, everything_of(case.vault.id, until=1)

    assert opened(people) == {
        "sana": of_the_round, "tarik": of_the_round, "malika": of_the_case, "zoya": of_the_case, "lev": set(), "vera": set(),
    }  # fmt: skip


def test_an_answer_opens_for_the_holders_of_the_case_and_not_for_who_placed_it(stage: Stage):
    people, case, _round, cards = stage
    answer(case, cards, by=people["tarik"])
    answers = {f"answer {card.pk}" for card in cards}

    found = opened(people)

    assert {who for who, names in found.items() if names & answers} == {"malika", "zoya"}
    assert answers <= found["malika"]


def test_once_the_round_has_ended_nobody_opens_a_card(stage: Stage):
    people, case, round_, cards = stage
    make_run(round_, by=people["sana"], confirmed_by=people["tarik"])
    answer(case, cards, by=people["tarik"])
    Round.objects.filter(pk=round_.id).update(state="out")

    end_round(round_=round_.id, by=people["sana"].member, at=now())

    of_the_case = everything_of(case.vault.id, until=1)
    assert opened(people) == {who: of_the_case if who in {"malika", "zoya"} else set() for who in people}
