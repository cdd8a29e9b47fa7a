"""Take a signature: prepared, sealed, kept for good, and answered the same whatever became of it."""

from contextlib import closing
from datetime import date

from django.db import InterfaceError, OperationalError, connections, transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.refusals import Refused
from safeconduct.signing.queries.rolls import RolledUp
from safeconduct.signing.receiving.keeping import keeper_of
from safeconduct.signing.receiving.preparing import prepare
from safeconduct.signing.rules.entry import Entry
from safeconduct.signing.rules.kinds import Channel, State
from safeconduct.signing.storing.alone import DATABASE
from safeconduct.signing.storing.batches import insert_signatures
from safeconduct.signing.storing.rows import Row
from safeconduct.signing.storing.turns import Away, Full


class NotNow(Refused):
    """Too many wait, or the database is away; nothing was kept, and the same form may be sent again."""

    code, status = "not-now", 503
    sentence = _("So many are signing at this moment that yours could not be taken yet")


def take_signature(entry: Entry, rolled: RolledUp, *, on: date, channel: Channel = Channel.WEB, state: State = State.PENDING) -> None:
    """Keep an entry in which ``problems_of`` finds nothing. When this returns it is on the disk.

    It gives nothing back: whether the address had signed before is told to its mailbox alone.

    :raises NotNow: if it cannot be kept just now; ask to send it again in a few seconds
    """
    keep_row(prepare(entry, rolled, on=on, channel=channel, state=state), rolled)


def keep_row(row: Row, rolled: RolledUp) -> None:
    """Keep a prepared row: in the spool where it is to be collected only, by this process's writer, or over Django's own connection.

    :raises NotNow: if it cannot be kept just now
    """
    try:
        if (keeper := keeper_of(rolled)) is not None:
            keeper.submit(row).result()
        else:
            _insert(row)
    except (Full, Away, OperationalError, InterfaceError) as problem:
        raise NotNow from problem


def _insert(row: Row) -> None:
    with transaction.atomic(using=DATABASE):
        connection = connections[DATABASE]
        with closing(connection.connection.cursor()) as cursor:
            insert_signatures(cursor, connection.vendor, [row])
