"""Publications: drafts, versions, who signs, to whom they go, what is sealed, what an urgent action and the press room need."""

from safeconduct.publications.models.addressing import Dispatch, FiledAnswer, Recipient
from safeconduct.publications.models.annexes import Annex, AnnexCheck, AnnexCopy, AnnexOpening
from safeconduct.publications.models.press import Boilerplate, Journalist, Letterhead, PressAccess, PressContact, PressOpening
from safeconduct.publications.models.publications import (
    Allowance,
    ChangeText,
    Comment,
    Part,
    PartText,
    Publication,
    RecallText,
    Title,
    Version,
)
from safeconduct.publications.models.signing import Invited, SignOn
from safeconduct.publications.models.urgent import Consent, HarmCheck, Outcome, SpentTicket, Tally

__all__ = [
    "Allowance",
    "Annex",
    "AnnexCheck",
    "AnnexCopy",
    "AnnexOpening",
    "Boilerplate",
    "ChangeText",
    "Comment",
    "Consent",
    "Dispatch",
    "FiledAnswer",
    "HarmCheck",
    "Invited",
    "Journalist",
    "Letterhead",
    "Outcome",
    "Part",
    "PartText",
    "PressAccess",
    "PressContact",
    "PressOpening",
    "Publication",
    "RecallText",
    "Recipient",
    "SignOn",
    "SpentTicket",
    "Tally",
    "Title",
    "Version",
]
