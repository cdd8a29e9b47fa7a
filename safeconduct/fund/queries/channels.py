"""A book as those who keep it see it: its funds, its accounts at banks, and the numbers that people may send money to."""

from __future__ import annotations

from dataclasses import dataclass

from safeconduct.fund.access.bank import book_kept_by
from safeconduct.fund.access.books import bank_accounts_kept_by, funds_kept_by
from safeconduct.fund.access.channels import channels_kept_by
from safeconduct.fund.models import BankAccount, Book, Channel, Fund
from safeconduct.fund.rules.channels import Channel as Number
from safeconduct.fund.words import CHANNEL_NAMES
from safeconduct.people.models import Member


@dataclass(frozen=True)
class ChannelRow:
    """A channel and how it stands: ``asked`` (waits for a second person), ``verified``, ``ended``.

    ``number`` is empty where a colleague alone has typed it: whoever types it again reads it from the bank's paper and does not copy it.
    ``is_odd``: a Swish number without the check digit that nearly all have.
    """

    channel: Channel
    name: str
    number: str
    state: str
    is_mine: bool
    is_odd: bool


@dataclass(frozen=True)
class BookPage:
    """What stands on the page of a book; ``book`` is ``None`` where none was opened."""

    book: Book | None
    funds: list[Fund]
    accounts: list[BankAccount]
    channels: list[ChannelRow]


def book_page(member: Member) -> BookPage:
    """Give the book of the member's organisation with all that was set up in it."""
    return BookPage(
        book=book_kept_by(member),
        funds=list(funds_kept_by(member).order_by("name", "pk")),
        accounts=list(bank_accounts_kept_by(member).order_by("code")),
        channels=[channel_row(one, member) for one in channels_kept_by(member).order_by("-pk")],
    )


def channel_row(channel: Channel, member: Member) -> ChannelRow:
    """Give one channel as this member sees it."""
    state = "ended" if channel.ended_on else "verified" if channel.confirmed_on else "asked"
    number = Number(channel.kind, channel.number, channel.currency)
    is_mine = channel.asked_by_id == member.pk
    shown = number.written if is_mine or channel.confirmed_on else ""
    return ChannelRow(channel, str(CHANNEL_NAMES[channel.kind]), shown, state, is_mine, number.doubt == "check")


def fund_choices(member: Member) -> list[tuple[str, str]]:
    """Give the funds of the member's book to choose from."""
    return [(fund.reference, fund.name) for fund in funds_kept_by(member).order_by("name", "pk")]


def account_choices(member: Member) -> list[tuple[str, str]]:
    """Give the accounts of the member's book to choose from."""
    return [(one.code, f"{one.code} ({one.currency})") for one in bank_accounts_kept_by(member).order_by("code")]
