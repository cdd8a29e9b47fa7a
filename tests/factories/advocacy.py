"""Bodies, posts, demands, words and deeds of the tests, made by the actions that make them in earnest."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from safeconduct.advocacy.actions.name_body import name_body
from safeconduct.advocacy.actions.name_post import name_post
from safeconduct.advocacy.actions.note_search import note_search
from safeconduct.advocacy.actions.propose_verdict import Evidence, propose_verdict
from safeconduct.advocacy.actions.record_ask import record_ask
from safeconduct.advocacy.actions.record_commitment import Committed, record_commitment
from safeconduct.advocacy.actions.record_deed import record_deed
from safeconduct.advocacy.actions.record_response import record_response
from safeconduct.advocacy.actions.write_demand import Addressed, write_demand
from safeconduct.advocacy.models import Ask, Body, Commitment, Deed, Demand, Post, Response, Verdict
from safeconduct.advocacy.rules import BodyKind, DeedType, Grade, ResponseType, Said, Showing, Via
from safeconduct.crises.models import Crisis
from safeconduct.evidence.models import Source
from safeconduct.people.models import Member
from tests.factories.evidence import make_source
from tests.factories.people import THEN


def make_body(crisis: Crisis, name: str = "Northland", *, place: str = "NL", kind: str = BodyKind.GOVERNMENT, **names: str) -> Body:
    """Name a body; ``names`` gives it in other languages: ``sv="Nordland"``."""
    return name_body(crisis=crisis, names={"en": name, **names}, original="en", kind=kind, place=place, by=crisis.opened_by, at=THEN)


def make_post(body: Body, title: str = "Foreign minister", **titles: str) -> Post:
    """Name a post of the body."""
    return name_post(body=body, titles={"en": title, **titles}, original="en", by=body.created_by, at=THEN)


def make_demand(
    crisis: Crisis,
    text: str = "Let in those who fled.",
    *,
    asked: Sequence[Addressed] = (),
    at: datetime = THEN,
    **fields: Any,
) -> Demand:
    """Write a demand, put to Northland unless somebody else is asked."""
    northland = Body.objects.filter(crisis=crisis, code="NL").first()
    addressees = asked or [Addressed(northland or make_body(crisis))]
    return write_demand(crisis=crisis, texts={"en": text}, original="en", addressees=addressees, by=crisis.opened_by, at=at, **fields)


def make_response(actor: Body, text: str = "It said it was concerned.", **fields: Any) -> Response:
    """Record what the body said, reported by a paper unless a source or a passage is given."""
    given = {"type": ResponseType.CONCERN, "on": "2017-04-18", "grade": Grade.STATED, **_sources(actor.crisis, fields)}
    return record_response(crisis=actor.crisis, actor=actor, texts={"en": text}, original="en", by=actor.created_by, at=THEN, **given)


def make_deed(actor: Body, text: str = "It issued two visas.", **fields: Any) -> Deed:
    """Record what the body did, reported by a paper unless a source or a passage is given."""
    given = {"type": DeedType.VISA_ISSUED, "on": "2017-04-19", "grade": Grade.STATED, **_sources(actor.crisis, fields)}
    texts = given.pop("texts", {"en": text})
    return record_deed(crisis=actor.crisis, actor=actor, texts=texts, original="en", by=actor.created_by, at=THEN, **given)


def _sources(crisis: Crisis, fields: dict[str, Any]) -> dict[str, Any]:
    if "passage" in fields or "reported_by" in fields:
        return {"passage": None, "reported_by": None, **fields}
    known = Source.objects.filter(crisis=crisis, name="The Northern Courier").first()
    return {"passage": None, "reported_by": known or make_source(crisis), **fields}


def make_ask(demand: Demand, body: Body, *, sent_on: date = date(2017, 4, 3), **fields: Any) -> Ask:
    """Record that the body was asked by letter; no reply is due unless a day is given."""
    given = {"via": Via.LETTER, **fields}
    return record_ask(demand=demand, body=body, sent_on=sent_on, by=demand.created_by, at=THEN, **given)


def make_verdict(demand: Demand, body: Body, *, by: Member | None = None, **fields: Any) -> Verdict:
    """Propose that the body says nothing and that no deed was found, after a search that found none."""
    given = {"stated": Said.NOTHING, "shown": Showing.NONE_FOUND, "as_of": THEN.date(), "reasons": "We looked.", **fields}
    doer = by or demand.created_by
    if given["shown"] == Showing.NONE_FOUND and not body.search_notes.exists():
        note_search(body=body, searched_until=given["as_of"], note="Its site and two papers.", by=doer, at=THEN)
    evidence = Evidence(given.pop("responses", ()), given.pop("deeds", ()), given.pop("passages", ()))
    return propose_verdict(demand=demand, body=body, language="en", evidence=evidence, by=doer, at=THEN, **given)


def make_commitment(body: Body, text: str = "It will issue ten visas.", **fields: Any) -> Commitment:
    """Record that the body promised something, in words that promise."""
    response = make_response(body, type=ResponseType.PROMISE, **fields)
    committed = Committed(text=text, language="en", due_verbatim="by the summer", due="2017-06")
    return record_commitment(response=response, committed=committed, by=body.created_by, at=THEN)
