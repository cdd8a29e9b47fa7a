"""The demonstration, on the command line."""

from pathlib import Path

import click
from django.conf import settings

from safeconduct.kit.clock import now


@click.group(invoke_without_command=True)
@click.pass_context
def demo(context: click.Context) -> None:
    """Load the demonstration, once, and tell how to sign in to it."""
    if context.invoked_subcommand is None:
        click.echo(load_and_tell())


@demo.command()
@click.argument("handle")
def code(*, handle: str) -> None:
    """Print the present one-time code of somebody in the demonstration."""
    from safeconduct.demo.telling.keys import present_code

    digits, seconds = present_code(handle, at=now())
    click.echo(digits)
    click.echo(f"It is the newest for {seconds} seconds more, is taken for half a minute after that, and works once.", err=True)


@demo.command()
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Where the demonstration is served on this machine."
)
@click.option("--per-second", default=33.0, show_default=True, type=click.FloatRange(0.1, 2000), help="How many sign in a second.")
@click.option("--seconds", default=60.0, show_default=True, type=click.FloatRange(1, 3600), help="For how long.")
@click.option("--hands", default=16, show_default=True, type=click.IntRange(1, 200), help="How many may wait for an answer at once.")
def surge(*, port: int, per_second: float, seconds: float, hands: int) -> None:
    """Let invented people sign the demonstration's petition, thirty-three a second as on the busiest evening known, while one watches."""
    from safeconduct.demo.surge import Tally, play

    def tell(tally: Tally) -> None:
        click.echo(f"\r{tally.signed} signed, {tally.confirmed} confirmed, {tally.failed} failed", nl=False)

    tally = play(port=port, per_second=per_second, seconds=seconds, hands=hands, tell=tell)
    tell(tally)
    click.echo()


def load_and_tell() -> str:
    """Load the demonstration unless it is there, and give the note that tells how to sign in."""
    # Imported only when asked for: a server in earnest never reads the demonstration.
    from safeconduct.demo.actions.load_demonstration import SIGN_IN_NOTE, load_demonstration

    if load_demonstration(at=now()):
        click.echo("The demonstration is loaded.")
    note = Path(settings.VAR) / SIGN_IN_NOTE
    return note.read_text(encoding="utf-8").strip() if note.exists() else ""
