"""Cases, on the command line: what a nightly job does."""

import click

from safeconduct.casework.actions.shred_expired import shred_expired
from safeconduct.kit.clock import now, today


@click.group()
def casework() -> None:
    """Cases. Nothing here can open one."""


@casework.command()
def shred() -> None:
    """Destroy the cases whose last day has come: their keys, then what they open. Run it every night, before safeconduct vault tidy."""
    shredded = shred_expired(on=today(), at=now())
    click.echo(f"{shredded} cases were shredded.")
