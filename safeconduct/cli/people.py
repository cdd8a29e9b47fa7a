"""Members, on the command line: how the first coordinator and the first steward of a new installation come to be."""

import click
from django.conf import settings

from safeconduct.kit.clock import now
from safeconduct.people.actions.invite_member import LONGEST, invite_member
from safeconduct.people.permissions import Role
from safeconduct.people.queries import invitation_link

BY = "command-line"
HERE = "http://127.0.0.1:8000"
USUAL = 7


@click.group()
def people() -> None:
    """Organisations and their members."""


@people.command()
@click.option("--organisation", required=True, help="The organisation; it is admitted if it is new.")
@click.option("--country", default="", help="The organisation's country, if it is new: two letters, such as SE.")
@click.option(
    "--role", "roles", required=True, multiple=True, type=click.Choice([role.value for role in Role]), help="A role; may be repeated."
)
@click.option("--days", default=USUAL, show_default=True, type=click.IntRange(1, LONGEST), help="Days that the invitation holds.")
@click.option(
    "--address", default="", help="Where the desk is reached, such as https://desk.example.org; else the first of SAFECONDUCT_ORIGINS."
)
def invite(*, organisation: str, country: str, roles: tuple[str, ...], days: int, address: str) -> None:
    """Invite somebody and print the link that lets them join, once."""
    invitation, token = invite_member(
        organisation=organisation, country=country, roles=[Role(role) for role in roles], days=days, by=BY, at=now()
    )
    origin = address or next(iter(settings.CSRF_TRUSTED_ORIGINS), HERE)
    click.echo(f"For one person of {invitation.organisation}, until {invitation.until}. The link is shown now and never again:")
    click.echo(f"  {invitation_link(origin, token)}")
    click.echo("Whoever opens it first becomes this member: give it to them yourself, never by e-mail.")
