"""Find ways to pay and goals: Swish, bankgiro, IBAN and the like with number and message word; amounts to be raised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from safeconduct.evidence.reading.propose.lexicon import lexicon
from safeconduct.evidence.reading.propose.quantities import is_money, quantities
from safeconduct.evidence.reading.propose.times import times
from safeconduct.evidence.reading.shapes import Kind, Proposal, Reading, Sentence

IBAN = re.compile(r"\b([A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){2,7}(?:[ \u00a0]?[A-Z0-9]{1,3})?)\b")
NUMBER = re.compile(r"(?:\+|\b)\d(?:[\d \u00a0\u2013/.-]{2,22})\d\b")
PAYPAL = re.compile(r"(?:paypal\.me/[\w.-]+|[\w.+-]+@[\w-]+\.[\w.]+)", re.IGNORECASE)
WORD = re.compile(r"[\"“”„«»'‘’]\s*([^\"“”„«»'‘’]{2,40}?)\s*[\"“”„«»'‘’]")
PLAIN_WORD = re.compile(r"^[\s:]*([A-ZÀ-ÞА-Я][\w-]+(?:\s+[A-ZÀ-ÞА-Я0-9][\w-]*)*)")
NEEDS_NUMBER = frozenset({"swish", "bankgiro", "plusgiro", "mobilepay", "vipps", "account"})
SHORTEST = {"swish": 6, "bankgiro": 6, "plusgiro": 4, "mobilepay": 4, "vipps": 4, "account": 6}
WINDOW = 70


def payments(reading: Reading, sentence: Sentence) -> Iterator[Proposal]:
    """Propose the payment channels and goals of a sentence."""
    seen: set[str] = set()
    for proposal in (*_ibans(sentence), *_channels(sentence)):
        number = proposal.channel_number or proposal.channel
        if number not in seen:
            seen.add(number)
            yield proposal
    goal = _goal(reading, sentence)
    if goal:
        yield goal


def _ibans(sentence: Sentence) -> Iterator[Proposal]:
    for hit in IBAN.finditer(sentence.text):
        number = re.sub(r"[ \u00a0]", "", hit[1])
        if 15 <= len(number) <= 34:
            sound = _is_sound(number)
            reason = (
                "It has the form of an IBAN and its check digits are right."
                if sound
                else "It has the form of an IBAN, but its check digits are wrong."
            )
            yield _channel(sentence, "iban", number, reason, 0.95 if sound else 0.6)


def _is_sound(iban: str) -> bool:
    turned = iban[4:] + iban[:4]
    return int("".join(str(int(c, 36)) for c in turned)) % 97 == 1


def _channels(sentence: Sentence) -> Iterator[Proposal]:
    text = sentence.text
    for cue in lexicon("payments").find(text, sentence.language):
        if cue.code in {"iban", "message", "goal"}:
            continue
        account = IBAN.search(text, cue.end)
        stop = min(account.start() if account else len(text), cue.end + WINDOW)
        after, before = text[cue.end : stop], text[max(0, cue.start - 30) : cue.start]
        if cue.code == "paypal":
            hit = PAYPAL.search(text[max(0, cue.start - 60) :])
            if hit:
                yield _channel(sentence, "paypal", hit[0], f"“{cue.text}” stands beside an address.", 0.85)
            continue
        number = _number(after, cue.code) or _number(before, cue.code)
        if cue.code in NEEDS_NUMBER and number:
            yield _channel(sentence, cue.code, number, f"“{cue.text}” stands beside a number.", 0.9)


def _number(text: str, channel: str) -> str:
    for hit in NUMBER.finditer(text):
        digits = re.sub(r"\D", "", hit[0])
        if SHORTEST[channel] <= len(digits) <= 16:
            return re.sub(r"[\s\u00a0]+", " ", hit[0]).strip(" -–/")
    return ""


def _channel(sentence: Sentence, channel: str, number: str, reason: str, confidence: float) -> Proposal:
    return Proposal(
        Kind.PAYMENT_CHANNEL,
        sentence.index,
        sentence.start,
        sentence.end,
        sentence.text,
        reasons=(reason,),
        confidence=confidence,
        channel=channel,
        channel_number=number,
        message_word=_message(sentence),
    )


def _message(sentence: Sentence) -> str:
    cue = next((m for m in lexicon("payments").find(sentence.text, sentence.language) if m.code == "message"), None)
    if cue is None:
        return ""
    quoted = WORD.search(sentence.text, cue.end) or WORD.search(sentence.text)
    if quoted:
        return quoted[1]
    plain = PLAIN_WORD.match(sentence.text[cue.end :])
    return plain[1] if plain else ""


def _goal(reading: Reading, sentence: Sentence) -> Proposal | None:
    cues = [m for m in lexicon("payments").find(sentence.text, sentence.language) if m.code == "goal"]
    found = [q for q in quantities(sentence.text, sentence.language) if is_money(q) or q.unit == "signatures"]
    if not cues or not found:
        return None
    best = min(found, key=lambda q: min(abs(q.start - c.start) for c in cues))
    anchor = reading.published.edtf if reading.published.may_anchor else ""
    when = next(iter(times(sentence.text, sentence.language, anchor)), None)
    return Proposal(
        Kind.GOAL,
        sentence.index,
        sentence.start,
        sentence.end,
        sentence.text,
        reasons=(f"“{cues[0].text}” stands beside “{best.verbatim}”.",),
        confidence=0.75,
        quantity=replace(best, start=best.start + sentence.start, end=best.end + sentence.start),
        when=replace(when, start=when.start + sentence.start, end=when.end + sentence.start) if when else None,
    )
