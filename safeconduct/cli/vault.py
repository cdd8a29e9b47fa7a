"""Vaults, on the command line: what a nightly job does."""

import click
from django.conf import settings

from safeconduct.kit.clock import today
from safeconduct.vault.actions.tidy_sealed_files import tidy_sealed_files
from safeconduct.vault.storing import shrink


@click.group()
def vault() -> None:
    """Sealed vaults. Nothing here can open one."""


@vault.command()
def tidy() -> None:
    """Take away sealed files that were never finished, and the room that deleted rows left in the databases. Run it every night."""
    taken = tidy_sealed_files(on=today())
    for database in settings.DATABASES:
        shrink(database)
    click.echo(f"{taken} unfinished or stray sealed files were taken away. The databases were written anew, without what was deleted.")
