"""Commands of petitions: switches at this machine, and bringing signers in from elsewhere."""

import re

import click

from safeconduct.signing.rules.switches import read_switches, to_json
from safeconduct.signing.storing.switches import clear_here, turn_here, turned_here

REFERENCE = re.compile(r"PE-[0-9A-HJKMNP-TV-Z]{6}")
SWITCHES = ("pause", "collect-only", "pause-mail", "proof", "hide-counter", "hide-lists", "hide-reasons")


@click.group()
def petitions() -> None:
    """Petitions on this machine: switches for bad days, signers of other petitions."""


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


def _message(given: str) -> tuple[str, str]:
    language, is_split, words = given.partition("=")
    if not is_split or not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{2,4})?", language):
        raise click.ClickException('Write messages as --message en="We are back at ten."')
    return language, words.strip()[:400]
