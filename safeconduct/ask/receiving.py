"""Files from people without scripts: each is sealed while it arrives, and never lies anywhere as it is.

What arrives goes through a pipe into a thread that seals it into a file of the intake. One part of the tar (1 MiB) is held in memory.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO
from uuid import UUID, uuid4

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopFutureHandlers
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError

from safeconduct.ask.rules import MOST_FILES
from safeconduct.ask.storing import own, place_among
from safeconduct.intake.models import IntakeFile
from safeconduct.kit.arriving import destroy_file, hide_times, room_in
from safeconduct.kit.refusals import Refused
from safeconduct.vault.format.ages import seal_stream
from safeconduct.vault.format.files import TarWriter

END = "end"  # the last field of every form that brings files
LOOK_EVERY = 8 * 1024 * 1024
LARGE = 1024 * 1024  # bytes above which a form is large
LARGE_AT_ONCE = 32  # of the 96 places that the server has (safeconduct.cli.one_request)


class CutOff(Refused):
    """The line broke while a form arrived: its last field is missing. Nobody is there to read this."""

    status, code = 400, "cut-off"
    sentence = "The line broke. Nothing was kept."


class Crowded(Refused):
    """So many large forms arrive that the others would find no place: nothing has been read of this one."""

    status, code = 503, "busy"
    sentence = "Too many large files are arriving just now. Nothing was kept."


class TakesNoFile(FileUploadHandler):
    """Lets every file go as it comes: stands where no page of ours has a field for files."""

    def new_file(self, *_args: Any, **_kwargs: Any) -> None:
        """Let the file go."""
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:  # noqa: ARG002 — Django's signature
        return None

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:  # noqa: ARG002 — Django's signature
        return None


class SealsOnArrival(FileUploadHandler):
    """Seals each file of a form to one recipient. ``kept`` are the files that are whole; the others leave nothing behind.

    ``too_large``, ``too_many`` and ``no_room`` tell why a file was let go; ``most`` is how many may still come.
    """

    chunk_size = 64 * 1024

    def __init__(self, request: HttpRequest, *, channel: UUID, recipient: str, on: date, most: int = MOST_FILES) -> None:
        super().__init__(request)
        self.channel, self.recipient, self.on, self.most = channel, recipient, on, most
        self.kept: list[UUID] = []
        self.too_large = self.too_many = self.no_room = False
        self._sealing: _Sealing | None = None
        self._seen = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to seal a file, if it may come."""
        super().new_file(*args, **kwargs)
        is_one_too_many, is_full = len(self.kept) >= self.most, not has_room()
        self.too_many, self.no_room = self.too_many or is_one_too_many, self.no_room or is_full
        if is_one_too_many or is_full:
            raise SkipFile
        # The row first: whatever lies in the folder without one is taken for left behind.
        row = IntakeFile.objects.create(id=uuid4(), channel_id=self.channel, length=0, begun_on=self.on)
        self._seen = 0
        self._sealing = _Sealing(row.id, self.recipient)
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:  # noqa: ARG002 — Django's signature
        """Pass a piece on to be sealed."""
        before, self._seen = self._seen, self._seen + len(raw_data)
        is_too_large = self._seen > settings.LARGEST_SEALED_FILE
        is_full = before // LOOK_EVERY != self._seen // LOOK_EVERY and not has_room()
        self.too_large, self.no_room = self.too_large or is_too_large, self.no_room or is_full
        if is_too_large or is_full or not self._pass_on(raw_data):
            self._let_go()
            raise SkipFile
        return None

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:  # noqa: ARG002 — Django's signature
        """Finish the sealed file and keep it."""
        sealing = self._sealing
        if sealing is not None:
            try:
                length, digest = sealing.finish(name=self.file_name or "", type=self.content_type or "")
            except OSError:
                self.no_room = True
                self._let_go()
                return None
            IntakeFile.objects.filter(id=sealing.id).update(length=length, digest=digest)
            self.kept.append(sealing.id)
            self._sealing = None
        return None

    def upload_interrupted(self) -> None:
        """Leave nothing of the file that was arriving."""
        self._let_go()

    def abandon(self) -> None:
        """Leave nothing of any file of this form."""
        self._let_go()
        for id_ in self.kept:
            _destroy(id_)
        self.kept = []

    def _pass_on(self, data: bytes) -> bool:
        try:
            if self._sealing is not None:
                self._sealing.tar.write(data)
        except OSError:  # the disk is full: the thread that seals has gone
            self.no_room = True
            return False
        return True

    def _let_go(self) -> None:
        if self._sealing is not None:
            self._sealing.stop()
            _destroy(self._sealing.id)
            self._sealing = None


class _Sealing:
    """One file on its way: what is written to ``tar`` comes out sealed in the folder."""

    def __init__(self, id_: UUID, recipient: str) -> None:
        folder = Path(settings.INTAKE_FILES)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.id, self.path = id_, folder / str(id_)
        self.problem: OSError | None = None
        out, into = os.pipe()
        self._into = os.fdopen(into, "wb", buffering=0)
        self.tar = TarWriter(self._into)
        self.target = _Counting(os.fdopen(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"))
        self._thread = Thread(target=self._seal, args=(os.fdopen(out, "rb"), recipient))
        self._thread.start()

    def finish(self, *, name: str, type: str) -> tuple[int, bytes]:  # noqa: A002 — the word of the format
        """End the file; give length and SHA-256 of what is sealed.

        :raises OSError: if it could not be written
        """
        self.tar.finish(name=name, type=type)
        self.stop()
        if self.problem is not None:
            raise self.problem
        hide_times(self.path, self.path.parent)
        return self.target.length, self.target.digest.digest()

    def stop(self) -> None:
        """Close everything."""
        self._into.close()
        self._thread.join()

    def _seal(self, source: BinaryIO, recipient: str) -> None:
        try:
            with source, self.target.file:
                seal_stream(source, self.target, recipient)
        except OSError as problem:
            self.problem = problem


class _Counting:
    """Counts and hashes what is written."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.length, self.digest = file, 0, hashlib.sha256()

    def write(self, data: bytes, /) -> int:
        self.file.write(data)
        self.length += len(data)
        self.digest.update(data)
        return len(data)

    def flush(self) -> None:
        self.file.flush()


def read_form(request: HttpRequest, handler: SealsOnArrival) -> QueryDict:
    """Read a form whose files are sealed by the handler; where the line breaks, or it is no form, nothing is kept.

    :raises CutOff: if the form did not arrive whole, or not as browsers send it: too many fields, a file that is not what it says
    :raises Crowded: if it is large, and the places for large ones are taken: those who only write never wait for them
    """
    request.upload_handlers = [handler]
    is_large = int(request.META.get("CONTENT_LENGTH") or 0) > LARGE
    try:
        with place_among("large", LARGE_AT_ONCE) if is_large else nullcontext(enter_result=True) as has_place:
            if not has_place:
                raise Crowded
            form = request.POST
    except (UnreadablePostError, MultiPartParserError, SuspiciousOperation):
        handler.abandon()
        raise CutOff from None
    if END not in form:
        handler.abandon()
        raise CutOff
    return form


def has_room() -> bool:
    """Tell whether files may come in: some space is never given to files of strangers."""
    return room_in(Path(settings.INTAKE_FILES)) > int(own("INTAKE_ROOM"))


def _destroy(id_: UUID) -> None:
    destroy_file(Path(settings.INTAKE_FILES), id_)
    IntakeFile.objects.filter(id=id_, message=None).delete()
