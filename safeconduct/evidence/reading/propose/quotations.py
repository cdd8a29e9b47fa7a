"""Find quotations and who speaks: marks of any pair, dash paragraphs, block quotes after "X comments:"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from safeconduct.evidence.reading.propose.attribution import Context, Speaker, speaker_of
from safeconduct.evidence.reading.propose.lexicon import lexicon
from safeconduct.evidence.reading.propose.mentions import actors, names
from safeconduct.evidence.reading.shapes import AttributionFound, Block, Kind, Mode, Proposal, Reading, Role, Sentence

_MARKED = re.compile(r"(?<!\w)(?:[\"“”„](?=\S)|[«»][\s\u00a0\u202f]*)([^\"“”„«»]{8,1200}?)[\s\u00a0\u202f]*[\"“”«»](?!\w)")
_DASH = re.compile(r"^\s*[–—―]\s*(?=[A-ZÀ-ÖØ-ÞА-ЯЁ\"“«])")
_SHORT_DASH = re.compile(r"^\s*-\s+(?=[A-ZÀ-ÖØ-ÞА-ЯЁ])")
_DASH_TAIL = re.compile(r"[,.!?]\s*[–—-]\s*$|[,!?]\s*$")
MIN_WORDS = 3
LONGEST_BLOCK = 8000  # characters; what is longer is no paragraph
FIRST_WORDS = 6
QUOTE_ROLES = frozenset({Role.BODY, Role.QUOTE, Role.CAPTION})


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation found: its span in the reading's text, its block, its speaker and why."""

    start: int
    end: int
    block: int
    speaker: Speaker | None
    reason: str


def quotations(reading: Reading, context: Context) -> tuple[Quoted, ...]:
    """Find the quotations of a reading's content in order, each with its speaker where one can be told.

    ``context`` carries the cast of the document; pronouns are resolved to the person who spoke last.
    """
    found: list[Quoted] = []
    introduced: Speaker | None = None
    for block in reading.blocks:
        if block.role not in QUOTE_ROLES or block.end - block.start > LONGEST_BLOCK:
            introduced = None if block.role is Role.HEADING else introduced
            continue
        text = reading.text[block.start : block.end]
        if introduced is not None and not _is_list_item(text):
            found.append(Quoted(block.start, block.end, block.index, introduced, "The line before names who speaks and ends with a colon."))
            introduced = None
            continue
        introduced = _introduced(text, block.language, context)
        if introduced is None:
            first = _MARKED.search(text)
            _listen(reading, block, 0, first.start() if first else len(text), context)
            found += _in_block(reading, block, text, context)
            if first:
                _listen(reading, block, first.end(), len(text), context)
        elif introduced.kind == "person":
            context.last = introduced
    return tuple(found)


def _listen(reading: Reading, block: Block, start: int, end: int, context: Context) -> None:
    """Remember who speaks in the sentences of a block that quote nobody."""
    for sentence in reading.sentences_of(block.index):
        if (
            block.start + start <= sentence.start < block.start + end
            and not _MARKED.search(sentence.text)
            and not _DASH.match(sentence.text)
        ):
            for verb in (m for m in lexicon("speech").find(sentence.text, sentence.language) if m.code == "says"):
                speaker = speaker_of(sentence.text, verb, sentence.language, context)
                if speaker and speaker.kind == "person":
                    context.last = replace(speaker, is_pronoun=False)
                    break
            else:
                first = next((a for a in actors(sentence.text, sentence.language, context.known) if a.start <= FIRST_WORDS), None)
                if first and (first.name or first.office == "spokesperson"):
                    met = context.cast.find(first.name) if first.name else None
                    context.last = Speaker(
                        first.name or first.text, first.role or (met.role if met else ""), first.place or (met.place if met else "")
                    )


def as_proposals(reading: Reading, quoted: tuple[Quoted, ...]) -> Iterator[Proposal]:
    """Turn quotations into proposals anchored at the sentence where each begins."""
    for quote in quoted:
        sentence = sentence_at(reading, quote.start, quote.block)
        if sentence is None or quote.speaker is None:
            continue
        said = AttributionFound(quote.speaker.name, quote.speaker.role, Mode.DIRECT_QUOTE, origin=quote.speaker.origin)
        yield Proposal(
            Kind.QUOTATION,
            sentence.index,
            quote.start,
            quote.end,
            reading.text[quote.start : quote.end],
            reasons=(quote.reason, *(("A pronoun, taken for the person who spoke last.",) if quote.speaker.is_pronoun else ())),
            confidence=0.6 if quote.speaker.is_pronoun or not quote.speaker.name else 0.85,
            attributions=(said,),
            actor=quote.speaker.name,
            actor_role=quote.speaker.role,
            actor_place=quote.speaker.place,
        )


def sentence_at(reading: Reading, start: int, block: int) -> Sentence | None:
    """Give the sentence of the block that holds this place."""
    return next((s for s in reading.sentences_of(block) if s.end > start), None)


def speaker_at(quoted: tuple[Quoted, ...], sentence: Sentence) -> Speaker | None:
    """Give who is quoted in a sentence that stands wholly or mostly inside a quotation."""
    for quote in quoted:
        shared = min(quote.end, sentence.end) - max(quote.start, sentence.start)
        if quote.block == sentence.block and shared > 0.6 * (sentence.end - sentence.start):
            return quote.speaker or Speaker("", kind="unnamed")
    return None


def _is_list_item(text: str) -> bool:
    return bool(re.match(r"\s*(?:[-•*·▪–—]\s+[a-zà-öø-þа-яё]|\d{1,2}[.)]\s)", text))


def _introduced(text: str, language: str, context: Context) -> Speaker | None:
    """Read a line that names a speaker and ends with a colon."""
    stripped = text.rstrip()
    if not stripped.endswith(":") or len(stripped) > 400:
        return None
    last = re.split(r"(?<=[.!?])\s+(?=[A-ZÀ-ÞА-Я])", stripped)[-1]
    verbs = [m for m in lexicon("speech").find(last, language) if m.code == "says"]
    if not verbs:
        return None
    found = speaker_of(last, verbs[-1], language, context)
    if found is None:
        person = next((n for n in names(last, language, context.known) if n.is_person), None)
        found = Speaker(person.text) if person else None
    return found


def _in_block(reading: Reading, block: Block, text: str, context: Context) -> Iterator[Quoted]:
    nordic_dash = _DASH.match(text) or (
        _SHORT_DASH.match(text) if block.language in {"sv", "da", "nb", "ru", "fr"} and _speaks(text, block.language) else None
    )
    if nordic_dash and not _is_list_item(text):
        yield _dash_quote(reading, block, text, nordic_dash.end(), context)
        return
    marked = list(_MARKED.finditer(text))
    last_end, last_speaker = -1, None
    for hit in marked:
        words = hit[1].split()
        speaker, is_said = _speaker_around(text, hit, block.language, context)
        if len(words) < MIN_WORDS:
            continue
        if not is_said and not _is_sentence(hit[1]):
            continue
        if speaker is None and last_speaker is not None and hit.start() - last_end < 200:
            speaker = last_speaker
        if speaker is None and (not is_said):
            if not _fills(text, hit):
                continue
            speaker = context.last
        if speaker and speaker.kind == "person" and speaker.name:
            context.last = replace(speaker, is_pronoun=False)
        last_end, last_speaker = hit.end(), speaker
        yield Quoted(
            block.start + hit.start(1),
            block.start + hit.end(1),
            block.index,
            speaker,
            "It stands in quotation marks beside a verb of saying." if is_said else "It stands in quotation marks.",
        )


def _fills(text: str, hit: re.Match[str]) -> bool:
    return hit.end() - hit.start() > 0.8 * len(text.strip())


def _is_sentence(words: str) -> bool:
    return bool(re.search(r"[.,!?…]\s*$", words)) and len(words.split()) > MIN_WORDS


def _speaks(text: str, language: str) -> bool:
    return any(m.code == "says" for m in lexicon("speech").find(text, language))


def _speaker_around(text: str, hit: re.Match[str], language: str, context: Context) -> tuple[Speaker | None, bool]:
    """Look for a verb of saying just after the quotation, then just before it, and for its subject."""
    after = re.split(r"(?<=[.!?])\s+(?=[\"“„«A-ZÀ-ÞА-Я])|[\"“„«]", text[hit.end() :], maxsplit=1)[0][:220]
    before = re.split(r"(?<=[.!?”\"»])\s+(?=[A-ZÀ-ÞА-Я])|[\"”»]", text[: hit.start()])[-1][-220:]
    for chunk, is_after in ((after, True), (before, False)):
        verbs = [m for m in lexicon("speech").find(chunk, language) if m.code in {"says", "according-to"}]
        if is_after:
            verbs = [v for v in verbs if v.start < 90]
        for verb in verbs[:1] if is_after else verbs[-1:]:
            whole = chunk if not is_after else "”" + chunk.lstrip(' ,.”"»')
            shifted = [m for m in lexicon("speech").find(whole, language) if m.code in {"says", "according-to"}]
            cue = (shifted[0] if is_after else shifted[-1]) if shifted else verb
            found = speaker_of(whole if is_after else chunk, cue, language, context)
            if found is None and cue.code == "says" and is_after and language == "en":
                found = _inverted(whole, cue.end, language, context)
            return found, True
    return None, False


def _inverted(text: str, start: int, language: str, context: Context) -> Speaker | None:
    rest = text[start : start + 120]
    person = next((n for n in names("X " + rest, language, context.known)), None)
    if person is None or len(rest[: max(0, person.start - 2)].split()) > 8:
        return None
    met = context.cast.find(person.text)
    return Speaker(met.name if met else person.text, met.role if met else "", met.place if met else "")


def _dash_quote(reading: Reading, block: Block, text: str, start: int, context: Context) -> Quoted:
    """Read a paragraph that begins with a dash: all of it is said by the one named in it, or by who spoke before."""
    verbs = [m for m in lexicon("speech").find(text, block.language) if m.code == "says" and re.search(r"[,!?–—.]\s*$", text[: m.start])]
    speaker: Speaker | None = None
    for verb in verbs:
        speaker = speaker_of("”" + text[verb.start :], replace(verb, start=1, end=1 + verb.end - verb.start), block.language, context)
        if speaker:
            break
    if speaker is not None:
        context.last = speaker if speaker.kind in {"person", "organisation"} else context.last
        reason = "The paragraph begins with a dash and names the speaker."
    else:
        speaker = context.last or _speaker_before(reading, block, context)
        context.last = speaker or context.last
        reason = "The paragraph begins with a dash; the speaker is the one named before."
    return Quoted(block.start + start, block.end, block.index, speaker, reason)


def _speaker_before(reading: Reading, block: Block, context: Context) -> Speaker | None:
    for earlier in reversed(reading.blocks[: block.index]):
        if earlier.role not in QUOTE_ROLES:
            continue
        text = reading.text[earlier.start : earlier.end]
        for sentence in reversed(reading.sentences_of(earlier.index)):
            for verb in (m for m in lexicon("speech").find(sentence.text, sentence.language) if m.code == "says"):
                found = speaker_of(sentence.text, verb, sentence.language, context)
                if found and found.kind != "document":
                    return found
        named = names(text, earlier.language, context.known)
        return Speaker(named[0].text, kind="organisation") if named else None
    return None
