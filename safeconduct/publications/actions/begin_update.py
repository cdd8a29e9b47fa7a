"""Go on from an urgent action: further information, or its stop."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.begin_publication import create_publication
from safeconduct.publications.actions.begin_sibling import copy_parts
from safeconduct.publications.actions.report_references import report_references
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import Part, Publication
from safeconduct.publications.rules.kinds import Kind, Role


class NotAnUrgentAction(Refused):
    """Only urgent actions have updates."""

    sentence = _("Only an urgent action can be followed by further information.")


@transaction.atomic
def begin_update(*, of: Publication, title: str, by: Member, at: datetime) -> Publication:
    """Begin further information with the action's demands, model letter and facts (number, year, index), and an empty part for the news.

    :raises NotLeading, NotPermitted, WasRecalled: see ``take_in_hand``
    :raises NotAnUrgentAction: if it is none
    :raises TitleMissing: if the title is empty
    """
    of = take_in_hand(publication=of, permission=Permission.PUBLICATION_WRITE, by=by)
    action = of.updates or of
    if action.kind != Kind.URGENT_ACTION:
        raise NotAnUrgentAction
    update = create_publication(crisis=of.crisis, kind=Kind.UPDATE, original=of.original, title=title, updates=action, by=by, at=at)
    update.facts, update.expires_on = dict(of.facts), of.expires_on
    update.save(update_fields=["facts", "expires_on"])
    Part.objects.create(publication=update, position=1, role=Role.FURTHER)
    copy_parts(of.parts.filter(role__in=[Role.DEMAND, Role.MODEL_LETTER]).order_by("position", "pk"), update, by=by, at=at)
    report_references(publication=update, at=at)
    return update
