"""What is a word and what is a deed, how heavy a word is, and in which order bodies stand on the board.

Words and deeds are two enumerations without a value in common, and nothing here turns one into the other: a polite sentence
becomes a deed only if a person writes a new deed with a source of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safeconduct.evidence.rules.moments import bounds, order_key


class BodyKind(StrEnum):
    """What sort of body can be asked and can answer."""

    GOVERNMENT = "government"
    AUTHORITY = "authority"  # of a region or a town, or an agency
    PARLIAMENT = "parliament"
    COURT = "court"
    INSTITUTION = "institution"  # between states: the European Union, the OSCE
    PARTY = "party"
    OTHER = "other"

    @property
    def is_government(self) -> bool:
        """Tell whether it governs, so that a person can be sent back by it or taken in."""
        return self in {BodyKind.GOVERNMENT, BodyKind.AUTHORITY}


class DemandKind(StrEnum):
    """Whether the addressee is to act, or to press somebody else."""

    DIRECT = "direct"
    RELAYED = "relayed"


class ResponseType(StrEnum):
    """What a body said, in rising weight. Silence is no response: it is a search in which a person found nothing."""

    ACKNOWLEDGEMENT = "acknowledgement"
    DENIAL = "denial"
    REFUSAL = "refusal"
    EXPECTATION = "expectation"  # that others will act
    CONCERN = "concern"
    WILL_RAISE = "will-raise"
    TALKS = "talks"  # about acting, with others
    RAISED_BILATERALLY = "raised-bilaterally"
    RAISED_IN_FORUM = "raised-in-forum"
    RESOLUTION = "resolution"
    PROMISE = "promise"
    INSTRUCTION = "instruction"  # or a changed rule

    @property
    def weight(self) -> int:
        """Give its place among the words, from 1. It orders; it is never added up."""
        return list(ResponseType).index(self) + 1


class DeedType(StrEnum):
    """What a body did."""

    VISA_ISSUED = "visa-issued"
    ADMISSION = "admission"
    PROTECTION = "protection"
    RETURN_STOPPED = "return-stopped"
    FUNDS_PAID = "funds-paid"
    DETAINEE_FREED = "detainee-freed"
    INQUIRY_OPENED = "inquiry-opened"
    CHARGES = "charges"
    JUDGMENT = "judgment"
    SANCTIONS = "sanctions"
    OTHER_HELP = "other-help"
    VISA_REFUSED = "visa-refused"
    RETURNED = "returned"
    PROSECUTED_VICTIM = "prosecuted-victim"
    DETAINED = "detained"  # those who asked, or those who helped them
    OTHER_HARM = "other-harm"

    @property
    def is_negative(self) -> bool:
        """Tell whether it was done against those in danger."""
        return self in NEGATIVE


NEGATIVE = frozenset({DeedType.VISA_REFUSED, DeedType.RETURNED, DeedType.PROSECUTED_VICTIM, DeedType.DETAINED, DeedType.OTHER_HARM})


class Grade(StrEnum):
    """How near its report stands to the thing itself, the nearest first."""

    RECORD = "record"  # an official record of it
    OFFICIAL = "official"  # said by the body itself, in office
    FIRST_HAND = "first-hand"  # whoever reports it was there
    STATED = "stated"  # somebody else states it and does not say how they know
    SECOND_HAND = "second-hand"  # a report of a report
    UNNAMED = "unnamed"  # rests on a source that is not named


class Shown(StrEnum):
    """What is shown of a body's deeds, apart from all it said."""

    DEEDS = "deeds"
    DEEDS_AND_HARM = "deeds-and-harm"
    HARM = "harm"
    NONE_FOUND = "none-found"  # a person searched and wrote down until when
    NOT_SEARCHED = "not-searched"  # nothing in the register, and nobody says they looked


@dataclass(frozen=True, slots=True)
class Headline:
    """Words to deeds, as counts of entries; numbers inside the entries are never added."""

    words: int
    deeds: int
    negative_deeds: int
    heaviest: ResponseType | None
    shown: Shown
    searched_until: date | None = None
    first_deed: str = ""  # EDTF of the earliest deed; "" where there is none or its time is not stated


def heaviest(words: Iterable[ResponseType]) -> ResponseType | None:
    """Give the weightiest of these words; ``None`` where there are none."""
    return max(words, key=lambda word: word.weight, default=None)


def headline(words: Iterable[ResponseType], deeds: Iterable[DeedType], *, searched_until: date | None, first_deed: str = "") -> Headline:
    """Set what was said beside what was done. "None found" is said only where a search was written down."""
    said, done = list(words), list(deeds)
    negative = sum(deed.is_negative for deed in done)
    return Headline(
        words=len(said),
        deeds=len(done) - negative,
        negative_deeds=negative,
        heaviest=heaviest(said),
        shown=shown(deeds=len(done) - negative, negative_deeds=negative, is_searched=searched_until is not None),
        searched_until=searched_until,
        first_deed=first_deed,
    )


def shown(*, deeds: int, negative_deeds: int, is_searched: bool) -> Shown:
    """Give the code of what is shown of a body's deeds."""
    if deeds:
        return Shown.DEEDS_AND_HARM if negative_deeds else Shown.DEEDS
    if negative_deeds:
        return Shown.HARM
    return Shown.NONE_FOUND if is_searched else Shown.NOT_SEARCHED


_ORDER = (Shown.DEEDS, Shown.DEEDS_AND_HARM, Shown.HARM, Shown.NONE_FOUND, Shown.NOT_SEARCHED)


def board_key(line: Headline, name: str) -> tuple[int, tuple[int, date, int, date], int, str]:
    """Order the board: help, then help and harm, then harm, then words alone; in each, who acted earlier, then the heaviest word.

    How many deeds there are, and the numbers in them, do not count: the board is a list, not a score.
    """
    without = _ORDER.index(Shown.NONE_FOUND)
    return (
        min(_ORDER.index(line.shown), without),
        order_key(line.first_deed),
        -line.heaviest.weight if line.heaviest else 0,
        name.casefold(),
    )


# How parliaments call themselves; a linguist may add to it.
_PARLIAMENTS = (
    "parliament",
    "parlament",
    "parlement",
    "parlemento",
    "riksdag",
    "folketing",
    "storting",
    "bundestag",
    "bundesrat",
    "assemblée",
    "sénat",
    "senat",
    "senate",
    "congress",
    "kongres",
    "commons",
    "lords",
    "seimas",
    "saeima",
    "riigikogu",
    "eduskunta",
    "sejm",
    "cortes",
    "knesset",
    "rada",
    "duma",
    "дума",
    "парламент",
    "kammer",
    "kamer",
    "assembleia",
    "assemblea",
    "assembly",
)


def kind_from_name(name: str, *, place: str) -> BodyKind:
    """Give the likely kind of a body that nobody has described: a parliament by its name, else the government of its place."""
    folded = name.casefold()
    if any(word in folded for word in _PARLIAMENTS):
        return BodyKind.PARLIAMENT
    if not place:
        return BodyKind.OTHER
    if place == "EU":
        return BodyKind.INSTITUTION
    return BodyKind.AUTHORITY if "-" in place else BodyKind.GOVERNMENT


@dataclass(frozen=True, slots=True)
class Tenure:
    """Somebody held a post between two times (EDTF; empty: not known, or still)."""

    holder: str
    since: str = ""
    until: str = ""


def holders_on(tenures: Iterable[Tenure], on: str) -> tuple[str, ...]:
    """Give who may have held the post at that time (EDTF), earliest first; several where the dates leave it open.

    Without a time nobody is named: today's holder did not answer a letter of long ago.
    """
    if not on:
        return ()
    first, last = bounds(on)
    if first is None or last is None:
        return ()
    held = [(tenure, _span(tenure)) for tenure in tenures]
    during = [(since, tenure.holder) for tenure, (since, until) in held if since <= last and until >= first]
    return tuple(dict.fromkeys(holder for _, holder in sorted(during)))


def _span(tenure: Tenure) -> tuple[date, date]:
    since = bounds(tenure.since)[0] if tenure.since else None
    until = bounds(tenure.until)[1] if tenure.until else None
    return since or date.min, until or date.max


def may_quote(*, level: str, owner: int, reader: int | None) -> bool:
    """Tell whether a document of this level and organisation may be quoted to a reader (organisation; ``None``: the public).

    What one organisation keeps to itself is quoted to nobody else. What the coalition holds may be quoted to the public only
    as part of an entry that a person published; entries that are not published never come this far.
    """
    return level != "organisation" or owner == reader


def code_for(*, kind: BodyKind, place: str, taken: Iterable[str]) -> str:
    """Give the address of a body within its crisis: ``LT`` for a government, ``PT-parliament`` for a parliament of the same place.

    ``""`` where no place is known; a number is added where the address is in use.
    """
    if not place:
        return ""
    is_region = kind is BodyKind.AUTHORITY and "-" in place
    wanted = place if is_region or kind in {BodyKind.GOVERNMENT, BodyKind.INSTITUTION} else f"{place}-{kind}"
    used = set(taken)
    if wanted not in used:
        return wanted
    number = 2
    while f"{wanted}-{number}" in used:
        number += 1
    return f"{wanted}-{number}"
