"""What a proposal's form holds before anybody touches it."""

from typing import Any

from safeconduct.advocacy.rules import Grade
from safeconduct.evidence.models import Document, ProposalRow
from safeconduct.evidence.models.payloads import proposal_of
from safeconduct.evidence.reading.shapes import AttributionFound, Kind, Mode, Proposal, Quantity


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
    return {
        "same_as": "",
        "demander": proposal.demander or publisher_of(document),
        "addressee": proposal.addressees[0] if proposal.addressees else "",
        "addressee_place": proposal.actor_place,
        "post": "",
        "holder": "",
        "relayed_to": ", ".join(proposal.relayed_to),
        "relayed_place": proposal.extra.get("relayed_place", ""),
        "due": proposal.when.edtf if proposal.when else "",
    }


def _answer(proposal: Proposal, document: Document) -> dict[str, Any]:
    first = proposal.attributions[0] if proposal.attributions else AttributionFound()
    second_hand = first.mode is Mode.CITES or bool(first.cites)
    return {
        "actor": proposal.extra.get("body", "") or proposal.actor,
        "actor_place": proposal.actor_place,
        "post": proposal.actor_role,
        "holder": proposal.extra.get("holder", ""),
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
