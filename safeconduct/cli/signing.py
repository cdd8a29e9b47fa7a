"""Work on signatures, on the command line: counting, mails, keys in memory."""

import base64
import binascii
import signal
import sys
import threading

import click

from safeconduct.kit.clock import now

EVERY = 1


@click.group()
def signing() -> None:
    """Signatures of petitions: counting, mails to signers, keys in memory."""


@signing.command()
@click.option("--every", default=EVERY, show_default=True, type=click.IntRange(1, 3600), help="Seconds between two rounds.")
def run(*, every: int) -> None:
    """Count, send mails, remind, delete, again and again, until stopped. The server does so by itself; this is for a process apart."""
    from safeconduct.cli.tending import Tender

    stop, tender = threading.Event(), Tender(every=every)
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda _number, _frame: stop.set())
    tender.start()
    stop.wait()
    tender.stop()


@signing.command()
def once() -> None:
    """Do one round and tell what it did."""
    from safeconduct.cli.tending import tend_once

    for line in tend_once(now()):
        click.echo(line)


@signing.command()
@click.option("--number", default=1, show_default=True, type=click.IntRange(1, 200), help="How many, the newest first.")
def mails(*, number: int) -> None:
    """Show the newest mails to signers where no mail server is set: they lie in memory and go nowhere."""
    from safeconduct.signing.queries.letters import newest_letters

    found = newest_letters(number)
    for letter in found:
        click.echo(f"{letter}\n{'-' * 72}")
    if not found:
        click.echo("No mail lies in memory. With a mail server set, mails go out and none is kept.")


@signing.command()
def recount() -> None:
    """Compare the count with the signatures themselves, repair it, and tell by how many it differed."""
    from safeconduct.signing.actions.count_up import count_up
    from safeconduct.signing.actions.recount import recount_all

    count_up(at=now())
    differing = recount_all()
    for one in differing:
        click.echo(f"{one.reference}: {one.signatures} signatures in {one.kinds} kinds were counted wrongly. They are right now.")
    if not differing:
        click.echo("Every count is right.")


@signing.command()
def drain() -> None:
    """Bring into the database what was only collected; nothing while a campaign still asks for collecting only."""
    from safeconduct.signing.actions.drain_spool import drain_spool

    click.echo(f"Brought in: {drain_spool()} signatures, each once.")


@signing.command()
def status() -> None:
    """Tell how much waits, and for which campaigns the key is in memory."""
    from safeconduct.signing.queries.standing import standing

    for line in standing():
        click.echo(line)


@signing.command()
@click.argument("reference")
def key(*, reference: str) -> None:
    """Take the key of a campaign (32 bytes, in hexadecimal or base64) from the standard input into this machine's memory."""
    from safeconduct.signing.actions.hold_key import hold_key
    from safeconduct.signing.queries.standing import roll_named

    roll = roll_named(reference)
    if roll is None:
        raise click.ClickException("There is no campaign with this reference here. It stands on its desk page: PE-7Q4MZK.")
    hold_key(roll=roll, key=_read_key(sys.stdin.read(200)))
    click.echo("The key is in this machine's memory, and nowhere else.")


@signing.command()
def share() -> None:
    """Write all keys in memory to the standard output, for another machine: signing share | ssh OTHER safeconduct signing take."""
    from safeconduct.signing.storing.sharing import all_keys

    if sys.stdout.isatty():
        raise click.ClickException("Keys are written to no screen. Send them into another machine: safeconduct signing share | ssh OTHER …")
    for name, value in all_keys():
        click.echo(f"{name} {value.hex()}")


@signing.command()
def take() -> None:
    """Take keys that another machine shares from the standard input into memory; then both send each other's mails."""
    from safeconduct.signing.storing.sharing import take_keys

    click.echo(f"Keys taken: {take_keys(sys.stdin.read(1_000_000))}.")


def _read_key(text: str) -> bytes:
    typed = text.strip()
    for read in (bytes.fromhex, lambda one: base64.b64decode(one, validate=True)):
        try:
            found = read(typed)
        except (ValueError, binascii.Error):
            continue
        if len(found) == 32:  # noqa: PLR2004 — bytes of a key
            return found
    raise click.ClickException("This is no key: 32 bytes are expected, in hexadecimal or base64. Nothing was changed.")
