"""Cases, on the command line: what a nightly job does."""

import click

from safeconduct.casework.actions.expire_referrals import expire_referrals
from safeconduct.casework.actions.shred_expired import shred_expired
from safeconduct.kit.clock import now, today
from safeconduct.released.actions.publish_batch import publish_batch


@click.group()
def casework() -> None:
    """Cases. Nothing here can open one."""


@casework.command()
def shred() -> None:
    """Destroy the cases whose last day has come, keys first, and empty referrals that are past theirs.

    Run it every night, before safeconduct vault tidy.
    """
    shredded = shred_expired(on=today(), at=now())
    emptied = expire_referrals(on=today(), at=now())
    click.echo(f"{shredded} cases were shredded.")
    click.echo(f"{emptied} referrals whose days are over were emptied.")


@casework.group()
def numbers() -> None:
    """Numbers and sentences that were let out, or wait for their day."""


@numbers.command()
def out() -> None:
    """Let out what two people agreed on before the newest batch day: the first Monday of March, June, September, December.

    The server does it by itself every night: on other nights, and twice, it does nothing.
    """
    batch = publish_batch(on=today(), at=now())
    click.echo(f"Batch day {batch.day}: {batch.releases} tables out, {batch.left} no longer fitting, {batch.claims} claims made.")
    click.echo(f"{batch.corrections} claims were marked as withdrawn.")
