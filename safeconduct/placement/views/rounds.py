"""Rounds, as docs/reference/sealed-desk.md describes their addresses."""

from typing import Any
from uuid import UUID

from django.views.decorators.http import require_POST, require_safe

from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to
from safeconduct.kit.talking import NotUnderstood, base64_of, given_by, talks
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.placement.access import answers_to, cards_of, round_for, round_led_by
from safeconduct.placement.actions.answer_cards import answer_cards
from safeconduct.placement.actions.confirm_run import confirm_run
from safeconduct.placement.actions.end_round import end_round
from safeconduct.placement.actions.hand_in_cards import hand_in_cards
from safeconduct.placement.actions.keep_run import keep_run
from safeconduct.placement.actions.open_round import open_round
from safeconduct.placement.actions.take_back_card import take_back_card
from safeconduct.placement.queries.rounds import rounds_of
from safeconduct.placement.rules.numbers import LARGEST_VERSION

A_PAGE = 100  # cards in one answer: about two megabytes
MOST_AT_ONCE = 100
HASH_LENGTH = 32


@opens_to(Permission.CASE_WORK)
@talks
@require_safe
def rounds(request: DeskRequest) -> dict[str, Any]:
    """List the rounds of the member's crises."""
    return rounds_of(request.member)


@opens_to(Permission.ROUND_LEAD)
@talks
@require_POST
def open_one(request: DeskRequest) -> dict[str, Any]:
    """Open a round."""
    sent = given_by(request)
    made = open_round(
        id_=sent.uuid("id"),
        vault=sent.uuid("vault"),
        crisis=sent.text("crisis", most=16),
        closes_on=sent.day("closes_on"),
        weights=sent.whole("weights", least=1, most=LARGEST_VERSION),
        signature=sent.octets("signature", length=64),
        by=request.member,
        at=now(),
    )
    return {"reference": made.reference}


@opens_to(Permission.CASE_WORK)
@talks
@require_POST
def cards(request: DeskRequest, round: UUID) -> dict[str, Any]:  # noqa: A002 — the address's word
    """Take cards."""
    given = [(one.uuid("id"), one.octets("blob")) for one in given_by(request).each("cards", most=MOST_AT_ONCE)]
    hand_in_cards(round_=round, cards=given, by=request.member, on=today())
    return {"done": True}


@opens_to(Permission.CASE_WORK)
@talks
@require_POST
def take_back(request: DeskRequest, round: UUID) -> dict[str, Any]:  # noqa: A002
    """Put a blank in the place of a card."""
    sent = given_by(request)
    take_back_card(round_=round, card=sent.uuid("id"), blob=sent.octets("blob"), by=request.member)
    return {"done": True}


@opens_to(Permission.ROUND_LEAD)
@talks
@require_POST
def read(request: DeskRequest, round: UUID) -> dict[str, Any]:  # noqa: A002
    """Give a page of cards to who can open them."""
    sent = given_by(request)
    after = sent.uuid("after") if sent.text("after", most=36, may_be_empty=True) else None
    found = list(cards_of(round_led_by(request.member, round), after=after)[: A_PAGE + 1])
    page = found[:A_PAGE]
    return {
        "cards": [{"id": str(card.pk), "blob": base64_of(card.blob), "answered": bool(card.answer)} for card in page],
        "more": len(found) > A_PAGE,
    }


@opens_to(Permission.ROUND_LEAD)
@talks
@require_POST
def runs(request: DeskRequest, round: UUID) -> dict[str, Any]:  # noqa: A002
    """Keep a run."""
    sent = given_by(request)
    keep_run(
        round_=round,
        id_=sent.uuid("id"),
        inputs_hash=sent.hexadecimal("inputs_hash", length=HASH_LENGTH).hex(),
        model=sent.slug("model", most=20),
        gap=sent.whole("gap", most=1000),
        by=request.member,
        at=now(),
    )
    return {"done": True}


@opens_to(Permission.ROUND_LEAD)
@talks
@require_POST
def confirm(request: DeskRequest, round: UUID, run: UUID) -> dict[str, Any]:  # noqa: A002
    """Confirm a run that the other coordinator made."""
    hash_ = given_by(request).hexadecimal("inputs_hash", length=HASH_LENGTH).hex()
    confirm_run(round_=round, run=run, inputs_hash=hash_, by=request.member, at=now())
    return {"done": True}


@opens_to(Permission.ROUND_LEAD)
@talks
@require_POST
def answers(request: DeskRequest, round: UUID) -> dict[str, Any]:  # noqa: A002
    """Take answers; say how many cards still wait for one."""
    given = [(one.uuid("card"), one.octets("blob")) for one in given_by(request).each("answers", most=MOST_AT_ONCE)]
    if len(dict(given)) != len(given):
        raise NotUnderstood
    return {"left": answer_cards(round_=round, answers=given, by=request.member, at=now())}


@opens_to(Permission.CASE_WORK)
@talks
@require_POST
def read_answers(request: DeskRequest, round: UUID) -> dict[str, Any]:  # noqa: A002
    """Give the answers to these cards, as far as there are any. Nothing is kept of the question."""
    found = answers_to(round_for(request.member, round), given_by(request).uuids("cards", most=MOST_AT_ONCE))
    return {"answers": [{"card": str(card.pk), "blob": base64_of(card.answer)} for card in found]}


@opens_to(Permission.ROUND_LEAD)
@talks
@require_POST
def end(request: DeskRequest, round: UUID) -> dict[str, Any]:  # noqa: A002
    """End the round, once its id has been said again."""
    if given_by(request).uuid("id") != round:
        raise NotUnderstood
    end_round(round_=round, by=request.member, at=now())
    return {"done": True}
