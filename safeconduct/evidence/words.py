"""How each code of the evidence desk is named on the page. A code that a linguist adds shows as it stands until it is named here."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safeconduct.evidence.reading.propose.lexicon import lexicon
from safeconduct.evidence.reading.shapes import DateBasis, Kind, Modality, Mode, OriginKind, Qualifier, Role
from safeconduct.evidence.rules.standing import Standing

STANDING_NAMES: dict[Standing, Promise] = {
    Standing.UNASSESSED: _("Not assessed"),
    Standing.SINGLE_SOURCE: _("Single source"),
    Standing.REPEATED: _("Repeated"),
    Standing.CORROBORATED: _("Corroborated"),
    Standing.WELL_CORROBORATED: _("Well corroborated"),
    Standing.CONTESTED: _("Contested"),
    Standing.REFUTED: _("Refuted"),
    Standing.WITHDRAWN: _("Withdrawn"),
}

QUALIFIER_NAMES: dict[Qualifier, Promise] = {
    Qualifier.EXACT: _("exactly"),
    Qualifier.ABOUT: pgettext_lazy("before a number", "about"),
    Qualifier.AT_LEAST: _("at least"),
    Qualifier.MORE_THAN: _("more than"),
    Qualifier.AT_MOST: _("at most"),
    Qualifier.LESS_THAN: _("less than"),
    Qualifier.BETWEEN: _("between"),
    Qualifier.ORDER_OF_MAGNITUDE: _("in the order of"),
    Qualifier.INDEFINITE: _("an unstated number"),
}

MODALITY_NAMES: dict[Modality, Promise] = {
    Modality.ASSERTED: _("asserted"),
    Modality.ALLEGED: _("alleged"),
    Modality.DENIED: _("denied"),
    Modality.PROMISED: _("promised"),
    Modality.DEMANDED: _("demanded"),
    Modality.PREDICTED: _("predicted"),
    Modality.NORMATIVE: _("says what ought to be"),
}

MODE_NAMES: dict[Mode, Promise] = {
    Mode.DIRECT_QUOTE: _("in these words"),
    Mode.INDIRECT: _("as reported"),
    Mode.OWN_OBSERVATION: _("from own observation"),
    Mode.CITES: _("citing another"),
    Mode.UNATTRIBUTED: _("naming nobody"),
}

ORIGIN_NAMES: dict[OriginKind, Promise] = {
    OriginKind.FIRST_HAND: _("Interviews or own observation"),
    OriginKind.RECORD: _("Document or official record"),
    OriginKind.INSIDER: _("Unnamed person placed to know"),
    OriginKind.EXPERT: _("Expert’s inference"),
    OriginKind.UNKNOWN: _("Not known"),
}

BASIS_NAMES: dict[DateBasis, Promise] = {
    DateBasis.STATED: _("stated in the document"),
    DateBasis.METADATA: _("stated in the page’s own data"),
    DateBasis.PAGE_HEADER: _("stands at the head of the page; may be the day the page was saved"),
    DateBasis.INFERRED: _("inferred from the content"),
    DateBasis.HUMAN: _("set by a person"),
    DateBasis.UNKNOWN: _("not known"),
}

ROLE_NAMES: dict[Role, Promise] = {
    Role.TITLE: _("Title"),
    Role.HEADING: _("Heading"),
    Role.BYLINE: _("Author line"),
    Role.DATE_LINE: _("Date line"),
    Role.BODY: _("Text"),
    Role.QUOTE: _("Quotation"),
    Role.CAPTION: _("Caption"),
    Role.FOOTNOTE: _("Footnote"),
    Role.SIGNATURE: _("Signature"),
    Role.TEASER: _("Teaser of something else"),
    Role.NAVIGATION: _("Page furniture"),
    Role.COMMENT: _("Comment by a private person"),
}

KIND_NAMES: dict[Kind, Promise] = {
    Kind.CLAIM: _("Claim"),
    Kind.QUOTATION: _("Quotation"),
    Kind.DEMAND: _("Demand"),
    Kind.RESPONSE: _("Response"),
    Kind.DEED: _("Deed"),
    Kind.DENIAL: _("Denial"),
    Kind.PAYMENT_CHANNEL: _("Payment channel"),
    Kind.GOAL: _("Goal"),
}

ACT_NAMES: dict[str, Promise] = {
    "killing": _("Killing"),
    "torture": _("Torture"),
    "disappearance": _("Disappearance"),
    "detention": _("Abduction or detention"),
    "sexual-violence": _("Sexual violence"),
    "forced-naming": _("Forced to name others"),
    "persecution": _("Persecution"),
    "extortion": _("Extortion"),
    "threat": _("Threat"),
    "forced-confession": _("Forced confession"),
    "flight": _("Flight"),
    "in-hiding": _("In hiding"),
    "trial": _("Trial"),
    "refoulement": _("Sent back into danger"),
    "raid": _("Raid"),
    "visa-issued": _("Visa issued"),
    "visa-refused": _("Visa refused"),
    "evidence-destroyed": _("Evidence destroyed"),
    "impunity": _("Impunity"),
}

GROUP_NAMES: dict[str, Promise] = {
    "gay-men": _("Gay men, or men thought to be gay"),
    "lesbian-women": _("Lesbian women"),
    "trans-people": _("Trans people"),
    "lgbt-people": _("LGBT people"),
    "journalists": _("Journalists"),
    "human-rights-defenders": _("Human-rights defenders"),
    "religious-minority": _("Religious minority"),
    "ethnic-minority": _("Ethnic minority"),
    "refugees": _("Refugees"),
    "women": _("Women"),
    "children": _("Children"),
    "interpreters": _("Interpreters"),
}


def name_of(code: str, names: dict[str, Promise]) -> str:
    """Give the name of a lexicon's code, or the code itself with spaces."""
    return str(names.get(code, code.replace("-", " ")))


def act_choices() -> list[tuple[str, str]]:
    """Give every act of the lexicon with its name, and the empty choice first."""
    return [("", "—"), *((code, name_of(code, ACT_NAMES)) for code in lexicon("acts").concepts)]


def group_choices() -> list[tuple[str, str]]:
    """Give every group of the lexicon with its name, and the empty choice first."""
    return [("", "—"), *((code, name_of(code, GROUP_NAMES)) for code in lexicon("groups").concepts)]
