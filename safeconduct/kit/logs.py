"""What is written when something fails: the kind of failure and the place in the code, and nothing that anybody sent.

Messages of libraries name addresses, file names and values; a traceback's last line may hold a row of the database. None of it is
written. A line reads ``ERROR django.request: DataError in safeconduct/desk/views/search.py:34 (_results)``.
"""

import logging
import traceback
from pathlib import Path
from types import TracebackType

HOUSE = Path(__file__).resolve().parent.parent


class KindAndPlace(logging.Formatter):
    """Writes a line of level, logger, kind of failure and place; never the message, never a value."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line for one record."""
        kind, place = "said something", f"{Path(record.pathname).name}:{record.lineno}"
        if record.exc_info and record.exc_info[0] is not None:
            kind, place = record.exc_info[0].__name__, _place(record.exc_info[2]) or place
        elif status := getattr(record, "status_code", None):
            kind = f"answered {status}"
        return f"{record.levelname} {record.name}: {kind} in {place}"


def _place(trace: TracebackType | None) -> str:
    """Give the last place in our own code that a failure went through, else the last place of all."""
    frames = traceback.extract_tb(trace)
    ours = [frame for frame in frames if HOUSE in Path(frame.filename).parents]
    if not frames:
        return ""
    frame = (ours or frames)[-1]
    name = Path(frame.filename)
    return f"{name.relative_to(HOUSE.parent) if ours else name.name}:{frame.lineno} ({frame.name})"
