"""What a person should look at again in a claim, each with its sentence."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from safeconduct.evidence.models import Attribution, Claim, ProposalRow, Relation
from safeconduct.evidence.models.graph import ClaimGraph
from safeconduct.evidence.models.proposals import ProposalState
from safeconduct.evidence.queries.chains import Chain
from safeconduct.evidence.reading.propose.lexicon import lexicon
from safeconduct.evidence.reading.shapes import DateBasis
from safeconduct.evidence.rules.alarms import Alarm, AlarmCode, Counted, Figure, near_numbers, number_drift, page_date
from safeconduct.evidence.rules.moments import surely_before
from safeconduct.evidence.words import BASIS_NAMES

INHERITED = "inherited-speaker"

NAMES: dict[str, Promise] = {
    AlarmCode.NUMBER_GREW: _later("Number grew on the way"),
    AlarmCode.QUALIFIER_LOST: _later("Caution lost on the way"),
    AlarmCode.NUMBER_APPEARED: _later("Number from nowhere"),
    AlarmCode.NEAR_BUT_DIFFERENT: _later("Near number, other people"),
    AlarmCode.PAGE_DATE: _later("Date rests on the page's date"),
    AlarmCode.WITHDRAWN_SOURCE: _later("Source took it back"),
    AlarmCode.COERCED: _later("Said under coercion"),
    INHERITED: _later("Speaker guessed by the machine"),
}


@dataclass(frozen=True, slots=True)
class Warned:
    """One alarm as a page shows it: its code, its name, its sentence, and the other claims it speaks of."""

    code: str
    name: str
    sentence: str
    others: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A number as a claim or an attribution holds it, in the shape the rules take."""

    qualifier: str
    verbatim: str
    low: int | None
    high: int | None
    low_exclusive: bool
    high_exclusive: bool


def figure_of(row: Claim | Attribution) -> Figure | None:
    """Give the number of a claim or of one who says it; ``None`` where none was given."""
    if not row.qualifier:
        return None
    return Said(
        row.qualifier,
        row.quantity_verbatim,
        row.low,
        row.high,
        row.low_exclusive if isinstance(row, Claim) else row.qualifier == "more-than",
        row.high_exclusive if isinstance(row, Claim) else row.qualifier == "less-than",
    )


def alarms_of(
    claim: Claim,
    graph: ClaimGraph,
    chains: Sequence[Chain],
    *,
    near: Iterable[Claim] = (),
    inherited: Iterable[str] = (),
) -> tuple[Warned, ...]:
    """Give every alarm of a claim, the same one once. ``near`` and ``inherited`` come from this module's other queries."""
    found = [*_drifts(claim, chains), *_taken_back(graph), *_coerced(graph), *_page_dates(claim, graph)]
    found += _near(claim, list(near))
    found += [_warned(INHERITED, _inherited_sentence(speaker)) for speaker in inherited]
    return tuple(dict.fromkeys(found))


def near_claims(claims: Iterable[Claim]) -> dict[int, list[Claim]]:
    """Give for each claim the others whose number is near and counts different people, unless a person has settled it."""
    numbered = sorted(
        ((number, claim) for claim in claims if (number := claim.low if claim.low is not None else claim.high) is not None),
        key=lambda pair: (pair[0], pair[1].pk),
    )
    found: dict[int, list[Claim]] = defaultdict(list)
    pks = [claim.pk for _number, claim in numbered]
    settled = set(Relation.objects.filter(claim__in=pks).values_list("claim_id", "other_id")) if numbered else set()
    for at, (number, claim) in enumerate(numbered):
        for other_number, other in numbered[at + 1 :]:
            if number < 0.8 * other_number:
                break
            if not {(claim.pk, other.pk), (other.pk, claim.pk)} & settled and _is_near(claim, other):
                found[claim.pk].append(other)
                found[other.pk].append(claim)
    return found


def inherited_speakers(references: Iterable[str]) -> dict[str, list[str]]:
    """Give, by the claim's reference, the speakers whom a rule took over from the sentence before and nobody changed."""
    found: dict[str, list[str]] = defaultdict(list)
    rows = ProposalRow.objects.filter(outcome__in=list(references), state=ProposalState.ACCEPTED)
    for outcome, payload in rows.values_list("outcome", "payload"):
        for attribution in payload.get("attributions", ()):
            if attribution.get("is_inherited") and attribution.get("speaker"):
                found[outcome].append(attribution["speaker"])
    return found


def _is_near(claim: Claim, other: Claim) -> bool:
    return _near_alarm(claim, other) is not None


def _near_alarm(claim: Claim, other: Claim) -> Alarm | None:
    one, another = figure_of(claim), figure_of(other)
    if one is None or another is None or claim.pk == other.pk or not _could_be_mixed_up(claim, other):
        return None
    return near_numbers(_counted(claim, one), _counted(other, another))


def _could_be_mixed_up(claim: Claim, other: Claim) -> bool:
    """Tell whether somebody might take the numbers for one: both count people, or the same thing, and at times that may meet."""
    if claim.unit != other.unit and not (counts_people(claim.unit) and counts_people(other.unit)):
        return False
    return not are_times_apart(claim.when, other.when)


def counts_people(unit: str) -> bool:
    """Tell whether a unit stands for persons."""
    return bool(lexicon("units").attribute(unit, "people", default=False))


def are_times_apart(one: str, other: str) -> bool:
    """Tell whether two times cannot meet; a time that is not known or not readable may meet any."""
    try:
        return bool(one and other) and (surely_before(one, other) or surely_before(other, one))
    except ValueError:
        return False


def _counted(claim: Claim, figure: Figure) -> Counted:
    # A different unit or population is a different crowd even where group, act and place are the same.
    return Counted(figure, f"{claim.affected}|{claim.unit}|{claim.population}", claim.act, claim.place)


def _near(claim: Claim, others: list[Claim]) -> list[Warned]:
    if not others:
        return []
    sentence = _("“%(one)s” here is near %(others)s of different people or things. Never merge them.")
    near = ", ".join(f"“{other.quantity_verbatim}” ({other.reference})" for other in others)
    words = {"one": claim.quantity_verbatim, "others": near}
    return [_warned(AlarmCode.NEAR_BUT_DIFFERENT, sentence % words, tuple(others))]


def _drifts(claim: Claim, chains: Sequence[Chain]) -> list[Warned]:
    found = []
    for chain in chains:
        before: tuple[Figure, str] | None = None
        said = [step.attribution for step in reversed(chain.steps) if step.attribution is not None]
        for at, attribution in enumerate(said):
            figure = figure_of(attribution)
            if figure is None:
                # Nobody has read what is cited here: the claim's own number stands for it.
                own = figure_of(claim)
                before = before or ((own, "") if own is not None and at + 1 < len(said) else None)
                continue
            alarm = number_drift(before[0], figure) if before else None
            if alarm is not None and before is not None:
                found.append(_warned(alarm.code, _drift_sentence(alarm, attribution.speaker.name, before[1])))
            before = (figure, attribution.speaker.name)
    return found


def _drift_sentence(alarm: Alarm, who: str, whom: str) -> str:
    words = {"who": who, "citing": alarm.get("citing"), "cited": alarm.get("cited"), "whom": whom or _("this claim")}
    match alarm.code:
        case AlarmCode.NUMBER_GREW:
            return _("%(who)s says “%(citing)s” where %(whom)s says “%(cited)s”: the number grew on the way.") % words
        case AlarmCode.QUALIFIER_LOST:
            return _("%(who)s says “%(citing)s” where %(whom)s says “%(cited)s”: the caution was lost on the way.") % words
        case _:
            return _("%(who)s says “%(citing)s” where %(whom)s says “%(cited)s”: nobody gave that number.") % words


def _taken_back(graph: ClaimGraph) -> list[Warned]:
    sentence = _("%(source)s took back what it said. It carries this claim no longer.")
    held = _("%(source)s, who holds an origin of this claim, took back what it said. The origin is counted no longer.")
    names = [a.speaker.name for a in graph.attributions if a.withdrawn_on is not None]
    holders = [
        edge.on_origin.holder.name
        for edge in graph.edges
        if edge.on_origin is not None and edge.on_origin.holder is not None and edge.on_origin.holder.withdrawn_on is not None
    ]
    return [
        *(_warned(AlarmCode.WITHDRAWN_SOURCE, sentence % {"source": name}) for name in names),
        *(_warned(AlarmCode.WITHDRAWN_SOURCE, held % {"source": name}) for name in holders if name not in names),
    ]


def _coerced(graph: ClaimGraph) -> list[Warned]:
    sentence = _("%(speaker)s said this under coercion. It shows that coercion happened and nothing about what was said.")
    return [_warned(AlarmCode.COERCED, sentence % {"speaker": a.speaker.name}) for a in graph.attributions if a.is_coerced]


def _page_dates(claim: Claim, graph: ClaimGraph) -> list[Warned]:
    read = [a for a in graph.attributions if a.passage is not None]
    if not read or read[0].passage is None:
        return []
    document = read[0].passage.document
    alarm = page_date(
        when_verbatim=claim.when_verbatim,
        is_relative=bool(claim.when_verbatim) and not _names_a_year(claim.when_verbatim),
        is_resolved=bool(claim.when),
        anchor_basis=document.published_basis if document.published else "unknown",
    )
    if alarm is None:
        return []
    sentence = _("“%(when)s” was worked out from the date of %(document)s, which is known only so: %(basis)s. Check it.")
    words = {"when": claim.when_verbatim, "document": document.reference, "basis": str(BASIS_NAMES[DateBasis(str(alarm.get("basis")))])}
    return [_warned(alarm.code, sentence % words)]


def _names_a_year(words: str) -> bool:
    return re.search(r"(?<!\d)\d{4}(?!\d)", words) is not None


def _inherited_sentence(speaker: str) -> str:
    sentence = _("That %(speaker)s says this was taken over from the sentence before by a rule, and confirmed without a change. Check it.")
    return sentence % {"speaker": speaker}


def _warned(code: str, sentence: str, others: tuple[Claim, ...] = ()) -> Warned:
    return Warned(str(code), str(NAMES[code]), sentence, others)
