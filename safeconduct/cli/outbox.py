"""The worker that sends what waits and reads what came back, on the command line."""

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import IO

import click
from django.conf import settings
from django.db import DatabaseError, close_old_connections

from safeconduct.cli.intake import end_with_parent
from safeconduct.kit.clock import now
from safeconduct.kit.refusals import Refused

EVERY = 20  # seconds between runs
STOPPING = 70  # seconds: a mail server is given a minute to answer, and what it answers is worth waiting for
KEPT_DAYS = 90
BY = "command-line"
# Whatever one step may fail with: it is logged by its kind and its place, and the other steps go on.
MISHAPS = (DatabaseError, Refused, OSError, ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)

logger = logging.getLogger("safeconduct.outbox")


@click.group()
def outbox() -> None:
    """What goes out, and what comes back."""


@outbox.command()
@click.option("--every", default=EVERY, show_default=True, type=click.IntRange(1, 3600), help="Seconds between two runs.")
@click.option("--beside", "is_beside", is_flag=True, hidden=True, help="Started by safeconduct serve: end with it.")
def run(*, every: int, is_beside: bool) -> None:
    """Send what waits and read what came back, again and again, until stopped; a second worker on this machine only looks on."""
    from safeconduct.outbox.storing import alone

    if is_beside:
        end_with_parent()
    stop = threading.Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda _number, _frame: stop.set())
    while not stop.is_set():
        with alone() as is_ours:
            while is_ours and not stop.is_set():
                work_once(now(), is_stopped=stop.is_set)
                close_old_connections()
                stop.wait(every)
        stop.wait(every)


@outbox.command()
def once() -> None:
    """Do one run and tell what it did."""
    from safeconduct.outbox.storing import alone

    with alone() as is_ours:
        if not is_ours:
            raise click.ClickException("Another worker is at work on this machine. It does the same by itself; nothing was done here.")
        for line in work_once(now()):
            click.echo(line)


@outbox.command()
@click.option("--to", "recipients", multiple=True, help="An address of the envelope that it came to; may be repeated.")
def receive(*, recipients: tuple[str, ...]) -> None:
    """Take in one mail from the standard input, as a mail server hands it over."""
    from safeconduct.outbox.receiving import TakenElsewhere, take_in

    raw = sys.stdin.buffer.read(settings.LARGEST_CAPTURE + 1)
    try:
        incoming = take_in(raw, at=now(), recipients=recipients)
    except TakenElsewhere as taken:  # no failure: a mail server that is told of one sends the mail back
        click.echo(str(taken))
        return
    click.echo(f"{incoming.reference}: {incoming.kind}")


@outbox.command()
@click.option(
    "--days", default=KEPT_DAYS, show_default=True, type=click.IntRange(1, 3650), help="Days that bytes are kept once all is settled."
)
def tidy(*, days: int) -> None:
    """Take away bytes of old attachments and of mail that was settled; what was sent is proved by its hash. Forget who left press lists."""
    from safeconduct.outbox.actions.tidy_mail import tidy_mail
    from safeconduct.publications.actions.forget_journalists import forget_journalists

    done = tidy_mail(at=now(), days=days)
    click.echo(f"Gone: {done.attachments} attachments, {done.mails} mails, {done.files} files of the Maildir.")
    if forgotten := forget_journalists(by=BY, at=now()):
        click.echo(f"Forgotten: {forgotten} journalists who left a press list.")


@outbox.command()
def unknown() -> None:
    """List mail that belongs to no letter, by reference, day and size; nobody else is shown it."""
    from safeconduct.outbox.queries.unknown import unknown_mail

    for line in unknown_mail():
        click.echo(f"{line.reference}  {line.received_on}  {line.size} bytes")


@outbox.command()
@click.argument("mail")
@click.argument("message")
def assign(*, mail: str, message: str) -> None:
    """Give MAIL (IN-…), which belongs to no letter, to the MESSAGE (MS-…) that it answers."""
    from safeconduct.outbox.actions.assign_mail import assign_mail

    assign_mail(incoming=mail, message=message, by=BY, at=now())
    click.echo("It belongs to the letter now, and waits there to be filed.")


def work_once(at: datetime, *, is_stopped: Callable[[], bool] = lambda: False) -> list[str]:
    """Do every step once and give what each did, in words. A step that fails is logged and does not stop the others."""
    from safeconduct.outbox.actions.read_incoming import read_incoming
    from safeconduct.outbox.actions.send_waiting import send_waiting
    from safeconduct.publications.actions.follow_messages import follow_messages
    from safeconduct.publications.actions.send_planned import send_planned
    from safeconduct.publications.actions.tell_lifted import tell_lifted

    def lift() -> str:
        return f"Embargoes that ended, told on the pages of demands: {tell_lifted(at=at)}."

    def plan() -> str:
        return f"Put into the outbox: {send_planned(at=at)}."

    def send() -> str:
        sent = send_waiting(at=at, is_stopped=is_stopped)
        return f"Accepted: {sent.accepted}. To be tried again: {sent.deferred}. Failed: {sent.failed}. Nobody knows: {sent.uncertain}."

    def read() -> str:
        done = read_incoming(at=at)
        return f"Mail read: {done.taken}, of which {done.unknown} belong to no letter. Not taken in: {done.refused}."

    def follow() -> str:
        return f"Copies brought up to date: {follow_messages(at=at)}."

    told = []
    for step in (lift, plan, send, read, follow):
        if is_stopped():
            break
        try:
            told.append(step())
        except MISHAPS:
            logger.exception("a step of the outbox failed")
            told.append(f"The step “{step.__name__}” failed; where, stands in the log. The others went on.")
    return told


@contextmanager
def worker(*, output: IO[bytes] | None = None) -> Iterator["subprocess.Popen[bytes]"]:
    """Run the worker beside another process of ours, and end it with it."""
    command = [sys.executable, "-m", "safeconduct.cli.main", "outbox", "run", "--beside"]
    process = subprocess.Popen(command, env=dict(os.environ), stdout=output, stderr=output)  # noqa: S603 — our own command
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOPPING)
        except subprocess.TimeoutExpired:
            process.kill()
