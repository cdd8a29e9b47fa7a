"""Write an appeal in one more language, or anew, before it is opened."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.fund.actions.make_appeal import Text, check_text
from safeconduct.fund.models import Appeal, AppealText
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class OpenAlready(Refused):
    """Two people have put it before the public as it stands."""

    status, code = 409, "open"
    sentence = _("This appeal is open: two people have put it before the public as it stands. Nothing was changed.")


@transaction.atomic
def write_appeal_text(*, appeal: Appeal, text: Text, by: Member, at: datetime) -> AppealText:
    """Keep the text; the same language once more replaces what stood there. Whoever writes last counts as who made the appeal.

    :raises OpenAlready: if the appeal was opened
    :raises NumberResembles: if the text holds a number that a verified one could be mistaken for
    """
    row = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal.pk)
    if row.opened_at is not None:
        raise OpenAlready
    check_text(text)
    said = {"title": text.title.strip(), "text": text.text.strip(), "above_goal": text.above_goal.strip()}
    written, _is_new = AppealText.objects.update_or_create(appeal=row, language=text.language, defaults=said)
    row.made_by, row.made_on = by, at.date()  # so that nobody opens a text that only they have read
    row.save(update_fields=["made_by", "made_on"])
    record("fund.appeal-written", row.reference, by=by.reference, at=day_of(at), language=text.language)
    return written
