"""Signatures that another site sends, with a key that the campaign's owner gave to it."""

from dataclasses import replace
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse

from safeconduct.api.answers import NotTaken, answers
from safeconduct.api.reading import bearer_of, fields_in, repeat_key
from safeconduct.api.throttle import take_turn
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.petitions.access import public_campaign_by_reference
from safeconduct.petitions.queries.elsewhere import key_of
from safeconduct.signing.actions.take_signature import take_signature
from safeconduct.signing.queries.rolls import current
from safeconduct.signing.rules.entry import problems_of, read_entry
from safeconduct.signing.rules.kinds import Channel

NEXT = "The mailbox is asked to confirm; only then the signature counts."


@opens_to_everyone
@answers("POST")
def sign(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a signature; the answer is the same whether the mailbox signed before or not."""
    at = now()
    campaign = public_campaign_by_reference(reference)
    key = key_of(campaign, bearer_of(request))
    if key is None:
        raise NotTaken(HTTPStatus.UNAUTHORIZED, "key", "This needs a key that the campaign's owner gave, and that was not ended.")
    if not take_turn(key.reference, at=at):
        raise NotTaken(HTTPStatus.TOO_MANY_REQUESTS, "too-many", "Too many at once with this key. Send it again in some seconds.")
    roll = current(reference)
    fields, ticket = fields_in(request), repeat_key(request, key.reference)
    if roll is None or not roll.is_open(at.date()):
        raise NotTaken(HTTPStatus.CONFLICT, "not-open", "This campaign cannot be signed at the moment.")
    entry = replace(read_entry(fields), ticket=ticket)
    if problems := problems_of(entry, roll):
        raise NotTaken(HTTPStatus.UNPROCESSABLE_ENTITY, "fields", "Some fields cannot be taken as they are.", fields=problems)
    take_signature(entry, roll, on=at.date(), channel=Channel.API)
    answer = JsonResponse({"campaign": campaign.reference, "state": "waiting", "next": NEXT}, status=HTTPStatus.ACCEPTED)
    answer["Cache-Control"] = "no-store"
    return answer
