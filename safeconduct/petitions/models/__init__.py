"""Campaigns, what people say of them, what is counted elsewhere, and what is handed over."""

from safeconduct.petitions.models.campaigns import Addressee, Campaign, CampaignUpdate, Stage, Threshold, UpdateText
from safeconduct.petitions.models.elsewhere import Delivery, PaperCount, Partner, SigningKey, Webhook
from safeconduct.petitions.models.handovers import Handover, ImportRun, Invalidation
from safeconduct.petitions.models.words import Argument, OfferedTranslation, Question, Reason

__all__ = [
    "Addressee",
    "Argument",
    "Campaign",
    "CampaignUpdate",
    "Delivery",
    "Handover",
    "ImportRun",
    "Invalidation",
    "OfferedTranslation",
    "PaperCount",
    "Partner",
    "Question",
    "Reason",
    "SigningKey",
    "Stage",
    "Threshold",
    "UpdateText",
    "Webhook",
]
