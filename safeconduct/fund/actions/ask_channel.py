"""Ask for a number to be one that people may send money to. It is used only when a second person has typed the same."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.fund.models import BankAccount, Book, Channel
from safeconduct.fund.rules.channels import Channel as Number
from safeconduct.fund.rules.channels import confusable, read_channel
from safeconduct.fund.rules.identifiers import BadNumber
from safeconduct.fund.words import NUMBER_FAULTS
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


@dataclass(frozen=True)
class Asked:
    """A channel as somebody typed it. ``is_beside_known``: they have looked at the number beside it, and mean this one."""

    kind: str
    number: str
    holder: str
    is_beside_known: bool = False


class NotANumber(Refused):
    """It cannot be read as a number of its kind; ``why`` as of BadNumber."""

    code = "not-a-number"

    def __init__(self, why: str) -> None:
        super().__init__(NUMBER_FAULTS[why])
        self.why = why


class NoHolder(Refused):
    """Givers see to whom the number belongs."""

    code = "no-holder"
    sentence = _("Write whose account it is, as the bank has it: givers see this name in their own bank. Nothing was kept.")


class InUse(Refused):
    """The number is asked for or verified already, here or in another book."""

    status, code = 409, "in-use"
    sentence = _("This number is asked for or verified here already. Nothing was kept: look at the list, or end the other one first.")


class OneDigitAway(Refused):
    """One slip makes one number of the other; ``other`` where it may be told."""

    status, code = 409, "one-digit"
    sentence = _(
        "This number is one slip away from %(other)s, which stands here already. Such a pair is never kept, because money for the one "
        "would go to the other. Look at the bank’s own paper. Nothing was kept; if both are right, ask the bank for another number."
    )
    untold = _("a number of another book")

    def __init__(self, other: str) -> None:
        super().__init__(self.sentence % {"other": other or self.untold})


class Beside(Refused):
    """But for its check digits it is one slip away from another, as an account opened to be mistaken for it would be."""

    status, code = 409, "beside"
    sentence = _(
        "But for its check digits this number is one slip away from %(other)s, which stands here already. It may be your next account, or "
        "one that somebody opened to be mistaken for it. Look at the bank’s own paper, and tick below that you mean this one."
    )
    untold = _("a number of another book")

    def __init__(self, other: str) -> None:
        super().__init__(self.sentence % {"other": other or self.untold})


@transaction.atomic
def ask_channel(*, account: BankAccount, asked: Asked, by: Member, at: datetime) -> Channel:
    """Keep what one person typed, in the account's currency.

    :raises NotANumber: if it is no number of its kind, or the kind does not take the account's currency
    :raises NoHolder: if nobody is named
    :raises InUse: if the number is asked for or verified, in whatever book
    :raises OneDigitAway: if it could be taken for a number of any book that is
    :raises Beside: if that is so but for the check digits, and nobody has said that it is meant
    """
    try:
        number = read_channel(asked.kind, asked.number, account.currency)
    except BadNumber as fault:
        raise NotANumber(fault.why) from fault
    holder = " ".join(asked.holder.split())
    if not holder:
        raise NoHolder
    is_beside = _compare(number, account, asked)
    told = {"kind": number.kind, "number": number.number, "currency": number.currency, "holder": holder}
    channel = Channel.objects.create(
        book_id=account.book_id, account=account, **told, is_beside_known=is_beside, asked_by=by, asked_on=at.date()
    )
    record("fund.channel-asked", channel.reference, by=by.reference, at=day_of(at), account=account.code, kind=number.kind)
    return channel


def _compare(number: Number, account: BankAccount, asked: Asked) -> bool:
    """Hold a number against those of every book, one at a time; tell whether one stands beside it that the person knows of."""
    # Every book is locked, in one order: of two people who ask at once the second sees what the first asked for.
    list(Book.objects.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    rows = {Number(row.kind, row.number, row.currency): row for row in Channel.objects.filter(ended_on__isnull=True)}
    if any((one.kind, one.number) == (number.kind, number.number) for one in rows):
        raise InUse
    found = confusable(number, rows)
    if found is None:
        return False
    how, other = found
    row = rows[other]
    # A number that another organisation asked for, and that is not verified yet, is not told.
    may_be_told = row.book_id == account.book_id or row.confirmed_on is not None
    if how == "one-digit":
        raise OneDigitAway(other.written if may_be_told else "")
    if not asked.is_beside_known:
        raise Beside(other.written if may_be_told else "")
    return True
