"""What holds for every request for help: languages, what may be kept of it, and for how long. No database, no clock."""

import hashlib
import secrets
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from safeconduct.kit.languages import PUBLIC_LANGUAGES
from safeconduct.kit.refusals import Refused
from safeconduct.vault.format import ages
from safeconduct.vault.format.errors import NotSealed
from safeconduct.vault.format.files import is_file_length

# Chechen stands beside the languages of the interface: its pages are in Russian and say so.
CHECHEN = "ce"
ASK_LANGUAGES = (*PUBLIC_LANGUAGES, (CHECHEN, "Нохчийн мотт"))
# In which an answer may be wished for.
ANSWER_LANGUAGES = (
    *ASK_LANGUAGES,
    ("uk", "Українська"),
    ("tr", "Türkçe"),
    ("fa", "فارسی"),
    ("az", "Azərbaycanca"),
    ("uz", "Oʻzbekcha"),
    ("tg", "Тоҷикӣ"),
    ("pl", "Polski"),
    ("es", "Español"),
)
SPOKEN = {CHECHEN: "ru"}  # the language a page is in, where that is not the language of its address
LISTS = {"fr": "fr", "ru": "ru", CHECHEN: "ru"}  # languages with a list of words of their own

MOST_FILES = 5
LONGEST_TEXT = 20_000
LARGEST_MESSAGE = 256 * 1024
PART_SIZE = 256 * 1024
BOX_DAYS, BOX_PLAY = 90, 10
VISIT_MINUTES = 15


class NotASealedThing(Refused):
    """What came is not sealed, or not in a form that anybody could have made with our software."""

    status, code = 400, "not-sealed"
    sentence = _("What arrived was not sealed. Nothing was kept. Go back and send it once more.")


def spoken_in(language: str) -> str:
    """Give the language that a page is written in, by the language of its address."""
    return SPOKEN.get(language, language)


def list_for(language: str) -> str:
    """Give the list of words that a code is shown in, by the language of the page."""
    return LISTS.get(language, "en")


def check_message(blob: bytes) -> None:
    """Look at a sealed message without a key: an age file whose plaintext was padded to one of the lengths.

    :raises NotASealedThing: if it is anything else
    """
    if len(blob) > LARGEST_MESSAGE + ages.LONGEST_HEADER:
        raise NotASealedThing
    try:
        shape = ages.check_message(blob)
    except NotSealed:
        raise NotASealedThing from None
    if shape.plaintext_length > LARGEST_MESSAGE:
        raise NotASealedThing


def check_file(beginning: bytes, length: int) -> None:
    """Look at the beginning of a sealed file of ``length`` bytes: an age file of a padded length.

    :raises NotASealedThing: if it is anything else
    """
    try:
        shape = ages.check_age(beginning[: ages.LONGEST_HEADER], length=length)
    except NotSealed:
        raise NotASealedThing from None
    if not is_file_length(shape.plaintext_length):
        raise NotASealedThing


def hash_of(token: bytes) -> bytes:
    """Give what the server keeps of a token."""
    return hashlib.sha256(token).digest()


def message_of(ticket: bytes) -> UUID:
    """Give the id of the message that a page's form sends: sent twice, it is one message."""
    return UUID(bytes=hashlib.sha256(b"safeconduct/message|" + ticket).digest()[:16], version=4)


def box_ends(day: date) -> date:
    """Draw the day on which a box ends: 90 days on, ten more or fewer, so that it does not tell the day of the beginning."""
    return day + timedelta(days=BOX_DAYS - BOX_PLAY + secrets.randbelow(2 * BOX_PLAY + 1))
