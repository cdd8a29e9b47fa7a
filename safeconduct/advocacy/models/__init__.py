"""Bodies and their posts, what is demanded of them, what they said, what they did, and where nothing was found."""

from safeconduct.advocacy.models.answers import Answer, Commitment, Deed, DeedText, Response, ResponseText, SearchNote
from safeconduct.advocacy.models.asks import Ask
from safeconduct.advocacy.models.bodies import (
    Body,
    BodyName,
    ContactDetail,
    FormOfAddress,
    Holding,
    Person,
    Post,
    PostTitle,
)
from safeconduct.advocacy.models.demands import Addressee, Demand, DemandPassage, DemandText
from safeconduct.advocacy.models.uses import DemandUse
from safeconduct.advocacy.models.verdicts import Verdict, VerdictEvidence, VerdictReply

__all__ = [
    "Addressee",
    "Answer",
    "Ask",
    "Body",
    "BodyName",
    "Commitment",
    "ContactDetail",
    "Deed",
    "DeedText",
    "Demand",
    "DemandPassage",
    "DemandText",
    "DemandUse",
    "FormOfAddress",
    "Holding",
    "Person",
    "Post",
    "PostTitle",
    "Response",
    "ResponseText",
    "SearchNote",
    "Verdict",
    "VerdictEvidence",
    "VerdictReply",
]
