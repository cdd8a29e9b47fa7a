"""The seizure drill: plant marks along every way of a person's words, then look through everything that could be carried away."""

import secrets
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings

from safeconduct.drill.asker import DrillStopped
from safeconduct.drill.marks import Mark
from safeconduct.drill.places import programs, rows_of
from safeconduct.drill.scanner import Hit, Scanner, planted_everywhere
from safeconduct.drill.story import Planted, ask_with_scripts, ask_without_scripts, close_boxes, come_back
from safeconduct.intake.models import Channel, Mailbox

MOST_HITS = 50  # that a report lists
MEMORY = Path("/dev/shm")  # noqa: S108 — where visits lie; only looked through


@dataclass
class Report:
    """What the drill did and found. It is passed when nothing was found, and everything planted on purpose was."""

    planted: list[Mark] = field(default_factory=list)
    patterns: int = 0
    forms: int = 0
    proven: int = 0
    missed: list[str] = field(default_factory=list)
    looked_at: dict[str, int] = field(default_factory=dict)
    hits: list[Hit] = field(default_factory=list)
    boxes: int = 0
    closed: int = 0
    left_behind: int = 0

    @property
    def is_passed(self) -> bool:
        """Tell whether the promise held."""
        return not (self.hits or self.missed or self.left_behind) and self.boxes == self.closed > 0

    def lines(self) -> Iterator[str]:
        """Write the report for a person."""
        yield f"Marks planted: {len(self.planted)}, each looked for in every disguise: {self.patterns} patterns."
        yield f"Proof of the scanner: {self.proven} of {self.forms} patterns were hidden on purpose and found again."
        for missed in self.missed:
            yield f"  NOT FOUND although hidden: {missed}"
        yield "Looked through:"
        for place, count in self.looked_at.items():
            yield f"  {place}: {count}"
        for hit in self.hits[:MOST_HITS]:
            yield f"  FOUND: “{hit.form.mark.where}” ({hit.form.how}) in {hit.place}, byte {hit.offset}"
        if len(self.hits) > MOST_HITS:
            yield f"  … and {len(self.hits) - MOST_HITS} more."
        yield f"Boxes opened for the drill: {self.boxes}, closed again: {self.closed}, rows left behind: {self.left_behind}."
        yield (
            "Passed: whoever carried this server away would have found none of it."
            if self.is_passed
            else "NOT PASSED. Take the intake off the network until the cause is known; nothing above names a real person."
        )


def drill(*, port: int, also: Sequence[Path], at: datetime, tell: Callable[[str], None]) -> Report:
    """Walk the whole drill against the intake that answers at ``port``; ``tell`` is told each step.

    :raises DrillStopped: if no channel is open, or the intake does not do its part; what was planted until then is removed
    """
    report, planted = Report(), Planted()
    tell("Proving the scanner …")
    prove(report)
    slugs = list(Channel.objects.filter(state="open").order_by("slug").values_list("slug", flat=True))
    if not slugs:
        raise DrillStopped("No channel is open, so nobody could ask for help here. Open one and run the drill again.")
    before = Mailbox.objects.count()
    try:
        for slug in slugs:
            tell(f"Asking for help on “{slug}”, with scripts and without …")
            ask_with_scripts(planted, port, slug, at=at)
            come_back(planted, port, ask_without_scripts(planted, port, slug))
        report.planted, report.boxes = planted.marks, len(planted.codes)
        tell("Looking through everything …")
        scanner = Scanner(planted.marks)
        report.patterns = len(scanner.forms)
        look(report, scanner, also, since=at)
    finally:
        tell("Closing the boxes …")
        report.closed = close_boxes(planted, port, settings.INSTANCE_ID)
    report.left_behind = max(0, Mailbox.objects.count() - before)
    return report


def prove(report: Report) -> None:
    """Hide every form of a few marks, some compressed, and look for them: a scanner that finds nothing must be able to find."""
    planted = Planted()
    marks = [
        Mark("a name", planted.word("a name", cyrillic=True) + " " + planted.word("a name", cyrillic=True)),
        Mark("a telephone", planted.telephone("a telephone")),
        Mark("a file", planted.word("a file") + ".jpg"),
    ]
    scanner = Scanner(marks)
    with tempfile.TemporaryDirectory(prefix="drill-") as folder:
        for number, (form, hidden) in enumerate(planted_everywhere(marks)):
            path = Path(folder) / f"{number:05}"
            path.write_bytes(secrets.token_bytes(64) + hidden + secrets.token_bytes(64))
            report.forms += 1
            if any(hit.form.pattern == form.pattern for hit in scanner.in_file(path)):
                report.proven += 1
            else:
                report.missed.append(form.how)


def look(report: Report, scanner: Scanner, also: Sequence[Path], *, since: datetime) -> None:
    """Look through the data folder, the databases, what programs were started with, temporary files, and whatever else is named.

    A file that the system has not touched since the marks were made cannot hold one; the time that tells so is not the one that
    programs may set (POSIX ``st_ctime``).
    """
    folders = [Path(settings.VAR), Path(tempfile.gettempdir()), MEMORY, *also]
    for folder in dict.fromkeys(folder.resolve() for folder in folders):
        every = [folder] if folder.is_file() else folder.rglob("*")
        files = [path for path in every if _may_hold_a_mark(path, since.timestamp())]
        report.looked_at[f"files in {folder} touched since the drill began"] = len(files)
        for path in files:
            report.hits.extend(scanner.in_file(path))
    for alias in settings.DATABASES:
        rows = 0
        for place, row in rows_of(alias):
            rows += 1
            report.hits.extend(scanner.in_bytes(row, f"row of {place}"))
        report.looked_at[f"rows of the database “{alias}”"] = rows
    started = list(programs())
    report.looked_at["command lines and environments of programs"] = len(started)
    for place, content in started:
        report.hits.extend(scanner.in_bytes(content, place))


def _may_hold_a_mark(path: Path, since: float) -> bool:
    try:
        return path.is_file() and not path.is_symlink() and path.stat().st_ctime >= since - 1
    except OSError:
        return False
