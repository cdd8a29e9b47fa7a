"""What happened to a claim or a source, told from the record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from safeconduct.audit.models import Entry
from safeconduct.audit.queries import history_of
from safeconduct.people.models import Member

TITLES: dict[str, Promise] = {
    "evidence.attribution-detached": _later("A report was taken out into its own claim"),
    "evidence.claim-amended": _later("Changed"),
    "evidence.claim-assessed": _later("Standing set by a person"),
    "evidence.claim-attributed": _later("A report was added"),
    "evidence.claim-confirmed": _later("Confirmed"),
    "evidence.claim-denied": _later("A denial was added"),
    "evidence.claim-detached": _later("Taken out of another claim"),
    "evidence.claim-joined": _later("Another claim was joined into this one"),
    "evidence.claim-joined-into": _later("Joined into another claim"),
    "evidence.claim-lost-source": _later("A source took back what it said"),
    "evidence.claim-published": _later("Published"),
    "evidence.claim-translated": _later("Translated"),
    "evidence.claim-unpublished": _later("Taken off the public page"),
    "evidence.claim-withdrawn": _later("Withdrawn"),
    "evidence.claims-related": _later("Related to another claim"),
    "evidence.origin-set": _later("An origin was set"),
    "evidence.origins-tied": _later("Origins were tied or untied"),
    "evidence.report-cited": _later("One report was said to rest on another"),
    "evidence.source-described": _later("Described"),
    "evidence.source-merged": _later("Merged into another source"),
    "evidence.source-name-added": _later("A spelling was added"),
    "evidence.source-named": _later("Named for the first time"),
    "evidence.source-took-in": _later("Another source was merged into this one"),
    "evidence.source-withdrawn": _later("Took back what it said"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, in the shape of ui/timeline.html."""

    title: str
    by: str
    at: datetime
    words: str

    @property
    def date(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} UTC"

    @property
    def iso(self) -> str:
        return self.at.isoformat()


def history(references: Iterable[str]) -> list[Event]:
    """Give what happened to the things with these references, the latest first, with the names of who did it."""
    entries = [entry for reference in references for entry in history_of(reference)]
    entries.sort(key=lambda entry: entry.sequence, reverse=True)
    names = dict(Member.objects.filter(reference__in={entry.by for entry in entries}).values_list("reference", "name"))
    return [Event(str(TITLES.get(entry.kind, entry.kind)), names.get(entry.by, entry.by), entry.at, _words(entry)) for entry in entries]


def _words(entry: Entry) -> str:
    """Say what the entry adds: the reason, the other thing, what stood before."""
    detail: dict[str, Any] = entry.detail
    parts = [str(detail[name]) for name in ("because", "reason") if detail.get(name)]
    other = detail.get("into") or detail.get("other") or detail.get("from")
    if other:
        parts.append(str(other))
    before = detail.get("before")
    if isinstance(before, dict) and before.get("text"):
        parts.append(_("Before: “%(text)s”") % {"text": before["text"]})
    if detail.get("replaced"):
        parts.append(_("Before: “%(text)s”") % {"text": detail["replaced"]})
    if detail.get("language"):
        parts.append(str(detail["language"]))
    return " · ".join(parts)
