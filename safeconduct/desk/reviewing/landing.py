"""Where a confirmed proposal lands: each kind in its register, in one transaction with the decision about it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from safeconduct.advocacy.access import demand_for
from safeconduct.advocacy.actions.add_demand_passage import add_demand_passage
from safeconduct.advocacy.actions.find_or_name_body import find_or_name_body
from safeconduct.advocacy.actions.find_or_name_post import find_or_name_post
from safeconduct.advocacy.actions.record_deed import record_deed
from safeconduct.advocacy.actions.record_response import record_response
from safeconduct.advocacy.actions.write_demand import Addressed, write_demand
from safeconduct.advocacy.models import Body
from safeconduct.advocacy.rules import DeedType, Grade, ResponseType
from safeconduct.evidence.access import claim_for
from safeconduct.evidence.actions.attribute_claim import Saying, attribute_claim
from safeconduct.evidence.actions.confirm_claim import Content, NobodySays, confirm_claim
from safeconduct.evidence.actions.confirm_quotation import confirm_quotation
from safeconduct.evidence.actions.decide_proposal import decide_proposal
from safeconduct.evidence.actions.deny_claim import deny_claim
from safeconduct.evidence.actions.keep_passage import keep_passage
from safeconduct.evidence.actions.name_source import name_source
from safeconduct.evidence.models import Passage, ProposalRow, Source
from safeconduct.evidence.models.payloads import proposal_of
from safeconduct.evidence.models.proposals import ProposalState
from safeconduct.evidence.reading.shapes import Kind, Modality, Mode, OriginKind, Qualifier, Quantity
from safeconduct.people.models import Member

Given = Mapping[str, Any]


@transaction.atomic
def land(
    *, row: ProposalRow, given: Given, sayings: list[dict[str, Any]], is_changed: bool, by: Member, at: datetime
) -> str:
    """Enter what the person confirmed and close the proposal; give the reference of what it became.

    :raises Refused: with the sentence of whichever action refuses; nothing is then entered
    """
    passage = keep_passage(rendition=row.sentence.rendition, start=row.start, end=row.end, language=row.sentence.language)
    makers: dict[Kind, Callable[[], str]] = {
        Kind.CLAIM: lambda: _claim(row, passage, given, sayings, by, at),
        Kind.QUOTATION: lambda: _quotation(passage, given, by, at),
        Kind.DEMAND: lambda: _demand(row, passage, given, by, at),
        Kind.RESPONSE: lambda: _response(row, passage, given, ResponseType(given["type"]), by, at),
        Kind.DEED: lambda: _deed(row, passage, given, by, at),
        Kind.DENIAL: lambda: _denial(row, passage, given, by, at),
        Kind.PAYMENT_CHANNEL: lambda: passage.reference,
        Kind.GOAL: lambda: passage.reference,
    }
    outcome = makers[Kind(row.kind)]()
    state = ProposalState.CHANGED if is_changed or row.is_by_hand else ProposalState.ACCEPTED
    decide_proposal(
        proposal=row, state=state, decision={"given": _plain(given), "sayings": sayings}, outcome=outcome, by=by, at=at
    )
    return outcome


def _plain(given: Given) -> dict[str, Any]:
    return {name: value for name, value in given.items() if isinstance(value, str | int | bool) or value is None}


def quantity_of(given: Given, row: ProposalRow) -> Quantity | None:
    """Give the confirmed number; bounds stay exclusive where the words say "more than"."""
    if not given.get("qualifier"):
        return None
    qualifier, found = Qualifier(given["qualifier"]), proposal_of(row).quantity
    low, high = given.get("low"), given.get("high")
    return Quantity(
        qualifier=qualifier,
        verbatim=given.get("quantity_verbatim", "") or (found.verbatim if found else ""),
        low=low,
        high=high,
        low_exclusive=qualifier is Qualifier.MORE_THAN,
        high_exclusive=qualifier is Qualifier.LESS_THAN,
        unit=given.get("unit", ""),
    )


def _sayings(row: ProposalRow, given: Given, rows: list[dict[str, Any]]) -> list[Saying]:
    quantity = quantity_of(given, row)
    return [
        Saying(
            speaker=filled["speaker"],
            role=filled.get("role", ""),
            mode=Mode(filled["mode"]),
            cites=filled.get("cites", "").strip(),
            origin=OriginKind(filled["origin"]),
            holder=filled.get("holder", "").strip(),
            hedge=filled.get("hedge", ""),
            said=row.document.published,
            is_coerced=bool(filled.get("is_coerced")),
            qualifier=quantity.qualifier if quantity else "",
            low=quantity.low if quantity else None,
            high=quantity.high if quantity else None,
            quantity_verbatim=quantity.verbatim if quantity else "",
        )
        for filled in rows
    ]


def _claim(row: ProposalRow, passage: Passage, given: Given, rows: list[dict[str, Any]], by: Member, at: datetime) -> str:
    sayings = _sayings(row, given, rows)
    if same_as := given.get("same_as"):
        claim = claim_for(by, row.document.crisis, same_as)
        if not sayings:
            raise NobodySays
        for saying in sayings:
            attribute_claim(claim=claim, saying=saying, passage=passage, by=by, at=at)
        return claim.reference
    found = proposal_of(row)
    content = Content(
        text=given["text"],
        language=given["language"],
        act=given.get("act", ""),
        affected=given.get("affected", ""),
        place=given.get("place", ""),
        when=given.get("when", ""),
        when_verbatim=found.when.verbatim if found.when else "",
        modality=Modality(given["modality"]),
        is_negative=bool(given.get("is_negative")),
        quantity=quantity_of(given, row),
        population=given.get("population", ""),
    )
    return confirm_claim(crisis=row.document.crisis, content=content, sayings=sayings, passage=passage, by=by, at=at).reference


def _quotation(passage: Passage, given: Given, by: Member, at: datetime) -> str:
    return confirm_quotation(passage=passage, speaker=given["speaker"], role=given.get("role", ""), by=by, at=at).reference


def _body(row: ProposalRow, name: str, place: str, by: Member, at: datetime) -> Body:
    return find_or_name_body(
        crisis=row.document.crisis, name=name, place=place.strip().upper(), language=row.sentence.language, by=by, at=at
    )


def _demand(row: ProposalRow, passage: Passage, given: Given, by: Member, at: datetime) -> str:
    crisis = row.document.crisis
    if same_as := given.get("same_as"):
        demand = demand_for(by, crisis, same_as)
        add_demand_passage(demand=demand, passage=passage, by=by, at=at)
        return demand.reference
    body = _body(row, given["addressee"], given.get("addressee_place", ""), by, at)
    post = _post(row, body, given, by, at)
    relayed = [_body(row, name, given.get("relayed_place", ""), by, at) for name in _names(given.get("relayed_to", ""))]
    demander = given.get("demander", "").strip()
    demand = write_demand(
        crisis=crisis,
        texts={given["language"]: given["text"]},
        original=given["language"],
        addressees=[Addressed(body, post)],
        relayed_to=[Addressed(other) for other in relayed],
        passage=passage,
        demander=name_source(crisis=crisis, name=demander, by=by, at=at) if demander else None,
        due=given.get("due", ""),
        by=by,
        at=at,
    )
    return demand.reference


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _post(row: ProposalRow, body: Body, given: Given, by: Member, at: datetime) -> Any:
    title = given.get("post", "").strip()
    return find_or_name_post(body=body, title=title, language=row.sentence.language, by=by, at=at) if title else None


def _reporter(row: ProposalRow, given: Given, by: Member, at: datetime) -> Source | None:
    name = given.get("reported_by", "").strip()
    return name_source(crisis=row.document.crisis, name=name, by=by, at=at) if name else None


def _response(row: ProposalRow, passage: Passage, given: Given, type_: ResponseType, by: Member, at: datetime) -> str:
    body = _body(row, given["actor"], given.get("actor_place", ""), by, at)
    return record_response(
        crisis=row.document.crisis,
        actor=body,
        type=type_,
        texts={given["language"]: given["text"]},
        original=given["language"],
        on=given.get("on", ""),
        passage=passage,
        reported_by=_reporter(row, given, by, at),
        grade=Grade(given["grade"]),
        post=_post(row, body, given, by, at),
        holder=given.get("holder", ""),
        is_conditional=bool(given.get("is_conditional")),
        by=by,
        at=at,
    ).reference


def _deed(row: ProposalRow, passage: Passage, given: Given, by: Member, at: datetime) -> str:
    body = _body(row, given["actor"], given.get("actor_place", ""), by, at)
    return record_deed(
        crisis=row.document.crisis,
        actor=body,
        type=DeedType(given["type"]),
        texts={given["language"]: given["text"]},
        original=given["language"],
        on=given.get("on", ""),
        passage=passage,
        reported_by=_reporter(row, given, by, at),
        grade=Grade(given["grade"]),
        quantity=quantity_of(given, row),
        post=_post(row, body, given, by, at),
        holder=given.get("holder", ""),
        by=by,
        at=at,
    ).reference


def _denial(row: ProposalRow, passage: Passage, given: Given, by: Member, at: datetime) -> str:
    outcome = ""
    if given.get("claim"):
        claim = claim_for(by, row.document.crisis, given["claim"])
        denial = deny_claim(
            claim=claim,
            speaker=given["speaker"],
            role=given.get("role", ""),
            passage=passage,
            said=given.get("on", ""),
            by=by,
            at=at,
        )
        outcome = denial.reference
    if given.get("as_response"):
        words = {**given, "actor": given["speaker"], "grade": Grade.STATED, "reported_by": ""}
        response = _response(row, passage, words, ResponseType.DENIAL, by, at)
        outcome = outcome or response
    return outcome
