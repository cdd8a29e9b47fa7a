"""The only way to obtain publications.

A draft is seen by its own organisation and by those invited to sign it. Once released, the coalition answering the crisis sees that it
exists; the public sees what is for everybody, from the hour of its embargo on, and of what was recalled only that it was.
"""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import Http404

from safeconduct.crises.access import crises_for
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member, Organisation
from safeconduct.publications.models import (
    Allowance,
    Annex,
    AnnexCopy,
    Comment,
    Dispatch,
    Journalist,
    Part,
    PressAccess,
    PressContact,
    Publication,
    Recipient,
    SignOn,
    Version,
)


def publications_for(member: Member, crisis: Crisis) -> QuerySet[Publication]:
    """Give the publications of the crisis that the member may know of: own, invited to, and released ones; the newest first."""
    return (
        Publication.objects.filter(crisis=crisis, crisis__in=crises_for(member).values("pk"))
        .filter(Q(organisation=member.organisation_id) | Q(invited__organisation=member.organisation_id) | Q(released_at__isnull=False))
        .distinct()
        .order_by("-created_at", "-pk")
    )


def drafts_for(member: Member, crisis: Crisis) -> QuerySet[Publication]:
    """Give those whose draft, comments and sign-ons the member may read: own ones and those the organisation is invited to sign."""
    return publications_for(member, crisis).filter(Q(organisation=member.organisation_id) | Q(invited__organisation=member.organisation_id))


def own_for(member: Member, crisis: Crisis) -> QuerySet[Publication]:
    """Give those that the member's organisation leads: only it writes, releases, sends and recalls them."""
    return publications_for(member, crisis).filter(organisation=member.organisation_id)


def publication_for(member: Member, crisis: Crisis, reference: str) -> Publication:
    """Give one that the member may know of.

    :raises Http404: if there is none for this member
    """
    return _one(publications_for(member, crisis), reference)


def draft_for(member: Member, crisis: Crisis, reference: str) -> Publication:
    """Give one whose draft the member may read.

    :raises Http404: if there is none for this member
    """
    return _one(drafts_for(member, crisis), reference)


def own_publication_for(member: Member, crisis: Crisis, reference: str) -> Publication:
    """Give one that the member's organisation leads.

    :raises Http404: if there is none for this member
    """
    return _one(own_for(member, crisis), reference)


def public_publications(crisis: Crisis, at: datetime) -> QuerySet[Publication]:
    """Give what everybody may know of at that moment, the newest first; recalled ones too, of which only the notice may be shown."""
    return (
        Publication.objects.filter(crisis=crisis, crisis__published_at__isnull=False, is_for_everybody=True, released_at__isnull=False)
        .filter(Q(embargo_until__isnull=True) | Q(embargo_until__lte=at))
        .order_by("-released_at", "-pk")
    )


def public_publication(crisis: Crisis, reference: str, at: datetime) -> Publication:
    """Give one of them.

    :raises Http404: if there is none
    """
    return _one(public_publications(crisis, at), reference)


def public_version(publication: Publication, number: int | None = None) -> Version:
    """Give the newest released version, or the released one of this number.

    :raises Http404: if it was never released
    """
    released = publication.versions.filter(released_at__isnull=False).order_by("-number")
    version = (released if number is None else released.filter(number=number)).first()
    if version is None:
        raise Http404
    return version


def _one(rows: QuerySet[Publication], reference: str) -> Publication:
    row = rows.filter(reference=reference).first()
    if row is None:
        raise Http404
    return row


def annex_for(member: Member, crisis: Crisis, reference: str) -> Annex:
    """Give the annex of a publication that the member's organisation leads. Who may read it, the vault alone decides.

    :raises Http404: if there is none for this member
    """
    annex = Annex.objects.filter(publication__in=own_for(member, crisis), publication__reference=reference).first()
    if annex is None:
        raise Http404
    return annex


def annex_copy_for(member: Member, crisis: Crisis, reference: str, copy: str) -> AnnexCopy:
    """Give one sealed copy of such an annex.

    :raises Http404: if there is none for this member
    """
    found = AnnexCopy.objects.filter(annex=annex_for(member, crisis, reference), reference=copy).select_related("annex").first()
    if found is None:
        raise Http404
    return found


def version_for(member: Member, crisis: Crisis, reference: str, number: int) -> Version:
    """Give a version of a publication whose draft the member may read.

    :raises Http404: if there is none for this member
    """
    version = Version.objects.filter(publication=draft_for(member, crisis, reference), number=number).first()
    if version is None:
        raise Http404
    return version


def press_list_for(member: Member) -> QuerySet[Journalist]:
    """Give the journalists on the list of the member's organisation who have not left it. Nobody else sees them."""
    return Journalist.objects.filter(organisation=member.organisation_id, left_on__isnull=True).order_by("outlet", "name", "pk")


def journalist_for(member: Member, reference: str) -> Journalist:
    """Give one of them.

    :raises Http404: if there is none for this member
    """
    journalist = press_list_for(member).filter(reference=reference).first()
    if journalist is None:
        raise Http404
    return journalist


def press_contact_for(member: Member, crisis: Crisis, reference: str) -> PressContact:
    """Give a press desk of the member's own organisation in one of their crises.

    :raises Http404: if there is none for this member
    """
    rows = PressContact.objects.filter(crisis=crisis, crisis__in=crises_for(member).values("pk"), organisation=member.organisation_id)
    contact = rows.filter(reference=reference).first()
    if contact is None:
        raise Http404
    return contact


def press_access_for(member: Member, publication: Publication, mark: str) -> PressAccess:
    """Give an access that the member's organisation gave to one of its journalists.

    :raises Http404: if there is none for this member
    """
    rows = publication.press_access.filter(journalist__organisation=member.organisation_id)
    access = rows.filter(mark=mark).select_related("journalist", "publication").first()
    if access is None:
        raise Http404
    return access


def press_access_by_hash(token_hash: bytes) -> PressAccess:
    """Give the access whose address somebody has in hand. One that was ended or recalled looks like one that never was.

    :raises Http404: if there is none
    """
    rows = PressAccess.objects.filter(token_hash=token_hash, ended_at__isnull=True, publication__recalled_at__isnull=True)
    access = rows.filter(publication__released_at__isnull=False).select_related("publication__crisis", "journalist__organisation").first()
    if access is None:
        raise Http404
    return access


def own_part_for(member: Member, crisis: Crisis, reference: str, part: str) -> Part:
    """Give a part of a draft that the member's organisation leads.

    :raises Http404: if there is none for this member
    """
    row = own_publication_for(member, crisis, reference).parts.filter(reference=part).select_related("publication", "demand").first()
    if row is None:
        raise Http404
    return row


def own_allowance_for(member: Member, crisis: Crisis, reference: str, finding: str) -> Allowance:
    """Give what was let stand in a draft that the member's organisation leads, by the finding's key.

    :raises Http404: if there is none for this member
    """
    row = own_publication_for(member, crisis, reference).allowances.filter(finding=finding).first()
    if row is None:
        raise Http404
    return row


def comment_for(member: Member, crisis: Crisis, reference: str, comment: str) -> Comment:
    """Give a comment on a draft that the member may read.

    :raises Http404: if there is none for this member
    """
    rows = Comment.objects.filter(publication=draft_for(member, crisis, reference), reference=comment)
    row = rows.select_related("publication", "answers", "part").first()
    if row is None:
        raise Http404
    return row


def organisation_in(crisis: Crisis, reference: str) -> Organisation:
    """Give an organisation that takes part in answering the crisis.

    :raises Http404: if there is none with this reference
    """
    rows = Organisation.objects.filter(participations__crisis=crisis, participations__until__isnull=True, left_on__isnull=True)
    row = rows.filter(reference=reference).first()
    if row is None:
        raise Http404
    return row


def sign_on_for(member: Member, crisis: Crisis, reference: str, organisation: str) -> SignOn:
    """Give the answer of an organisation to the newest version of a publication whose draft the member may read.

    :raises Http404: if there is none for this member
    """
    version = draft_for(member, crisis, reference).versions.order_by("-number").first()
    row = SignOn.objects.filter(version=version, organisation__reference=organisation).select_related("organisation", "version").first()
    if row is None:
        raise Http404
    return row


def recipient_for(member: Member, crisis: Crisis, reference: str, post: str) -> Recipient:
    """Give the recipient at that post, of a publication that the member's organisation leads.

    :raises Http404: if there is none for this member
    """
    rows = Recipient.objects.filter(publication=own_publication_for(member, crisis, reference), post__reference=post)
    row = rows.select_related("publication__organisation", "publication__crisis", "post__body").first()
    if row is None:
        raise Http404
    return row


def dispatch_for(member: Member, crisis: Crisis, reference: str, dispatch: str) -> Dispatch:
    """Give one copy, of a publication that the member's organisation leads.

    :raises Http404: if there is none for this member
    """
    rows = Dispatch.objects.filter(version__publication=own_publication_for(member, crisis, reference), reference=dispatch)
    row = rows.select_related("version__publication__organisation", "version__publication__crisis", "recipient__post__body").first()
    if row is None:
        raise Http404
    return row
