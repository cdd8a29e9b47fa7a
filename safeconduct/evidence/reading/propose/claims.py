"""Find what is claimed: a sentence that tells of an act done to a group of people, with its number, place and time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from safeconduct.evidence.reading.propose.concepts import group_of, place_of
from safeconduct.evidence.reading.propose.lexicon import Match, fold, languages_for, lexicon, table_of, tokens_of
from safeconduct.evidence.reading.propose.mentions import names
from safeconduct.evidence.reading.propose.quantities import is_duration_or_share, is_money, is_people, quantities
from safeconduct.evidence.reading.propose.times import times
from safeconduct.evidence.reading.shapes import AttributionFound, Kind, Modality, Mode, Proposal, Qualifier, Quantity, Role, Sentence, When

WEAK = frozenset({"persecution", "threat", "impunity", "evidence-destroyed", "raid", "trial", "refoulement"})
COUNTED = frozenset({"flight", "in-hiding", "visa-issued", "visa-refused", "help-sought"})
CLAUSE = re.compile(r"[;–—]|,\s|\s(?:and|og|och|und|et|en|и|while|with|mens|medan|während|tandis|terwijl)\s")
HELD_COMMENT = "A private person's comment: it tells of people at risk what they may not want repeated. Release it only with a reason."
HELD_COERCED = "A statement made under pressure: it may be cited only as evidence that pressure was used, never for its content."
NOBODY = frozenset(["nobody", "noone", "niemand", "ingen", "personne", "никто", "никого"])
REPORTED = frozenset({Mode.INDIRECT, Mode.CITES, Mode.OWN_OBSERVATION})


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a sentence: the role of its block, who says it, the anchor for relative times."""

    role: Role
    attributions: tuple[AttributionFound, ...]
    anchor: str = ""
    is_quoted: bool = False
    place: str = ""  # of the sentence before, where this one names none


def claims(sentence: Sentence, setting: Setting) -> Iterator[Proposal]:
    """Propose the claims of a sentence that is neither a demand nor a denial: one for each number, or one for the acts."""
    text, language = sentence.text, sentence.language
    acts = _told(text, language)
    if not acts or text.rstrip().endswith("?") or setting.role in {Role.FOOTNOTE, Role.CAPTION}:
        return
    counted = _counted(text, language, acts)
    groups: list[tuple[Quantity | None, list[Match]]] = [(q, _acts_of(q, acts, counted, text)) for q in counted]
    taken = {a.code for _, found in groups for a in found}
    rest = [a for a in acts if a.code not in taken]
    if not counted:
        groups = [(None, rest)] if _stands_alone(text, language, rest, setting) else []
    elif (
        rest
        and _gravest(rest) not in {"persecution", "threat", "flight", "in-hiding", "impunity"}
        and _stands_alone(text, language, rest, setting)
    ):
        groups.append((None, rest))
    for quantity, found in groups:
        if found:
            yield _proposal(sentence, setting, quantity, found)


def _told(text: str, language: str) -> list[Match]:
    """Give the acts that are told of, not those that follow "must", "should" or "not to be"."""
    tokens = tokens_of(text)
    modal = {fold(w) for c in languages_for(language) for w in table_of("lexicon_cues")["modal"].get(c, ())} - {
        "to",
        "at",
        "å",
        "att",
        "om",
        "de",
        "à",
        "te",
        "pour",
        "si",
        "wird",
        "werden",
        "will",
        "may",
        "might",
        "kan",
        "soll",
        "sollen",
        "zou",
        "zouden",
    }
    hedges = [(m.start, m.end) for m in lexicon("speech").find(text, language) if m.code == "hedge"]
    found: list[Match] = []
    for match in lexicon("acts").find(text, language):
        near = tokens[max(0, match.first - 3) : match.first]
        before = {t.low for t in near if not any(s <= t.start < e for s, e in hedges)}
        if before & modal:
            continue
        if any(
            match.start < f.end and f.start < match.end and f.code != match.code and (f.end - f.start) > (match.end - match.start)
            for f in found
        ):
            continue
        found.append(match)
    return found


def _counted(text: str, language: str, acts: list[Match]) -> list[Quantity]:
    """Give the quantities that count people (or visas), and numbers without a noun beside an act."""
    dated = [(w.start, w.end) for w in times(text, language)]
    kept = []
    for quantity in quantities(text, language):
        if is_money(quantity) or is_duration_or_share(quantity) or any(s <= quantity.start < e for s, e in dated):
            continue
        if is_people(quantity) or quantity.unit == "visas" or (not quantity.unit and acts and _has_no_noun(text, quantity, language)):
            kept.append(quantity)
    return kept


def _has_no_noun(text: str, quantity: Quantity, language: str) -> bool:
    """Tell whether the number stands for people by itself: "at least three were", "trois ont été", "drei starben"."""
    following = tokens_of(text[quantity.end : quantity.end + 40])
    if not following or not following[0].is_word:
        return bool(following) and following[0].text in ",.;" and quantity.qualifier is not Qualifier.EXACT
    verbs = {fold(w) for c in languages_for(language) for w in table_of("lexicon_cues")["auxiliaries"].get(c, ())}
    return (
        following[0].low in verbs
        or bool(lexicon("acts").find(following[0].text, language))
        or lexicon("speech").has(following[0].text, language)
    )


def _acts_of(quantity: Quantity, acts: list[Match], counted: list[Quantity], text: str) -> list[Match]:
    """Give the acts nearer to this number than to any other, or in its clause."""

    def distance(act: Match, other: Quantity) -> int:
        gap = act.start - other.end if act.start >= other.end else other.start - act.end
        crossed = text[min(other.end, act.end) : max(act.start, other.start)]
        return max(0, gap) + 30 * len(CLAUSE.findall(crossed)) + (12 if act.start < other.start else 0)

    def is_apart(act: Match) -> bool:
        """Tell whether the act stands in a clause that ended before the number came."""
        return act.end <= quantity.start and bool(CLAUSE.search(text[act.end : quantity.start]))

    mine = [a for a in acts if min(counted, key=lambda q: distance(a, q)) is quantity and not is_apart(a)]
    if mine:
        return mine
    return [min(acts, key=lambda a: distance(a, quantity))]


def _gravest(acts: list[Match]) -> str:
    table = lexicon("acts")
    return max(acts, key=lambda a: (int(table.attribute(a.code, "severity", 0)), -a.start)).code


def _stands_alone(text: str, language: str, acts: list[Match], setting: Setting) -> bool:
    """Tell whether acts without a number are a claim: somebody affected is named, and for weak words also where or by whom."""
    if not acts:
        return False
    codes = {a.code for a in acts}
    group, place = group_of(text, language), place_of(text, language)
    hedged = any(a.hedge or a.mode in REPORTED for a in setting.attributions)
    if setting.role is Role.COMMENT:
        return bool(group or place)
    if codes <= COUNTED:
        return any(a.hedge for a in setting.attributions) and bool(group or place) and not setting.is_quoted
    if setting.role in {Role.TITLE, Role.HEADING}:
        return bool(group and place) and not codes <= WEAK
    if codes <= WEAK | COUNTED:
        return bool(group and place) or bool(place and _names_people(text, language)) or (hedged and bool(group or place))
    person = any(n.is_person for n in names(text, language))
    return bool(
        group
        or place
        or person
        or _has_pronoun(text, language)
        or hedged
        or len(codes - WEAK - COUNTED) > 1
        or any(a.is_coerced for a in setting.attributions)
    )


def _names_people(text: str, language: str) -> bool:
    table = lexicon("units")
    return any(table.attribute(m.code, "people", default=False) for m in table.find(text, language))


def _has_pronoun(text: str, language: str) -> bool:
    first = [t.low for t in tokens_of(text)]
    pronouns = {fold(w) for c in languages_for(language) for w in lexicon("speech").concepts["pronoun"].get(c, ())}
    return bool(set(first) & pronouns)


def _proposal(sentence: Sentence, setting: Setting, quantity: Quantity | None, acts: list[Match]) -> Proposal:
    text, language = sentence.text, sentence.language
    act = _gravest(acts) if quantity is None else _nearest_grave(acts)
    also = " ".join(dict.fromkeys(a.code for a in acts if a.code != act))
    reasons = [f"“{next(a.text for a in acts if a.code == act)}” tells of {lexicon('acts').attribute(act, 'meaning')}."]
    if quantity:
        reasons.append(f"“{quantity.verbatim}” counts those affected.")
    hedged = any(a.hedge for a in setting.attributions)
    denied = _is_denied(text, language, acts)
    held = HELD_COMMENT if setting.role is Role.COMMENT else HELD_COERCED if any(a.is_coerced for a in setting.attributions) else ""
    group, place = group_of(text, language, quantity.start if quantity else acts[0].start), place_of(text, language) or setting.place
    return Proposal(
        Kind.CLAIM,
        sentence.index,
        sentence.start,
        sentence.end,
        text,
        reasons=tuple(reasons),
        confidence=_confidence(quantity, group, place, act),
        held=held,
        act=act,
        affected=group,
        place=place,
        when=_when(sentence, setting),
        quantity=_moved(quantity, sentence.start) if quantity else None,
        modality=Modality.DENIED if denied else Modality.ALLEGED if hedged else Modality.ASSERTED,
        is_negative=denied,
        attributions=setting.attributions,
        extra={"also": also} if also else {},
    )


def _is_denied(text: str, language: str, acts: list[Match]) -> bool:
    """Tell whether the act is said not to have happened: a negation shortly before it."""
    tokens = tokens_of(text)
    words = {fold(w) for c in languages_for(language) for w in table_of("lexicon_cues")["not"].get(c, ())} | NOBODY
    return any(words & {t.low for t in tokens[max(0, a.first - 3) : a.first]} for a in acts[:1])


def _nearest_grave(acts: list[Match]) -> str:
    """Of the acts told with a number take the first that is an act in itself, else the gravest."""
    strong = [a for a in acts if a.code not in WEAK]
    return strong[0].code if strong and strong[0].code not in COUNTED else _gravest(acts) if not strong else strong[0].code


def _confidence(quantity: Quantity | None, group: str, place: str, act: str) -> float:
    score = 0.4 + (0.25 if quantity else 0.0) + (0.1 if group else 0.0) + (0.1 if place else 0.0)
    return round(min(0.95, score - (0.1 if act in WEAK else 0.0)), 2)


def _when(sentence: Sentence, setting: Setting) -> When | None:
    found = times(sentence.text, sentence.language, setting.anchor)
    if not found:
        return None
    best = next((w for w in found if w.edtf), found[0])
    return When(best.verbatim, best.edtf, best.start + sentence.start, best.end + sentence.start, best.is_relative, best.note)


def _moved(quantity: Quantity, by: int) -> Quantity:
    return Quantity(
        quantity.qualifier,
        quantity.verbatim,
        quantity.low,
        quantity.high,
        quantity.low_exclusive,
        quantity.high_exclusive,
        quantity.unit,
        quantity.start + by,
        quantity.end + by,
    )
