"""A key holder, on the command line: run at an organisation that does not run the server, with settings of its own."""

import os
import sys
from typing import Any

import click
from django.conf import settings

from safeconduct.cli.holding import Answers, Caps, Counts, Holder, application
from safeconduct.cli.ports import demand_free, shown_as
from safeconduct.kit.clock import today
from safeconduct.vault.format import oprf

SETTINGS = "safeconduct.config.holder_settings"
OTHERS = 0o077  # what the group and everybody may do with a file


def own(name: str) -> Any:
    """Give a setting of a key holder; no other process has it."""
    return getattr(settings, name)


@click.group()
def keyholder() -> None:
    """Half of the key by which organisations may ask whether a person is known elsewhere. It learns no name."""


@keyholder.command()
def key() -> None:
    """Make this holder's half of the key, once, in a file that only its owner may read."""
    file = own("HOLDER_KEY")
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise click.ClickException(f"{file} is there already. With another key no token of before is found again, so it stays.") from None
    with os.fdopen(descriptor, "w", encoding="ascii") as written:
        written.write(oprf.new_key().hex() + "\n")
    click.echo(f"The key lies in {file}. Keep one copy on paper, sealed, and none with the other holder or with whoever runs the server.")


@keyholder.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8010, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on.")
def serve(*, host: str, port: int) -> None:
    """Answer the servers that may ask, until stopped. Behind a proxy that speaks TLS."""
    if not own("HOLDER_ASKERS"):
        raise click.ClickException("Nobody may ask yet. Name the servers and their tokens in SAFECONDUCT_HOLDER_ASKERS_FILE: name=token.")
    caps = Caps(own("HOLDER_MOST_EACH"), own("HOLDER_MOST"))
    holder = Holder(_key(), own("HOLDER_ASKERS"), Counts(own("HOLDER_COUNTS")), caps, today)
    demand_free(host, port)
    click.echo(f"This key holder answers at http://{shown_as(host)}:{port}/evaluate/")
    sys.stdout.flush()
    sys.argv[1:] = []  # gunicorn would read them for its own
    _server(application(holder), host, port)


@keyholder.command()
def log() -> None:
    """Say who asked about how many, day by day, for the last ninety days. Nothing else is kept."""
    lines = Counts(own("HOLDER_COUNTS")).lines()
    for day, server, organisation, count in lines:
        click.echo(f"{day}  {server}  {organisation}  {count}")
    if not lines:
        click.echo("Nobody has asked yet.")


def _key() -> bytes:
    file = own("HOLDER_KEY")
    if not file.exists():
        raise click.ClickException(f"There is no key in {file}. Make it with: safeconduct keyholder key")
    if file.stat().st_mode & OTHERS:
        raise click.ClickException(
            f"{file} can be read by others than its owner. Take that away (chmod 600), and think about who has read it."
        )
    try:
        return oprf.check_key(bytes.fromhex(file.read_text(encoding="ascii").strip()))
    except ValueError:
        raise click.ClickException(f"What stands in {file} is no half of a key.") from None


def _server(answers: Answers, host: str, port: int) -> None:
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):  # type: ignore[misc]  # gunicorn carries no types
        """One process, no log of requests: who asked and how often stands in the file of counts."""

        def load_config(self) -> None:
            options: dict[str, Any] = {
                "bind": f"{shown_as(host)}:{port}",
                "workers": 1,
                "timeout": 15,
                "accesslog": None,
                "errorlog": os.devnull,
                "loglevel": "critical",
                "control_socket_disable": True,
            }
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Answers:
            return answers

    Server().run()
