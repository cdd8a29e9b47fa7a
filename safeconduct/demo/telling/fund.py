"""The emergency appeal of the invented relief fund: its book, the number to pay to, a day's gifts in bank files. Nobody in it exists."""

import io
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from safeconduct.demo.paper.bank import camt_054, invented_gifts
from safeconduct.demo.tables import table
from safeconduct.demo.telling.keys import Keyed
from safeconduct.demo.telling.publications import Desk
from safeconduct.demo.telling.registers import make_register
from safeconduct.fund.actions.add_bank_account import AtBank, add_bank_account
from safeconduct.fund.actions.ask_channel import Asked, ask_channel
from safeconduct.fund.actions.book_file import book_file
from safeconduct.fund.actions.confirm_channel import confirm_channel
from safeconduct.fund.actions.make_appeal import Terms, Text, make_appeal
from safeconduct.fund.actions.open_appeal import open_appeal
from safeconduct.fund.actions.open_book import open_book
from safeconduct.fund.actions.open_fund import Promise, open_fund
from safeconduct.fund.actions.publish_steps import publish_steps
from safeconduct.fund.actions.take_bank_file import take_bank_file
from safeconduct.fund.actions.write_appeal_text import write_appeal_text
from safeconduct.fund.actions.write_entries import write_entries
from safeconduct.fund.models import Appeal, BankFile, Book, Channel, Fund
from safeconduct.fund.rules import entries
from safeconduct.fund.rules.money import Money

BOOKED = (150, 130)  # gifts in the files of this morning and of noon
LATER = 160  # in the one that lies ready to be brought in
READY = "demo-bank-file.xml"


def tell_fund(desk: Desk) -> None:
    """Open the book and its funds, verify a number, open the appeal, and book two files; a third lies beside the note of how to sign in."""
    runa, elof = (desk.cast.keyed[name] for name in ("runa", "elof"))
    make_register("donors", runa.member.organisation.reference, [runa, elof], desk)
    book = open_book(currency=table("fund")["book"]["currency"], by=runa.member, at=desk.at)
    fund = _funds(book, runa, desk)
    appeal = _appeal(fund, _number(book, runa, elof, desk), runa, desk)
    open_appeal(appeal=appeal, by=elof.member, at=desk.at)
    for number, gifts in enumerate(BOOKED, start=1):
        stream = io.BytesIO(_file(number, gifts, desk))
        taken = take_bank_file(book=book, stream=stream, by=runa.member, at=desk.at)
        book_file(file=taken.file, by=runa.member, at=desk.at)
        publish_steps(at=desk.at)
    BankFile.objects.filter(book=book).update(is_demonstration=True)
    _leave_file(_file(len(BOOKED) + 1, LATER, desk))


def _funds(book: Book, runa: Keyed, desk: Desk) -> Fund:
    said = table("fund")["book"]

    def opened(key: str, **promised: Any) -> Fund:
        promise = Promise(said[key]["code"], said[key]["name"], **promised)
        return open_fund(book=book, promise=promise, by=runa.member, at=desk.at)

    general = opened("general")
    later = opened("later", is_undeducted=True, sponsor=general)
    before = entries.opening(
        table("fund")["account"]["code"],
        said["general"]["code"],
        Money(said["given_before"], book.currency),
        on=desk.at.date() - timedelta(days=1),
        key="before",
    )
    write_entries(book=book, drafts=[before], at=desk.at)
    return opened("appeal", is_undeducted=True, sponsor=general, second=later, second_purpose=said["appeal"]["second_purpose"])


def _number(book: Book, runa: Keyed, elof: Keyed, desk: Desk) -> Channel:
    said = table("fund")["account"]
    at_bank = AtBank(said["code"], book.currency, [said["iban"], said["bankgiro"]])
    account = add_bank_account(book=book, account=at_bank, by=runa.member, at=desk.at)
    asked = Asked("bankgiro", said["bankgiro"], said["holder"])
    channel = ask_channel(account=account, asked=asked, by=runa.member, at=desk.at)
    confirm_channel(channel=channel, number=said["bankgiro"], by=elof.member, at=desk.at)
    Channel.objects.filter(pk=channel.pk).update(is_demonstration=True)
    channel.refresh_from_db()
    return channel


def _appeal(fund: Fund, channel: Channel, runa: Keyed, desk: Desk) -> Appeal:
    said, texts = table("fund")["appeal"], table("fund")["text"]
    terms = Terms(
        slug=said["slug"],
        goal_minor=said["goal"],
        currency=channel.currency,
        closes_at=desk.at + timedelta(hours=15),
        word=said["word"],
        aliases=said["aliases"],
        danger=said["danger"],
        channels=[channel],
    )
    words = [Text(language, one["title"], one["text"].strip(), one["above_goal"]) for language, one in texts.items()]
    appeal = make_appeal(fund=fund, crisis=desk.crisis, terms=terms, text=words[0], by=runa.member, at=desk.at)
    for text in words[1:]:
        write_appeal_text(appeal=appeal, text=text, by=runa.member, at=desk.at)
    return appeal


def _file(number: int, gifts: int, desk: Desk) -> bytes:
    return camt_054(invented_gifts(gifts, seed=number), on=desk.at.date(), number=number, iban=table("fund")["account"]["iban"])


def _leave_file(content: bytes) -> None:
    """Leave the afternoon's file where only the operator can read it, as the sign-in note."""
    descriptor = os.open(Path(settings.VAR) / READY, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
