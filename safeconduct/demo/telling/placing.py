"""A round of placement with its cards in, ready to be solved. All of it invented."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from safeconduct.demo.tables import Table, rows
from safeconduct.demo.telling.cases import Told
from safeconduct.demo.telling.keys import Keyed
from safeconduct.demo.telling.publications import Desk
from safeconduct.demo.telling.registers import Way
from safeconduct.demo.telling.sealing import seal_vault
from safeconduct.placement.actions.confirm_weights import confirm_weights
from safeconduct.placement.actions.hand_in_cards import hand_in_cards
from safeconduct.placement.actions.open_round import open_round
from safeconduct.placement.actions.propose_weights import propose_weights
from safeconduct.placement.models import Round
from safeconduct.placement.receiving import CARD_LENGTH, TOGETHER
from safeconduct.vault.format.labels import label_recipient
from safeconduct.vault.format.letters import seal_letter
from safeconduct.vault.format.rounds import Coordinator, round_statement
from safeconduct.vault.format.signing import sign

NAME_LENGTH = 16  # bytes of what a case is called in a round
LOCKED = {"offered", "agreed", "preparing", "submitted", "granted"}
IN_THE_ROUND = {"planned", "helped", "proposed", "offered", "agreed", "preparing", "expired", "withdrawn"}
WEIGHTS = {
    "critical": 64, "high": 16, "medium": 4, "low": 1, "theta_percent": 100, "keep_percent": 10, "share_percent": 70, "gap_permille": 5,
}  # fmt: skip


def tell_round(desk: Desk, leaders: list[Keyed], told: Mapping[str, Told], ways: Mapping[str, Way]) -> None:
    """Open a round as the first of its two coordinators, and hand in a card for each case that still looks for a way."""
    first, second = (one.member for one in leaders)
    propose_weights(version=1, numbers=WEIGHTS, by=first, at=desk.at - timedelta(days=8))
    confirm_weights(version=1, by=second, at=desk.at - timedelta(days=7))
    sealed, id_ = seal_vault("round", leaders, at=desk.at), uuid4()
    closes_on = desk.at.date() + timedelta(days=3)
    crisis, vault = desk.crisis.reference, sealed.vault.pk
    people = [Coordinator(one.member.reference, one.keys.public.recipient, one.keys.public.signing_key) for one in leaders]
    said = round_statement(round_=id_, vault=vault, crisis=crisis, closes_on=closes_on.isoformat(), coordinators=people)
    signature = sign(leaders[0].keys.bundle.seed, said)
    open_round(id_=id_, vault=vault, crisis=crisis, closes_on=closes_on, weights=1, signature=signature, by=first, at=desk.at)
    Round.objects.filter(pk=id_).update(is_demonstration=True)
    for team in ("night", "relief"):
        mine = [one for one in told.values() if one.row["arc"] in IN_THE_ROUND and one.row["team"] == team]
        cards = [_hand_in(one, id_, sealed.recipient, ways) for one in mine]
        while len(cards) % TOGETHER:
            cards.append(_card(mine[0], uuid4(), sealed.recipient, None))
        hand_in_cards(round_=id_, cards=cards, by=mine[0].by.member, on=desk.at.date())


def _hand_in(told: Told, round_: UUID, recipient: str, ways: Mapping[str, Way]) -> tuple[UUID, bytes]:
    """Note in the case what leaves it, with the consent it leaves by; give the card."""
    card, group = uuid4(), _group(told, round_, ways)
    today = told.reading.day("d+0")
    if not any(item.body["kind"] == "consent" and item.body["purpose"] == "round" for item in told.written):
        scope = "How many we are, by when, and which ways would do. (Invented)"
        told.write({"kind": "consent", "purpose": "round", "recipient": "", "scope": scope, "given": "yes", "how": "call", "on": today})
    said = {"ways": [{"way": one["way"], "score": one["score"]} for one in group["ways"]], "ruled_out": group["out"]}
    answer = {"on": today, "answer": "", "said": "", "because": ""}
    told.write({"kind": "card-out", "round": str(round_), "card": str(card), **said, **answer})
    return _card(told, card, recipient, {**group, "card": str(card)})


def _card(told: Told, id_: UUID, recipient: str, group: Table | None) -> tuple[UUID, bytes]:
    vault = told.vaults["case"]
    label = label_recipient(vault.root, vault.vault.pk, 1, str(id_))
    return id_, seal_letter(recipient, letter=str(id_), payload={"v": 1, "label": label, "group": group}, least=CARD_LENGTH)


def _group(told: Told, round_: UUID, ways: Mapping[str, Way]) -> Table:
    """Say what a round may know of a case: how many, how urgent, which ways would do and how well, and who belongs together."""
    row, facts, state = told.row, told.arc["card"]["facts"], told.arc["card"]["facts"].get("way", "")
    way = ways.get(row["way"])
    locked = {"way": str(way.id), "state": state} if way and state in LOCKED else None
    links = [item.body for item in told.written if item.body["kind"] == "link"]

    def called(relation: str) -> list[str]:
        return [_name_in(round_, link["to"]) for link in links if link["relation"] == relation]

    return {
        "org": told.by.member.organisation.reference,
        "people": row["people"],
        "tier": told.arc["card"]["tier"],
        "deadline": told.cards[0]["deadline"],
        "medical": bool(facts.get("helped")) and row["people"] == 1,
        **_open_and_shut(told, ways),
        "names": [_name_in(round_, str(told.case.pk)), *(_name_in(round_, link["token"]) for link in links)],
        "together": called("together"),
        "apart": called("apart"),
        "depends": called("depends-on"),
        "lock": locked,
        "open": str(way.id) if way and state == "proposed" else "",
    }


def _open_and_shut(told: Told, ways: Mapping[str, Way]) -> Table:
    """Score the ways by their newest odds; who is still inside cannot take those that are for people abroad."""
    opened: list[dict[str, Any]] = []
    shut: list[dict[str, Any]] = []
    for row in rows("ways", "way"):
        way = str(ways[row["key"]].id)
        if row["takes"] == "outside" and row["key"] != told.row["way"]:
            shut.append({"way": way, "codes": ["not-reachable"]})
        elif row["country"] == "PT" and row["key"] != told.row["way"]:
            shut.append({"way": way, "codes": ["papers"]})
        else:
            score = row["odds"][0][0] - 60 * (len(told.row["alias"]) % 3) - row["waiting"][1] // 2
            opened.append({"way": way, "score": max(50, round(score / 50) * 50), "days": row["waiting"][1]})
    return {"ways": opened, "out": shut}


def _name_in(round_: UUID, id_: str) -> str:
    return hashlib.sha256(f"{id_} {round_}".encode()).digest()[:NAME_LENGTH].hex()
