"""Write what an organisation says of itself under a release, in one language."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.crises.models import Crisis
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.publications.models import Boilerplate


class BoilerplateEmpty(Refused):
    """There are no words."""

    sentence = _("Write a sentence or two about the organisation.")


@transaction.atomic
def write_boilerplate(*, crisis: Crisis, language: str, text: str, by: Member, at: datetime) -> Boilerplate:
    """Keep the words of the member's own organisation, in place of those it had in that language.

    :param crisis: on whose press page the writer works; its pages are made anew
    :raises BoilerplateEmpty: if there are no words
    """
    if not text.strip():
        raise BoilerplateEmpty
    boilerplate, _made = Boilerplate.objects.update_or_create(
        organisation=by.organisation, language=language, defaults={"text": text.strip(), "written_at": at, "written_by": by}
    )
    mark_changed(crisis=crisis, at=at)
    record("publications.boilerplate-written", by.organisation.reference, by=by.reference, at=at, language=language)
    return boilerplate
