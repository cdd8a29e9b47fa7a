"""Collect only: rows are appended to a file on this machine and answered for once they are on the disk; the database gets them later.

What stands in the file is what would stand in the database: sealed and keyed bytes, a country and a day. Each record is a mark, its length
(4 bytes), its CRC-32 (4 bytes) and the row. A record that was cut off by a crash was never answered for; reading goes on at the next mark.
All processes of a machine append to one file, each batch under its lock.
"""

import fcntl
import os
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from safeconduct.signing.storing.rows import Row
from safeconduct.signing.storing.turns import MOST_WAITING, Away, Item, Turns

MARK = b"\xf1\x9fSPOOL\n"
HEAD = struct.Struct(">II")
CURRENT, DONE = "current", "*.full"
MOST_BYTES = 16 * 1024 * 1024  # of one file; it is read whole
LONGEST = 64 * 1024  # of one record


def spool_folder() -> Path:
    """Give the folder of the spool, made for its owner alone."""
    folder = Path(settings.VAR) / "signing-spool"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


class Spooler(Turns):
    """A thread that appends rows to the spool, many with one ``fsync``."""

    def __init__(self, folder: Path, *, most: int = MOST_WAITING) -> None:
        super().__init__("signing-spool", most=most)
        self._folder = folder

    def _write(self, batch: Sequence[Item]) -> None:
        try:
            append(self._folder, [item.thing for item in batch])
        except OSError:
            for item in batch:
                item.problem = Away()
        else:
            for item in batch:
                item.result = "collected"


def append(folder: Path, rows: Sequence[Row]) -> None:
    """Append rows. When this returns they are on the disk.

    Raises OSError where the disk is full or broken: none of them may be answered for then.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    data = b"".join(_record(row) for row in rows)
    with _locked(folder) as descriptor:
        is_new = os.fstat(descriptor).st_size == 0
        _write_all(descriptor, data)
        os.fsync(descriptor)
        if is_new:
            _sync_folder(folder)
        if os.fstat(descriptor).st_size >= MOST_BYTES:
            _set_apart(folder)


def take(folder: Path) -> list[Path]:
    """Give the files that can be read, the oldest first; what is being appended to is set apart before."""
    with _locked(folder) as descriptor:
        if os.fstat(descriptor).st_size:
            _set_apart(folder)
    return sorted(folder.glob(DONE))


def is_empty(folder: Path) -> bool:
    """Tell whether nothing waits in the spool."""
    current = folder / CURRENT
    return not any(folder.glob(DONE)) and not (current.exists() and current.stat().st_size)


def read(file: Path) -> list[Row]:
    """Give every row of a file that is whole, in the order in which they came."""
    return list(rows_in(file.read_bytes()))


def rows_in(data: bytes) -> Iterator[Row]:
    """Give every whole row among these bytes."""
    place = data.find(MARK)
    while place >= 0:
        body = _body_at(data, place + len(MARK))
        if body is None:
            place = data.find(MARK, place + 1)
        else:
            yield _unpack(body)
            place = data.find(MARK, place + len(MARK) + HEAD.size + len(body))


def _body_at(data: bytes, place: int) -> bytes | None:
    if len(data) - place < HEAD.size:
        return None
    length, check = HEAD.unpack_from(data, place)
    body = data[place + HEAD.size : place + HEAD.size + length] if length <= LONGEST else b""
    return body if body and len(body) == length and zlib.crc32(body) == check else None


@contextmanager
def _locked(folder: Path) -> Iterator[int]:
    """Open the file that is appended to, alone with it."""
    path = folder / CURRENT
    while True:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            # Somebody may have set the file apart while we waited for it.
            if _is_at(descriptor, path):
                yield descriptor
                return
        finally:
            os.close(descriptor)


def _is_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _set_apart(folder: Path) -> None:
    """Give the file that is appended to a number, so that the next row begins another."""
    last = max((int(file.stem) for file in folder.glob(DONE)), default=0)
    (folder / CURRENT).rename(folder / f"{last + 1:012d}.full")
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _record(row: Row) -> bytes:
    body = b"".join(len(part).to_bytes(4) + part for part in map(_to_bytes, (getattr(row, name) for name, _kind in _columns())))
    return MARK + HEAD.pack(len(body), zlib.crc32(body)) + body


def _unpack(body: bytes) -> Row:
    values, place = [], 0
    for _name, kind in _columns():
        length = int.from_bytes(body[place : place + 4])
        values.append(_from_bytes(kind, body[place + 4 : place + 4 + length]))
        place += 4 + length
    return Row(*values)


@cache
def _columns() -> tuple[tuple[str, Any], ...]:
    return tuple((one.name, one.type) for one in fields(Row))


def _to_bytes(value: Any) -> bytes:
    match value:
        case bytes():
            return value
        case bool():
            return bytes([value])
        case UUID():
            return value.bytes
        case date():
            return value.isoformat().encode()
        case _:
            return str(value).encode()


def _from_bytes(kind: Any, data: bytes) -> Any:
    if kind is bytes:
        return data
    if kind is bool:
        return data == b"\x01"
    if kind is UUID:
        return UUID(bytes=data)
    return date.fromisoformat(data.decode()) if kind is date else data.decode()


_running: list[Spooler] = []


def running() -> Spooler:
    """Give the spooler of this process, started when it is first needed."""
    if not _running:
        spooler = Spooler(spool_folder())
        spooler.start()
        _running.append(spooler)
    return _running[0]


def stop(*, patience: float = 10.0) -> None:
    """Stop the spooler of this process once it has written what waits."""
    while _running:
        _running.pop().stop(patience=patience)
