"""Stops a file that is too large while it is still arriving, so that it neither fills the disk nor the memory.

Nobody but members brings files. What anybody else sends is let go as it comes: the form's token is looked for, and the whole form
read, before the door is asked.
"""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
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


def too_large_of(request: HttpRequest) -> list[str]:
    """Give the names of uploaded files that were over the limit."""
    if not hasattr(request, "too_large"):
        request.too_large = []  # type: ignore[attr-defined]
    names: list[str] = request.too_large  # type: ignore[attr-defined]
    return names
