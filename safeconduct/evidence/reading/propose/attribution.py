"""Find who says it: the chain from the document down to what a claim rests on, one link a sentence.

"According to X" makes the document cite X; "X reported" makes X the speaker; "A and B have interviewed" makes both of them
holders of first-hand origins; a sentence with a hedge and no speaker of its own inherits the speaker of the one before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from safeconduct.evidence.reading.propose.cast import Cast
from safeconduct.evidence.reading.propose.lexicon import Match, fold, lexicon
from safeconduct.evidence.reading.propose.mentions import Actor, actors, names, with_joined_names
from safeconduct.evidence.reading.shapes import AttributionFound, Mode, OriginKind

_BREAK = re.compile(r"[;:!?\"“”„«»]|(?<=\w)\.\s")
_AFTER_END = re.compile(r"[;:!?\"“”„«»,(]|\.(?:\s|$)|\s[–—-]\s")
_WITNESS = re.compile(
    r"surviv|victim|witness|overleve|ofre|vidne|överlev|vittne|offer|vitne|überleb|zeug|opfer|survivant|victime|témoin|rescapé|overlev|slachtoffer|getuige|выжив|пострадав|свидетел|очевид|жертв",
    re.IGNORECASE,
)
NP_LIMIT = 110


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who says something: a name, its role, or an unnamed person placed to know."""

    name: str
    role: str = ""
    place: str = ""
    kind: str = "person"  # person, organisation, state, unnamed, document
    origin: OriginKind = OriginKind.UNKNOWN
    is_pronoun: bool = False


@dataclass(slots=True)
class Context:
    """What the reading so far knows: the cast, who spoke last, what the sentence before rested on."""

    cast: Cast
    publisher: str = ""
    last: Speaker | None = None
    last_state: Actor | None = None
    before: tuple[AttributionFound, ...] = ()
    known: frozenset[str] = field(default_factory=frozenset)
    addressees: tuple[str, ...] = ()


def attributions(text: str, language: str, context: Context, quoted: Speaker | None = None) -> tuple[AttributionFound, ...]:
    """Find the attributions of one sentence; ``quoted`` is the speaker of a quotation it stands in.

    Always gives at least one: where nobody is named, the document itself speaks.
    """
    text = with_joined_names(text)
    hedge = hedge_of(text, language)
    coerced = lexicon("speech").find(text, language)
    is_coerced = any(m.code == "coerced" for m in coerced)
    if quoted is not None:
        mode = Mode.OWN_OBSERVATION if _has(text, language, "first-hand") and quoted.kind == "document" else Mode.DIRECT_QUOTE
        return (AttributionFound(quoted.name, quoted.role, mode, origin=quoted.origin, hedge=hedge, is_coerced=is_coerced),)
    found = _first_hand(text, language, context) or _according_to(text, language, context) or _said(text, language, context)
    if (
        not found
        and hedge
        and not _names_somebody(text, language, context)
        and context.before
        and context.before[0].mode in {Mode.INDIRECT, Mode.CITES, Mode.DIRECT_QUOTE}
    ):
        found = tuple(replace(a, is_inherited=True, mode=Mode.INDIRECT if a.mode is Mode.DIRECT_QUOTE else a.mode) for a in context.before)
        return tuple(replace(a, hedge=hedge, is_coerced=is_coerced) for a in found)
    found = found or (AttributionFound(),)
    return tuple(replace(a, hedge=a.hedge or hedge, is_coerced=is_coerced) for a in found)


def _names_somebody(text: str, language: str, context: Context) -> bool:
    """Tell whether the sentence has a name or an office of its own, so that it continues nobody's report."""
    return bool(names(text, language, context.known)) or any(a.is_state and a.office for a in actors(text, language, context.known))


def hedge_of(text: str, language: str) -> str:
    """Give the first hedge of the sentence as it stands, or ""."""
    found = next((m for m in lexicon("speech").find(text, language) if m.code == "hedge"), None)
    return found.text if found else ""


def _has(text: str, language: str, code: str) -> bool:
    return any(m.code == code for m in lexicon("speech").find(text, language))


def _matches(text: str, language: str, code: str) -> list[Match]:
    return [m for m in lexicon("speech").find(text, language) if m.code == code]


def _first_hand(text: str, language: str, context: Context) -> tuple[AttributionFound, ...]:
    found = _matches(text, language, "first-hand")
    if not found:
        return ()
    left = text[: found[0].start]
    holders = [n.text for n in names(left, language, context.known) if not _rests_on(left, n.start, language)]
    if holders:
        return tuple(AttributionFound(h, mode=Mode.OWN_OBSERVATION, origin=OriginKind.FIRST_HAND, holder=h) for h in holders[:4])
    if _is_we(left, language) or _is_we(found[0].text, language):
        return (AttributionFound(mode=Mode.OWN_OBSERVATION, origin=OriginKind.FIRST_HAND, holder=context.publisher),)
    return ()


def _rests_on(left: str, start: int, language: str) -> bool:
    return any(m.end <= start and start - m.end < 25 for m in _matches(left, language, "according-to"))


def _is_we(text: str, language: str) -> bool:
    return _has(text, language, "we")


def _according_to(text: str, language: str, context: Context) -> tuple[AttributionFound, ...]:
    for cue in _matches(text, language, "according-to"):
        low = fold(cue.text)
        if low == "so" and not re.search(r"[,\"“”»]\s*$", text[: cue.start]):
            continue
        if low == "per" and cue.end < len(text) and not text[cue.end + 1 : cue.end + 2].isupper():
            continue
        phrase = _phrase_before(text, cue.start) if low in {"zufolge", "berichten zufolge"} else _phrase_after(text, cue.end)
        link = _link_to(phrase, text[cue.start : cue.end + len(phrase)] if low != "zufolge" else phrase, language, context)
        if link:
            return (link,)
    return ()


def _link_to(phrase: str, whole: str, language: str, context: Context) -> AttributionFound | None:
    """Tell what a phrase after "according to" names: a source by name, an insider, a record, the press."""
    named = names(phrase, language, context.known)
    role = next((a.role for a in actors(phrase, language, context.known) if a.role), "")
    for code, origin in (("insider", OriginKind.INSIDER), ("record", OriginKind.RECORD), ("expert", OriginKind.EXPERT)):
        if _has(phrase, language, code) and not (named and code == "expert"):
            end = _matches(phrase, language, code)[0].end
            return AttributionFound(
                mode=Mode.CITES,
                cites=named[0].text if named else "",
                origin=origin,
                hedge=whole[: len(whole) - len(phrase) + end].strip(" ,"),
            )
    if named:
        return AttributionFound(mode=Mode.CITES, cites=named[-1].text if named[0].is_person is False else named[0].text, role=role)
    states = [a for a in actors(phrase, language, context.known) if a.is_state]
    if states:
        return AttributionFound(mode=Mode.CITES, cites=states[0].text, role=role)
    press = _matches(phrase, language, "press")
    if press:
        return AttributionFound(mode=Mode.CITES, cites=press[0].text, hedge=whole.strip(" ,"))
    return None


def _phrase_after(text: str, start: int) -> str:
    hit = _AFTER_END.search(text, start)
    return text[start : min(hit.start() if hit else len(text), start + NP_LIMIT)]


def _phrase_before(text: str, end: int) -> str:
    hits = list(_AFTER_END.finditer(text, 0, end))
    return text[max(hits[-1].end() if hits else 0, end - NP_LIMIT) : end]


def _said(text: str, language: str, context: Context) -> tuple[AttributionFound, ...]:
    for verb in _matches(text, language, "says"):
        speaker = speaker_of(text, verb, language, context)
        if speaker is None or speaker.kind == "document":
            continue
        told = names(_phrase_after(text, verb.end), language, context.known)
        holder = told[0].text if told and speaker.origin is OriginKind.FIRST_HAND else ""
        if speaker.origin is OriginKind.UNKNOWN and speaker.kind == "press":
            return (AttributionFound(mode=Mode.CITES, cites=speaker.name),)
        context.last = speaker if speaker.kind == "person" else context.last
        return (AttributionFound(speaker.name, speaker.role, Mode.INDIRECT, origin=speaker.origin, holder=holder),)
    press = _matches(text, language, "press")
    if press and _has(text, language, "says"):
        return (AttributionFound(mode=Mode.CITES, cites=press[0].text),)
    return ()


def speaker_of(text: str, verb: Match, language: str, context: Context) -> Speaker | None:
    """Find who is the subject of a verb of saying: before it, or after it where the order is turned round."""
    if re.search(r"-t-(?:il|elle|on)\b", verb.text):
        return _last_person(context)
    before = text[: verb.start]
    breaks = list(_BREAK.finditer(before))
    left = before[breaks[-1].end() if breaks else 0 :]
    right = _np_after(text, verb.end, language)
    is_turned = not left.strip(" ,–—-") or (bool(re.search(r"[,\"“”»]\s*$", before)) and language != "en")
    if not is_turned and re.search(r",\s*$", before) and re.search(r"^\s*(?:[^\W\d_]+\s+)?[A-ZА-Я]", right):
        is_turned = not _subject(left.rstrip(" ,"), language, context, is_after=False)
    sides = ((right, True), (left, False)) if is_turned else ((left, False), (right, True))
    for chunk, is_after in sides:
        if is_after and language == "en" and not is_turned:
            break
        found = _subject(chunk, language, context, is_after=is_after)
        if found:
            return found
    return None


def _np_after(text: str, start: int, language: str) -> str:
    """Give the words after the verb up to where a clause, a quotation or a sentence begins; an apposition is kept."""
    chunk = text[start : start + NP_LIMIT + 40]
    hit = re.search(
        r"[;:!?\"“”„«»]|\.(?:\s|$)|,?\s(?:that|att|at|dass|que|qu['’]|dat|что|und|and|och|og|et|en|и|als|when|da|når|när|mens|after|efter|gegenüber)\s",
        chunk,
    )
    return chunk[: hit.start()] if hit else chunk


def _subject(chunk: str, language: str, context: Context, *, is_after: bool) -> Speaker | None:
    words = re.findall(r"[^\W\d_]+", chunk)
    if not words:
        return None
    near = fold(words[0] if is_after else words[-1])
    if near == "which":
        return None
    pronouns = {fold(m.text) for m in _matches(" ".join(words[:2] if is_after else words[-2:]), language, "pronoun")}
    if near in pronouns or (not is_after and words and fold(words[-2:][0]) in pronouns and len(words[-1]) < 6):
        return _last_person(context)
    if _is_we(near, language):
        return Speaker("", kind="document")
    return _named_subject(chunk, language, context)


def _last_person(context: Context) -> Speaker | None:
    last = context.last
    return replace(last, is_pronoun=True) if last is not None and last.kind == "person" else None


def _named_subject(chunk: str, language: str, context: Context) -> Speaker | None:
    named = names(chunk, language, context.known)
    people = [a for a in actors(chunk, language, context.known) if a.name]
    unnamed = _matches(chunk, language, "insider") or ([] if named else _matches(chunk, language, "expert"))
    first_name = min([n.start for n in named], default=len(chunk))
    if unnamed and unnamed[0].start < first_name and not any(n.is_person for n in named):
        witness = _WITNESS.search(unnamed[0].text)
        origin = OriginKind.FIRST_HAND if witness else OriginKind.EXPERT if unnamed[0].code == "expert" else OriginKind.INSIDER
        return Speaker(chunk.strip(" ,–—-"), kind="unnamed", origin=origin)
    if people and (not named or people[0].start <= first_name or any(n.text == people[0].name for n in named)):
        at = chunk.find(people[0].name) + len(people[0].name)
        role = _apposition(chunk, at)
        return Speaker(people[0].name, role if people[0].role.split()[0] in role else people[0].role, people[0].place)
    person = next((n for n in named if n.is_person), None) or next(
        (n for n in named if context.cast.find(n.text) and " " not in n.text), None
    )
    if person:
        met = context.cast.find(person.text)
        role = _apposition(chunk, person.end) or (met.role if met else "")
        return Speaker(met.name if met and " " not in person.text else person.text, role, met.place if met else "")
    witness = _WITNESS.search(chunk)
    if witness and witness.start() < first_name and len(chunk.split()) <= 6:
        return Speaker(chunk.strip(" ,–—-"), kind="unnamed", origin=OriginKind.FIRST_HAND)
    if named:
        role = next((a.role for a in actors(chunk, language, context.known) if a.office in {"spokesperson", "civil"}), "")
        return Speaker(named[0].text, role, kind="organisation")
    press = _matches(chunk, language, "press")
    if press:
        return Speaker(press[0].text, kind="press")
    states = [
        a
        for a in actors(chunk, language, context.known)
        if a.is_state and (a.office or lexicon("places").attribute(a.place, "kind") in {"country", "body"})
    ]
    states = [
        a for a in states if a.office or (a.text[0].isupper() and not re.search(r"\b(?:in|i|en|à|в|vid|ved)\s+\w*\s*$", chunk[: a.start]))
    ]
    return Speaker(states[0].text, "", states[0].place, kind="state") if states else None


def _apposition(chunk: str, end: int) -> str:
    hit = re.match(r"(?:\s+[A-Z]{2,4})?(?:\s*\([^)]*\))?,\s+([^,;:]{3,120}?)(?:,|$)", chunk[end:])
    return hit[1].strip() if hit else ""
