"""Takes and books one bank file in a process of its own, on the database that is named, until it is killed."""

import os
import sys
from io import BytesIO
from pathlib import Path

import django


def main(data: str, database: str) -> None:
    """Say when the work begins, then do it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeconduct.config.settings")
    django.setup()
    from django.db import connection  # noqa: PLC0415 — only now there are settings

    from safeconduct.fund.actions.book_file import book_file  # noqa: PLC0415
    from safeconduct.fund.actions.take_bank_file import take_bank_file  # noqa: PLC0415
    from safeconduct.fund.models import Book  # noqa: PLC0415
    from safeconduct.people.models import Member  # noqa: PLC0415
    from tests.factories.people import THEN  # noqa: PLC0415

    connection.settings_dict["NAME"] = database
    book, by = Book.objects.get(), Member.objects.get(handle="tyra")
    print("begun", flush=True)  # noqa: T201 — whoever kills it waits for this
    file = take_bank_file(book=book, stream=BytesIO(Path(data).read_bytes()), by=by, at=THEN).file
    book_file(file=file, by=by, at=THEN)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    main(sys.argv[1], sys.argv[2])
