"""How a message leaves: over SMTP, or as a file where no mail server is set. The only place of the outbox that opens connections."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from safeconduct.outbox.channels.carrying import Channel
from safeconduct.outbox.channels.folder import FolderChannel
from safeconduct.outbox.channels.mail import MailChannel


@contextmanager
def channel() -> Iterator[Channel]:
    """Give the way out that the settings name, and close it afterwards."""
    chosen: MailChannel | FolderChannel = MailChannel() if settings.MAIL_HOST else FolderChannel()
    try:
        yield chosen
    finally:
        chosen.close()
