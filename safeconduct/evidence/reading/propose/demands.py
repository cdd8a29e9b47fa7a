"""Find what is demanded, of whom, and where the addressee is asked to press a third: "press Russia to open an inquiry"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from safeconduct.evidence.reading.propose.attribution import Context, Speaker
from safeconduct.evidence.reading.propose.lexicon import Match, fold, languages_for, lexicon, tokens_of
from safeconduct.evidence.reading.propose.mentions import Actor, actors, names
from safeconduct.evidence.reading.shapes import AttributionFound, Kind, Modality, Mode, Proposal, Reading, Role, Sentence

YOU = {
    "en": {"you", "your"},
    "da": {"dig", "du", "jer", "dem", "dit", "din", "ministeren"},
    "nb": {"deg", "du", "dere", "dem", "ditt", "din"},
    "sv": {"dig", "du", "er", "ni", "din", "ditt"},
    "de": {"sie", "ihnen", "ihr", "ihre", "dich", "euch"},
    "fr": {"vous", "votre", "vos"},
    "nl": {"u", "uw", "jullie"},
    "ru": {"вас", "вам", "вы", "ваш", "ваше", "ваши"},
}
ITEM = re.compile(r"^\s*(?:[-•*·▪–—]|\(?[0-9a-z]{1,2}[.)])\s+")
THAT = re.compile(
    r"^\s*(?:[-•*–—]\s*)?(?:that|at|att|dass|que|qu['’]|dat|чтобы|to|å|die|den|das|ein|eine|open|release|stop|end|grant|issue|ensure)\b",
    re.IGNORECASE,
)
HEAD_BLOCKS = 8
LONGEST_ADDRESSEE = 300  # characters; a line "To: ..." is short
FEW = 12
ASKED = frozenset({"minister", "head", "government", "authorities", "agency", "parliament"})
WEAK_WORDS = frozenset(
    [
        "country",
        "regime",
        "state",
        "land",
        "stat",
        "staten",
        "land",
        "landet",
        "staat",
        "pays",
        "état",
        "pouvoir",
        "land",
        "overheid",
        "страна",
        "государство",
        "leadership",
        "power",
    ]
)


@dataclass(frozen=True, slots=True)
class Intro:
    """A line that opens a list of demands."""

    addressees: tuple[str, ...]
    relayed_to: tuple[str, ...]
    demander: str
    reason: str


def addressees_of(reading: Reading) -> tuple[str, ...]:
    """Tell to whom the whole document is put: a letter's salutation or head, a petition's addressee line."""
    found: list[str] = []
    for block in reading.blocks:
        text = reading.text[block.start : block.end].strip()
        if len(text) >= LONGEST_ADDRESSEE:
            continue
        cue = next((m for m in lexicon("demands").find(text, block.language) if m.code == "petition-to"), None)
        if cue and cue.start < 60:
            rest = text[cue.end :].strip(" :.\n")
            following = reading.blocks[block.index + 1] if block.index + 1 < len(reading.blocks) else None
            if not rest and following:
                rest = reading.text[following.start : following.end].strip()
            found.append(_first_part(rest))
    if not found and reading.kind in {"letter", "appeal", "petition", "statement", "other"}:
        found = [a for b in reading.blocks[:HEAD_BLOCKS] for a in _salutation(reading.text[b.start : b.end].strip(), b.language)][:1]
    return tuple(dict.fromkeys(a for a in found if a))


def _first_part(text: str) -> str:
    return re.split(r"[.\n;(]", text)[0].strip(" :,")[:90]


def _salutation(text: str, language: str) -> Iterator[str]:
    if len(text) > 160:
        return
    cue = next((m for m in lexicon("demands").find(text, language) if m.code == "salutation" and m.start <= 2), None)
    if cue is None:
        return
    rest = text[cue.end :].strip(" ,:!.")
    rest = re.sub(
        r"^(?:herr|frau|herrn|mr|mrs|ms|monsieur|madame|heer|mevrouw|господин|госпожа|le|la|den|der|die|het)\.?\s+",
        "",
        rest,
        flags=re.IGNORECASE,
    )
    is_list = bool(re.search(r"[.!?]\s+\w", rest))
    known = bool(actors(rest, language)) or bool(names("x " + rest, language)) or (len(rest.split()) <= 6 and rest[:1].isupper())
    if rest and known and not is_list:
        yield _first_part(rest)


def demands(sentence: Sentence, role: Role, context: Context, speaker: Speaker | None, intro: Intro | None) -> Proposal | None:
    """Propose the demand of a sentence, or none. ``intro``: the list of demands it stands in."""
    text, language = sentence.text, sentence.language
    cues = lexicon("demands").find(text, language)
    if any(c.code == "rule-report" for c in cues):
        return None
    if intro is not None:
        return _item(sentence, intro, context)
    direct = next((c for c in cues if c.code == "direct"), None)
    if direct is not None and not _is_reported_answer(text, direct, language, context) and not _is_noun_use(text, direct):
        return _direct(sentence, direct, context, speaker)
    duty = _duty(text, language, cues, context)
    if duty is None or role in {Role.FOOTNOTE, Role.CAPTION}:
        return None
    cue, actor = duty
    relayed = _relayed(text, language, context, cue.end)
    return _proposal(
        sentence,
        (actor.text,),
        relayed,
        _demander(text, cue, language, context, speaker),
        reason=f"“{cue.text}” lays a duty on “{actor.text}”.",
        confidence=0.6,
    )


def intro_of(sentence: Sentence, context: Context, speaker: Speaker | None) -> Intro | None:
    """Read a sentence that ends with a colon and opens a list of demands."""
    if not sentence.text.rstrip().endswith(":"):
        return None
    found = demands(sentence, Role.BODY, context, speaker, None)
    if found is None:
        return None
    return Intro(found.addressees, found.relayed_to, found.demander, f"It stands in a list opened by “{sentence.text.strip()[:60]}”.")


def is_item(text: str) -> bool:
    """Tell whether a block looks like an item of a list."""
    return bool(ITEM.match(text)) or bool(THAT.match(text) and text[:1].islower())


def _item(sentence: Sentence, intro: Intro, context: Context) -> Proposal:
    text, language = sentence.text, sentence.language
    states = [a.text for a in actors(text, language, context.known) if a.is_state]
    relayed = (states[0],) if intro.relayed_to and states else intro.relayed_to
    first = next((c for c in lexicon("demands").find(text, language) if c.code == "direct"), None)
    own = _addressed(text, first, language, context, ()) if first else (states[0],) if states else ()
    addressed = intro.addressees or own
    return _proposal(sentence, addressed, relayed, intro.demander, reason=intro.reason, confidence=0.8)


def _is_noun_use(text: str, cue: Match) -> bool:
    return bool(re.search(r"(?:\bthe|\ba|\ban|\bthis|\bthese|of|for|in)\s+$", text[: cue.start])) and fold(cue.text) in {
        "demands",
        "call for",
        "calls for",
        "please",
        "urging",
    }


def _is_reported_answer(text: str, cue: Match, language: str, context: Context) -> bool:
    """Tell whether a state does the asking: then it is an answer and not a demand on us to record."""
    if fold(cue.text).split()[0] in {"we", "vi", "wir", "nous", "wij", "мы", "i", "jeg", "jag", "ich", "je", "ik", "я"}:
        return False
    left = text[: cue.start]
    states = [a for a in actors(left, language, context.known) if a.is_state]
    if not states or re.search(r"[.;:\"“”«»]", left[states[-1].end :]):
        return False
    others = [n for n in names(left, language, context.known) if not any(a.start <= n.start < a.end for a in states)]
    return not others


def _direct(sentence: Sentence, cue: Match, context: Context, speaker: Speaker | None) -> Proposal:
    text, language = sentence.text, sentence.language
    relayed = _relayed(text, language, context, cue.end)
    addressed = _addressed(text, cue, language, context, relayed)
    return _proposal(
        sentence, addressed, relayed, _demander(text, cue, language, context, speaker), reason=f"“{cue.text}” demands.", confidence=0.85
    )


def _addressed(text: str, cue: Match, language: str, context: Context, relayed: tuple[str, ...]) -> tuple[str, ...]:
    whole = context.addressees
    after = text[cue.start :]
    words = {t.low for t in tokens_of(after)[:7]}
    you = {w for c in languages_for(language) for w in YOU.get(c, ())}
    if language == "de" and not re.search(r"\b(?:Sie|Ihnen|Ihre?)\b", after[:60]):
        you = set()
    if words & you and whole:
        return whole
    states = [a for a in actors(after, language, context.known) if a.is_state or (a.office in ASKED and fold(a.text) not in WEAK_WORDS)]
    group: list[str] = []
    group_end = 0
    for actor in states:
        gap = after[group_end : actor.start] if group else after[: actor.start]
        if group and not re.fullmatch(
            r"\s*(?:,|and|og|och|und|et|en|и|,\s*(?:and|og|och|und|et|en|и))?\s*(?:(?:the|den|det|die|der|das|le|la|les|de|het|l['’])\s*)?(?:on\s+)?",
            gap,
        ):
            break
        if not group and len(gap.split()) > 14:
            break
        group.append(actor.text)
        group_end = actor.end
    group = [g for g in group if g not in relayed]
    return tuple(group) or whole


def _relayed(text: str, language: str, context: Context, after: int) -> tuple[str, ...]:
    """Find "press X to": X is whom the addressee is to work on."""
    for cue in lexicon("demands").find(text, language):
        if cue.code != "relay" or cue.start < after - 1:
            continue
        rest = text[cue.end : cue.end + 140]
        states = [a for a in actors(rest, language, context.known) if a.is_state]
        if states and len(rest[: states[0].start].split()) <= 4:
            return (states[0].text,)
    return ()


def _duty(text: str, language: str, cues: tuple[Match, ...], context: Context) -> tuple[Match, Actor] | None:
    if any(
        c.code in {"resolution", "denial"} for c in (*lexicon("answers").find(text, language), *lexicon("denials").find(text, language))
    ):
        return None
    for cue in (c for c in cues if c.code == "duty"):
        states = [a for a in actors(text, language, context.known) if a.is_state and a.end <= cue.start]
        if (
            states
            and not re.search(r"[;:.\"“”«»]|\b(?:that|said|says)\b", text[states[-1].end : cue.start])
            and len(text[states[-1].end : cue.start].split()) <= 4
        ):
            return cue, states[-1]
        if language in {"da", "nb", "sv", "de", "nl"}:
            following = [a for a in actors(text[cue.end :], language, context.known) if a.is_state and (a.office or a.start < FEW)]
            if following and not states and len(text[cue.end :][: following[0].start].split()) <= 3:
                return cue, following[0]
    return None


def _demander(text: str, cue: Match, language: str, context: Context, speaker: Speaker | None) -> str:
    if speaker is not None and speaker.name:
        return speaker.name
    named = names(text[: cue.start], language, context.known)
    return named[-1].text if named else context.publisher


def _proposal(
    sentence: Sentence, addressees: tuple[str, ...], relayed: tuple[str, ...], demander: str, *, reason: str, confidence: float
) -> Proposal:
    reasons = [reason]
    if relayed:
        reasons.append(f"The addressee is asked to press “{relayed[0]}”.")
    return Proposal(
        Kind.DEMAND,
        sentence.index,
        sentence.start,
        sentence.end,
        sentence.text,
        reasons=tuple(reasons),
        confidence=confidence,
        modality=Modality.DEMANDED,
        attributions=(AttributionFound(demander, mode=Mode.UNATTRIBUTED),),
        addressees=addressees,
        relayed_to=relayed,
        demander=demander,
    )
