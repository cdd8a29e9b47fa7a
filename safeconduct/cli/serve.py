"""Setting up, loading the demonstration, serving."""

import os
import signal
import sys
import threading
from contextlib import nullcontext
from pathlib import Path

import click
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, router
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from safeconduct.cli.demo import load_and_tell
from safeconduct.cli.intake import beside
from safeconduct.cli.outbox import worker
from safeconduct.cli.ports import demand_free, shown_as


@click.command()
def setup() -> None:
    """Make the folders and bring the database to this version. Safe to repeat."""
    for folder in (
        Path(settings.VAR),
        Path(settings.MEDIA_ROOT),
        Path(settings.SEALED_ROOT),
        Path(settings.INTAKE_FILES),
        Path(settings.FILE_UPLOAD_TEMP_DIR),
        Path(settings.MAIL_FOLDER),
    ):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)  # one that somebody made beforehand may be open to others
    for database in settings.DATABASES:
        # One that lies apart is told of the apps whose tables it holds and of no other: it is ready at once, not in half a minute.
        told = (
            [[]]
            if database == DEFAULT_DB_ALIAS
            else [[app.label] for app in apps.get_app_configs() if router.allow_migrate(database, app.label)]
        )
        for app in told:
            call_command("migrate", *app, database=database, interactive=False, verbosity=0)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes; more than one pays with PostgreSQL.")
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1, 64), help="Requests answered at once by each process.")
@click.option("--demonstration", is_flag=True, help="Set up and load the demonstration first.")
@click.option("--intake/--no-intake", default=True, show_default=True, help="Serve the pages of people who ask for help too, one port on.")
@click.option("--outbox/--no-outbox", default=True, show_default=True, help="Send what waits and read what came back, beside it.")
@click.pass_context
def serve(
    context: click.Context, *, host: str, port: int, workers: int, threads: int, demonstration: bool, intake: bool, outbox: bool
) -> None:
    """Serve the desk and the public pages until stopped, and beside them, in processes of their own, the intake and the outbox."""
    demand_free(host, port)
    print_this_address(f"http://{shown_as(host)}:{port}")
    if intake:
        demand_free(host, port + 1)
        lead_to_the_intake(f"http://{shown_as(host)}:{port + 1}/")
    how_to_sign_in = ""
    if demonstration:
        context.invoke(setup)
        how_to_sign_in = load_and_tell()
    here = f"http://{shown_as(host)}:{port}"
    click.echo(f"Safeconduct is at {here}/ and the desk at {here}/desk/ (stop with Ctrl-C).")
    click.echo(how_to_sign_in, nl=bool(how_to_sign_in))
    sys.stdout.flush()
    _let_ctrl_c_reach_us_alone()
    os.environ["SAFECONDUCT_THREADS"] = str(threads)  # the workers inherit it
    server = Granian(
        "safeconduct.config.rsgi:application",
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        websockets=False,
        workers=workers,
        log_level=LogLevels.error,
        workers_kill_timeout=10,
    )
    with beside(host, port + 1) if intake else nullcontext(), worker() if outbox else nullcontext():
        server.serve()


def print_this_address(address: str) -> None:
    """Let letters and feeds name this address, unless a setting names the one that readers know."""
    os.environ.setdefault("SAFECONDUCT_PUBLIC_ADDRESS", address)
    settings.PUBLIC_ADDRESS = os.environ["SAFECONDUCT_PUBLIC_ADDRESS"]


def lead_to_the_intake(address: str) -> None:
    """Let the public pages lead to the intake at this address, unless a setting names another one."""
    os.environ.setdefault("SAFECONDUCT_INTAKE_ADDRESS", address)
    settings.INTAKE_ADDRESS = os.environ["SAFECONDUCT_INTAKE_ADDRESS"]  # read already; the workers inherit what is read


def _let_ctrl_c_reach_us_alone() -> None:
    """Turn Ctrl-C into one signal to this process, which ends its workers in good order.

    A terminal sends it to the workers as well. They would be told to stop twice, at which they hang until they are killed.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # the workers inherit this

    def pass_on() -> None:
        signal.sigwait({signal.SIGINT})
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=pass_on, daemon=True).start()
