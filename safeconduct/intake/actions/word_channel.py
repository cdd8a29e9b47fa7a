"""Say anew what a channel is called, and what one line tells about it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.intake.models import Channel, ChannelText
from safeconduct.intake.receiving import Text, check_texts
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member


@transaction.atomic
def word_channel(*, channel: Channel, texts: Iterable[Text], by: Member, at: datetime) -> None:
    """Put these texts in the place of those before.

    :raises NotUnderstood: if there is none, or two in one language
    """
    given = check_texts(texts)
    record("intake.channel-worded", str(channel.pk), by=by.reference, at=day_of(at), languages=sorted(text.language for text in given))
    with transaction.atomic(using="intake"):
        ChannelText.objects.filter(channel=channel).delete()
        ChannelText.objects.bulk_create(
            ChannelText(channel=channel, language=text.language, name=text.name, line=text.line, closed_line=text.closed_line)
            for text in given
        )
