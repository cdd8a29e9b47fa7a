"""Members, on the command line: how the first coordinator of a new installation comes to be."""

import secrets

import click
from django.db import transaction

from safeconduct.kit.clock import now
from safeconduct.kit.references import ALPHABET
from safeconduct.people.actions.admit_organisation import admit_organisation
from safeconduct.people.actions.enrol_member import enrol_member
from safeconduct.people.permissions import Role

BY = "command-line"
GROUPS, GROUP_LENGTH = 5, 5  # 125 bits, in groups that can be read aloud


@click.group()
def people() -> None:
    """Organisations and their members."""


@people.command()
@click.option("--sign-in", "handle", required=True, help="The name to sign in with, such as ines.")
@click.option("--name", required=True, help="The name that others see, such as “Ines Berg”.")
@click.option("--organisation", required=True, help="The organisation; it is admitted if it is new.")
@click.option("--country", default="", help="The organisation's country, if it is new: two letters, such as SE.")
@click.option(
    "--role", "roles", required=True, multiple=True, type=click.Choice([role.value for role in Role]), help="A role; may be repeated."
)
def add(*, handle: str, name: str, organisation: str, country: str, roles: tuple[str, ...]) -> None:
    """Enrol a member and print a passphrase, once."""
    passphrase, at = new_passphrase(), now()
    with transaction.atomic():
        theirs = admit_organisation(name=organisation, country=country.upper(), by=BY, at=at)
        enrol_member(
            handle=handle, name=name, organisation=theirs, roles=[Role(role) for role in roles], by=BY, at=at
        )
    click.echo(f"{name} of {organisation} signs in as “{handle}” with this passphrase, which is shown now and never again:")
    click.echo(f"  {passphrase}")


def new_passphrase() -> str:
    """Make a passphrase that nobody can guess and somebody can copy by hand."""
    return "-".join("".join(secrets.choice(ALPHABET.lower()) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
