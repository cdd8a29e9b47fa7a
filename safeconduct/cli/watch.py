"""Check-ins, on the command line: ringing by hand, and the second watcher, which runs elsewhere."""

import time

import click

from safeconduct.kit.clock import now

SETTINGS = "safeconduct.config.second_settings"


@click.group()
def watch() -> None:
    """Check-ins. The server rings by itself while it runs; nothing here shows for whom."""


@watch.command()
def ring() -> None:
    """Ring what is due and send the alerts, once: what the server does every five seconds."""
    from safeconduct.outbox.actions.send_alerts import send_alerts
    from safeconduct.watch.actions.beat import SERVER, beat
    from safeconduct.watch.actions.ring_due import ring_due

    rung = ring_due(at=now())
    beat(name=SERVER, at=now())
    click.echo(f"Rungs of alarms: {rung}. Alerts sent: {send_alerts(at=now())}.")


@watch.command()
@click.option("--server", required=True, help="Address of the server that is watched: https://desk.example")
@click.option("--every", default=60, show_default=True, type=click.IntRange(1, 600), help="Seconds between two looks.")
@click.option("--silence", default=300, show_default=True, type=click.IntRange(5, 3600), help="Seconds of silence before anybody is told.")
@click.option("--looks", default=0, hidden=True, type=click.IntRange(0), help="End after so many; 0: never.")
def second(server: str, every: int, silence: int, looks: int) -> None:
    """Watch over a server from another machine, and tell those on duty when it is silent. Has settings of its own and no database."""
    from datetime import timedelta

    from safeconduct.cli.second import Second, asking

    watcher = Second(asking(server), now(), timedelta(seconds=silence))
    done = 0
    while True:
        click.echo(watcher.look(at=now()))
        done += 1
        if looks and done >= looks:
            return
        time.sleep(every)
