"""Propose one table of one quarter for the public: already rounded in the browser that counted."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.models import Crisis
from safeconduct.kit.clock import day_of
from safeconduct.kit.currencies import is_currency
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.released.access import ledger_of, releases_for
from safeconduct.released.models import Figure, Release, ReleaseState
from safeconduct.released.queries.lines import line_of_release
from safeconduct.released.rules.tenfive import TABLES, Cell, Line, troubles


class NotATable(Refused):
    """Nothing of that name may be said."""

    code = "not-a-table"
    sentence = _("There is no such table, or no such quarter. Nothing was proposed.")


class TooEarly(Refused):
    """The quarter, or the two months after it, are not over."""

    code = "too-early"
    sentence = _("It is too early: a quarter must be over, and arrivals and ways out wait 60 days more. Nothing was proposed.")


class DiffersTooLittle(Refused):
    """The difference to what went out before would be somebody."""

    code = "differs-too-little"
    sentence = _(
        "This differs by one to nine from what went out before: the difference would be somebody. What is out stays; nothing was proposed."
    )


class ShowsTooMuch(Refused):
    """It is not rounded as the rule wants it."""

    code = "shows-too-much"
    sentence = _("These numbers show more than the rule allows. Nothing was proposed.")


class AlreadyWaiting(Refused):
    """One at a time."""

    code = "already-waiting"
    sentence = _("Numbers for this table and quarter wait already. They must go out or be refused first.")


class NoCurrency(Refused):
    """A sum without a currency is no sum."""

    code = "no-currency"
    sentence = _("Say in which currency the sums are, and only sums have one. Nothing was proposed.")


REASONS = {
    "not-a-table": NotATable,
    "not-a-quarter": NotATable,
    "too-early": TooEarly,
    "differs-too-little": DiffersTooLittle,
    "shows-too-much": ShowsTooMuch,
}


@transaction.atomic
def propose_numbers(
    *, crisis: Crisis, table: str, quarter: str, figures: Sequence[Cell], currency: str = "", by: Member, at: datetime
) -> Release:
    """Keep the line until a second person, whose browser counted for itself, has come to the same.

    The same proposal by the same member again is the same release: a lost answer is no second one.

    :raises NotATable: if table or quarter have no name
    :raises NoCurrency: if sums have no currency, or people have one
    :raises TooEarly: if the quarter, or the wait after it, is not over
    :raises DiffersTooLittle: if it comes too close to anything that went out
    :raises ShowsTooMuch: if a cell is below ten, not rounded, or says a hidden one
    :raises AlreadyWaiting: if numbers of this table, quarter and currency wait already
    """
    line = Line(table, quarter, tuple(figures))
    shape = TABLES.get(table)
    if shape is None:
        raise NotATable
    if is_currency(currency) != shape.is_money or (currency and not shape.is_money):
        raise NoCurrency
    release = Release(crisis=crisis, organisation=by.organisation, table=table, quarter=quarter, currency=currency, proposed_by=by)
    waiting = (
        releases_for(by)
        .filter(crisis=crisis, table=table, quarter=quarter, currency=currency, state__in=[ReleaseState.PROPOSED, ReleaseState.CONFIRMED])
        .first()
    )
    if waiting is not None:
        if waiting.proposed_by == by and line_of_release(waiting) == line:
            return waiting
        raise AlreadyWaiting
    for word in troubles(line, on=at.date(), ledger=[line_of_release(old) for old in ledger_of(release)]):
        raise REASONS[word]
    release.proposed_on = at.date()
    release.save()
    for place, one in enumerate(figures):
        Figure.objects.create(release=release, place=place, cell=one.cell, value=one.value, is_withheld=one.withheld)
    record("released.numbers-proposed", release.reference, by=by.reference, at=day_of(at), table=table, quarter=quarter, crisis=crisis.slug)
    return release
