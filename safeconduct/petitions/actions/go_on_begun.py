"""Go on with what members began and gave their reasons for: imports and bulk invalidations, a piece at a time, whoever looks on."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from safeconduct.petitions.actions.import_signers import NoKey, import_piece, import_signers, rows_left
from safeconduct.petitions.actions.invalidate_signatures import GOING_ON, invalidate_signatures
from safeconduct.petitions.actions.look_at_import import FileGone, held_file
from safeconduct.petitions.actions.take_import import RUNNING, UNDOING, NotNow
from safeconduct.petitions.models import ImportRun, Invalidation
from safeconduct.petitions.rules.importing import Judged
from safeconduct.petitions.rules.importing_text import Unreadable

PIECE = 250  # rows at a time: less than what a person waits for, because here nobody does


def go_on_begun(*, kind: Literal["imports", "invalidations"], begun: "Begun", at: datetime) -> int:
    """Do the next piece of each of this kind that somebody began; give of how many there was one."""
    return begun.imports(at=at) if kind == "imports" else begun.invalidations(at=at)


@dataclass
class Begun:
    """What one process remembers between two pieces: where it reads in each file, and what failed and therefore comes last."""

    reading: dict[int, tuple[int, Iterator[Judged]]] = field(default_factory=dict)  # by import: the row that comes next, and the rows
    failed: set[tuple[str, int]] = field(default_factory=set)

    def imports(self, *, at: datetime, most: int = PIECE) -> int:
        """Do the next piece of each import that somebody began or undoes; give of how many there was one.

        One whose file lies on another machine, or whose campaign's key is not in memory, waits as it is.
        """
        runs = list(ImportRun.objects.filter(state__in=(RUNNING, UNDOING)).select_related("campaign").order_by("pk"))
        self.reading = {run.pk: kept for run in runs if (kept := self.reading.get(run.pk)) and run.state == RUNNING}
        count = 0
        for run in sorted(runs, key=lambda run: ("import", run.pk) in self.failed):
            self.failed.add(("import", run.pk))
            count += self._import(run, at, most)
            self.failed.discard(("import", run.pk))
        return count

    def invalidations(self, *, at: datetime, most: int = PIECE) -> int:
        """Take the next piece of each invalidation that somebody began out of the count, or put it back; give of how many there was one."""
        found = list(Invalidation.objects.filter(state__in=GOING_ON).order_by("pk"))
        for one in sorted(found, key=lambda one: ("invalidation", one.pk) in self.failed):
            self.failed.add(("invalidation", one.pk))
            invalidate_signatures(invalidation=one, at=at, pieces=1, most=most)
            self.failed.discard(("invalidation", one.pk))
        return len(found)

    def let_go(self) -> None:
        """Forget what was being read: another process goes on with it."""
        self.reading.clear()

    def _import(self, run: ImportRun, at: datetime, most: int) -> bool:
        try:
            if run.state == UNDOING:
                import_signers(run=run, at=at, pieces=1, most=most)
            else:
                rows = self._rows(run)
                self.reading.pop(run.pk, None)  # rows that are taken and then not kept are read again
                kept = import_piece(run=run, rows=rows, at=at, most=most)
                self.reading[run.pk] = (kept.done, rows)
        except (FileGone, NoKey, NotNow, Unreadable):
            return False
        return True

    def _rows(self, run: ImportRun) -> Iterator[Judged]:
        comes_next, rows = self.reading.get(run.pk, (-1, iter(())))
        return rows if comes_next == run.done else rows_left(run, held_file(run))
