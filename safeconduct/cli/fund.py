"""The books, on the command line."""

import sys
from pathlib import Path

import click

from safeconduct.fund.access.bank import book_kept_by
from safeconduct.fund.actions.book_file import book_file
from safeconduct.fund.actions.take_bank_file import take_bank_file
from safeconduct.fund.queries.books import all_books
from safeconduct.fund.queries.verifying import verify as verify_book
from safeconduct.kit.clock import now
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


@click.group()
def fund() -> None:
    """The books of the emergency fund."""


@fund.command()
@click.option("--book", "reference", default="", help="Only the book with this reference, such as BO-7Q4MZK.")
@click.option("--head", default="", help="The hash of an entry that was written down elsewhere, by a partner or on paper.")
def verify(*, reference: str, head: str) -> None:
    """Walk every book from its beginning and tell whether it is whole; the exit code is 1 when one is not."""
    books = [book for book in all_books() if reference in {"", book.reference}]
    if (reference and not books) or (head and len(books) != 1):
        raise click.ClickException("There is no such book." if reference else "Say with --book which book the hash is of.")
    broken = False
    for book in books:
        verdict = verify_book(book, known=head)
        if verdict.is_whole:
            click.echo(f"The book {book.reference} is whole: {verdict.entries} entries. It ends with {verdict.head}.")
            continue
        broken = True
        click.echo(
            f"The book {book.reference} is not whole. {verdict.why} The {verdict.entries} entries before it hold. "
            "Keep a copy of the database as it is now, and compare it with a backup.",
            err=True,
        )
    if not books:
        click.echo("There is no book yet.")
    sys.exit(1 if broken else 0)


@fund.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", "handle", required=True, help="Sign-in name of the member who keeps the book and brings it in.")
@click.option("--book", "reference", default="", help="The book it must be for, such as BO-7Q4MZK.")
def take(*, file: Path, handle: str, reference: str) -> None:
    """Read a file of the bank to its end and book it; interrupted, the same command goes on."""
    member = Member.objects.filter(handle=handle, is_active=True).first()
    book = book_kept_by(member) if member else None
    if member is None or book is None or reference not in {"", book.reference}:
        raise click.ClickException("Nobody of this name keeps that book. Name with --by who keeps it.")
    try:
        with file.open("rb") as stream:
            taken = take_bank_file(book=book, stream=stream, by=member, at=now())
        book_file(file=taken.file, by=member, at=now())
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from None
    again = " It was here before." if taken.was_known else ""
    click.echo(f"{taken.file.reference} is booked: {taken.file.lines} new sums, {taken.file.known} in an earlier file already.{again}")
