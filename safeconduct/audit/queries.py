"""What the record says, and whether it is whole."""

from dataclasses import dataclass

from django.db.models import QuerySet

from safeconduct.audit.models import Entry, Head
from safeconduct.audit.rules import BEGINNING, entry_hash


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the record is whole: how many entries were checked, and what is wrong with the first bad one."""

    checked: int
    problem: str = ""

    @property
    def is_whole(self) -> bool:
        return not self.problem


def history_of(subject: str) -> QuerySet[Entry]:
    """Give what happened to the thing with this reference, earliest first."""
    return Entry.objects.filter(subject=subject).order_by("sequence")


def verify() -> Verdict:
    """Walk the chain from its beginning and compare every hash, every number and the head."""
    previous, expected = BEGINNING, 1
    for entry in Entry.objects.order_by("sequence").iterator(chunk_size=2000):
        if entry.sequence != expected:
            return Verdict(expected - 1, f"Entry {expected} is missing.")
        if entry.previous_hash != previous:
            return Verdict(expected - 1, f"Entry {expected} does not follow the one before it.")
        if entry.hash != _hash_of(entry):
            return Verdict(expected - 1, f"Entry {expected} was changed after it was written.")
        previous, expected = entry.hash, expected + 1
    head = Head.objects.filter(pk=1).first()
    if head is None and expected > 1:
        return Verdict(expected - 1, "The note of how many entries were written is gone.")
    if head and (head.sequence, head.hash) != (expected - 1, previous):
        return Verdict(expected - 1, f"The record ends at entry {expected - 1}, but {head.sequence} were written.")
    return Verdict(expected - 1)


def _hash_of(entry: Entry) -> str:
    return entry_hash(
        sequence=entry.sequence,
        at=entry.at,
        kind=entry.kind,
        by=entry.by,
        subject=entry.subject,
        detail=entry.detail,
        previous_hash=entry.previous_hash,
    )


def latest_entries() -> QuerySet[Entry]:
    """Give all entries, the latest first."""
    return Entry.objects.order_by("-sequence")
