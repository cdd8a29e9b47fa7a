"""What a page says about files that were let go."""

from django.conf import settings
from django.utils.translation import gettext

from safeconduct.ask.receiving import SealsOnArrival
from safeconduct.ask.rules import MOST_FILES


def file_problems(handler: SealsOnArrival) -> list[str]:
    """Say why files of this form were let go; nothing if none was."""
    said = []
    if handler.too_large:
        megabytes = settings.LARGEST_SEALED_FILE // 1024 // 1024
        said.append(gettext("A file was larger than %(size)s MB. It was not kept; the others were.") % {"size": megabytes})
    if handler.too_many:
        said.append(gettext("At most %(most)s files can be sent at once. The others were not kept.") % {"most": MOST_FILES})
    if handler.no_room:
        said.append(gettext("No more files can be taken just now. Your words can be sent; they have room."))
    return said
