"""Put the rules together: from a reading to its proposals, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from safeconduct.evidence.reading.propose.answers import answers, denial, without_echoes
from safeconduct.evidence.reading.propose.attribution import Context, Speaker, attributions
from safeconduct.evidence.reading.propose.calendar import agreed
from safeconduct.evidence.reading.propose.cast import meet_everybody
from safeconduct.evidence.reading.propose.claims import HELD_COERCED, Setting, claims
from safeconduct.evidence.reading.propose.demands import Intro, addressees_of, demands, intro_of, is_item
from safeconduct.evidence.reading.propose.payments import payments
from safeconduct.evidence.reading.propose.quotations import Quoted, as_proposals, quotations, speaker_at
from safeconduct.evidence.reading.shapes import AttributionFound, Kind, Modality, Proposal, Reading, Role, Sentence

ORDER = {
    Kind.CLAIM: 0,
    Kind.DEED: 1,
    Kind.RESPONSE: 2,
    Kind.DENIAL: 3,
    Kind.DEMAND: 4,
    Kind.QUOTATION: 5,
    Kind.GOAL: 6,
    Kind.PAYMENT_CHANNEL: 7,
}

LONGEST = 2000  # characters; what is longer is a table or a dump and no sentence
FEW_WORDS = 6  # a shorter line with a colon is a label: "Send appeals to:"


def propose(reading: Reading) -> tuple[Proposal, ...]:
    """Propose claims, quotations, demands, answers, denials and payment channels of a document, in the order of its text.

    Only content is read; comments of private persons give claims that are held back, teasers and navigation give nothing.
    """
    return tuple(_Pass(reading).run())


def quotation_proposals(reading: Reading) -> tuple[Proposal, ...]:
    """Propose only the quotations of a document."""
    return tuple(p for p in propose(reading) if p.kind is Kind.QUOTATION)


class _Pass:
    """One passage through a document: what it keeps in mind from sentence to sentence."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        cast = meet_everybody([(s.text, s.language) for s in reading.sentences if self._role(s).is_content and len(s.text) <= LONGEST])
        known = frozenset(cast.names)
        self.quoted: tuple[Quoted, ...] = quotations(reading, Context(cast, reading.publisher, known=known))
        self.context = Context(cast, reading.publisher, known=known)
        self.whole = addressees_of(reading)
        self.context.addressees = self.whole
        self.anchor = agreed(reading.published.edtf) if reading.published.may_anchor else ""
        self.intro: Intro | None = None
        self.intro_sentence: Proposal | None = None

    def run(self) -> list[Proposal]:
        found: list[Proposal] = list(as_proposals(self.reading, self.quoted))
        last_block = -1
        for sentence in self.reading.sentences:
            role = self._role(sentence)
            if len(sentence.text) > LONGEST:
                continue
            if role is Role.COMMENT:
                found += self._comment(sentence)
                continue
            if not role.is_content:
                found += payments(self.reading, sentence) if role is Role.SIGNATURE else ()
                continue
            if sentence.block > last_block + 2:
                self.context.before = ()
            last_block = sentence.block
            found += self._content(sentence, role)
        titles = frozenset(s.index for s in self.reading.sentences if self._role(s) in {Role.TITLE, Role.HEADING})
        kept = without_echoes(found, titles)
        return sorted(kept, key=lambda p: (p.sentence, ORDER[p.kind], p.start))

    def _role(self, sentence: Sentence) -> Role:
        return self.reading.blocks[sentence.block].role

    def _content(self, sentence: Sentence, role: Role) -> Iterator[Proposal]:
        speaker = speaker_at(self.quoted, sentence)
        said = attributions(sentence.text, sentence.language, self.context, speaker)
        self.context.before = said
        if speaker is not None and speaker.kind == "person" and speaker.name:
            self.context.last = speaker
        setting = Setting(role, said, self.anchor, is_quoted=speaker is not None)
        if role is not Role.FOOTNOTE:
            yield from payments(self.reading, sentence)
        yield from self._told(sentence, setting, speaker)

    def _told(self, sentence: Sentence, setting: Setting, speaker: Speaker | None) -> Iterator[Proposal]:
        """Propose a demand, or else a denial, or else answers and claims."""
        demanded = self._demand(sentence, setting.role, speaker) or self._petition_title(sentence, setting.role)
        if demanded is not None:
            yield demanded
            return
        if self.intro is not None and self.intro_sentence is None and sentence.text.rstrip().endswith(":"):
            return
        if setting.role is Role.FOOTNOTE:
            return
        denied = denial(sentence, setting, self.context, speaker)
        if denied is not None:
            yield denied
            return
        answered = list(answers(sentence, setting, self.context, speaker))
        yield from answered
        for claim in claims(sentence, setting):
            if answered and claim.quantity is None and claim.held != HELD_COERCED:
                continue
            yield claim

    def _demand(self, sentence: Sentence, role: Role, speaker: Speaker | None) -> Proposal | None:
        text = self.reading.text[self.reading.blocks[sentence.block].start : self.reading.blocks[sentence.block].end]
        opened = intro_of(sentence, self.context, speaker)
        if opened is not None and self._is_followed_by_items(sentence):
            self.intro = opened
            return None
        if self.intro is not None and not is_item(text):
            self.intro = None
        if sentence.text.rstrip().endswith(":") and len(sentence.text.split()) < FEW_WORDS:
            return None
        return demands(sentence, role, self.context, speaker, self.intro)

    def _petition_title(self, sentence: Sentence, role: Role) -> Proposal | None:
        """Take the title of a petition for its demand."""
        if self.reading.kind != "petition" or role is not Role.TITLE or len(sentence.text.split()) < 4:
            return None
        said = (AttributionFound(self.context.publisher),)
        reason = "It is the title of a petition."
        return Proposal(
            Kind.DEMAND, sentence.index, sentence.start, sentence.end, sentence.text, (reason,), 0.6,
            modality=Modality.DEMANDED, attributions=said, addressees=self.whole, demander=self.context.publisher,
        )  # fmt: skip

    def _is_followed_by_items(self, sentence: Sentence) -> bool:
        for block in self.reading.blocks[sentence.block + 1 :]:
            if block.role.is_content:
                return is_item(self.reading.text[block.start : block.end])
        return False

    def _comment(self, sentence: Sentence) -> Iterator[Proposal]:
        for claim in claims(sentence, Setting(Role.COMMENT, (AttributionFound(),))):
            yield replace(claim, confidence=min(claim.confidence, 0.4))
