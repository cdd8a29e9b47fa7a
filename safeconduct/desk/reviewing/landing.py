"""Where a confirmed proposal lands: each kind in its register, in one transaction with the decision about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
from safeconduct.advocacy.models import Body, Post
from safeconduct.advocacy.rules import DeedType, Grade, ResponseType
from safeconduct.crises.models import Crisis
from safeconduct.desk.reviewing.initials import publisher_of
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


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A proposal as a person confirmed it: what was entered, in which passage it stands, by whom and when."""

    row: ProposalRow
    passage: Passage
    given: Given
    sayings: list[dict[str, Any]]
    by: Member
    at: datetime

    @property
    def crisis(self) -> Crisis:
        return self.row.document.crisis

    @property
    def language(self) -> str:
        """Give the language of the sentence, in which names are written in it."""
        return self.row.sentence.language

    @property
    def texts(self) -> dict[str, str]:
        return {self.given["language"]: self.given["text"]}

    def said(self, name: str) -> str:
        """Give a text that was entered, without space around it."""
        return str(self.given.get(name) or "").strip()


@transaction.atomic
def land(*, row: ProposalRow, given: Given, sayings: list[dict[str, Any]], is_changed: bool, by: Member, at: datetime) -> str:
    """Enter what the person confirmed and close the proposal; give the reference of what it became.

    :raises Refused: with the sentence of whichever action refuses; nothing is then entered
    """
    passage = keep_passage(rendition=row.sentence.rendition, start=row.start, end=row.end, language=row.sentence.language)
    outcome = LANDINGS[Kind(row.kind)](Confirmed(row, passage, given, sayings, by, at))
    state = ProposalState.CHANGED if is_changed or row.is_by_hand else ProposalState.ACCEPTED
    decide_proposal(proposal=row, state=state, decision={"given": _plain(given), "sayings": sayings}, outcome=outcome, by=by, at=at)
    return outcome


def _plain(given: Given) -> dict[str, Any]:
    return {name: value for name, value in given.items() if isinstance(value, str | int | bool) or value is None}


def _quantity(one: Confirmed) -> Quantity | None:
    """Give the confirmed number; bounds stay exclusive where the words say "more than"."""
    given = one.given
    if not given.get("qualifier"):
        return None
    qualifier, found = Qualifier(given["qualifier"]), proposal_of(one.row).quantity
    return Quantity(
        qualifier=qualifier,
        verbatim=one.said("quantity_verbatim") or (found.verbatim if found else ""),
        low=given.get("low"),
        high=given.get("high"),
        low_exclusive=qualifier is Qualifier.MORE_THAN,
        high_exclusive=qualifier is Qualifier.LESS_THAN,
        unit=one.said("unit"),
    )


def _saying(one: Confirmed, filled: Mapping[str, Any]) -> Saying:
    quantity = _quantity(one)
    return Saying(
        speaker=filled["speaker"],
        reported_by=publisher_of(one.row.document),
        role=filled.get("role", ""),
        mode=Mode(filled["mode"]),
        cites=filled.get("cites", "").strip(),
        origin=OriginKind(filled["origin"]),
        holder=filled.get("holder", "").strip(),
        hedge=filled.get("hedge", ""),
        said=one.row.document.published,
        is_coerced=bool(filled.get("is_coerced")),
        qualifier=quantity.qualifier if quantity else "",
        low=quantity.low if quantity else None,
        high=quantity.high if quantity else None,
        quantity_verbatim=quantity.verbatim if quantity else "",
    )


def _claim(one: Confirmed) -> str:
    sayings = [_saying(one, filled) for filled in one.sayings]
    if not sayings:
        raise NobodySays
    if same_as := one.said("same_as"):
        claim = claim_for(one.by, one.crisis, same_as)
        for saying in sayings:
            attribute_claim(claim=claim, saying=saying, passage=one.passage, by=one.by, at=one.at)
        return claim.reference
    return confirm_claim(crisis=one.crisis, content=_content(one), sayings=sayings, passage=one.passage, by=one.by, at=one.at).reference


def _content(one: Confirmed) -> Content:
    found = proposal_of(one.row)
    return Content(
        text=one.given["text"],
        language=one.given["language"],
        act=one.said("act"),
        affected=one.said("affected"),
        place=one.said("place"),
        when=one.said("when"),
        when_verbatim=found.when.verbatim if found.when else "",
        modality=Modality(one.given["modality"]),
        is_negative=bool(one.given.get("is_negative")),
        quantity=_quantity(one),
        population=one.said("population"),
    )


def _quotation(one: Confirmed) -> str:
    return confirm_quotation(passage=one.passage, speaker=one.said("speaker"), role=one.said("role"), by=one.by, at=one.at).reference


def _body(one: Confirmed, name: str, place: str) -> Body:
    return find_or_name_body(crisis=one.crisis, name=name, place=place.upper(), language=one.language, by=one.by, at=one.at)


def _post(one: Confirmed, body: Body) -> Post | None:
    title = one.said("post")
    return find_or_name_post(body=body, title=title, language=one.language, by=one.by, at=one.at) if title else None


def _source(one: Confirmed, name: str) -> Source | None:
    return name_source(crisis=one.crisis, name=name, by=one.by, at=one.at) if name else None


def _demand(one: Confirmed) -> str:
    if same_as := one.said("same_as"):
        demand = demand_for(one.by, one.crisis, same_as)
        add_demand_passage(demand=demand, passage=one.passage, by=one.by, at=one.at)
        return demand.reference
    body = _body(one, one.said("addressee"), one.said("addressee_place"))
    pressed = [name.strip() for name in one.said("relayed_to").split(",") if name.strip()]
    return write_demand(
        crisis=one.crisis,
        texts=one.texts,
        original=one.given["language"],
        addressees=[Addressed(body, _post(one, body))],
        relayed_to=[Addressed(_body(one, name, one.said("relayed_place"))) for name in pressed],
        passage=one.passage,
        demander=_source(one, one.said("demander")),
        due=one.said("due"),
        by=one.by,
        at=one.at,
    ).reference


def _response(one: Confirmed) -> str:
    return _said_by(one, one.said("actor"), ResponseType(one.given["type"]), Grade(one.given["grade"]))


def _said_by(one: Confirmed, actor: str, type_: ResponseType, grade: Grade) -> str:
    body = _body(one, actor, one.said("actor_place"))
    return record_response(
        crisis=one.crisis,
        actor=body,
        type=type_,
        texts=one.texts,
        original=one.given["language"],
        on=one.said("on"),
        passage=one.passage,
        reported_by=_source(one, one.said("reported_by")),
        grade=grade,
        post=_post(one, body),
        holder=one.said("holder"),
        is_conditional=bool(one.given.get("is_conditional")),
        by=one.by,
        at=one.at,
    ).reference


def _deed(one: Confirmed) -> str:
    body = _body(one, one.said("actor"), one.said("actor_place"))
    return record_deed(
        crisis=one.crisis,
        actor=body,
        type=DeedType(one.given["type"]),
        texts=one.texts,
        original=one.given["language"],
        on=one.said("on"),
        passage=one.passage,
        reported_by=_source(one, one.said("reported_by")),
        grade=Grade(one.given["grade"]),
        quantity=_quantity(one),
        post=_post(one, body),
        holder=one.said("holder"),
        by=one.by,
        at=one.at,
    ).reference


def _denial(one: Confirmed) -> str:
    outcomes = []
    if reference := one.said("claim"):
        claim = claim_for(one.by, one.crisis, reference)
        denial = deny_claim(
            claim=claim,
            speaker=one.said("speaker"),
            role=one.said("role"),
            passage=one.passage,
            said=one.said("on"),
            by=one.by,
            at=one.at,
        )
        outcomes.append(denial.reference)
    if one.given.get("as_response"):
        outcomes.append(_said_by(one, one.said("speaker"), ResponseType.DENIAL, Grade.STATED))
    return outcomes[0]


def _noted(one: Confirmed) -> str:
    """Keep the words only: the fund's register, where payment channels and goals belong, is not built yet."""
    return one.passage.reference


LANDINGS: dict[Kind, Callable[[Confirmed], str]] = {
    Kind.CLAIM: _claim,
    Kind.QUOTATION: _quotation,
    Kind.DEMAND: _demand,
    Kind.RESPONSE: _response,
    Kind.DEED: _deed,
    Kind.DENIAL: _denial,
    Kind.PAYMENT_CHANNEL: _noted,
    Kind.GOAL: _noted,
}
