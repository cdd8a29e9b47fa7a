"""The record of what happened, on the command line."""

import sys

import click

from safeconduct.audit.queries import verify as verify_record


@click.group()
def audit() -> None:
    """The record of what happened."""


@audit.command()
def verify() -> None:
    """Walk the chain of the record and tell whether it is whole; the exit code is 1 when it is not."""
    verdict = verify_record()
    if verdict.is_whole:
        click.echo(f"The record is whole: {verdict.checked} entries, each following the one before.")
        return
    click.echo(
        f"The record is not whole. {verdict.problem} The {verdict.checked} entries before it hold. "
        "Keep a copy of the database as it is now, and compare it with a backup.",
        err=True,
    )
    sys.exit(1)
