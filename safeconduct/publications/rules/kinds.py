"""The kinds of publication, the roles their parts can have, and which parts each kind is made of. Pure."""

from enum import StrEnum


class Kind(StrEnum):
    """What a publication is. All of them share one model and one editor."""

    LETTER = "letter"
    OPEN_LETTER = "open-letter"
    PRESS_RELEASE = "press-release"
    URGENT_ACTION = "urgent-action"
    UPDATE = "update"  # further information on an urgent action, or its stop
    PETITION_TEXT = "petition-text"
    FUND_APPEAL = "fund-appeal"
    DOSSIER = "dossier"


class Role(StrEnum):
    """What a part of the text is for."""

    LEAD = "lead"
    CREDIT = "credit"  # what the addressee has already done, first
    FACTS = "facts"
    CONTEXT = "context"
    PRECEDENT = "precedent"
    DEMAND = "demand"  # rests on a demand of the register, is numbered
    RELAY = "relay"  # the words before the demands that the addressee is to press others for
    OFFER = "offer"  # of a confidential briefing
    MEETING = "meeting"
    QUOTE = "quote"
    BACKGROUND = "background"
    MODEL_LETTER = "model-letter"
    FURTHER = "further"  # further information
    NOTE = "note"  # to editors
    BODY = "body"


class Secrecy(StrEnum):
    """Who reads a part. The confidential annex is no part: it is sealed and never lies beside these in clear."""

    PUBLIC = "public"
    ADDRESSEE = "addressee"  # stands in the letter that is sent, not in the public one


LETTER_PARTS = (
    Role.CREDIT, Role.FACTS, Role.CONTEXT, Role.PRECEDENT, Role.DEMAND, Role.RELAY, Role.OFFER, Role.MEETING, Role.BODY,
)  # fmt: skip

# The parts of each kind in the order they are offered; a part may stand more than once, in any order.
PARTS: dict[Kind, tuple[Role, ...]] = {
    Kind.LETTER: LETTER_PARTS,
    Kind.OPEN_LETTER: LETTER_PARTS,
    Kind.PRESS_RELEASE: (Role.LEAD, Role.BODY, Role.QUOTE, Role.DEMAND, Role.BACKGROUND, Role.NOTE),
    Kind.URGENT_ACTION: (Role.LEAD, Role.FACTS, Role.DEMAND, Role.MODEL_LETTER, Role.BACKGROUND, Role.FURTHER),
    Kind.UPDATE: (Role.LEAD, Role.FURTHER, Role.DEMAND, Role.MODEL_LETTER, Role.BACKGROUND),
    Kind.PETITION_TEXT: (Role.LEAD, Role.FACTS, Role.DEMAND, Role.BACKGROUND),
    Kind.FUND_APPEAL: (Role.LEAD, Role.FACTS, Role.BODY, Role.BACKGROUND),
    Kind.DOSSIER: (Role.LEAD, Role.BODY, Role.FACTS, Role.CONTEXT, Role.NOTE),
}

# Parts that a publication of the kind cannot be offered without.
NEEDED: dict[Kind, frozenset[Role]] = {
    Kind.LETTER: frozenset({Role.DEMAND}),
    Kind.OPEN_LETTER: frozenset({Role.DEMAND}),
    Kind.PRESS_RELEASE: frozenset({Role.LEAD}),
    Kind.URGENT_ACTION: frozenset({Role.LEAD, Role.DEMAND}),
    Kind.UPDATE: frozenset({Role.FURTHER}),
    Kind.PETITION_TEXT: frozenset({Role.DEMAND}),
    Kind.FUND_APPEAL: frozenset({Role.LEAD}),
    Kind.DOSSIER: frozenset({Role.LEAD}),
}

# Kinds that go to named posts, each in a message of its own.
ADDRESSED = frozenset({Kind.LETTER, Kind.OPEN_LETTER})
# Kinds whose public part nobody but their addressees reads unless a member says so.
PRIVATE_UNLESS_SAID = frozenset({Kind.LETTER})
