"""Find how states and institutions answer: with words (responses), with deeds, good and bad, or with a denial."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from safeconduct.evidence.reading.propose.attribution import Context, Speaker
from safeconduct.evidence.reading.propose.claims import Setting
from safeconduct.evidence.reading.propose.demands import YOU
from safeconduct.evidence.reading.propose.lexicon import Match, fold, languages_for, lexicon, table_of, tokens_of
from safeconduct.evidence.reading.propose.mentions import Actor, Place, actors, country_of, names, places
from safeconduct.evidence.reading.propose.quantities import is_duration_or_share, is_money, quantities
from safeconduct.evidence.reading.propose.times import times
from safeconduct.evidence.reading.shapes import Kind, Modality, Proposal, Quantity, Sentence, When

AFTER_ACTOR = re.compile(r"^\s*(?:the|den|det|der|die|das|des|dem|le|la|les|de|het|l['’])?\s*", re.IGNORECASE)
GROUPED = re.compile(
    r"\s*(?:,|,?\s*(?:and|og|och|und|et|en|и|as well as|samt|sowie|ainsi que))\s*(?:(?:the|den|det|die|der|la|le|les|l['’])\s*)?"
)
FROM_AFTER = re.compile(
    r"(?:request|behest|initiative|ønske|anmodning|opfordring|begäran|initiativ|antrag|wunsch|ersuchen|demande|verzoek|initiatief|просьбе|инициативе)",
    re.IGNORECASE,
)
PASSIVE_BY = re.compile(r"\b(?:by|af|av|von|durch|par|door)\s+", re.IGNORECASE)
PREPOSITION = re.compile(
    r"\b(?:in|to|from|with|on|at|of|for|about|towards|i|på|fra|från|til|till|med|mot|mod|om|över|over|av|af|aus|nach|mit|gegen|über|auf|an|von|en|au|aux|à|vers|avec|sur|contre|uit|naar|met|op|tegen|van|bij|в|во|на|из|с|к|против|о|об)\s+(?:the\s+|den\s+|der\s+|de\s+|la\s+|l['’])?$",
    re.IGNORECASE,
)
HOME = {"da": "DK", "sv": "SE", "nb": "NO", "de": "DE", "fr": "FR", "nl": "NL"}
MANY = 5
NEAR_NAME = 30
SPOKEN = frozenset({"spokesperson", "head", "minister", "authorities", "government", "police"})
CITED = 14
INFINITIVE = frozenset(["to", "at", "att", "å", "de", "à", "d", "te", "zu", "pour", "om"])
NEEDS_FOREIGN = frozenset({"raised-bilaterally"})


def answers(sentence: Sentence, setting: Setting, context: Context, speaker: Speaker | None) -> Iterator[Proposal]:
    """Propose the responses and deeds of a sentence: one for each actor of each kind of answer."""
    text, language = sentence.text, sentence.language
    table = lexicon("answers")
    seen: set[tuple[str, str]] = set()
    found = _weightiest(_valid(text, language))
    for cue in found:
        group = _who(text, cue, language, context, speaker)
        for actor in group:
            key = (actor.place, str(table.attribute(cue.code, "kind")))
            if (
                not (actor.place or actor.name in context.addressees)
                or (key in seen and len(group) == 1)
                or _is_own_target(cue, actor, text, language)
            ):
                continue
            seen.add(key)
            yield _proposal(sentence, setting, cue, actor)


def denial(sentence: Sentence, setting: Setting, context: Context, speaker: Speaker | None) -> Proposal | None:
    """Propose the denial of a sentence, or none."""
    text, language = sentence.text, sentence.language
    cue = lexicon("denials").first(text, language)
    if cue is None or (
        _is_visa(text[cue.start : cue.end + 40]) and any(m.code == "visa-refused" for m in lexicon("answers").find(text, language))
    ):
        return None
    before = [
        _whole(a, text, language, context)
        for a in actors(text, language, context.known)
        if a.end <= cue.start and (a.is_state or a.name or a.office in SPOKEN)
    ]
    before = [a for a in before if a.office or not PREPOSITION.search(text[: a.start])]
    after = [a for a in actors(text, language, context.known) if a.start >= cue.end and a.is_state and a.office]
    actor: Actor | None = before[-1] if before else after[0] if after else None
    if actor is None and speaker is not None and (speaker.name or speaker.kind == "state"):
        actor = Actor(speaker.name, 0, 0, speaker.place, speaker.name, speaker.role)
    if actor is None and setting.attributions and setting.attributions[0].speaker:
        said = setting.attributions[0]
        met = context.cast.find(said.speaker)
        actor = met or Actor(said.speaker, 0, 0, _place_in(said.speaker, language), said.speaker, said.role)
    if actor is None:
        return None
    reasons = (f"“{cue.text}” denies.", f"It is said by “{actor.name or actor.text}”.")
    return Proposal(
        Kind.DENIAL,
        sentence.index,
        sentence.start,
        sentence.end,
        text,
        reasons=reasons,
        confidence=0.85 if actor.place else 0.6,
        modality=Modality.DENIED,
        is_negative=True,
        attributions=setting.attributions,
        actor=actor.name or actor.text,
        actor_role=actor.role,
        actor_place=actor.place,
        when=_when(sentence, setting),
    )


def _whole(actor: Actor, text: str, language: str, context: Context) -> Actor:
    """Take in whom a spokesperson speaks for: "a spokesman for Kadyrov"."""
    if actor.name or actor.office not in SPOKEN:
        return actor
    following = [
        n
        for n in names(text, language, context.known)
        if 0 < n.start - actor.end < NEAR_NAME and not re.search(r"[,.;:]", text[actor.end : n.start])
    ]
    return replace(actor, text=text[actor.start : following[0].end], end=following[0].end) if following else actor


def without_echoes(proposals: Sequence[Proposal], titles: frozenset[int]) -> tuple[Proposal, ...]:
    """Drop what a title or heading says again of an actor whose answer stands in the text, and exact repeats of an answer."""
    kept: list[Proposal] = []
    answered = {p.actor_place for p in proposals if p.kind in {Kind.RESPONSE, Kind.DEED} and p.sentence not in titles}
    for proposal in proposals:
        is_answer = proposal.kind in {Kind.RESPONSE, Kind.DEED, Kind.DENIAL}
        if is_answer and proposal.sentence in titles and (proposal.actor_place in answered or proposal.kind is Kind.DENIAL):
            continue
        kept.append(proposal)
    return tuple(kept)


def _is_visa(words: str) -> bool:
    return bool(re.search(r"vis[au]|виз|asyl|asile", words, re.IGNORECASE))


def _place_in(name: str, language: str) -> str:
    found = places(name, language)
    return country_of(found[0].code) if found else ""


def _valid(text: str, language: str) -> list[Match]:
    """Give the cues that are told as done and not denied."""
    tokens = tokens_of(text)
    cues = table_of("lexicon_cues")
    modal = {fold(w) for c in languages_for(language) for w in cues["modal"].get(c, ())}
    negations = {fold(w) for c in languages_for(language) for w in cues["not"].get(c, ())}
    kept: list[Match] = []
    for cue in lexicon("answers").find(text, language):
        before = [t.low for t in tokens[max(0, cue.first - 3) : cue.first]]
        is_deed = bool(lexicon("answers").attribute(cue.code, "done", default=False))
        if is_deed and (set(before) & (modal - INFINITIVE) or set(before[-1:]) & modal or set(before) & negations):
            continue
        if not is_deed and cue.code not in {"refusal", "acknowledgement"} and set(before[-2:]) & negations:
            continue
        kept.append(cue)
    return kept


def _weightiest(cues: list[Match]) -> list[Match]:
    """Of overlapping cues keep the longer; of several responses in one clause keep the weightier."""
    table = lexicon("answers")
    asked = [c for c in cues if FROM_AFTER.search(c.text) and len(c.text.split()) <= MANY]
    cues = [
        c
        for c in cues
        if c in asked or not any(c.start < o.end and o.start < c.end and (o in asked or o.end - o.start > c.end - c.start) for o in cues)
    ]
    kept: list[Match] = []
    for cue in sorted(cues, key=lambda m: (-int(table.attribute(m.code, "weight", 5)), -(m.end - m.start))):
        if any(cue.start < k.end and k.start < cue.end for k in kept):
            continue
        if (
            table.attribute(cue.code, "kind") == "response"
            and any(table.attribute(k.code, "kind") == "response" and k.code != "raised-in-forum" for k in kept)
            and cue.code != "raised-in-forum"
        ):
            continue
        kept.append(cue)
    return sorted(kept, key=lambda m: m.start)


def _who(text: str, cue: Match, language: str, context: Context, speaker: Speaker | None) -> list[Actor]:
    """Find the actor or actors of a cue: before it, after "by" or "at the request of", or told back to one named before."""
    everyone = list(actors(text, language, context.known))
    everyone = [a for a in everyone if a.office or not PREPOSITION.search(text[: a.start])]
    cited = [m.end for m in lexicon("speech").find(text, language) if m.code == "according-to"]
    everyone = [a for a in everyone if not any(0 <= a.start - end < CITED for end in cited)]
    everyone = [a for a in everyone if a.place or fold(a.text) not in _vague(language)]
    states = [
        a
        for a in everyone
        if a.is_state
        or a.office in {"government", "minister", "head", "parliament", "authorities", "agency", "foreign-ministry", "court"}
        or (a.name and _cast_place(a, context))
    ]
    if FROM_AFTER.search(cue.text):
        named = [a for a in actors(text, language, context.known) if a.is_state]
        following = [a for a in named if a.start >= cue.end and len(text[cue.end : a.start].split()) <= 4]
        return _resolved(_group(following, text, forward=True), context, speaker, text, language)
    passive = PASSIVE_BY.search(text, cue.end, min(len(text), cue.end + 60))
    before = [a for a in states if a.end <= cue.start + 2]
    inside = [a for a in states if cue.start <= a.start < cue.end]
    if context.addressees and _is_you(text[: cue.start], language) and not before:
        return [Actor(context.addressees[0], 0, 0, "", context.addressees[0])]
    if before:
        group = _group(before, text, forward=False)
        group = [a for a in group if not (a.place and a.is_state and _is_object(text, a, cue, before))] or group
        return _resolved(group, context, speaker, text, language)
    if inside and language != "en":
        return _resolved(inside[:1], context, speaker, text, language)
    if passive:
        following = [a for a in states if a.start >= passive.end() - 1 and len(text[passive.end() : a.start].split()) <= 2]
        if following:
            return _resolved(_group(following, text, forward=True), context, speaker, text, language)
    surname = _person_before(text[: cue.start], language, context)
    if surname:
        return [surname]
    if language in {"da", "nb", "sv", "de", "nl", "ru"}:
        following = [
            a
            for a in states
            if a.start >= cue.start and len(text[cue.start : a.start].split()) <= 6 and not PREPOSITION.search(text[: a.start])
        ]
        if following and following[0].office:
            return _resolved(following[:1], context, speaker, text, language)
    return _spoken(context, speaker, text, language)


@lru_cache(maxsize=32)
def _vague(language: str) -> frozenset[str]:
    """Words for states at large, which name no actor: governments, countries."""
    table = table_of("lexicon_cues")["vague-states"]
    return frozenset(fold(w) for c in languages_for(language) for w in table.get(c, ()))


def _is_object(text: str, actor: Actor, cue: Match, before: Sequence[Actor]) -> bool:
    """Tell whether the actor stands after a preposition, so that the one before it acts ("a visit to Russia")."""
    return len(before) > 1 and bool(
        re.search(
            r"\b(?:to|with|in|from|til|med|i|från|till|nach|mit|aus|avec|en|naar|met|с|в|из)\s+(?:the\s+)?$",
            text[: actor.start],
            re.IGNORECASE,
        )
    )


def _group(found: Sequence[Actor], text: str, *, forward: bool) -> list[Actor]:
    """Take actors joined by commas and "and" together with the nearest one."""
    ordered = list(found) if forward else list(reversed(found))
    if not ordered:
        return []
    group = [ordered[0]]
    for actor in ordered[1:]:
        first, second = (group[-1], actor) if forward else (actor, group[-1])
        if not GROUPED.fullmatch(text[first.end : second.start]):
            break
        group.append(actor)
    return group if forward else list(reversed(group))


def _cast_place(actor: Actor, context: Context) -> str:
    met = context.cast.find(actor.name) if actor.name else None
    return met.place if met else ""


def _resolved(group: Sequence[Actor], context: Context, speaker: Speaker | None, text: str, language: str) -> list[Actor]:
    """Give every actor its country: its own, its holder's, or that of the state named before ("her government")."""
    done: list[Actor] = []
    for actor in group:
        if actor.place:
            done.append(actor)
            continue
        place = _cast_place(actor, context)
        if place:
            done.append(replace(actor, place=place))
            continue
        earlier = [
            a
            for a in actors(text, language, context.known)
            if a.end <= actor.start and (a.place or _cast_place(a, context)) and (a.office or not PREPOSITION.search(text[: a.start]))
        ]
        if earlier:
            back = earlier[-1]
            done.append(replace(actor, place=back.place or _cast_place(back, context), name=back.name, role=back.role, text=back.text))
            continue
        done += _spoken(context, speaker, text, language) or _at_home(actor, language)
    return done


def _at_home(actor: Actor, language: str) -> list[Actor]:
    """Take a national office without a country for that of the language's country, where a language has one."""
    place = HOME.get(language, "")
    return [replace(actor, place=place)] if place and actor.office in {"minister", "head", "government", "parliament", "agency"} else []


def _person_before(left: str, language: str, context: Context) -> Actor | None:
    for word in reversed(re.findall(r"[^\W\d_][\w'’-]+", left)):
        if word[0].isupper():
            met = context.cast.find(re.sub(r"['’]s$", "", word))
            if met and met.place:
                return met
    return None


def _spoken(context: Context, speaker: Speaker | None, text: str, language: str) -> list[Actor]:
    """Take the speaker of the quotation, or the person a pronoun stands for."""
    if speaker is not None and speaker.name:
        met = context.cast.find(speaker.name)
        place = speaker.place or (met.place if met else "")
        return [Actor(speaker.name, 0, 0, place, speaker.name, speaker.role)] if place else []
    words = [t.low for t in tokens_of(text)]
    pronouns = {fold(w) for c in languages_for(language) for w in lexicon("speech").concepts["pronoun"].get(c, ())}
    if set(words[:6]) & pronouns and context.last and context.last.place:
        return [Actor(context.last.name, 0, 0, context.last.place, context.last.name, context.last.role)]
    return []


def _is_you(left: str, language: str) -> bool:
    words = {t.low for t in tokens_of(left)[-6:]}
    return bool(words & {w for c in languages_for(language) for w in YOU.get(c, ()) if w not in {"sie", "ihr", "de", "dem", "er"}})


def _is_own_target(cue: Match, actor: Actor, text: str, language: str) -> bool:
    """Tell whether "raised bilaterally" names no foreign counterpart."""
    if cue.code not in NEEDS_FOREIGN:
        return False
    others: list[Place] = [p for p in places(text, language) if country_of(p.code) != actor.place]
    persons = [n for n in names(text, language) if n.is_person and n.text != actor.name]
    return not others and not persons


def _proposal(sentence: Sentence, setting: Setting, cue: Match, actor: Actor) -> Proposal:
    table = lexicon("answers")
    is_deed = table.attribute(cue.code, "kind") == "deed"
    is_bad = bool(table.attribute(cue.code, "bad", default=False))
    reasons = [f"“{cue.text}” tells of {cue.code.replace('-', ' ')}.", f"Done or said by “{actor.name or actor.text}”."]
    if is_bad:
        reasons.append("It is a deed against the people concerned.")
    return Proposal(
        Kind.DEED if is_deed else Kind.RESPONSE,
        sentence.index,
        sentence.start,
        sentence.end,
        sentence.text,
        reasons=tuple(reasons),
        confidence=0.75 if actor.office or actor.name else 0.65,
        is_negative=is_bad,
        attributions=setting.attributions,
        actor=actor.name or actor.text,
        actor_role=actor.role if actor.name else "",
        actor_place=actor.place,
        when=_when(sentence, setting),
        quantity=_count(sentence, cue) if is_deed else None,
        response_type="" if is_deed else cue.code,
        deed_type=cue.code if is_deed else "",
        extra={"weight": str(table.attribute(cue.code, "weight", 0))} if not is_deed else {},
    )


def _count(sentence: Sentence, cue: Match) -> Quantity | None:
    found = [
        q
        for q in quantities(sentence.text, sentence.language)
        if not (is_money(q) and cue.code != "funds-paid") and not is_duration_or_share(q)
    ]
    if not found:
        return None
    best = min(found, key=lambda q: abs(q.start - cue.end))
    return replace(best, start=best.start + sentence.start, end=best.end + sentence.start)


def _when(sentence: Sentence, setting: Setting) -> When | None:
    found = times(sentence.text, sentence.language, setting.anchor)
    if not found:
        return None
    best = next((w for w in found if w.edtf), found[0])
    return replace(best, start=best.start + sentence.start, end=best.end + sentence.start)
