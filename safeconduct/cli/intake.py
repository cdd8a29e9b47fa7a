"""The pages of people who ask for help, on the command line.

These commands run with the intake's own settings: they know its database and no other.
"""

import ctypes
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any
from wsgiref.util import setup_testing_defaults

import click
from django.conf import settings
from django.template.loader import get_template

from safeconduct.cli.ports import demand_free, shown_as
from safeconduct.kit.clock import now

SETTINGS = "safeconduct.config.ask_settings"
# What the intake must not be able to use, handed on by nobody.
NOT_FOR_THE_INTAKE = (
    "SAFECONDUCT_DATABASE_URL",
    "SAFECONDUCT_SIGNING_DATABASE_URL",
    "SAFECONDUCT_SECRET_KEY",
    "SAFECONDUCT_SECRET_KEY_FILE",
    "SAFECONDUCT_MAIL_USER",
    "SAFECONDUCT_MAIL_PASSWORD",
    "SAFECONDUCT_MAIL_PASSWORD_FILE",
    "DJANGO_SETTINGS_MODULE",
)
STOPPING = 15  # seconds
WHEN_PARENT_ENDS = 1  # PR_SET_PDEATHSIG, prctl(2)


@click.group()
def intake() -> None:
    """The pages of people who ask for help."""


@intake.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on.")
@click.option("--beside", "is_beside", is_flag=True, hidden=True, help="Started by safeconduct serve: end with it.")
def serve(*, host: str, port: int, is_beside: bool) -> None:
    """Serve the pages of people who ask for help until stopped; each request is a process of its own."""
    from safeconduct.ask.access import unverified
    from safeconduct.ask.actions.tidy_up import tidy_up
    from safeconduct.ask.storing import own, ready_folder
    from safeconduct.cli.one_request import OneRequestServer

    demand_free(host, port)
    if is_beside:
        end_with_parent()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    ready_folder()
    tidy_up(at=now())
    if without := unverified():
        click.echo(f"Channels whose card does not lead to the root key take nothing: {', '.join(without)}.", err=True)
    click.echo(f"People who ask for help find their pages at http://{shown_as(host)}:{port}/")
    sys.stdout.flush()
    sys.argv[1:] = []  # gunicorn would read them for its own
    OneRequestServer(
        "safeconduct.config.ask_wsgi:application", host=host, port=port, folder=str(own("RAM")), prepare=_warm_up, tend=_tend
    ).run()


@intake.command()
def tidy() -> None:
    """Destroy boxes that have ended, files that became part of nothing, and old visits; the server does it by itself each hour."""
    from safeconduct.ask.actions.tidy_up import tidy_up
    from safeconduct.ask.storing import ready_folder

    ready_folder()
    done = tidy_up(at=now())
    click.echo(f"Gone: {done.boxes} boxes, {done.files} files, {done.visits} visits.")


def _tend() -> None:
    """Take old visits away, and at the full hour everything else that has had its time."""
    from safeconduct.ask.actions.tidy_up import tidy_up
    from safeconduct.ask.rules import VISIT_MINUTES
    from safeconduct.ask.storing import forget_older

    at = now()
    if at.minute == 0:
        tidy_up(at=at)
    forget_older(at=at, minutes=VISIT_MINUTES)


def _warm_up(application: Callable[..., Iterable[bytes]]) -> None:
    """Make every page once, so that templates, translations and lists of words are read before a child needs them; keep no connection."""
    from django.db import connections

    from safeconduct.ask.forms import AddForm, AskForm, WordsForm
    from safeconduct.ask.rules import ASK_LANGUAGES, list_for
    from safeconduct.vault.format.codes import Misread, new_secret, read_code, words_of

    host = next((name for name in settings.ALLOWED_HOSTS if not name.startswith((".", "*"))), "localhost")
    for path in ["/", *(f"/{language}/{rest}" for language, _name in ASK_LANGUAGES for rest in ("", "back/", "code/skip/", "-/"))]:
        surroundings: dict[str, Any] = {"PATH_INFO": path, "HTTP_HOST": host}
        setup_testing_defaults(surroundings)
        list(application(surroundings, lambda _status, _headers, _failure=None: None))
    for name in ("form", "code", "try", "done", "box", "left"):
        get_template(f"ask/{name}.html")
    for form in (AskForm(), AddForm(), AskForm({}), WordsForm({})):
        form.as_div()
    for language, _name in ASK_LANGUAGES:
        with suppress(Misread):
            read_code(" ".join(words_of(new_secret(), list_for(language))[:-1]))
    connections.close_all()


@contextmanager
def beside(host: str, port: int, *, output: IO[bytes] | None = None) -> Iterator["subprocess.Popen[bytes]"]:
    """Run the intake beside another process of ours, without the desk's database and secrets; what it prints goes to ``output``."""
    surroundings = {name: value for name, value in os.environ.items() if name not in NOT_FOR_THE_INTAKE}
    command = [sys.executable, "-m", "safeconduct.cli.main", "intake", "serve", f"--host={host}", f"--port={port}", "--beside"]
    process = subprocess.Popen(command, env=surroundings, stdout=output, stderr=output)  # noqa: S603 — our own command
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOPPING)
        except subprocess.TimeoutExpired:
            process.kill()


def end_with_parent() -> None:
    """Ask the kernel to stop this process when the one that started it is gone, however it went."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)  # Linux alone has it
    if prctl is not None:
        prctl(WHEN_PARENT_ENDS, signal.SIGTERM)
