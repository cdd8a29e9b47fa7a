"""The only way to obtain campaigns and what hangs on them.

A campaign is seen by its own organisation from the beginning; by the coalition that answers the crisis once it is opened; by everybody
once its text is released and it has been opened. Lists, handovers and imports belong to the organisation that owns the campaign.
"""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from safeconduct.crises.access import crises_for
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member
from safeconduct.petitions.models import Campaign, CampaignUpdate, Handover, PaperCount, Partner, SigningKey, Webhook


def campaigns_for(member: Member, crisis: Crisis) -> QuerySet[Campaign]:
    """Give the campaigns of the crisis that the member may know of: own ones and opened ones; the newest first."""
    return (
        Campaign.objects.filter(crisis=crisis, crisis__in=crises_for(member).values("pk"))
        .filter(Q(organisation=member.organisation_id) | Q(opens_on__isnull=False))
        .select_related("publication", "organisation", "crisis")
        .order_by("-created_at", "-pk")
    )


def own_campaigns_for(member: Member, crisis: Crisis) -> QuerySet[Campaign]:
    """Give those that the member's organisation owns: only it changes, closes and hands them over."""
    return campaigns_for(member, crisis).filter(organisation=member.organisation_id)


def campaign_for(member: Member, crisis: Crisis, reference: str) -> Campaign:
    """Give one that the member may know of.

    :raises Http404: if there is none for this member
    """
    return _one(campaigns_for(member, crisis), reference=reference)


def own_campaign_for(member: Member, crisis: Crisis, reference: str) -> Campaign:
    """Give one that the member's organisation owns.

    :raises Http404: if there is none for this member
    """
    return _one(own_campaigns_for(member, crisis), reference=reference)


def own_update_for(member: Member, crisis: Crisis, reference: str, update: str) -> CampaignUpdate:
    """Give an update of a campaign that the member's organisation owns.

    :raises Http404: if there is none for this member
    """
    rows = own_campaign_for(member, crisis, reference).updates.filter(reference=update)
    row = rows.select_related("campaign__publication", "campaign__crisis").first()
    if row is None:
        raise Http404
    return row


def public_campaigns(crisis: Crisis) -> QuerySet[Campaign]:
    """Give the campaigns that everybody may see: opened, with a released text that was not recalled before it was opened."""
    return (
        Campaign.objects.filter(crisis=crisis, opens_on__isnull=False, publication__released_at__isnull=False)
        .select_related("publication", "organisation", "crisis")
        .order_by("-opens_on", "-pk")
    )


def public_campaign(crisis: Crisis, slug: str) -> Campaign:
    """Give one that everybody may see, by its address.

    :raises Http404: if there is none
    """
    return _one(public_campaigns(crisis), slug=slug)


def public_campaign_by_reference(reference: str) -> Campaign:
    """Give one that everybody may see, by its reference; of a crisis that has a public page.

    :raises Http404: if there is none
    """
    found = Campaign.objects.filter(opens_on__isnull=False, publication__released_at__isnull=False, crisis__published_at__isnull=False)
    return _one(found.select_related("publication", "organisation", "crisis"), reference=reference)


def every_own_campaign_for(member: Member) -> QuerySet[Campaign]:
    """Give those that the member's organisation owns, of every crisis that the member may see: the sealed desk lies in none of them."""
    return (
        Campaign.objects.filter(crisis__in=crises_for(member).values("pk"), organisation=member.organisation_id)
        .select_related("publication", "organisation", "crisis", "vault")
        .order_by("-created_at", "-pk")
    )


def campaign_to_open_for(member: Member, reference: str) -> Campaign:
    """Give one of them. What lies sealed in it, its vault alone decides.

    :raises Http404: if there is none for this member
    """
    return _one(every_own_campaign_for(member), reference=reference)


def handover_for(member: Member, crisis: Crisis, reference: str, handover: str) -> Handover:
    """Give one handover of a campaign that the member's organisation owns.

    :raises Http404: if there is none for this member
    """
    return _handover(Handover.objects.filter(campaign=own_campaign_for(member, crisis, reference)), handover)


def handover_to_make_for(member: Member, reference: str) -> Handover:
    """Give one handover of any campaign that the member's organisation owns. What goes into it, the campaign's vault alone opens.

    :raises Http404: if there is none for this member
    """
    return _handover(Handover.objects.filter(campaign__in=every_own_campaign_for(member)), reference)


def update_to_mail_for(member: Member, reference: str, update: str) -> CampaignUpdate:
    """Give an update of any campaign that the member's organisation owns. Who wants to be told of it, the campaign's vault alone opens.

    :raises Http404: if there is none for this member
    """
    row = campaign_to_open_for(member, reference).updates.filter(reference=update).select_related("campaign__crisis").first()
    if row is None:
        raise Http404
    return row


def package_behind(hashed: bytes, *, on: date) -> Handover:
    """Give the handover whose package waits behind this hash of a token.

    :raises Http404: if it was fetched, is over, or never was
    """
    found = Handover.objects.filter(token_hash=hashed, fetched_on__isnull=True, expires_on__gte=on, sealed_file__isnull=False).first()
    if found is None:
        raise Http404
    return found


def paper_for(member: Member, crisis: Crisis, reference: str, paper: str) -> PaperCount:
    """Give a count on paper of a campaign that the member's organisation owns.

    :raises Http404: if there is none for this member
    """
    rows = PaperCount.objects.filter(campaign=own_campaign_for(member, crisis, reference))
    return get_object_or_404(rows.select_related("campaign__crisis"), reference=paper)


def partner_for(member: Member, crisis: Crisis, reference: str, partner: str) -> Partner:
    """Give a partner of a campaign that the member's organisation owns.

    :raises Http404: if there is none for this member
    """
    rows = Partner.objects.filter(campaign=own_campaign_for(member, crisis, reference))
    return get_object_or_404(rows.select_related("campaign__crisis"), reference=partner)


def signing_key_for(member: Member, crisis: Crisis, reference: str, key: str) -> SigningKey:
    """Give a key of the interface of a campaign that the member's organisation owns.

    :raises Http404: if there is none for this member
    """
    rows = SigningKey.objects.filter(campaign=own_campaign_for(member, crisis, reference))
    return get_object_or_404(rows.select_related("campaign__crisis"), reference=key)


def webhook_for(member: Member, crisis: Crisis, reference: str, webhook: str) -> Webhook:
    """Give an address that is told of a campaign that the member's organisation owns.

    :raises Http404: if there is none for this member
    """
    rows = Webhook.objects.filter(campaign=own_campaign_for(member, crisis, reference))
    return get_object_or_404(rows.select_related("campaign__crisis"), reference=webhook)


def _handover(found: QuerySet[Handover], reference: str) -> Handover:
    handover = (
        found.filter(reference=reference)
        .select_related("campaign__publication", "campaign__crisis", "campaign__organisation", "post", "prepared_by", "approved_by")
        .first()
    )
    if handover is None:
        raise Http404
    return handover


def _one(found: QuerySet[Campaign], **by: str) -> Campaign:
    campaign = found.filter(**by).first()
    if campaign is None:
        raise Http404
    return campaign
