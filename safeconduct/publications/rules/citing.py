"""What a text may say, given the claims it cites. Pure.

A number stands in a reference, says no more than the claim and keeps its caution ("more than", "about", "at least"); a weak claim
stands in a sentence that says who says so. What is found here is shown beside the text; nothing is put right by itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from safeconduct.evidence.reading.arrange.sentences import split
from safeconduct.evidence.reading.propose.quantities import is_duration_or_share, is_people, quantities
from safeconduct.evidence.reading.shapes import Qualifier, Quantity
from safeconduct.evidence.rules.alarms import AlarmCode, number_drift
from safeconduct.evidence.rules.standing import Standing
from safeconduct.publications.rules.cues import is_attributed, shares
from safeconduct.publications.rules.prose import Cited, Paragraph, paragraphs_of

WEAK = frozenset({Standing.SINGLE_SOURCE, Standing.REPEATED, Standing.UNASSESSED, Standing.CONTESTED})

_FLOOR = frozenset({Qualifier.MORE_THAN, Qualifier.AT_LEAST, Qualifier.ORDER_OF_MAGNITUDE})
_CEILING = frozenset({Qualifier.AT_MOST, Qualifier.LESS_THAN})


class Trouble(StrEnum):
    """What is the matter with a place of a text."""

    NUMBER_UNCITED = "number-uncited"  # stands in no reference
    NUMBER_UNKNOWN = "number-unknown"  # the claim or demand has no number
    NUMBER_DIFFERS = "number-differs"
    NUMBER_GREW = "number-grew"  # says more than the claim does
    CAUTION_LOST = "caution-lost"  # "about 45" became "45"
    STATED_AS_FACT = "stated-as-fact"  # a weak claim, and nobody is said to say it
    WITHDRAWN = "withdrawn"
    REFUTED = "refuted"
    JOINED = "joined"  # into another claim
    NOT_PUBLIC = "not-public"
    UNKNOWN = "unknown-reference"
    LEADS_NOWHERE = "leads-nowhere"  # a link that is neither a reference nor an address


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim, as far as a text that cites it must know. ``texts`` are its sentences by language."""

    reference: str
    standing: str
    texts: Mapping[str, str]
    quantity: Quantity | None = None
    is_public: bool = True
    joined_into: str = ""

    def numbers(self) -> tuple[Quantity, ...]:
        """Give every number that somebody may take from the claim: its own first, then those of its sentences."""
        said = (quantity for language, text in self.texts.items() for quantity in counted(text, language))
        own = () if self.quantity is None or self.quantity.qualifier is Qualifier.INDEFINITE else (self.quantity,)
        return (*own, *said)


@dataclass(frozen=True, slots=True)
class Demanded:
    """A demand, as far as a text that makes it must know."""

    reference: str
    texts: Mapping[str, str]
    is_public: bool = True
    is_withdrawn: bool = False

    def numbers(self) -> tuple[Quantity, ...]:
        """Give every number of its sentences."""
        return tuple(quantity for language, text in self.texts.items() for quantity in counted(text, language))


@dataclass(frozen=True, slots=True)
class Known:
    """What the references of a text lead to."""

    claims: Mapping[str, Claimed] = field(default_factory=dict)
    demands: Mapping[str, Demanded] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """One trouble: the words it is about, the reference where there is one, and what the claim says instead."""

    trouble: Trouble
    words: str
    reference: str = ""
    says: str = ""


def troubles_of(text: str, language: str, known: Known, *, demand: str = "") -> tuple[Found, ...]:
    """Give what is the matter with a part's text; ``demand`` is the demand that the part makes, whose numbers it may say."""
    own = known.demands.get(demand)
    found = [trouble for paragraph in paragraphs_of(text) for trouble in _in_paragraph(paragraph, language, known, own)]
    return tuple(dict.fromkeys(found))


def title_troubles(title: str, language: str, cited: Iterable[Claimed]) -> tuple[Found, ...]:
    """Give the numbers of a title, which has no links, that agree with no claim cited below it."""
    allowed = [number for claim in cited for number in claim.numbers()]
    return tuple(
        Found(Trouble.NUMBER_UNCITED, number.verbatim)
        for number in counted(title, language)
        if all(compare(one, number) is not None for one in allowed)
    )


def demand_troubles(demand: Demanded) -> tuple[Found, ...]:
    """Give what is the matter with making this demand."""
    if demand.is_withdrawn:
        return (Found(Trouble.WITHDRAWN, demand.reference, demand.reference),)
    return () if demand.is_public else (Found(Trouble.NOT_PUBLIC, demand.reference, demand.reference),)


def counted(text: str, language: str) -> tuple[Quantity, ...]:
    """Give the numbers of a text that need a claim behind them: no times, dates, ordinals or labels; shares in per cent, though."""
    found = [
        quantity
        for quantity in quantities(text, language)
        if quantity.qualifier is not Qualifier.INDEFINITE and not is_duration_or_share(quantity)
    ]
    return (*found, *(share for share in shares(text) if all(share.end <= one.start or share.start >= one.end for one in found)))


def compare(claimed: Quantity, said: Quantity) -> Trouble | None:
    """Tell how a number as said departs from the claim's; ``None`` where it says the same, or the same more cautiously."""
    if {claimed.low, claimed.high} - {None} == set():
        return Trouble.NUMBER_UNKNOWN
    if claimed.unit and said.unit and is_people(claimed) != is_people(said):
        return Trouble.NUMBER_DIFFERS
    if not {said.low, said.high} & ({claimed.low, claimed.high} - {None}):
        return Trouble.NUMBER_DIFFERS
    if claimed.qualifier in _FLOOR and said.qualifier not in _FLOOR:
        return Trouble.CAUTION_LOST
    if claimed.qualifier in _CEILING and said.qualifier not in _CEILING:
        return Trouble.CAUTION_LOST
    alarm = number_drift(claimed, said)
    if alarm is None:
        return None
    return Trouble.CAUTION_LOST if alarm.code is AlarmCode.QUALIFIER_LOST else Trouble.NUMBER_GREW


def _in_paragraph(paragraph: Paragraph, language: str, known: Known, own: Demanded | None) -> Iterator[Found]:
    numbers = counted(paragraph.text, language)
    sentences = split(paragraph.text, language)
    for cited in paragraph.cited:
        yield from _of_target(cited, known)
        claim = known.claims.get(cited.target)
        if claim and Standing(claim.standing) in WEAK and not is_attributed(_around(paragraph.text, cited, sentences), language):
            yield Found(Trouble.STATED_AS_FACT, cited.words, cited.target, claim.standing)
    for number in numbers:
        cited_by = next((cited for cited in paragraph.cited if cited.is_reference and _meets(cited, number)), None)
        yield from _of_number(number, cited_by, known, own)


def _of_target(cited: Cited, known: Known) -> Iterator[Found]:
    if not cited.is_reference:
        if not cited.is_address:
            yield Found(Trouble.LEADS_NOWHERE, cited.words, cited.target)
        return
    claim, demand = known.claims.get(cited.target), known.demands.get(cited.target)
    if claim is not None:
        yield from (Found(trouble, cited.words, cited.target, says) for trouble, says in _of_claim(claim))
    elif demand is not None:
        yield from (Found(found.trouble, cited.words, cited.target) for found in demand_troubles(demand))
    else:
        yield Found(Trouble.UNKNOWN, cited.words, cited.target)


def _of_claim(claim: Claimed) -> Iterator[tuple[Trouble, str]]:
    if claim.joined_into:
        yield Trouble.JOINED, claim.joined_into
    elif claim.standing == Standing.WITHDRAWN:
        yield Trouble.WITHDRAWN, ""
    elif claim.standing == Standing.REFUTED:
        yield Trouble.REFUTED, ""
    elif not claim.is_public:
        yield Trouble.NOT_PUBLIC, ""


def _of_number(number: Quantity, cited: Cited | None, known: Known, own: Demanded | None) -> Iterator[Found]:
    if cited is None:
        if own is None or all(compare(one, number) is not None for one in own.numbers()):
            yield Found(Trouble.NUMBER_UNCITED, number.verbatim)
        return
    source = known.claims.get(cited.target) or known.demands.get(cited.target)
    if source is None:
        return
    claimed = source.numbers()
    troubles = [compare(one, number) for one in claimed]
    if None in troubles:
        return
    worst = _nearest([trouble for trouble in troubles if trouble is not None])
    yield Found(worst, number.verbatim, cited.target, claimed[0].verbatim if claimed else "")


def _nearest(troubles: Sequence[Trouble]) -> Trouble:
    """Give the trouble that tells most: with the number that was probably meant, not with another one of the same claim."""
    for trouble in (Trouble.CAUTION_LOST, Trouble.NUMBER_GREW, Trouble.NUMBER_DIFFERS):
        if trouble in troubles:
            return trouble
    return Trouble.NUMBER_UNKNOWN


def _meets(cited: Cited, number: Quantity) -> bool:
    return cited.start < number.end and number.start < cited.end


def _around(text: str, cited: Cited, sentences: list[tuple[int, int]]) -> str:
    """Give the sentence or sentences that the words stand in."""
    met = [(start, end) for start, end in sentences if cited.start < end and start < cited.end]
    return text[met[0][0] : met[-1][1]] if met else text
