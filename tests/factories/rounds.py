"""Rounds of placement, with cards sealed as browsers seal them. Everybody here is made up."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from safeconduct.crises.models import Crisis
from safeconduct.kit.clock import today
from safeconduct.people.models import Organisation
from safeconduct.people.permissions import Role
from safeconduct.placement.models import Card, Round, Run, Weights
from safeconduct.vault.format.letters import seal_letter
from safeconduct.vault.format.octets import from_text, to_text
from safeconduct.vault.format.rounds import Coordinator, round_statement
from safeconduct.vault.format.signing import sign
from tests.factories.vault import KeyedMember, KeyedVault, make_keyed_member, make_vault

CARD, ANSWER = 16 * 1024, 4 * 1024
ROUNDS = "/desk/placement/rounds/"


@dataclass
class KeyedRound:
    """A round and the vault that its coordinators hold."""

    round: Round
    vault: KeyedVault

    @property
    def id(self) -> UUID:
        return self.round.pk

    @property
    def address(self) -> str:
        return f"{ROUNDS}{self.id}/"


def make_lead(handle: str, *, voucher: KeyedMember | None = None, organisation: Organisation | None = None, **more: Any) -> KeyedMember:
    """Enrol somebody who may lead rounds."""
    return make_keyed_member(handle, roles=[Role.CASE_LEAD], voucher=voucher, organisation=organisation, **more)


def make_weights(*, by: KeyedMember, confirmed_by: KeyedMember, version: int = 1, **numbers: int) -> Weights:
    """Let two people decide on weights."""
    made, _is_new = Weights.objects.get_or_create(
        version=version, defaults={"proposed_by": by.member, "confirmed_by": confirmed_by.member, "since": today(), **numbers}
    )
    return made


def make_round(leads: Sequence[KeyedMember], crisis: Crisis, **fields: Any) -> KeyedRound:
    """Open a round that these two lead."""
    vault = make_vault("round", leads)
    weights = make_weights(by=leads[0], confirmed_by=leads[1])
    days = {"closes_on": today() + timedelta(days=7), **fields}
    made = Round(crisis=crisis, vault=vault.vault, weights=weights, opened_by=leads[0].member, **days)
    made.signature = round_signature(leads, round_=made.pk, vault=vault.id, crisis=crisis, closes_on=made.closes_on)
    made.save()
    return KeyedRound(made, vault)


def round_signature(leads: Sequence[KeyedMember], *, round_: UUID, vault: UUID, crisis: Crisis, closes_on: date) -> bytes:
    """Sign as the first of them that these two lead it."""
    people = [Coordinator(one.reference, one.keys.public.recipient, one.keys.public.signing_key) for one in leads]
    said = round_statement(round_=round_, vault=vault, crisis=crisis.reference, closes_on=closes_on.isoformat(), coordinators=people)
    return sign(leads[0].seed, said)


def new_cards(keyed: KeyedRound, number: int = 5, *, least: int = CARD, payload: Any = None) -> list[dict[str, str]]:
    """Seal cards as a browser does, blank unless something is named."""
    cards = []
    for _card in range(number):
        id_ = uuid4()
        blob = seal_letter(keyed.vault.recipient, letter=str(id_), payload=payload or {"blank": True}, least=least)
        cards.append({"id": str(id_), "blob": to_text(blob)})
    return cards


def put_cards(keyed: KeyedRound, number: int = 5, **more: Any) -> list[Card]:
    """Keep cards without asking anybody's browser."""
    return [
        Card.objects.create(pk=UUID(one["id"]), round=keyed.round, blob=from_text(one["blob"])) for one in new_cards(keyed, number, **more)
    ]


def new_answers(cards: Sequence[Card], to: KeyedVault, *, least: int = ANSWER) -> list[dict[str, str]]:
    """Seal an answer to each card."""
    said = {"answer": "none"}
    return [
        {"card": str(card.pk), "blob": to_text(seal_letter(to.recipient, letter=str(card.pk), payload=said, least=least))} for card in cards
    ]


def hash_of(cards: Sequence[Card]) -> str:
    """Hash the sealed cards as a coordinator's browser does."""
    digests = [hashlib.sha256(bytes(card.blob)).digest() for card in sorted(cards, key=lambda card: str(card.pk))]
    return hashlib.sha256(b"".join(digests)).hexdigest()


def make_run(keyed: KeyedRound, *, by: KeyedMember, confirmed_by: KeyedMember | None = None) -> Run:
    """Keep a run over the cards that lie there."""
    cards = list(Card.objects.filter(round=keyed.round))
    Round.objects.filter(pk=keyed.id).update(state="solving")
    return Run.objects.create(
        round=keyed.round,
        inputs_hash=hash_of(cards),
        model="pl-1",
        gap_permille=5,
        ran_by=by.member,
        confirmed_by=confirmed_by.member if confirmed_by else None,
        ran_on=today(),
    )
