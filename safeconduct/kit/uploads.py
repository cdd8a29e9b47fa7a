"""Stops a file that is too large while it is still arriving, so that it neither fills the disk nor the memory.

Nobody but members brings files. What anybody else sends is let go as it comes: the form's token is looked for, and the whole form
read, before the door is asked.
"""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, MemoryFileUploadHandler, SkipFile
from django.http import HttpRequest


class StopsAtLimit(FileUploadHandler):
    """First in the chain of upload handlers: passes the bytes on until there are too many, then lets the file go.

    The names of the files that were let go stand in ``request.too_large``.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 — Django's signature
        if getattr(self.request, "member", None) is None:
            raise SkipFile
        self.seen += len(raw_data)
        if self.seen > settings.LARGEST_CAPTURE:
            if self.request is not None:
                too_large_of(self.request).append(self.file_name or "")
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:  # noqa: ARG002 — Django's signature
        return None


class OnlyInMemory(MemoryFileUploadHandler):
    """Second in the chain: takes a file of the fields ``signers`` and ``bank_file`` into memory, however large it is below its own limit.

    Lists of people, givers among them, never touch the disk. Behind it stands what would write a larger file there.
    """

    FIELDS = frozenset({"signers", "bank_file"})

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:  # noqa: ARG002 — Django's would look at the length of the whole form
        self.activated = False

    def new_file(self, field_name: str, *args: Any, **kwargs: Any) -> None:
        self.activated = field_name in self.FIELDS
        self.seen = 0
        super().new_file(field_name, *args, **kwargs)  # stops the handlers behind it where it is ours

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if not self.activated:
            return raw_data
        self.seen += len(raw_data)
        if self.seen > settings.LARGEST_IMPORT:
            if self.request is not None:
                too_large_of(self.request).append(self.file_name or "")
            self.activated = False
            raise SkipFile
        return super().receive_data_chunk(raw_data, start)


def too_large_of(request: HttpRequest) -> list[str]:
    """Give the names of uploaded files that were over the limit."""
    if not hasattr(request, "too_large"):
        request.too_large = []  # type: ignore[attr-defined]
    names: list[str] = request.too_large  # type: ignore[attr-defined]
    return names
