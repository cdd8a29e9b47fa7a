"""Open a fund in a book: money for one thing, with what is promised of it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.fund.models import Book, Fund
from safeconduct.fund.rules.accounts import NAME
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


@dataclass(frozen=True)
class Promise:
    """What is said of a fund before anybody gives. ``sponsor`` bears its fees; ``second`` gets what is left, for ``second_purpose``."""

    code: str
    name: str
    is_undeducted: bool = False
    sponsor: Fund | None = None
    second: Fund | None = None
    second_purpose: str = ""


class NotAFund(Refused):
    """What was promised cannot be kept."""

    code = "not-a-fund"
    sentence = _(
        "This fund cannot be opened: it needs a name and a code of small letters, and an undeducted fund needs another one, "
        "not undeducted itself, that bears its fees. A second purpose needs a fund as well as words. Nothing was opened."
    )


class CodeTaken(Refused):
    """Another fund has the code."""

    status, code = 409, "taken"
    sentence = _("Another fund of this book has this code already, with another promise. Nothing was changed; choose another code.")


@transaction.atomic
def open_fund(*, book: Book, promise: Promise, by: Member, at: datetime) -> Fund:
    """Open it; the very same once more is one fund. What is promised cannot be changed afterwards, by nobody.

    :raises NotAFund: if the code, the name, the sponsor or the second purpose will not do
    :raises CodeTaken: if the code stands for something else
    """
    if not _can_be_kept(book, promise):
        raise NotAFund
    told = {name: getattr(promise, name) for name in ("name", "is_undeducted", "sponsor", "second", "second_purpose")}
    fund, is_new = Fund.objects.get_or_create(book=book, code=promise.code, defaults=told)
    if any(getattr(fund, name) != value for name, value in told.items()):
        raise CodeTaken
    if is_new:
        second = promise.second.reference if promise.second else ""
        record("fund.fund-opened", fund.reference, by=by.reference, at=day_of(at), undeducted=fund.is_undeducted, second=second)
    return fund


def _can_be_kept(book: Book, promise: Promise) -> bool:
    if not NAME.fullmatch(promise.code) or not promise.name.strip() or bool(promise.second) != bool(promise.second_purpose.strip()):
        return False
    if any(fund is not None and fund.book_id != book.pk for fund in (promise.sponsor, promise.second)):
        return False
    bears = promise.sponsor is not None and not promise.sponsor.is_undeducted
    return bears if promise.is_undeducted else promise.sponsor is None or bears
