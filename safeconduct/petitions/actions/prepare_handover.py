"""Prepare a handover: to whom, in which language, with which words; the numbers and texts are written down as they are."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.models import Post
from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.models import Campaign, Handover
from safeconduct.petitions.queries.handing import counts_of, hash_of_text, texts_of
from safeconduct.petitions.rules.kinds import HandoverState

UNDER_WAY = (HandoverState.PREPARED, HandoverState.APPROVED, HandoverState.MADE)


class NotAddressed(Refused):
    """People signed so that somebody else is asked."""

    sentence = _("The signatures go to those whom the petition is addressed to, and to nobody else. Choose one of its addressees.")


class NotReadable(Refused):
    """Nobody could have signed this text in this language."""

    sentence = _("The petition is not released in this language. Choose one in which people could read it.")


class UnderWay(Refused):
    """Two packages for one office would say two numbers."""

    sentence = _("A handover to this post is under way already. Go on with that one, or call it off first.")


@transaction.atomic
def prepare_handover(*, campaign: Campaign, post: Post, language: str, letter: str, by: Member, at: datetime) -> Handover:
    """Begin a handover; a second member has to approve it.

    :raises NotAddressed: if the post is none of the campaign's addressees
    :raises NotReadable: if the text is not released in the language
    :raises UnderWay: if one to this post is under way
    :raises NotOwning, NotPermitted, HasEnded: as ``take_campaign`` finds
    """
    kept = take_campaign(campaign=campaign, by=by, permission=Permission.PETITION_HAND_OVER)
    texts = texts_of(kept, on=at.date())
    if not kept.addressees.filter(post=post).exists():
        raise NotAddressed
    if language not in texts:
        raise NotReadable
    if kept.handovers.filter(post=post, state__in=UNDER_WAY).exists():
        raise UnderWay
    handover = Handover.objects.create(
        campaign=kept,
        post=post,
        language=language,
        letter=letter.strip(),
        counts=counts_of(kept),
        texts={code: hash_of_text(text) for code, text in texts.items()},
        prepared_on=at.date(),
        prepared_by=by,
    )
    counted = handover.counts["confirmed"]
    record("petitions.handover-prepared", handover.reference, by=by.reference, at=at, campaign=kept.reference, confirmed=counted)
    return handover
