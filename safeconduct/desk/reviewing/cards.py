"""A proposal as a card beside its sentence: what it says in one glance, and the form behind it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.forms import BaseForm
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from safeconduct.advocacy.rules import DeedType, ResponseType
from safeconduct.advocacy.words import DEED_NAMES, RESPONSE_NAMES
from safeconduct.desk.forms import review as forms
from safeconduct.desk.reviewing.initials import initial_of, publisher_of, sayings_of
from safeconduct.evidence.actions.attribute_claim import is_one_name
from safeconduct.evidence.models import ProposalRow
from safeconduct.evidence.models.payloads import proposal_of
from safeconduct.evidence.queries.sentences import counted, place_word, when_words
from safeconduct.evidence.reading.shapes import Kind, OriginKind, Proposal, Qualifier, Quantity
from safeconduct.evidence.words import ACT_NAMES, GROUP_NAMES, KIND_NAMES, ORIGIN_NAMES, QUALIFIER_NAMES, name_of

Choices = list[tuple[str, Any]]
LONGEST_QUOTE = 160  # characters of a quotation on its card; the whole stands beside it
FORMS: dict[Kind, type[BaseForm]] = {
    Kind.CLAIM: forms.ClaimForm,
    Kind.QUOTATION: forms.QuotationForm,
    Kind.DEMAND: forms.DemandForm,
    Kind.RESPONSE: forms.ResponseForm,
    Kind.DEED: forms.DeedForm,
    Kind.DENIAL: forms.DenialForm,
    Kind.PAYMENT_CHANNEL: forms.MoneyForm,
    Kind.GOAL: forms.MoneyForm,
}
WITH_ALIKE = frozenset({Kind.CLAIM, Kind.DEMAND, Kind.DENIAL})
SAME = {Kind.CLAIM: "same_as", Kind.DEMAND: "same_as", Kind.DENIAL: "claim"}


@dataclass(slots=True)
class Card:
    """What a page needs to show one proposal."""

    row: ProposalRow
    kind_name: str
    glance: list[str]
    says: list[str]
    alike: Choices = field(default_factory=list)  # the likeliest, shown on the closed card
    others: Choices = field(default_factory=list)  # everything else in the register that it could be, for the open form
    chosen: str = ""  # the reference of the best candidate, if there is a good one
    form: BaseForm | None = None
    sayings: Any = None
    problem: str = ""

    @property
    def is_form_open(self) -> bool:
        return self.form is not None


def card_of(row: ProposalRow, alike: Choices, *, chosen: str = "", others: Choices | None = None) -> Card:
    """Give the closed card of a proposal, with what it may be the same as."""
    proposal = proposal_of(row)
    return Card(
        row=row,
        kind_name=str(KIND_NAMES[proposal.kind]),
        glance=_glance(row, proposal),
        says=_says(row, proposal),
        alike=alike,
        others=others or [],
        chosen=chosen,
    )


def opened(card: Card, posted: Mapping[str, Any] | None = None) -> Card:
    """Open the card's form: empty-handed with what was proposed, or with what was posted."""
    kind = Kind(card.row.kind)
    extra = {"alike": [*card.alike, *card.others]} if kind in WITH_ALIKE else {}
    initial = {**initial_of(card.row), SAME.get(kind, "same_as"): card.chosen}
    card.form = FORMS[kind](data=posted, initial=initial, prefix=_prefix(card.row), **extra)  # type: ignore[arg-type]
    if kind is Kind.CLAIM:
        card.sayings = forms.SayingForms(data=posted, initial=sayings_of(card.row), prefix=f"{_prefix(card.row)}-says")
    return card


def as_proposed(card: Card, same_as: str) -> dict[str, Any]:
    """Give the data that the open form would post if nobody changed anything but what it is the same as."""
    kind, prefix = Kind(card.row.kind), _prefix(card.row)
    given = {**initial_of(card.row), SAME.get(kind, "same_as"): same_as}
    data = {f"{prefix}-{name}": value for name, value in given.items() if value is not None and value is not False}
    rows = sayings_of(card.row) if kind is Kind.CLAIM else []
    data |= {f"{prefix}-says-TOTAL_FORMS": len(rows), f"{prefix}-says-INITIAL_FORMS": len(rows)}
    for number, saying in enumerate(rows):
        data |= {f"{prefix}-says-{number}-{name}": value for name, value in saying.items() if value is not False}
    return data


def _prefix(row: ProposalRow) -> str:
    return row.reference.lower()


def _glance(row: ProposalRow, proposal: Proposal) -> list[str]:
    """Give the few words that tell what was found."""
    words = [
        name_of(proposal.act, ACT_NAMES) if proposal.act else "",
        name_of(proposal.affected, GROUP_NAMES) if proposal.affected else "",
        _number(proposal.quantity),
        place_word(proposal.place) if proposal.place else "",
        _when(proposal),
        str(RESPONSE_NAMES[ResponseType(proposal.response_type)]) if proposal.response_type in set(ResponseType) else "",
        str(DEED_NAMES[DeedType(proposal.deed_type)]) if proposal.deed_type in set(DeedType) else "",
        *_who(row, proposal),
        " ".join(part for part in (proposal.channel, proposal.channel_number, proposal.message_word) if part),
    ]
    return [word for word in words if word]


def _who(row: ProposalRow, proposal: Proposal) -> list[str]:
    """Name the body under which an answer will stand, and the person who spoke or acted for it."""
    if proposal.kind is Kind.DENIAL:
        return [proposal.actor]
    if proposal.kind not in {Kind.RESPONSE, Kind.DEED}:
        return []
    given = initial_of(row)
    return [given["actor"], given["holder"]]


def _when(proposal: Proposal) -> str:
    if proposal.when is None:
        return ""
    return when_words(proposal.when.edtf, "en") or _("“%(words)s”: no date to count from yet") % {"words": proposal.when.verbatim}


def _number(quantity: Quantity | None) -> str:
    if quantity is None:
        return ""
    numbers = "–".join(str(n) for n in dict.fromkeys((quantity.low, quantity.high)) if n is not None)
    how = "" if quantity.qualifier is Qualifier.EXACT else str(QUALIFIER_NAMES[quantity.qualifier])
    of = counted(quantity.unit, quantity.high or quantity.low or 0) if quantity.unit else ""
    return " ".join(part for part in (how, numbers, of) if part)


def _says(row: ProposalRow, proposal: Proposal) -> list[str]:
    """Give a readable line for each attribution: who says it, citing whom, resting on what."""
    publisher = publisher_of(row.document) or _("this document")
    lines = [f"“{Truncator(row.exact).chars(LONGEST_QUOTE)}”"] if proposal.kind is Kind.QUOTATION else []
    for saying in proposal.attributions:
        line = saying.speaker or publisher
        if saying.role:
            line = f"{line} ({saying.role})"
        is_heard_through = proposal.kind is Kind.CLAIM and saying.speaker and not is_one_name(saying.speaker, publisher)
        steps = [publisher, line] if is_heard_through else [line]
        if saying.cites:
            steps.append(saying.cites)
        if saying.origin is not OriginKind.UNKNOWN:
            steps.append(f"{ORIGIN_NAMES[saying.origin]}: {saying.holder or saying.cites or saying.speaker or publisher}")
        said = _("Said by %(chain)s") % {"chain": " ← ".join(steps)}
        lines.append(f"{said} · “{saying.hedge}”" if saying.hedge else said)
    if proposal.kind is Kind.DEMAND:
        asked = ", ".join(proposal.addressees) or _("addressee not found")
        lines.append(_("Asked: %(asked)s") % {"asked": asked})
        if proposal.relayed_to:
            lines.append(_("To press: %(pressed)s") % {"pressed": ", ".join(proposal.relayed_to)})
    return lines
