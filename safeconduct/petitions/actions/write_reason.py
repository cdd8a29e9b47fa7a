"""Write why one signed, by way of the link in one's mail."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.refusals import Refused
from safeconduct.petitions.actions.spend_ticket import NothingWritten, check_takes_words
from safeconduct.petitions.models import Campaign, Reason
from safeconduct.petitions.queries.reasons import takes_reasons
from safeconduct.petitions.rules.kinds import WordState
from safeconduct.petitions.rules.sending import LONGEST_REASON, month_of, tidied
from safeconduct.signing.queries.own import OwnSignature, own_signature
from safeconduct.signing.rules.kinds import Visibility
from safeconduct.vault.format.signatures import read_token, reason_owner


class NotConfirmed(Refused):
    """Only who has signed and confirmed it gives a reason."""

    sentence = _("Confirm your signature first. What you wrote was not kept.")
    code = "not-confirmed"


class WroteBefore(Refused):
    """There is a reason of this signer already."""

    sentence = _("You have written a reason before. Take that one back first; then you can write another.")
    code = "wrote-before"


class TakesNoReasons(Refused):
    """This campaign shows no reasons."""

    sentence = _("This petition takes no reasons. What you wrote was not kept.")
    code = "takes-no-reasons"


@transaction.atomic
def write_reason(*, campaign: Campaign, token: str, text: str, language: str, is_bare: bool = False, at: datetime) -> Reason:
    """Keep it until somebody has looked. Name and country stand with it only for who is named in public, and not where ``is_bare``.

    Nothing that is kept leads from the reason to the signature; what the link holds leads its writer back to it.

    :raises NothingWritten: if there are no words
    :raises NotConfirmed: if the link leads to no confirmed signature of this campaign
    :raises TakesNoReasons: if the campaign takes none
    :raises WroteBefore: if the same signer has one that is not taken back
    :raises TakesNoWords, TooManyWait: see ``check_takes_words``
    """
    words = tidied(text, LONGEST_REASON)
    if not words:
        raise NothingWritten
    own = own_signature(token)
    if own is None or not own.is_confirmed or own.roll != campaign.roll:
        raise NotConfirmed
    if not takes_reasons(campaign):
        raise TakesNoReasons
    check_takes_words(campaign, Reason, at=at)
    Campaign.objects.select_for_update().get(pk=campaign.pk)  # two of one signer at once are one
    owner = reason_owner(read_token(token))
    if Reason.objects.filter(campaign=campaign, owner=owner).exclude(state=WordState.TAKEN_BACK).exists():
        raise WroteBefore
    name, country = ("", "") if is_bare else named_with(own)
    return Reason.objects.create(
        campaign=campaign, language=language, text=words, name=name, country=country, month=month_of(at.date()), owner=owner
    )


def named_with(own: OwnSignature) -> tuple[str, str]:
    """Give the name and country that would stand with a reason: of who is named in public, and of nobody else."""
    return (own.name, own.country) if own.visibility is Visibility.PUBLIC and own.is_shown else ("", "")
