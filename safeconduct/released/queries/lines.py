"""Releases as the rule reads them, and as the sealed desk does."""

from datetime import date
from typing import Any

from safeconduct.crises.access import crises_for
from safeconduct.crises.queries import title_of
from safeconduct.people.models import Member
from safeconduct.released.access import releases_for
from safeconduct.released.models import Release
from safeconduct.released.rules.batches import batch_after
from safeconduct.released.rules.tenfive import Cell, Line


def line_of_release(release: Release) -> Line:
    """Give the line that a release says."""
    figures = tuple(Cell(one.cell, one.value, one.is_withheld) for one in sorted(release.figures.all(), key=lambda one: one.place))
    return Line(release.table, release.quarter, figures)


def numbers_of(member: Member, on: date) -> dict[str, Any]:
    """Give what the member's organisation proposed and let out, with the day of the server and the next day on which anything goes out."""
    return {
        "today": on.isoformat(),
        "next_batch": batch_after(on).isoformat(),
        "crises": crises_named(member),
        "releases": [_release(one) for one in releases_for(member)],
    }


def crises_named(member: Member) -> list[dict[str, str]]:
    """Name the crises of which the member may tell something."""
    return [{"reference": crisis.reference, "title": title_of(crisis)} for crisis in crises_for(member)]


def _release(release: Release) -> dict[str, Any]:
    return {
        "reference": release.reference,
        "crisis": release.crisis.reference,
        "table": release.table,
        "quarter": release.quarter,
        "currency": release.currency,
        "state": release.state,
        "proposed_by": release.proposed_by.reference,
        "proposed_on": release.proposed_on.isoformat(),
        "confirmed_by": release.confirmed_by.reference if release.confirmed_by else "",
        "out_on": release.out_on.isoformat() if release.out_on else "",
        "figures": [
            {"cell": one.cell, "value": one.value, "withheld": one.is_withheld}
            for one in sorted(release.figures.all(), key=lambda one: one.place)
        ],
    }
