"""How each code of a petition is named on the page; public pages use these names too."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safeconduct.petitions.rules.hooks import ANSWER, CLOSED, ENDED, MILESTONE, OPENED, STAGE, UPDATE
from safeconduct.petitions.rules.kinds import End, HandoverState, Side, StageKind, WordState
from safeconduct.signing.rules.kinds import Channel, Consent, State, Visibility

STAGE_NAMES: dict[StageKind, Promise] = {
    StageKind.START: pgettext_lazy("stage of a petition", "Start"),
    StageKind.COLLECTION: pgettext_lazy("stage of a petition", "Collecting signatures"),
    StageKind.SUBMISSION: pgettext_lazy("stage of a petition", "Handed over"),
    StageKind.DIALOGUE: pgettext_lazy("stage of a petition", "In dialogue"),
    StageKind.DECISION: pgettext_lazy("stage of a petition", "Decision"),
}

END_NAMES: dict[End, Promise] = {
    End.FULFILLED: _("What was asked for was done"),
    End.PARTLY: _("A part of what was asked for was done"),
    End.REFUSED: _("The addressee refused"),
    End.UNANSWERED: _("The addressee never answered"),
    End.NOT_TAKEN: _("The addressee did not take the signatures"),
    End.ELSEWHERE: _("It goes on in another place"),
    End.WITHDRAWN: _("Those who began it withdrew it"),
    End.NOT_HANDED_OVER: _("The signatures were not handed over"),
}

WORD_STATE_NAMES: dict[WordState, Promise] = {
    WordState.HELD: _("Waits to be looked at"),
    WordState.SHOWN: _("Shown"),
    WordState.HIDDEN: _("Hidden"),
    WordState.TAKEN_BACK: _("Taken back"),
    WordState.ACCEPTED: _("Taken into the text"),
}

SIDE_NAMES: dict[Side, Promise] = {
    Side.FOR: pgettext_lazy("side of an argument", "For"),
    Side.AGAINST: pgettext_lazy("side of an argument", "Against"),
}

HANDOVER_NAMES: dict[HandoverState, Promise] = {
    HandoverState.PREPARED: pgettext_lazy("handover", "Prepared"),
    HandoverState.APPROVED: pgettext_lazy("handover", "Approved"),
    HandoverState.MADE: pgettext_lazy("handover", "Package is made"),
    HandoverState.RECEIVED: pgettext_lazy("handover", "Received"),
    HandoverState.REFUSED: pgettext_lazy("handover", "Not taken"),
    HandoverState.CANCELLED: pgettext_lazy("handover", "Called off"),
}

VISIBILITY_NAMES: dict[Visibility, Promise] = {
    Visibility.PUBLIC: _("With your name in public"),
    Visibility.ADDRESSEE: _("With your name to the addressee only"),
    Visibility.COUNTED: _("Counted only"),
}

# One sentence each: the whole of what somebody must know in order to choose.
VISIBILITY_SENTENCES: dict[Visibility, Promise] = {
    Visibility.PUBLIC: _("Your name and country stand on this page from tomorrow on, and in the list that is handed over."),
    Visibility.ADDRESSEE: _("Your name and country stand in the list that is handed over, and nowhere else."),
    Visibility.COUNTED: _("You are one more in the number; your name is handed to nobody, listed nowhere and not kept."),
}

CONSENT_SENTENCES: dict[Consent, Promise] = {
    Consent.ANSWER: _("Write to me once, when the addressee has answered."),
    Consent.UPDATES: _("Write to me how this petition goes on."),
    Consent.ORGANISATION: _("The organisation that leads it may write to me about its work."),
    Consent.PARTNERS: _("The partner organisations named on this page may write to me about theirs."),
}

STATE_NAMES: dict[State, Promise] = {
    State.PENDING: pgettext_lazy("signature", "Waiting for confirmation"),
    State.CONFIRMED: pgettext_lazy("signature", "Confirmed"),
    State.WITHDRAWN: pgettext_lazy("signature", "Withdrawn by the signer"),
    State.BOUNCED: pgettext_lazy("signature", "The address takes no mail"),
    State.SET_ASIDE: pgettext_lazy("signature", "Set aside to be looked at"),
    State.INVALID: pgettext_lazy("signature", "Taken out of the count"),
    State.DUPLICATE: pgettext_lazy("signature", "Signed twice"),
}

CHANNEL_NAMES: dict[Channel, Promise] = {
    Channel.WEB: pgettext_lazy("way of signing", "On this page"),
    Channel.WIDGET: pgettext_lazy("way of signing", "On other sites"),
    Channel.API: pgettext_lazy("way of signing", "Through partners’ own forms"),
    Channel.IMPORT: pgettext_lazy("way of signing", "Brought in from another petition"),
}

# What a webhook is told of.
EVENT_NAMES: dict[str, Promise] = {
    OPENED: _("It was opened"),
    CLOSED: _("It was closed, or its last day is over"),
    ENDED: _("It was said how it ended"),
    MILESTONE: _("A number on the way was reached"),
    STAGE: _("A stage was reached"),
    UPDATE: _("An update was published"),
    ANSWER: _("An update tells of the addressee’s answer"),
}
