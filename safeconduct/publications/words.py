"""How each code of the rules is named on the page."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safeconduct.publications.rules.agreeing import Progress, RecipientRole, SignOnAnswer
from safeconduct.publications.rules.answers import AnswerOutcome
from safeconduct.publications.rules.kinds import Kind, Role, Secrecy
from safeconduct.publications.rules.states import Lack, State
from safeconduct.publications.rules.urgent import Way

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

STATE_NAMES: dict[State, Promise] = {
    State.DRAFT: _("Draft"),
    State.OFFERED: _("Offered for signing"),
    State.MOVED_ON: _("Draft has moved on"),
    State.APPROVED: _("Approved"),
    State.EMBARGOED: _("Embargoed"),
    State.RELEASED: _("Released"),
    State.EXPIRED: _("Its time is over"),
    State.RECALLED: _("Recalled"),
}

# What is missing before a release, and what to do about it. ``count`` stands where there can be several.
LACK_SENTENCES: dict[str, Promise] = {  # those of urgent actions are looked up by their own codes, which read the same
    Lack.VERSION: _("There is no version that is not out yet. Offer the draft as a version."),
    Lack.SAME_WORDS: _("The draft says something else than the newest version. Offer it anew; signatures belong to one version."),
    Lack.APPROVAL: _("Nobody but the one who offered the version has approved it. Somebody else reads all of it and approves it."),
    Lack.FINDINGS: _("The checks found what has to be put right first, or allowed by name: %(count)s."),
    Lack.CONSENT: _("No consent is on record. Record who agreed, and what may be named."),
    Lack.HARM_CHECK: _("Nobody has weighed whether publishing harms. Do that first."),
    Lack.DEADLINE: _("It has no last day on which people may write. Set one."),
    Lack.DEADLINE_PASSED: _("Its last day is over. Set a later one, or let it rest."),
    Lack.NUMBER: _("It has no number yet. Give it one."),
    Lack.ADDRESSEE: _("Nobody is addressed. Say to whom people shall write."),
    Lack.ACTION: _("It belongs to no urgent action. Say which one it goes on from."),
    Lack.RECIPIENTS: _("Nobody is addressed. Say to which posts it goes."),
    Lack.RECIPIENTS_SEEN: _("Recipients whose holder and salutation nobody has approved as they are today: %(count)s."),
    Lack.ANNEX_CHECK: _("The annex was not compared with this version, or not as it is now, or something of it stands here too."),
    Lack.CHANGES_ASKED: _("Organisations that ask for a change in this version: %(count)s. It can be released without them."),
    Lack.SIGNATURES: _("Organisations that have not answered to this version: %(count)s. It can be released without them."),
    Lack.CRISIS_PAGE: _("The page of this crisis is not open to the world yet, so nobody can read it there."),
}

OUTCOME_NAMES: dict[AnswerOutcome, Promise] = {
    AnswerOutcome.ANSWERED: _("It answers what was asked"),
    AnswerOutcome.ELSEWHERE: _("It answers something else"),
    AnswerOutcome.ACKNOWLEDGED: _("It only says that the letter was received"),
    AnswerOutcome.REFUSED: _("It refuses"),
    AnswerOutcome.PROMISED: _("It promises to act"),
}

WAY_NAMES: dict[Way, Promise] = {
    Way.MAIL: _("By e-mail"),
    Way.POST: _("By post"),
    Way.FAX: _("By fax"),
    Way.FORM: _("By a form on their site"),
}
