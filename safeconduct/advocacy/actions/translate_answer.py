"""Say a response or a deed in a language, or say it better there."""

from datetime import datetime

from django.db import transaction

from safeconduct.advocacy.actions.check_entry import written
from safeconduct.advocacy.models import Deed, DeedText, Response, ResponseText
from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.people.models import Member


@transaction.atomic
def translate_answer(*, answer: Response | Deed, language: str, text: str, publish_as: str | None = None, by: Member, at: datetime) -> None:
    """Set the text in this language. Of a deed, ``publish_as`` sets what the public reads instead; ``None`` leaves that as it is.

    :raises TextMissing: if the text is empty
    """
    fields = {"text": written({language: text}, language)[language], "written_at": at, "written_by": by}
    if isinstance(answer, Deed):
        covered = {} if publish_as is None else {"publish_as": publish_as.strip()}
        DeedText.objects.update_or_create(deed=answer, language=language, defaults={**fields, **covered})
    else:
        ResponseText.objects.update_or_create(response=answer, language=language, defaults=fields)
    record("advocacy.answer-translated", answer.reference, by=by.reference, at=at, language=language)
    if answer.is_public:
        mark_changed(crisis=answer.crisis, at=at)
