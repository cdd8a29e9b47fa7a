"""How each code of the rules is named on the page."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safeconduct.publications.rules.agreeing import Progress, RecipientRole, SignOnAnswer
from safeconduct.publications.rules.kinds import Kind, Role, Secrecy

KIND_NAMES: dict[Kind, Promise] = {
    Kind.LETTER: _("Letter"),
    Kind.OPEN_LETTER: _("Open letter"),
    Kind.PRESS_RELEASE: _("Press release"),
    Kind.URGENT_ACTION: _("Urgent action"),
    Kind.UPDATE: _("Further information"),
    Kind.PETITION_TEXT: _("Petition text"),
    Kind.FUND_APPEAL: _("Fund appeal"),
    Kind.DOSSIER: _("Dossier"),
}

ROLE_NAMES: dict[Role, Promise] = {
    Role.LEAD: _("Opening"),
    Role.CREDIT: _("Credit"),
    Role.FACTS: _("Facts"),
    Role.CONTEXT: _("Context"),
    Role.PRECEDENT: _("Precedent"),
    Role.DEMAND: _("Demand"),
    Role.RELAY: _("Words before relayed demands"),
    Role.OFFER: _("Offer of a briefing"),
    Role.MEETING: _("Request for a meeting"),
    Role.QUOTE: _("Quote"),
    Role.BACKGROUND: _("Background"),
    Role.MODEL_LETTER: _("Model letter"),
    Role.FURTHER: _("Further information"),
    Role.NOTE: _("Note to editors"),
    Role.BODY: _("Text"),
}

SECRECY_NAMES: dict[Secrecy, Promise] = {
    Secrecy.PUBLIC: _("Everybody may read it"),
    Secrecy.ADDRESSEE: _("Only whom it is addressed to"),
}

ANSWER_NAMES: dict[SignOnAnswer, Promise] = {
    SignOnAnswer.SIGNED: _("Signed"),
    SignOnAnswer.ABSTAINED: _("Abstained"),
    SignOnAnswer.CHANGE_ASKED: _("Asked for a change"),
}

RECIPIENT_NAMES: dict[RecipientRole, Promise] = {
    RecipientRole.TO: _("Addressed to"),
    RecipientRole.COPY: _("Copy to"),
    RecipientRole.INFORMATION: _("For information, not named"),
}

PROGRESS_NAMES: dict[Progress, Promise] = {
    Progress.PLANNED: _("Planned"),
    Progress.QUEUED: _("In the outbox"),
    Progress.ACCEPTED: _("Accepted by the mail server"),
    Progress.FAILED: _("Could not be sent"),
    Progress.BOUNCED: _("Came back"),
    Progress.BY_HAND: _("To be taken by hand"),
    Progress.SENT: _("Taken by hand"),
    Progress.ANSWERED: _("Answered"),
    Progress.CANCELLED: _("Cancelled"),
}
