"""What may be permitted, and which roles hold which permissions. The only place that knows roles."""

from collections.abc import Iterable
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """One thing a member may be allowed to do: ``desk.thing.verb``, in alphabetical order."""

    ANSWER_RECORD = "advocacy.answer.record"
    DEMAND_WRITE = "advocacy.demand.write"
    POST_KEEP = "advocacy.post.keep"
    VERDICT_GIVE = "advocacy.verdict.give"
    AUDIT_READ = "audit.record.read"
    CASE_WORK = "casework.case.work"
    CRISIS_OPEN = "crises.crisis.open"
    CLAIM_ASSESS = "evidence.claim.assess"
    CLAIM_PUBLISH = "evidence.claim.publish"
    CLAIM_WRITE = "evidence.claim.write"
    DOCUMENT_CAPTURE = "evidence.document.capture"
    DOCUMENT_REVIEW = "evidence.document.review"
    SOURCE_DESCRIBE = "evidence.source.describe"
    BOOK_KEEP = "fund.book.keep"
    PAYOUT_APPROVE = "fund.payout.approve"
    CHANNEL_KEEP = "intake.channel.keep"
    REQUEST_ANSWER = "intake.request.answer"
    MEMBER_INVITE = "people.member.invite"
    MEMBER_REMOVE = "people.member.remove"
    MEMBER_VOUCH = "people.member.vouch"
    PETITION_KEEP = "petitions.campaign.keep"
    PETITION_HAND_OVER = "petitions.list.hand-over"
    PETITION_INVALIDATE = "petitions.signature.invalidate"
    PETITION_MODERATE = "petitions.words.moderate"
    PATHWAY_KEEP = "placement.pathway.keep"
    ROUND_LEAD = "placement.round.lead"
    PRESS_KEEP = "publications.press.keep"
    PUBLICATION_RECALL = "publications.publication.recall"
    PUBLICATION_RELEASE = "publications.publication.release"
    PUBLICATION_SIGN = "publications.publication.sign"
    PUBLICATION_WRITE = "publications.publication.write"
    NUMBER_RELEASE = "released.number.release"
    VAULT_HOLD = "vault.vault.hold"
    ALARM_ANSWER = "watch.alarm.answer"
    TEAM_KEEP = "watch.team.keep"


class Role(StrEnum):
    """What a member is in the coalition."""

    CAMPAIGNER = "campaigner"
    CASE_LEAD = "case-lead"
    CASEWORKER = "caseworker"
    COORDINATOR = "coordinator"
    HOTLINE = "hotline"
    PRESS = "press"
    READER = "reader"
    RESEARCHER = "researcher"
    SIGNATORY = "signatory"
    STEWARD = "steward"
    TREASURER = "treasurer"


ROLE_NAMES: dict[Role, Promise] = {
    Role.CAMPAIGNER: _("Campaigner"),
    Role.CASE_LEAD: _("Case lead"),
    Role.CASEWORKER: _("Caseworker"),
    Role.COORDINATOR: _("Coordinator"),
    Role.HOTLINE: _("Hotline"),
    Role.PRESS: _("Press officer"),
    Role.READER: _("Reader"),
    Role.RESEARCHER: _("Researcher"),
    Role.SIGNATORY: _("Signs for the organisation"),
    Role.STEWARD: _("Steward of keys"),
    Role.TREASURER: _("Treasurer"),
}

# From the request to the last day.
CASES = frozenset({Permission.CASE_WORK, Permission.REQUEST_ANSWER, Permission.VAULT_HOLD, Permission.ALARM_ANSWER})

HELD: dict[Role, frozenset[Permission]] = {
    Role.CAMPAIGNER: frozenset(
        {
            Permission.ANSWER_RECORD,
            Permission.DEMAND_WRITE,
            Permission.DOCUMENT_CAPTURE,
            Permission.CLAIM_PUBLISH,
            Permission.PETITION_HAND_OVER,
            Permission.PETITION_INVALIDATE,
            Permission.PETITION_KEEP,
            Permission.PETITION_MODERATE,
            Permission.POST_KEEP,
            Permission.PUBLICATION_WRITE,
            Permission.PUBLICATION_RELEASE,
            Permission.PUBLICATION_RECALL,
            Permission.VAULT_HOLD,  # of confidential annexes
            Permission.VERDICT_GIVE,
        }
    ),
    Role.CASE_LEAD: CASES
    | {
        Permission.PAYOUT_APPROVE,
        Permission.PATHWAY_KEEP,
        Permission.ROUND_LEAD,
        Permission.NUMBER_RELEASE,
        Permission.TEAM_KEEP,
    },
    Role.CASEWORKER: CASES,
    Role.COORDINATOR: frozenset(
        {
            Permission.AUDIT_READ,
            Permission.CRISIS_OPEN,
            Permission.CLAIM_PUBLISH,
            Permission.MEMBER_INVITE,
            Permission.MEMBER_REMOVE,
            Permission.PETITION_HAND_OVER,
            Permission.PETITION_MODERATE,
            Permission.PUBLICATION_WRITE,
            Permission.PUBLICATION_RELEASE,
            Permission.PUBLICATION_RECALL,
            Permission.PUBLICATION_SIGN,
        }
    ),
    Role.HOTLINE: frozenset({Permission.REQUEST_ANSWER, Permission.VAULT_HOLD, Permission.ALARM_ANSWER}),
    Role.PRESS: frozenset(
        {
            Permission.PETITION_MODERATE,
            Permission.PRESS_KEEP,
            Permission.PUBLICATION_WRITE,
            Permission.PUBLICATION_RELEASE,
            Permission.PUBLICATION_RECALL,
            Permission.VAULT_HOLD,
        }
    ),
    Role.READER: frozenset(),
    Role.RESEARCHER: frozenset(
        {
            Permission.ANSWER_RECORD,
            Permission.CLAIM_ASSESS,
            Permission.CLAIM_PUBLISH,
            Permission.CLAIM_WRITE,
            Permission.DEMAND_WRITE,
            Permission.DOCUMENT_CAPTURE,
            Permission.DOCUMENT_REVIEW,
            Permission.SOURCE_DESCRIBE,
            Permission.VERDICT_GIVE,
        }
    ),
    Role.SIGNATORY: frozenset({Permission.PUBLICATION_SIGN}),
    Role.STEWARD: frozenset(
        {
            Permission.AUDIT_READ,
            Permission.CHANNEL_KEEP,
            Permission.MEMBER_INVITE,
            Permission.MEMBER_REMOVE,
            Permission.MEMBER_VOUCH,
            Permission.VAULT_HOLD,
        }
    ),
    Role.TREASURER: frozenset({Permission.BOOK_KEEP, Permission.PAYOUT_APPROVE, Permission.VAULT_HOLD}),  # the register of donors
}

# Not while one's own keys are withheld: whoever makes a member sign in at a border could otherwise invite two colleagues of their own,
# who would release the keys; or settle an alarm, send alerts elsewhere, let money, numbers or places go.
OVER_OTHERS = frozenset(
    {
        Permission.ALARM_ANSWER,
        Permission.BOOK_KEEP,
        Permission.MEMBER_INVITE,
        Permission.MEMBER_REMOVE,
        Permission.NUMBER_RELEASE,
        Permission.PATHWAY_KEEP,
        Permission.PAYOUT_APPROVE,
        Permission.ROUND_LEAD,
        Permission.TEAM_KEEP,
    }
)


def permissions_of(roles: Iterable[str]) -> frozenset[Permission]:
    """Give everything that somebody with these roles may do; an unknown role gives nothing."""
    known = [Role(role) for role in roles if role in set(Role)]
    return frozenset().union(*(HELD[role] for role in known))


def may_give(held: frozenset[Permission], role: Role) -> bool:
    """Tell whether somebody with these permissions may give this role: one over the whole coalition only if they have it themselves."""
    return Permission.CRISIS_OPEN not in HELD[role] or Permission.CRISIS_OPEN in held
