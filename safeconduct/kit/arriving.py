"""A sealed file that arrives in numbered parts, in any order, over a line that may break: what is here already is not sent again.

The bytes lie in a folder under the file's id and nothing else. A second file beside it, one byte for each part, tells which have come,
and goes when the last has. Only the owner may read them, and their times tell nothing.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.refusals import Refused
from safeconduct.kit.talking import NotUnderstood, TooLarge

SAME_TIME = 946_684_800  # 2000-01-01, for every file
STEP = 1024 * 1024
HERE = b"\x01"
MARKS = ".parts"


class NotAllHere(Refused):
    """A file was called finished while parts of it are missing; answered 422, and the client asks which."""

    code = "parts-missing"
    sentence = _("Parts of the file have not arrived yet. Those that have are kept; send the others.")


@dataclass(frozen=True, slots=True)
class Arriving:
    """One file on its way into ``folder``: ``length`` bytes in parts of ``part_size``, the last one shorter."""

    folder: Path
    id: UUID
    length: int
    part_size: int

    @property
    def path(self) -> Path:
        """Where the bytes lie."""
        return self.folder / str(self.id)

    @property
    def parts(self) -> int:
        """How many parts there are."""
        return -(-self.length // self.part_size)

    def have(self) -> list[int]:
        """Give the numbers of the parts that are here, from 0; none before the first."""
        marks = self._marks.read_bytes() if self._marks.exists() else b""
        return [number for number, mark in enumerate(marks) if mark]

    def keep(self, number: int, data: bytes) -> None:
        """Keep one part; the same part twice is kept once.

        :raises NotUnderstood: if there is no part of this number, or it has another length
        """
        start = number * self.part_size
        if not 0 <= number < self.parts or len(data) != min(self.part_size, self.length - start):
            raise NotUnderstood
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_at(self.path, start, data)
        _write_at(self._marks, number, HERE)
        hide_times(self.path, self._marks, self.folder)

    def finish(self) -> bytes:
        """Give the SHA-256 of the whole, once every part is here.

        :raises NotAllHere: if parts are missing
        """
        if len(self.have()) != self.parts:
            raise NotAllHere
        digest = hashlib.sha256()
        for piece in pieces_of(self.path):
            digest.update(piece)
        return digest.digest()

    def settle(self) -> None:
        """Forget which parts had come: the file is whole."""
        self._marks.unlink(missing_ok=True)
        hide_times(self.path, self.folder)

    @property
    def _marks(self) -> Path:
        return self.path.with_name(self.path.name + MARKS)


def room_in(folder: Path) -> int:
    """Give how many bytes are free where a folder lies; it is made for its owner alone if it is not there yet."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return shutil.disk_usage(folder).free


def open_unseen(path: Path) -> BinaryIO:
    """Open a kept file for reading, without leaving the time of reading on it.

    :raises FileNotFoundError: if it is not there
    """
    return open(path, "rb", opener=_opener)


def pieces_of(path: Path) -> Iterator[bytes]:
    """Give a kept file piece by piece."""
    with open_unseen(path) as file:
        while piece := file.read(STEP):
            yield piece


def beginning_of(path: Path, length: int) -> bytes:
    """Give the first bytes of a kept file."""
    with open_unseen(path) as file:
        return file.read(length)


def sent_whole(path: Path) -> FileResponse:
    """Answer with a kept file, piece by piece, under a name that tells nothing.

    :raises Http404: if its bytes are not there
    """
    try:
        answer = FileResponse(open_unseen(path), content_type="application/octet-stream", as_attachment=True, filename="sealed.age")
    except FileNotFoundError:
        raise Http404 from None
    answer.block_size = STEP
    return answer


def part_of(request: HttpRequest, *, most: int) -> bytes:
    """Read one part: the body of a request, as it is.

    :raises TooLarge: if there are more than ``most`` bytes
    """
    data: bytes = request.read(most + 1)
    if len(data) > most:
        raise TooLarge
    return data


def destroy_file(folder: Path, id_: UUID) -> None:
    """Take a file and the note of its parts away, if they are there."""
    for path in (folder / str(id_), folder / f"{id_}{MARKS}"):
        path.unlink(missing_ok=True)
    if folder.exists():
        hide_times(folder)


def ids_in(folder: Path) -> set[UUID]:
    """Give the ids of all files in the folder, whole or on their way."""
    return {UUID(path.name.removesuffix(MARKS)) for path in folder.iterdir()} if folder.exists() else set()


def strays_in(folder: Path, known: set[UUID]) -> list[UUID]:
    """Give the ids of files in the folder that nothing knows of, as a machine leaves them that fell over while it destroyed."""
    return sorted(ids_in(folder) - known)


def hide_times(*paths: Path) -> None:
    """Set the times of reading and of changing to the same moment for all; the file system itself keeps when it noticed a change."""
    for path in paths:
        if path.exists():
            os.utime(path, (SAME_TIME, SAME_TIME))


def _write_at(path: Path, start: int, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        view = memoryview(data)
        while view:
            written = os.pwrite(descriptor, view, start)
            view, start = view[written:], start + written
    finally:
        os.close(descriptor)


def _opener(path: str, flags: int) -> int:
    try:
        return os.open(path, flags | getattr(os, "O_NOATIME", 0))
    except PermissionError:  # a file of another user, or a file system that does not know how
        return os.open(path, flags)
