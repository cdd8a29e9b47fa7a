"""What in the registers a proposal may be the same as, with the reason for each."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from safeconduct.advocacy.access import demands_for
from safeconduct.advocacy.models import Demand, DemandText
from safeconduct.desk.reviewing.cards import Choices
from safeconduct.desk.reviewing.initials import publisher_of
from safeconduct.evidence.access import claims_for
from safeconduct.evidence.actions.attribute_claim import is_one_name
from safeconduct.evidence.models import Claim, ClaimText, Document, ProposalRow
from safeconduct.evidence.models.payloads import proposal_of
from safeconduct.evidence.queries.alike import Verdict, alike_to
from safeconduct.evidence.reading.shapes import Kind, OriginKind
from safeconduct.evidence.search.analyser import concepts_of
from safeconduct.kit.languages import text_in
from safeconduct.people.models import Member

MOST = 3
LONGEST = 160  # characters of an entry in a list of choices
GOOD = 2.0  # same act and same number, or act, group and place: chosen beforehand, still confirmed by the person
Alike = tuple[Choices, str]  # candidates with their words, and the reference of the one chosen beforehand


def alike_for(member: Member, row: ProposalRow) -> Alike:
    """Give the candidates for one proposal."""
    return alike_in(member, row.document, [row])[row.reference]


def alike_in(member: Member, document: Document, rows: Iterable[ProposalRow]) -> dict[str, Alike]:
    """Give the candidates for each proposal of a document, reading the registers once."""
    claims = list(claims_for(member, document.crisis).prefetch_related("attributions__speaker"))
    demands = list(demands_for(member, document.crisis))
    makers = {
        Kind.CLAIM: lambda row: _claims(row, claims),
        Kind.DENIAL: lambda row: _denied(row, claims),
        Kind.DEMAND: lambda row: _demands(row, demands),
    }
    return {row.reference: makers[Kind(row.kind)](row) if Kind(row.kind) in makers and row.is_open else ([], "") for row in rows}


def others_for(member: Member, row: ProposalRow, alike: Choices) -> Choices:
    """Give everything else of the register that this proposal could be, the latest first, for a person who knows better."""
    shown = {reference for reference, _words in alike}
    crisis = row.document.crisis
    entries: list[Claim] | list[Demand] = list(demands_for(member, crisis)) if row.kind == Kind.DEMAND else list(claims_for(member, crisis))
    return [(entry.reference, _words(entry, row, "")[:LONGEST]) for entry in entries if entry.reference not in shown]


def _sketch(row: ProposalRow) -> Claim:
    """Give the proposal as a claim that is not saved, to be compared."""
    proposal = proposal_of(row)
    quantity = proposal.quantity
    return Claim(
        act=proposal.act,
        affected=proposal.affected,
        place=proposal.place,
        when=proposal.when.edtf if proposal.when else "",
        is_negative=proposal.is_negative,
        qualifier=quantity.qualifier if quantity else "",
        low=quantity.low if quantity else None,
        high=quantity.high if quantity else None,
        low_exclusive=bool(quantity and quantity.low_exclusive),
        unit=quantity.unit if quantity else "",
        quantity_verbatim=quantity.verbatim if quantity else "",
    )


def _claims(row: ProposalRow, claims: list[Claim]) -> Alike:
    likely = [one for one in alike_to(_sketch(row), claims) if one.verdict == Verdict.MAYBE_SAME][:MOST]
    choices = [(one.claim.reference, _words(one.claim, row, "; ".join(one.alike))) for one in likely]
    choices += [choice for choice in _confirmed(row, claims) if choice[0] not in dict(choices)]
    return choices, likely[0].claim.reference if likely and likely[0].score >= GOOD else ""


def _confirmed(row: ProposalRow, claims: list[Claim]) -> Choices:
    """Offer what an interview may confirm: claims by a source that the same sentence names."""
    if not any(saying.origin is OriginKind.FIRST_HAND for saying in proposal_of(row).attributions):
        return []
    sentence = row.sentence.text.casefold()
    publisher = publisher_of(row.document)
    found = []
    for claim in claims:
        named = [a.speaker.name for a in claim.attributions.all() if a.speaker.name.casefold() in sentence]
        told = [name for name in named if not is_one_name(name, publisher)]
        if told:
            reason = _("the sentence names %(source)s, who says it") % {"source": told[0]}
            found.append((claim.reference, _words(claim, row, reason)))
    return found[:MOST]


def _denied(row: ProposalRow, claims: list[Claim]) -> Alike:
    """Offer the claims about the place of whoever denies; the gravest allegation is what a denial usually means."""
    proposal = proposal_of(row)
    place = proposal.place or proposal.actor_place
    about = [claim for claim in claims if not place or claim.place in {place, ""} or claim.place.startswith(f"{place}-")]
    likely = sorted(about, key=lambda claim: (claim.act != (proposal.act or "detention"), -len(claim.count.get("ends", ())), claim.pk))
    choices = [(claim.reference, _words(claim, row, "")) for claim in likely[:MOST]]
    return choices, choices[0][0] if choices else ""


def _demands(row: ProposalRow, demands: list[Demand]) -> Alike:
    wanted = concepts_of(row.sentence.text, (row.sentence.language,))
    scored = []
    for demand in demands:
        shared = max((len(wanted & concepts_of(text.text, (text.language,))) for text in demand.texts.all()), default=0)
        if shared:
            scored.append((shared, demand))
    scored.sort(key=lambda pair: (-pair[0], pair[1].pk))
    return [(demand.reference, _words(demand, row, "")) for _shared, demand in scored[:MOST]], ""


def _words(entry: Claim | Demand, row: ProposalRow, reason: str) -> str:
    texts: list[ClaimText | DemandText] = list(entry.texts.all())
    text = text_in(texts, row.sentence.language)
    words = text.text if text else entry.reference
    return _("%(words)s (%(reason)s)") % {"words": words, "reason": reason} if reason else words
