"""The books, on the command line."""

import sys

import click

from safeconduct.fund.queries.books import all_books
from safeconduct.fund.queries.verifying import verify as verify_book


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
