"""Vaults, on the command line: what a nightly job does."""

import click
from django.conf import settings
from django.db import router

from safeconduct.casework.models import Case, Compartment, HeldCap, KnownHit, KnownToken, Referral
from safeconduct.fund.models import BankLine, Payout
from safeconduct.intake.models import Channel, ChannelText, IntakeFile, Mailbox, Message
from safeconduct.kit.clock import today
from safeconduct.people.models import Invitation, PublicBundle, Release, SecondFactor, UnlockSlot
from safeconduct.placement.models import Card, Round, Run
from safeconduct.signing.models import AddressRule, CountEvent, DayTally, PublicName, Roll, Signature, Stopped, Tally, WaitingMail
from safeconduct.vault.actions.tidy_sealed_files import tidy_sealed_files
from safeconduct.vault.actions.tidy_strongboxes import tidy_strongboxes
from safeconduct.vault.models import Epoch, Grant, Keyring, Record, Register, SealedFile, Strongbox, StrongboxAsking, StrongboxShare, Vault
from safeconduct.vault.storing import shrink
from safeconduct.watch.models import Alarm, CheckIn, Drill, Team, TeamMember, Telephone

# The tables that must not tell in which order their rows came.
SEALED = (
    *(Channel, ChannelText, IntakeFile, Mailbox, Message),
    *(Invitation, PublicBundle, Release, SecondFactor, UnlockSlot),
    *(Case, Compartment, HeldCap, KnownHit, KnownToken, Referral),
    *(BankLine, Card, Payout, Round, Run),
    *(Epoch, Grant, Keyring, Record, Register, SealedFile, Vault),
    *(Strongbox, StrongboxAsking, StrongboxShare),
    *(Alarm, CheckIn, Drill, Team, TeamMember, Telephone),
    *(AddressRule, CountEvent, DayTally, PublicName, Roll, Signature, Stopped, Tally, WaitingMail),
)


@click.group()
def vault() -> None:
    """Sealed vaults. Nothing here can open one."""


@vault.command()
def tidy() -> None:
    """Take away what was for days only: shares that were given, expired strongboxes, files never finished, and the room they left.

    Run it every night.
    """
    taken = tidy_sealed_files(on=today())
    passed = tidy_strongboxes(on=today())
    for database in settings.DATABASES:
        tables = [model._meta.db_table for model in SEALED if router.db_for_write(model) == database]  # noqa: SLF001 — Django's own word
        shrink(database, tables)
    click.echo(f"{taken} unfinished or stray sealed files were taken away. The databases were written anew, without what was deleted.")
    click.echo(f"{passed} strongboxes whose day has passed were taken away, with every share given before yesterday.")
