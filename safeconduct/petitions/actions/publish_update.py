"""Tell how a campaign goes on, on its page and in its feed; and take that back."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.actions.tell_webhooks import tell_webhooks
from safeconduct.petitions.models import Campaign, CampaignUpdate, UpdateText
from safeconduct.petitions.rules.hooks import ANSWER, UPDATE


class UpdateUnsaid(Refused):
    """Title and text are needed."""

    sentence = _("Give it a title and a text, at least in the language that the petition was written in; in each language both.")


class NotPublic(Refused):
    """Nobody could read it."""

    sentence = _("The petition is not open yet, so nobody could read this. Open it first.")


class TakenBack(Refused):
    """Somebody took it back."""

    sentence = _("This update was taken back. Publish a new one.")


Texts = Mapping[str, tuple[str, str]]  # language -> title and text


@transaction.atomic
def publish_update(*, campaign: Campaign, texts: Texts, is_answer: bool, by: Member, at: datetime) -> CampaignUpdate:
    """Publish it in the languages given. With ``is_answer`` it tells of the addressee's answer.

    It is sent to nobody by this: those who wanted it are written to from the sealed desk.

    :raises NotPublic: if the campaign was not opened
    :raises UpdateUnsaid: if something is missing
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    kept = take_campaign(campaign=campaign, by=by, may_have_ended=True)
    if kept.opens_on is None:
        raise NotPublic
    said, original = _said(texts, kept.publication.original), kept.publication.original
    update = CampaignUpdate.objects.create(campaign=kept, is_answer=is_answer, published_at=at, published_by=by)
    UpdateText.objects.bulk_create(
        UpdateText(update=update, language=language, is_original=language == original, title=title, text=text)
        for language, (title, text) in said.items()
    )
    record("petitions.update-published", update.reference, by=by.reference, at=at, campaign=kept.reference, is_answer=is_answer)
    tell_webhooks(campaign=kept, event=ANSWER if is_answer else UPDATE, at=at, update=update.reference)
    mark_changed(crisis=kept.crisis, at=at)
    return update


@transaction.atomic
def translate_update(*, update: CampaignUpdate, texts: Texts, by: Member, at: datetime) -> None:
    """Put its texts right, or add a language.

    :raises TakenBack: if it was taken back
    :raises UpdateUnsaid: if something is missing
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    kept = take_campaign(campaign=update.campaign, by=by, may_have_ended=True)
    if CampaignUpdate.objects.select_for_update().get(pk=update.pk).taken_back_at is not None:
        raise TakenBack
    original = kept.publication.original
    said = _said(texts, original)
    update.texts.exclude(language__in=said).delete()
    for language, (title, text) in said.items():
        defaults = {"title": title, "text": text, "is_original": language == original}
        UpdateText.objects.update_or_create(update=update, language=language, defaults=defaults)
    record("petitions.update-translated", update.reference, by=by.reference, at=at, languages=sorted(said))
    mark_changed(crisis=kept.crisis, at=at)


@transaction.atomic
def take_back_update(*, update: CampaignUpdate, by: Member, at: datetime) -> None:
    """Take it off the page and the feed. Mail that went out cannot be fetched back.

    :raises TakenBack: if it was taken back before
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    kept = take_campaign(campaign=update.campaign, by=by, may_have_ended=True)
    row = CampaignUpdate.objects.select_for_update().get(pk=update.pk)
    if row.taken_back_at is not None:
        raise TakenBack
    row.taken_back_at = at
    row.save(update_fields=["taken_back_at"])
    record("petitions.update-taken-back", row.reference, by=by.reference, at=at)
    mark_changed(crisis=kept.crisis, at=at)


def _said(texts: Texts, original: str) -> dict[str, tuple[str, str]]:
    said = {language: (" ".join(title.split()), text.strip()) for language, (title, text) in texts.items() if title.strip() or text.strip()}
    if original not in said or not all(title and text for title, text in said.values()):
        raise UpdateUnsaid
    return said
