"""A channel's card and texts are looked at before they are kept: people who ask for help will trust them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from safeconduct.kit.talking import NotUnderstood
from safeconduct.people.access import root_key
from safeconduct.people.models import Member
from safeconduct.vault.format.cards import verify_card
from safeconduct.vault.format.errors import NotSealed
from safeconduct.vault.models import Epoch, Vault
from safeconduct.vault.receiving import NotSealedWell

LARGEST_CARD = 4096


class NotTrusted(NotSealedWell):
    """A card that nobody could check against the root key, or that says something else than is so."""

    code = "not-trusted"
    sentence = _("The channel's card is not signed by a steward for its newest key. Nothing was changed; sign in again and repeat it.")


@dataclass(frozen=True, slots=True)
class Text:
    """A channel's name and one line about it in one language, as it came."""

    language: str
    name: str
    line: str
    closed_line: str


def check_card(card: bytes, signature: bytes, *, channel: UUID, slug: str, vault: Vault, by: Member) -> None:
    """Refuse a card unless it names this channel and the newest recipient of its vault, and who sends it has signed it as a steward.

    :raises NotTrusted: if any of it is not so
    """
    epoch = Epoch.objects.filter(vault=vault, number=vault.epoch).first()
    if epoch is None or len(card) > LARGEST_CARD:
        raise NotTrusted
    try:
        said = verify_card(card, signature, root_key=root_key(), slug=slug)
    except NotSealed as problem:
        raise NotTrusted from problem
    expected = (channel, vault.pk, epoch.number, epoch.recipient, by.reference)
    if (said.channel, said.vault, said.epoch, said.recipient, said.signer) != expected:
        raise NotTrusted


def check_texts(texts: Iterable[Text]) -> list[Text]:
    """Give the texts, one a language.

    :raises NotUnderstood: if there is none, or two in one language
    """
    given = list(texts)
    if not given or len({text.language for text in given}) != len(given):
        raise NotUnderstood
    return given
