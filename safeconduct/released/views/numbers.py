"""Numbers, as docs/reference/sealed-desk.md describes their addresses. What comes is rounded already; no count ever does."""

from typing import Any

from django.views.decorators.http import require_http_methods, require_POST

from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to
from safeconduct.kit.talking import Given, given_by, talks
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.released.access import crisis_to_tell_of
from safeconduct.released.actions.confirm_numbers import confirm_numbers
from safeconduct.released.actions.propose_numbers import propose_numbers
from safeconduct.released.actions.refuse_numbers import refuse_numbers
from safeconduct.released.queries.lines import numbers_of
from safeconduct.released.rules.tenfive import HIGHEST, Cell

MOST_CELLS = 20


@opens_to(Permission.NUMBER_RELEASE)
@talks
@require_http_methods(["GET", "HEAD", "POST"])
def numbers(request: DeskRequest) -> dict[str, Any]:
    """Give what waits and what is out, or propose one table of one quarter."""
    if request.method != "POST":
        return numbers_of(request.member, today())
    sent = given_by(request)
    release = propose_numbers(
        crisis=crisis_to_tell_of(request.member, sent.text("crisis", most=16)),
        table=sent.text("table", most=40),
        quarter=sent.text("quarter", most=7),
        figures=_figures(sent),
        currency=sent.text("currency", most=3, may_be_empty=True),
        by=request.member,
        at=now(),
    )
    return {"reference": release.reference}


@opens_to(Permission.NUMBER_RELEASE)
@talks
@require_POST
def confirm(request: DeskRequest, reference: str) -> dict[str, Any]:
    """Confirm what a colleague proposed, with one's own count."""
    release = confirm_numbers(reference=reference, figures=_figures(given_by(request)), by=request.member, at=now())
    return {"state": release.state}


@opens_to(Permission.NUMBER_RELEASE)
@talks
@require_POST
def refuse(request: DeskRequest, reference: str) -> dict[str, Any]:
    """Refuse it."""
    return {"state": refuse_numbers(reference=reference, by=request.member, at=now()).state}


def _figures(sent: Given) -> list[Cell]:
    return [
        Cell(
            one.text("cell", most=30),
            None if one.is_none("value") else one.whole("value", most=HIGHEST),
            one.yes_or_no("withheld"),
        )
        for one in sent.each("figures", most=MOST_CELLS)
    ]
