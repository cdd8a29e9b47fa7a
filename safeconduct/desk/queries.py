"""What waits for a member."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from safeconduct.advocacy.queries.asks import overdue_asks
from safeconduct.advocacy.queries.verdicts import waiting_for_second
from safeconduct.audit.models import Entry
from safeconduct.audit.queries import latest_entries
from safeconduct.crises.access import crises_for
from safeconduct.crises.models import Crisis, Participation
from safeconduct.evidence.access import claims_for, documents_for, sources_for
from safeconduct.evidence.models import Document, Source
from safeconduct.evidence.models.documents import DocumentState
from safeconduct.evidence.models.proposals import ProposalState
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.petitions.queries.waiting import CampaignWaits, campaigns_waiting
from safeconduct.publications.queries.answers import count_unfiled
from safeconduct.publications.queries.listing import PublicationLine, waiting_publications

LONGEST_LIST = 12


@dataclass(frozen=True, slots=True)
class Waiting:
    """One crisis's share of what waits, the oldest first."""

    crisis: Crisis
    to_review: list[Document]
    to_review_count: int
    unreadable: list[Document]
    sources_due: list[Source]
    publications: list[PublicationLine]
    claims: int
    public_claims: int
    verdicts: int = 0  # that somebody else proposed and this member could confirm
    overdue: int = 0  # asks that should have been answered
    mails: int = 0  # that answer letters of ours and were filed by nobody
    campaigns: Sequence[CampaignWaits] = ()  # petitions in which something waits

    @property
    def is_empty(self) -> bool:
        return not (
            self.to_review
            or self.unreadable
            or self.sources_due
            or self.verdicts
            or self.overdue
            or self.publications
            or self.mails
            or self.campaigns
        )


def waiting_for(member: Member, today: date, at: datetime) -> list[Waiting]:
    """Give what waits for the member in each crisis that the member's organisation answers."""
    return [waiting_in(member, crisis, today, at) for crisis in crises_for(member)]


def waiting_in(member: Member, crisis: Crisis, today: date, at: datetime) -> Waiting:
    """Give what waits in one crisis."""
    documents = documents_for(member, crisis) if member.may(Permission.DOCUMENT_REVIEW) else documents_for(member, crisis).none()
    open_proposals = Count("proposals", filter=Q(proposals__state__in=[ProposalState.PENDING, ProposalState.HELD]))
    to_review = documents.filter(state=DocumentState.READ).annotate(open_proposals=open_proposals).order_by("accessed_at", "pk")
    claims = claims_for(member, crisis)
    return Waiting(
        crisis=crisis,
        to_review=list(to_review[:LONGEST_LIST]),
        to_review_count=documents.filter(state=DocumentState.READ).count(),
        unreadable=list(documents.filter(state=DocumentState.UNREADABLE).order_by("accessed_at")[:LONGEST_LIST]),
        sources_due=list(sources_for(member, crisis).filter(review_due__lte=today)[:LONGEST_LIST]),
        publications=waiting_publications(member, crisis, at)[:LONGEST_LIST],
        claims=claims.count(),
        public_claims=claims.filter(published_at__isnull=False).count(),
        verdicts=waiting_for_second(member, crisis) if member.may(Permission.VERDICT_GIVE) else 0,
        overdue=sum(len(receiver.asks) for receiver in overdue_asks(member, crisis, on=today))
        if member.may(Permission.DEMAND_WRITE)
        else 0,
        mails=count_unfiled(member, crisis) if member.may(Permission.PUBLICATION_WRITE) else 0,
        campaigns=campaigns_waiting(member, crisis, at=at),
    )


def record_for(member: Member) -> QuerySet[Entry]:
    """Give what was done by, and to, the members of the own organisation and of those it answers a crisis with, the latest first."""
    together = Participation.objects.filter(crisis__in=crises_for(member).order_by(), until__isnull=True)
    near = Q(organisation=member.organisation_id) | Q(organisation__in=together.values("organisation"))
    references = Member.objects.filter(near).values("reference")
    return latest_entries().filter(Q(by__in=references) | Q(subject__in=references))
