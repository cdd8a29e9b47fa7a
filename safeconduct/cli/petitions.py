"""Commands of petitions: switches at this machine, and bringing signers in from elsewhere."""

import re
import time
from pathlib import Path
from typing import Any

import click

from safeconduct.cli.handing import verify
from safeconduct.kit.clock import now, today
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.petitions.access import every_own_campaign_for
from safeconduct.petitions.actions.begin_import import begin_import
from safeconduct.petitions.actions.forget_import import forget_import
from safeconduct.petitions.actions.import_counts import import_counts
from safeconduct.petitions.actions.import_signers import import_piece, rows_left
from safeconduct.petitions.actions.look_at_import import look_at_import
from safeconduct.petitions.models import Campaign, ImportRun
from safeconduct.petitions.queries.imports import WHOLE_NAMES, findings_of, look_of
from safeconduct.petitions.rules.importing import FIELDS, Kind, Options
from safeconduct.petitions.rules.importing_text import Unreadable
from safeconduct.signing.rules.switches import read_switches, to_json
from safeconduct.signing.storing.marks import alone_here
from safeconduct.signing.storing.switches import clear_here, turn_here, turned_here

REFERENCE = re.compile(r"PE-[0-9A-HJKMNP-TV-Z]{6}")
WATCHED_EVERY = 0.5  # seconds
SWITCHES = ("pause", "collect-only", "pause-mail", "proof", "hide-counter", "hide-lists", "hide-reasons")


@click.group()
def petitions() -> None:
    """Petitions on this machine: switches for bad days, signers of other petitions."""


petitions.add_command(verify)


@petitions.command("switch")
@click.argument("reference")
@click.argument("name", type=click.Choice([*SWITCHES, "clear"]))
@click.option("--off", is_flag=True, help="Turn it off here, even where the database says on.")
@click.option("--message", "messages", multiple=True, metavar='en="…"', help="What visitors read, by language; may be repeated.")
def switch(*, reference: str, name: str, off: bool, messages: tuple[str, ...]) -> None:
    """Turn a switch of a campaign at this machine. It needs no database, counts within a second, and wins until it is cleared."""
    if not REFERENCE.fullmatch(reference):
        raise click.ClickException("A campaign's reference looks like PE-7Q4MZK. It stands on its desk page.")
    if name == "clear":
        had_any = clear_here(reference)
        click.echo("Cleared: what the database says counts again." if had_any else "Nothing had been turned here.")
        return
    turned: dict[str, object] = {name.replace("-", "_"): not off}
    if messages:
        turned["message"] = dict(_message(one) for one in messages)
    turn_here(reference, turned)
    click.echo(f"{reference}: {name} is {'off' if off else 'on'} at this machine.")
    click.echo(f"To undo it: safeconduct petitions switch {reference} clear")


@petitions.command("switches")
def switches() -> None:
    """List what was turned at this machine."""
    found = turned_here()
    for reference, turned in sorted(found.items()):
        off = [name for name, value in turned.items() if value is False]
        words = [*sorted(to_json(read_switches(turned))), *(f"{name} off" for name in sorted(off))]
        click.echo(f"{reference}: {', '.join(words).replace('_', '-')}")
    if not found:
        click.echo("Nothing is turned at this machine. What the database says counts.")


@petitions.command("import")
@click.argument("reference")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--kind", type=click.Choice(["csv", "openpetition", "pytition", "uk"]), default="csv", show_default=True)
@click.option("--by", "handle", required=True, help="Sign-in name of the campaigner who brings them in.")
@click.option("--column", "columns", multiple=True, metavar="field=HEAD", help="Which column holds what: mail=Kontakt. May be repeated.")
@click.option("--country", default="", help="Country of rows that say none: SE.")
@click.option("--language", default="en", show_default=True, help="Language of rows that say none.")
@click.option("--month-first", is_flag=True, help="04/05/2017 is the fifth of April.")
@click.option("--count-without-address", is_flag=True, help="Count rows without a mail address; no name of theirs is kept.")
@click.option("--only-count", is_flag=True, help="Keep no names at all.")
@click.option("--yes", is_flag=True, help="Bring them in without asking.")
def import_(**given: Any) -> None:
    """Bring in the signers of another petition. It says first what the file would come to, and goes on where it stopped."""
    member, campaign = _owner(given["handle"], given["reference"])
    data, kind = given["file"].read_bytes(), Kind(given["kind"])
    try:
        if kind is Kind.UK:
            partner = import_counts(campaign=campaign, data=data, by=member, at=now())
            click.echo(f"{partner.name}: {partner.count} signatures stand apart.")
            return
        run = look_at_import(campaign=campaign, data=data, kind=kind, options=_options(given, kind), by=member, on=today())
        if run.state == "looked-at":
            _tell_look(run)
            if not (given["yes"] or click.confirm("Bring them in?")):
                forget_import(run=run, by=member)
                click.echo("Nobody was brought in.")
                return
            begin_import(run=run, by=member, at=now())
        _bring(run, data)
    except Unreadable as unreadable:
        raise click.ClickException(str(WHOLE_NAMES[unreadable.code]) % {"line": unreadable.line}) from unreadable
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal


def _bring(run: ImportRun, data: bytes) -> None:
    """Bring them in, or watch the server do it while it is at it."""
    run = ImportRun.objects.get(pk=run.pk)
    while run.state == "running":
        with alone_here("imports") as is_ours:
            run = _bring_all(ImportRun.objects.get(pk=run.pk), data) if is_ours else ImportRun.objects.get(pk=run.pk)
        if not is_ours:
            _tell_how_far(run)
            time.sleep(WATCHED_EVERY)
    click.echo(f"\n{run.reference}: {run.taken} of {run.rows} were brought in.")
    for words, count in findings_of(run)["refused"]:
        click.echo(f"  {count}: {words}")


def _bring_all(run: ImportRun, data: bytes) -> ImportRun:
    rows = rows_left(run, data)
    while run.state == "running":
        run = import_piece(run=run, rows=rows, at=now())
        _tell_how_far(run)
    return run


def _tell_how_far(run: ImportRun) -> None:
    click.echo(f"\r{run.done} of {run.rows} rows", nl=False)


def _tell_look(run: ImportRun) -> None:
    look = look_of(run)
    if look is None:
        return
    click.echo(f"{look['taken']} of {look['rows']} rows would be taken; who signed here already is found while they come in.")
    for words, count in look["refused"]:
        click.echo(f"  not taken, {count}: {words}")
    for words, count in look["repaired"]:
        click.echo(f"  repaired, {count}: {words}")
    for line, words in look["first"]:
        click.echo(f"  line {line}: {words}")
    if look["passed_over"]:
        click.echo(f"  columns that are passed over: {', '.join(look['passed_over'])}")


def _options(given: dict[str, Any], kind: Kind) -> Options:
    columns = dict(one.split("=", 1) for one in given["columns"] if "=" in one)
    if unknown := sorted(set(columns) - set(FIELDS)):
        raise click.ClickException(f"No field is called {', '.join(unknown)}. There are: {', '.join(FIELDS)}.")
    return Options(
        columns=columns,
        country=given["country"].upper(),
        language=given["language"],
        month_first=given["month_first"],
        counts_without_address=given["count_without_address"] or kind is Kind.OPENPETITION,
        only_count=given["only_count"],
    )


def _owner(handle: str, reference: str) -> tuple[Member, Campaign]:
    member = Member.objects.filter(handle=handle, is_active=True).first()
    if member is None or not member.may(Permission.PETITION_KEEP):
        raise click.ClickException(f"Nobody who keeps petitions signs in as “{handle}”. Name a campaigner with --by.")
    campaign = every_own_campaign_for(member).filter(reference=reference).first()
    if campaign is None:
        raise click.ClickException(f"{handle}’s organisation owns no campaign {reference}.")
    return member, campaign


def _message(given: str) -> tuple[str, str]:
    language, is_split, words = given.partition("=")
    if not is_split or not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{2,4})?", language):
        raise click.ClickException('Write messages as --message en="We are back at ten."')
    return language, words.strip()[:400]
