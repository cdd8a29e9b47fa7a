"""Say who keeps a prepared signature: this process's writer, or the spool while a campaign's signatures are to be collected only."""

from safeconduct.signing.queries.rolls import RolledUp
from safeconduct.signing.storing import spool, writer
from safeconduct.signing.storing.spool import Spooler
from safeconduct.signing.storing.writer import Writer


def keeper_of(rolled: RolledUp) -> Writer | Spooler | None:
    """Give who keeps it: ``submit(row)`` for a thread, ``submit_in_loop(row)`` for an event loop. ``None`` where no writer runs here."""
    return spool.running() if rolled.switches.collect_only else writer.running()
