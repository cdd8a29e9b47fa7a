"""Where somebody who carries the server away would look: files, tables, and what running programs were started with."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connections

PIECE = 500  # rows fetched at once


def rows_of(alias: str) -> Iterator[tuple[str, bytes]]:
    """Give every row of every table of a database, as bytes, with the table's name.

    A file of a database may tear a long value over several pages; a dump, such as a backup is, does not.
    """
    connection = connections[alias]
    with connection.cursor() as names:
        tables = connection.introspection.table_names(names)
    for table in tables:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 — a name that the database gave
            while rows := cursor.fetchmany(PIECE):
                for row in rows:
                    yield f"{alias}: {table}", b"\x00".join(_bytes(value) for value in row)


def _bytes(value: Any) -> bytes:
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value)
    return str(value).encode("utf-8", "surrogatepass")


def programs() -> Iterator[tuple[str, bytes]]:
    """Give the command line and the environment of every program that may be looked at (Linux)."""
    for folder in Path("/proc").glob("[0-9]*"):
        if int(folder.name) == os.getpid():
            continue
        for part in ("cmdline", "environ"):
            try:
                content = (folder / part).read_bytes()
            except OSError:
                continue
            yield f"{part} of process {folder.name}", content
