"""What may be permitted, and which roles hold which permissions. The only place that knows roles."""

from collections.abc import Iterable
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """One thing a member may be allowed to do: ``desk.thing.verb``, in alphabetical order."""

    ANSWER_RECORD = "advocacy.answer.record"
    DEMAND_WRITE = "advocacy.demand.write"
    AUDIT_READ = "audit.record.read"
    CRISIS_OPEN = "crises.crisis.open"
    CLAIM_ASSESS = "evidence.claim.assess"
    CLAIM_PUBLISH = "evidence.claim.publish"
    CLAIM_WRITE = "evidence.claim.write"
    DOCUMENT_CAPTURE = "evidence.document.capture"
    DOCUMENT_REVIEW = "evidence.document.review"
    SOURCE_DESCRIBE = "evidence.source.describe"
    MEMBER_INVITE = "people.member.invite"


class Role(StrEnum):
    """What a member is in the coalition."""

    CAMPAIGNER = "campaigner"
    COORDINATOR = "coordinator"
    READER = "reader"
    RESEARCHER = "researcher"


ROLE_NAMES: dict[Role, Promise] = {
    Role.CAMPAIGNER: _("Campaigner"),
    Role.COORDINATOR: _("Coordinator"),
    Role.READER: _("Reader"),
    Role.RESEARCHER: _("Researcher"),
}

HELD: dict[Role, frozenset[Permission]] = {
    Role.CAMPAIGNER: frozenset(
        {
            Permission.ANSWER_RECORD,
            Permission.DEMAND_WRITE,
            Permission.DOCUMENT_CAPTURE,
            Permission.CLAIM_PUBLISH,
        }
    ),
    Role.COORDINATOR: frozenset({Permission.AUDIT_READ, Permission.CRISIS_OPEN, Permission.CLAIM_PUBLISH, Permission.MEMBER_INVITE}),
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
        }
    ),
}


def permissions_of(roles: Iterable[str]) -> frozenset[Permission]:
    """Give everything that somebody with these roles may do; an unknown role gives nothing."""
    known = [Role(role) for role in roles if role in set(Role)]
    return frozenset().union(*(HELD[role] for role in known))
