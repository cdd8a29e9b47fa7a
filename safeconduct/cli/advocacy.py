"""Commands of the advocacy desk: take in a file of posts."""

import sys
from pathlib import Path

import click
from django.conf import settings

from safeconduct.advocacy.actions.import_posts import FileDamaged, Given, import_posts, look_at_posts
from safeconduct.advocacy.queries.rosters import OUTCOMES, THINGS, Plan
from safeconduct.advocacy.words import OUTCOME_NAMES, THING_NAMES
from safeconduct.crises.access import crises_for
from safeconduct.crises.models import Crisis
from safeconduct.kit.clock import now, today
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission

MOST_ENDED = 10  # shown


@click.group()
def advocacy() -> None:
    """Commands of the advocacy desk."""


@advocacy.command("import-posts")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--crisis", "slug", required=True, help="Address of the crisis.")
@click.option("--by", "handle", required=True, help="Sign-in name of the member who takes it in.")
@click.option("--source", default="", help="Name of the source, the same each time; without it, the file's name.")
@click.option("--language", default="en", show_default=True, help="Language of names and titles that state none.")
@click.option("--place", default="", help="Country of bodies that state none: LT.")
@click.option("--checked", is_flag=True, help="Somebody compared it with its public source today: its posts are marked as verified.")
@click.option("--yes", is_flag=True, help="Take it in without asking.")
def import_posts_(*, file: Path, slug: str, handle: str, source: str, language: str, place: str, checked: bool, yes: bool) -> None:
    """Take in a file of posts and holders: Popolo JSON, or a table. It says first what would change."""
    member = _member(handle)
    crisis = _crisis(member, slug)
    if file.stat().st_size > settings.LARGEST_CAPTURE:
        raise click.ClickException("The file is larger than this server takes. Split it, by country for instance.")
    given = Given(file.read_bytes(), source or file.stem[:60], language, place.upper(), today() if checked else None)
    try:
        plan = look_at_posts(crisis=crisis, given=given, by=member, at=now())
        _tell(plan, given.source)
        if plan.is_empty or not (yes or click.confirm("Take it in?")):
            click.echo("Nothing was changed.")
            return
        import_posts(crisis=crisis, given=given, by=member, at=now())
    except FileDamaged as damaged:
        click.echo("\n".join([str(damaged), *(f"  {sentence}" for sentence in damaged.sentences)]), err=True)
        sys.exit(1)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"Taken in. Look at /desk/{crisis.slug}/posts/")


def _tell(plan: Plan, source: str) -> None:
    width = max(len(str(THING_NAMES[thing])) for thing in THINGS)
    click.echo(f"{source}:".ljust(width + 2) + "".join(str(OUTCOME_NAMES[outcome]).rjust(10) for outcome in OUTCOMES))
    for thing in THINGS:
        counts = "".join(str(plan.counts[thing, outcome]).rjust(10) for outcome in OUTCOMES)
        click.echo(str(THING_NAMES[thing]).ljust(width + 2) + counts)
    for move in plan.ended[:MOST_ENDED]:
        click.echo(f"  ends: {move.holder}, {move.post}, {move.body} ({move.when})")
    if len(plan.ended) > MOST_ENDED:
        click.echo(f"  and {len(plan.ended) - MOST_ENDED} more")
    if plan.ends_many:
        click.echo("More than half of the holders would end. The file may be cut short, or another one than before.", err=True)
    if plan.left_out:
        click.echo(f"Columns that are passed over: {', '.join(plan.left_out)}", err=True)


def _member(handle: str) -> Member:
    member = Member.objects.filter(handle=handle).first()
    if member is None or not member.may(Permission.POST_KEEP):
        raise click.ClickException(f"Nobody who keeps posts signs in as “{handle}”. Name a campaigner with --by.")
    return member


def _crisis(member: Member, slug: str) -> Crisis:
    for crisis in crises_for(member):
        if crisis.slug == slug:
            return crisis
    raise click.ClickException(f"{member.handle} takes part in no crisis at “{slug}”.")
