"""What a proposal's form holds before anybody touches it."""

import re
from typing import Any

from safeconduct.advocacy.queries.holders import post_held_by
from safeconduct.advocacy.rules import Grade
from safeconduct.evidence.models import Document, ProposalRow
from safeconduct.evidence.models.payloads import proposal_of
from safeconduct.evidence.queries.sentences import place_word
from safeconduct.evidence.reading.propose.mentions import places
from safeconduct.evidence.reading.shapes import AttributionFound, Kind, Mode, Proposal, Quantity

# A first name and a family name, and nothing that names a place or a body.
_PERSON = re.compile(r"\w[\w.'’-]+(?: \w[\w.'’-]*){1,3}")


def publisher_of(document: Document) -> str:
    """Give the name of whoever speaks where a document speaks for itself."""
    return document.source.name if document.source else document.publisher_found or document.author


def initial_of(row: ProposalRow) -> dict[str, Any]:
    """Give the form's values as the rules proposed them; the sentence stands as the text until somebody words it better."""
    proposal, document = proposal_of(row), row.document
    makers = {
        Kind.CLAIM: _claim,
        Kind.QUOTATION: _quotation,
        Kind.DEMAND: _demand,
        Kind.RESPONSE: _response,
        Kind.DEED: _deed,
        Kind.DENIAL: _denial,
        Kind.PAYMENT_CHANNEL: _money,
        Kind.GOAL: _money,
    }
    return {"text": row.sentence.text, "language": row.sentence.language, **makers[proposal.kind](proposal, document)}


def sayings_of(row: ProposalRow) -> list[dict[str, Any]]:
    """Give a row of the form for each attribution found; where nobody is named, the document's publisher says it."""
    proposal, publisher = proposal_of(row), publisher_of(row.document)
    found = proposal.attributions or (AttributionFound(mode=Mode.UNATTRIBUTED),)
    return [
        {
            "speaker": saying.speaker or publisher,
            "role": saying.role,
            "mode": saying.mode.value,
            "cites": saying.cites,
            "origin": saying.origin.value,
            "holder": saying.holder,
            "hedge": saying.hedge,
            "is_coerced": saying.is_coerced,
        }
        for saying in found
    ]


def _quantity(quantity: Quantity | None) -> dict[str, Any]:
    if quantity is None:
        return {"qualifier": "", "low": None, "high": None, "unit": "", "quantity_verbatim": ""}
    return {
        "qualifier": quantity.qualifier.value,
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        "quantity_verbatim": quantity.verbatim,
    }


def _claim(proposal: Proposal, _document: Document) -> dict[str, Any]:
    return {
        "same_as": "",
        "act": proposal.act,
        "affected": proposal.affected,
        "place": proposal.place,
        "when": proposal.when.edtf if proposal.when else "",
        "population": "",
        "modality": proposal.modality.value,
        "is_negative": proposal.is_negative,
        **_quantity(proposal.quantity),
    }


def _quotation(proposal: Proposal, _document: Document) -> dict[str, Any]:
    first = proposal.attributions[0] if proposal.attributions else AttributionFound()
    return {"speaker": proposal.actor or first.speaker, "role": proposal.actor_role or first.role}


def _demand(proposal: Proposal, document: Document) -> dict[str, Any]:
    asked = _office(document, proposal.addressees[0] if proposal.addressees else "", proposal.actor_place, "")
    pressed = [_office(document, name, "", "") for name in proposal.relayed_to]
    return {
        "same_as": "",
        "demander": proposal.demander or _speaker(proposal) or publisher_of(document),
        "addressee": asked["actor"],
        "addressee_place": asked["actor_place"],
        "post": asked["post"],
        "holder": asked["holder"],
        "relayed_to": ", ".join(one["actor"] for one in pressed),
        "relayed_place": pressed[0]["actor_place"] if len(pressed) == 1 else "",
        "due": proposal.when.edtf if proposal.when else "",
    }


def _speaker(proposal: Proposal) -> str:
    return proposal.attributions[0].speaker if proposal.attributions else ""


def _office(document: Document, name: str, place: str, role: str) -> dict[str, str]:
    """Tell the body from the person who speaks for it: posts are asked and answer, people hold them for a while."""
    named = places(name, document.languages[0] if document.languages else "und") if name else ()
    if named or not _PERSON.fullmatch(name):
        return {"actor": name, "actor_place": place or (named[0].code if named else ""), "post": role, "holder": ""}
    if held := post_held_by(document.crisis, name):
        return {"actor": held.body, "actor_place": held.place, "post": held.post, "holder": name}
    return {"actor": place_word(place) if place else "", "actor_place": place, "post": role, "holder": name}


def _answer(proposal: Proposal, document: Document) -> dict[str, Any]:
    first = proposal.attributions[0] if proposal.attributions else AttributionFound()
    second_hand = first.mode is Mode.CITES or bool(first.cites)
    return {
        **_office(document, proposal.actor, proposal.actor_place, proposal.actor_role),
        "on": proposal.when.edtf if proposal.when else "",
        "reported_by": first.cites or publisher_of(document),
        "grade": (Grade.SECOND_HAND if second_hand else Grade.STATED).value,
    }


def _response(proposal: Proposal, document: Document) -> dict[str, Any]:
    return {**_answer(proposal, document), "type": proposal.response_type, "is_conditional": bool(proposal.extra.get("conditional"))}


def _deed(proposal: Proposal, document: Document) -> dict[str, Any]:
    return {**_answer(proposal, document), **_quantity(proposal.quantity), "type": proposal.deed_type}


def _denial(proposal: Proposal, _document: Document) -> dict[str, Any]:
    return {
        "claim": "",
        "speaker": proposal.actor,
        "role": proposal.actor_role,
        "on": proposal.when.edtf if proposal.when else "",
        "actor_place": proposal.actor_place,
        "as_response": bool(proposal.actor_place),
    }


def _money(proposal: Proposal, _document: Document) -> dict[str, Any]:
    quantity = proposal.quantity
    return {
        "channel": proposal.channel,
        "channel_number": proposal.channel_number,
        "message_word": proposal.message_word,
        "amount": quantity.low if quantity else None,
        "unit": quantity.unit if quantity else "",
    }
