"""What the sealed desk asks and tells while it makes a package; docs/reference/sealed-desk.md says what each address takes and gives."""

import re
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from safeconduct.kit.arriving import part_of
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to
from safeconduct.kit.languages import PUBLIC_LANGUAGES
from safeconduct.kit.talking import given_by, talks
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.petitions.access import handover_to_make_for
from safeconduct.petitions.actions.note_package import note_package
from safeconduct.petitions.actions.offer_package import begin_package, offer_package
from safeconduct.petitions.actions.take_handover import TO_MAKE, NotNow
from safeconduct.petitions.queries.handing import package_facts, packed
from safeconduct.petitions.queries.walking import walked_on
from safeconduct.petitions.storing import PART_SIZE, package
from safeconduct.petitions.views.sealed import after_which
from safeconduct.signing.queries.walked import counted_after
from safeconduct.vault.access import vault_for

if TYPE_CHECKING:
    from safeconduct.petitions.models import Handover

HASH_LENGTH = 32
LARGEST_LENGTH = 2**53 - 1
LONGEST_WALK = 1000
may_make = opens_to(Permission.PETITION_HAND_OVER, Permission.VAULT_HOLD)


@may_make
@talks
@require_safe
def facts(request: DeskRequest, reference: str) -> dict[str, Any]:
    """Give everything that goes into the package but the signatures."""
    return package_facts(_to_make(request, reference), on=today())


@may_make
@talks
@require_safe
def signatures(request: DeskRequest, reference: str) -> HttpResponse:
    """Give the next counted signatures, sealed, of those alone that may be named; an empty answer at the end.

    ``Walked`` of an answer is given back as ``?walked=`` with the next question: the chain over all that was given so far.
    """
    handover, after, on = _to_make(request, reference), after_which(request), today()
    rows = counted_after(handover.campaign.roll, after, until=on)
    walked = walked_on(handover, request.GET.get("walked", "")[:LONGEST_WALK], after, rows, on=on)
    return HttpResponse(packed(rows), content_type="application/octet-stream", headers={"Walked": walked})


@may_make
@talks
@require_POST
def made(request: DeskRequest, reference: str) -> dict[str, Any]:
    """Note that the package is made."""
    sent = given_by(request)
    counts = {name: sent.whole(name) for name in ("confirmed", "named", "unreadable")}
    note_package(
        handover=handover_to_make_for(request.member, reference),
        chain_head=sent.hexadecimal("chain", length=HASH_LENGTH).hex(),
        manifest=sent.hexadecimal("manifest", length=HASH_LENGTH).hex(),
        counts=counts,
        walked=sent.text("walked", most=LONGEST_WALK, may_be_empty=True),
        by=request.member,
        at=now(),
    )
    return {"done": True}


@may_make
@talks
@require_POST
def begin(request: DeskRequest, reference: str) -> dict[str, Any]:
    """Make room for the sealed package, or tell what is here of it already."""
    sent = given_by(request)
    length = sent.whole("length", least=1, most=LARGEST_LENGTH)
    arriving = begin_package(
        handover=handover_to_make_for(request.member, reference), file=sent.uuid("id"), length=length, by=request.member
    )
    return {"part_size": PART_SIZE, "have": arriving.have()}


@may_make
@talks
@require_POST
def part(request: DeskRequest, reference: str, number: int) -> dict[str, Any]:
    """Keep one part of the package that was begun last; ``?length=`` is that of the whole."""
    handover = handover_to_make_for(request.member, reference)
    length = request.GET.get("length", "")
    if handover.sealed_file is None or handover.token_hash is not None or not re.fullmatch(r"[1-9][0-9]{0,15}", length):
        raise Http404
    arriving = package(handover.sealed_file, int(length))
    arriving.keep(number, part_of(request, most=PART_SIZE))
    return {"have": arriving.have()}


@may_make
@talks
@require_POST
def offer(request: DeskRequest, reference: str) -> dict[str, Any]:
    """Take the package for whole, and give the address that only its addressee is to be told."""
    sent = given_by(request)
    kept, token = offer_package(
        handover=handover_to_make_for(request.member, reference),
        length=sent.whole("length", least=1, most=LARGEST_LENGTH),
        digest=sent.hexadecimal("sha256", length=HASH_LENGTH),
        expires_on=sent.day("expires_on"),
        by=request.member,
        at=now(),
    )
    language = kept.language if kept.language in dict(PUBLIC_LANGUAGES) else "en"
    return {"path": f"/{language}/handover/{token}/"}


def _to_make(request: DeskRequest, reference: str) -> "Handover":
    """Give a handover that may be made, to a holder of its vault.

    :raises Http404: if the member does not hold the vault, or it is another organisation's
    :raises NotNow: if nobody approved it, or it is settled
    """
    handover = handover_to_make_for(request.member, reference)
    if handover.state not in TO_MAKE:
        raise NotNow
    vault_for(request.member, handover.campaign.vault_id)  # type: ignore[arg-type]  # none is held by nobody
    return handover
