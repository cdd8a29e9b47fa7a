"""Take a publication in hand, so that nobody else changes it meanwhile."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.publications.models import Publication


class NotLeading(Refused):
    """Somebody of another organisation wants to do what only the leading one does."""

    sentence = _("Only the organisation that leads this publication can do this. Nothing was changed. Leave a comment for its members.")
    code = "not-leading"
    status = 403


class NotPermitted(Refused):
    """The member's roles do not allow it."""

    sentence = _("Your roles do not allow this. Nothing was changed.")
    code = "not-permitted"
    status = 403


class WasRecalled(Refused):
    """It was recalled, which nothing takes back."""

    sentence = _("This publication was recalled. Nothing of it can be changed or released any more. Begin a new one.")
    code = "was-recalled"


@transaction.atomic
def take_in_hand(*, publication: Publication, permission: str, by: Member) -> Publication:
    """Lock the publication for a change that needs this permission, by a member of its leading organisation; give the locked row.

    :raises NotLeading: if the member belongs to another organisation
    :raises NotPermitted: if the member lacks the permission
    :raises WasRecalled: if it was recalled
    """
    kept = Publication.objects.select_for_update(of=("self",)).select_related("crisis", "organisation").get(pk=publication.pk)
    if by.organisation_id != kept.organisation_id:
        raise NotLeading
    if not by.may(permission):
        raise NotPermitted
    if kept.recalled_at is not None:
        raise WasRecalled
    return kept
