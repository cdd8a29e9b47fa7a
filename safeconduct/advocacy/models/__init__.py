"""Bodies and their posts, what is demanded of them, what they said, what they did, and where nothing was found."""

from safeconduct.advocacy.models.answers import Answer, Deed, DeedText, Response, ResponseText, SearchNote
from safeconduct.advocacy.models.bodies import Body, BodyName, Holding, Post, PostTitle
from safeconduct.advocacy.models.demands import Addressee, Demand, DemandPassage, DemandText

__all__ = [
    "Addressee",
    "Answer",
    "Body",
    "BodyName",
    "Deed",
    "DeedText",
    "Demand",
    "DemandPassage",
    "DemandText",
    "Holding",
    "Post",
    "PostTitle",
    "Response",
    "ResponseText",
    "SearchNote",
]
