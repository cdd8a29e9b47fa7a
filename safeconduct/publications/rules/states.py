"""What a publication is, from its facts: which state, what may be done next, and what its release still lacks. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class State(StrEnum):
    """Where a publication stands."""

    DRAFT = "draft"  # no version was offered yet
    OFFERED = "offered"  # the newest version is what the draft says, and waits for a second person
    MOVED_ON = "moved-on"  # the draft says something else than the newest version
    APPROVED = "approved"  # a second person has read the newest version
    EMBARGOED = "embargoed"  # released, and nobody may read it before its hour
    RELEASED = "released"
    EXPIRED = "expired"  # released, and the last day on which it may be acted upon is over
    RECALLED = "recalled"


class Act(StrEnum):
    """What a member may do to it."""

    WRITE = "write"
    COMMENT = "comment"
    INVITE = "invite"
    OFFER = "offer"
    SIGN = "sign"
    APPROVE = "approve"
    RELEASE = "release"
    SET_EMBARGO = "set-embargo"
    LIFT_EMBARGO = "lift-embargo"
    RECALL = "recall"


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the state hangs on. ``newest`` is the version offered last, released or not; 0: there is none."""

    newest: int = 0
    says_newest: bool = False  # the draft says exactly what the newest version says
    newest_is_approved: bool = False
    newest_is_released: bool = False
    is_released: bool = False  # some version is
    is_recalled: bool = False
    embargo_until: datetime | None = None
    expires_on: date | None = None


def state_of(facts: Facts, at: datetime) -> State:
    """Tell where the publication stands at that moment (aware). Days end at midnight UTC."""
    if facts.is_recalled:
        return State.RECALLED
    if facts.is_released:
        if facts.embargo_until is not None and facts.embargo_until > at:
            return State.EMBARGOED
        is_over = facts.expires_on is not None and facts.expires_on < at.date()
        return State.EXPIRED if is_over else State.RELEASED
    return next_version_state(facts)


def next_version_state(facts: Facts) -> State:
    """Tell how far the version that would be released next has come; for a released publication that is its correction."""
    if not facts.newest or facts.newest_is_released:
        return State.DRAFT if not facts.newest or facts.says_newest else State.MOVED_ON
    if not facts.says_newest:
        return State.MOVED_ON
    return State.APPROVED if facts.newest_is_approved else State.OFFERED


_ALWAYS = frozenset({Act.WRITE, Act.COMMENT, Act.INVITE})
# What may be done in which state, by those whose roles and organisation allow it. The table in docs/reference/publications.md is this one.
ACTS: dict[State, frozenset[Act]] = {
    State.DRAFT: _ALWAYS | {Act.OFFER, Act.SET_EMBARGO},
    State.MOVED_ON: _ALWAYS | {Act.OFFER, Act.SIGN, Act.SET_EMBARGO},
    State.OFFERED: _ALWAYS | {Act.SIGN, Act.APPROVE, Act.SET_EMBARGO},
    State.APPROVED: _ALWAYS | {Act.SIGN, Act.RELEASE, Act.SET_EMBARGO},
    State.EMBARGOED: _ALWAYS | {Act.LIFT_EMBARGO, Act.RECALL},
    State.RELEASED: _ALWAYS | {Act.RECALL},
    State.EXPIRED: _ALWAYS | {Act.RECALL},
    State.RECALLED: frozenset({Act.COMMENT}),
}
# A released publication is corrected by another version, which goes the same way as the first.
_OF_CORRECTIONS = frozenset({Act.OFFER, Act.SIGN, Act.APPROVE, Act.RELEASE})


def acts_of(facts: Facts, at: datetime) -> frozenset[Act]:
    """Give what may be done next: what the state allows, and of a released one also what its correction allows."""
    state = state_of(facts, at)
    if state in {State.EMBARGOED, State.RELEASED, State.EXPIRED}:
        return ACTS[state] | (ACTS[next_version_state(facts)] & _OF_CORRECTIONS - _nothing_to_correct(facts))
    return ACTS[state]


def _nothing_to_correct(facts: Facts) -> frozenset[Act]:
    """Take away what would act on the version that is out: there is nothing to offer while the draft says the same, and no more to sign."""
    taken = {Act.SIGN, Act.APPROVE, Act.RELEASE} if facts.newest_is_released else set()
    return frozenset(taken | ({Act.OFFER} if facts.newest_is_released and facts.says_newest else set()))


class Lack(StrEnum):
    """What a version lacks before it can be released. Each has one sentence in ``words.LACK_SENTENCES``.

    From ``CONSENT`` to ``ACTION`` they are those of ``rules.urgent.Lack``.
    """

    VERSION = "version"
    SAME_WORDS = "same-words"
    APPROVAL = "approval"
    FINDINGS = "findings"
    CONSENT = "consent"
    HARM_CHECK = "harm-check"
    DEADLINE = "deadline"
    DEADLINE_PASSED = "deadline-passed"
    NUMBER = "number"
    ADDRESSEE = "addressee"
    ACTION = "action"
    RECIPIENTS = "recipients"
    RECIPIENTS_SEEN = "recipients-seen"
    ANNEX_CHECK = "annex-check"
    SIGNATURES = "signatures"  # organisations that were invited have not answered: worth knowing, stops nothing
    CHANGES_ASKED = "changes-asked"  # the same for changes asked for
    CRISIS_PAGE = "crisis-page"  # and for a crisis whose page is not open yet


# What is only worth knowing.
WARNS = frozenset({Lack.SIGNATURES, Lack.CHANGES_ASKED, Lack.CRISIS_PAGE})


@dataclass(frozen=True, slots=True)
class Given:
    """What was gathered about the version that is to be released."""

    facts: Facts
    findings: int = 0  # open ones that block; quotes not approved are among them
    urgent: tuple[str, ...] = ()  # what rules.urgent.lacking found
    needs_recipients: bool = False
    recipients: int = 0
    recipients_unseen: int = 0
    annex_is_unchecked: bool = False  # there is one, and no clean check of this version with the annex as it is now
    unanswered: int = 0
    changes_asked: int = 0
    crisis_is_public: bool = True


def lacks_of(given: Given) -> dict[Lack, int]:
    """Give what is missing, and how many of it where that can be counted (else 1), in the order people settle it."""
    facts = given.facts
    has_version = facts.newest > 0 and not facts.newest_is_released
    counted: list[tuple[Lack, int]] = [
        (Lack.VERSION, not has_version),
        (Lack.SAME_WORDS, has_version and not facts.says_newest),
        (Lack.FINDINGS, given.findings),
        *((Lack(lack), 1) for lack in given.urgent),
        (Lack.RECIPIENTS, given.needs_recipients and not given.recipients),
        (Lack.RECIPIENTS_SEEN, given.recipients_unseen),
        (Lack.ANNEX_CHECK, has_version and given.annex_is_unchecked),
        (Lack.APPROVAL, has_version and facts.says_newest and not facts.newest_is_approved),
        (Lack.CHANGES_ASKED, given.changes_asked),
        (Lack.SIGNATURES, given.unanswered),
        (Lack.CRISIS_PAGE, not given.crisis_is_public),
    ]
    return {lack: int(count) for lack, count in counted if count}


def blocks(lacks: dict[Lack, int]) -> bool:
    """Tell whether something of it stops the release."""
    return bool(set(lacks) - WARNS)
