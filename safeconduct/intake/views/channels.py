"""Channels, as docs/reference/sealed-desk.md describes their addresses."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.views.decorators.http import require_http_methods, require_POST

from safeconduct.intake.access import channel_for
from safeconduct.intake.actions.destroy_channel import destroy_channel
from safeconduct.intake.actions.open_channel import open_channel
from safeconduct.intake.actions.renew_card import renew_card
from safeconduct.intake.actions.set_channel_state import set_channel_state
from safeconduct.intake.actions.word_channel import word_channel
from safeconduct.intake.queries.channels import channels_of
from safeconduct.intake.receiving import Text
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.talking import Given, NotUnderstood, given_by, talks
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission

SIGNATURE_LENGTH = 64
MOST_TEXTS = 30
LONGEST_NAME, LONGEST_LINE = 120, 300


@opens_to(Permission.VAULT_HOLD)
@talks
@require_http_methods(["GET", "HEAD", "POST"])
def channels(request: DeskRequest) -> dict[str, Any]:
    """List the channels that the member holds, or open one. For who may not open any, there is nothing to be opened here."""
    if request.method != "POST":
        return {"channels": channels_of(request.member)}
    if not request.member.may(Permission.CHANNEL_KEEP):
        raise Http404
    sent = given_by(request)
    channel = open_channel(
        id_=sent.uuid("id"),
        vault=sent.uuid("vault"),
        slug=sent.slug("slug"),
        texts=_texts(sent),
        card=sent.octets("card"),
        signature=sent.octets("signature", length=SIGNATURE_LENGTH),
        by=request.member,
        at=now(),
    )
    return {"id": str(channel.pk)}


@opens_to(Permission.CHANNEL_KEEP)
@talks
@require_POST
def card(request: DeskRequest, channel: UUID) -> dict[str, Any]:
    """Give the channel a new card."""
    found, sent = channel_for(request.member, channel), given_by(request)
    signature = sent.octets("signature", length=SIGNATURE_LENGTH)
    renew_card(channel=found, card=sent.octets("card"), signature=signature, by=request.member, at=now())
    return {"done": True}


@opens_to(Permission.CHANNEL_KEEP)
@talks
@require_POST
def texts(request: DeskRequest, channel: UUID) -> dict[str, Any]:
    """Say anew what the channel is called."""
    word_channel(channel=channel_for(request.member, channel), texts=_texts(given_by(request)), by=request.member, at=now())
    return {"done": True}


@opens_to(Permission.VAULT_HOLD)
@talks
@require_POST
def state(request: DeskRequest, channel: UUID) -> dict[str, Any]:
    """Open or close the channel: whoever holds it may, so that a night shift can say that nobody reads."""
    found = channel_for(request.member, channel)
    set_channel_state(channel=found, state=given_by(request).text("state", most=20), by=request.member, at=now())
    return {"done": True}


@opens_to(Permission.CHANNEL_KEEP)
@talks
@require_POST
def destroy(request: DeskRequest, channel: UUID) -> dict[str, Any]:
    """Destroy the channel and everything in it, once its id has been said again."""
    found = channel_for(request.member, channel)
    if given_by(request).uuid("id") != found.pk:
        raise NotUnderstood
    destroy_channel(channel=found, by=request.member, at=now())
    return {"done": True}


def _texts(sent: Given) -> list[Text]:
    return [
        Text(
            one.language("language"),
            one.text("name", most=LONGEST_NAME),
            one.text("line", most=LONGEST_LINE, may_be_empty=True),
            one.text("closed_line", most=LONGEST_LINE, may_be_empty=True),
        )
        for one in sent.each("texts", most=MOST_TEXTS)
    ]
