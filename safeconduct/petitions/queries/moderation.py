"""What people sent in for a campaign: what waits to be looked at, and what was decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.languages import DOCUMENT_LANGUAGES
from safeconduct.petitions.access import own_campaign_for
from safeconduct.petitions.models import Argument, OfferedTranslation, Question, Reason
from safeconduct.petitions.rules.kinds import Side, WordState
from safeconduct.petitions.words import SIDE_NAMES, WORD_STATE_NAMES
from safeconduct.publications.rules.content import from_json
from safeconduct.publications.rules.kinds import Role
from safeconduct.publications.words import ROLE_NAMES

if TYPE_CHECKING:
    from datetime import date

    from safeconduct.crises.models import Crisis
    from safeconduct.people.models import Member
    from safeconduct.petitions.models import Campaign

Word = Argument | Reason | Question | OfferedTranslation
MOST_DECIDED = 100
KINDS: dict[str, type[Word]] = {"WR": Reason, "AR": Argument, "QU": Question, "TR": OfferedTranslation}
KIND_NAMES: dict[str, Promise] = {"WR": _("Reason"), "AR": _("Argument"), "QU": _("Question"), "TR": _("Translation offered")}
STAMPS = {WordState.HELD: "waiting", WordState.SHOWN: "released", WordState.HIDDEN: "recalled", WordState.ACCEPTED: "released"}


@dataclass(frozen=True, slots=True)
class OfferedPart:
    """A part of an offered translation beside the original, and whether the original has changed since."""

    reference: str
    role: str
    original: str
    offered: str
    has_drifted: bool


@dataclass(frozen=True, slots=True)
class Sent:
    """One thing that somebody sent in, as the desk shows it."""

    reference: str
    kind: str
    kind_name: str
    text: str
    language: str
    language_name: str
    more: str  # the side of an argument; name and country that stand with a reason
    month: date
    state: str
    state_name: str
    stamp: str
    reports: int
    hidden_because: str
    answer: str
    title: str
    parts: tuple[OfferedPart, ...]

    @property
    def waits(self) -> bool:
        return self.state == WordState.HELD


def waiting_words(campaign: Campaign) -> list[Sent]:
    """Give what waits: reported reasons first, then the oldest month first."""
    rows = [row for kind in KINDS.values() for row in kind.objects.filter(campaign=campaign, state=WordState.HELD)]
    return [_sent(row, campaign) for row in sorted(rows, key=lambda row: (-getattr(row, "reports", 0), row.month, row.reference))]


def decided_words(campaign: Campaign) -> list[Sent]:
    """Give what was decided lately, the newest month first; of what its writer took back nothing is left to show."""
    rows: list[Word] = []
    for kind in KINDS.values():
        found = kind.objects.filter(campaign=campaign).exclude(state__in=[WordState.HELD, WordState.TAKEN_BACK])
        rows += found.order_by("-month", "-pk")[:MOST_DECIDED]
    return [_sent(row, campaign) for row in sorted(rows, key=lambda row: (row.month, row.reference), reverse=True)[:MOST_DECIDED]]


def word_for(member: Member, crisis: Crisis, campaign: str, reference: str) -> Word:
    """Give one thing that was sent in for a campaign of the member's organisation.

    :raises Http404: if there is none for this member
    """
    owned = own_campaign_for(member, crisis, campaign)
    kind = KINDS.get(reference[:2])
    row = kind.objects.filter(campaign=owned, reference=reference).select_related("campaign").first() if kind else None
    if row is None:
        raise Http404
    return row


def _sent(row: Word, campaign: Campaign) -> Sent:
    code = next(code for code, kind in KINDS.items() if isinstance(row, kind))
    state = WordState(row.state)
    return Sent(
        reference=row.reference,
        kind=code,
        kind_name=str(KIND_NAMES[code]),
        text=getattr(row, "text", ""),
        language=row.language,
        language_name=dict(DOCUMENT_LANGUAGES).get(row.language, row.language),
        more=_more(row),
        month=row.month,
        state=state,
        state_name=str(WORD_STATE_NAMES[state]),
        stamp=STAMPS.get(state, "waiting"),
        reports=getattr(row, "reports", 0),
        hidden_because=getattr(row, "hidden_because", ""),
        answer=getattr(row, "answer", ""),
        title=getattr(row, "title", ""),
        parts=tuple(_parts(row, campaign)) if isinstance(row, OfferedTranslation) else (),
    )


def _more(row: Word) -> str:
    if isinstance(row, Argument):
        return str(SIDE_NAMES[Side(row.side)])
    if isinstance(row, Reason):
        return ", ".join(filter(None, [row.name, row.country]))
    return ""


def _parts(row: OfferedTranslation, campaign: Campaign) -> Iterable[OfferedPart]:
    version = campaign.publication.versions.filter(hash=row.made_from).first()
    then = {}
    if version is not None:
        content = from_json(version.content)
        then = {part.id: part.texts.get(content.original, "") for part in content.parts}
    for part in campaign.publication.parts.order_by("position", "pk").prefetch_related("texts"):
        now = next((text.text for text in part.texts.all() if text.language == campaign.publication.original), "")
        if part.reference in row.parts:
            role = str(ROLE_NAMES[Role(part.role)])
            yield OfferedPart(part.reference, role, now, row.parts[part.reference], then.get(part.reference) != now)
