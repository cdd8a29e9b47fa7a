"""How each code is named on the page."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safeconduct.outbox.rules import IncomingKind, State

STATE_NAMES: dict[State, Promise] = {
    State.WAITING: _("Waits"),
    State.SENDING: _("Nobody knows"),
    State.ACCEPTED: _("Accepted by a mail server"),
    State.DEFERRED: _("Is tried again"),
    State.FAILED: _("Could not be sent"),
    State.BOUNCED: _("Came back"),
    State.CANCELLED: _("Cancelled"),
}

BEING_SENT = _("Is being sent")

INCOMING_NAMES: dict[IncomingKind, Promise] = {
    IncomingKind.ANSWER: _("Answer"),
    IncomingKind.BOUNCE: _("Could not be delivered"),
    IncomingKind.AUTOMATIC: _("Written by a machine"),
    IncomingKind.UNKNOWN: _("Belongs to no letter"),
}

# What senders call what they put in; a word that is not here is shown as it is.
KIND_NAMES: dict[str, Promise] = {
    "letter": _("Letter"),
    "correction": _("Correction"),
    "recall": _("Recall"),
    "release": _("Press release"),
    "chaser": _("Reminder"),
}

FILED, SET_ASIDE = "filed", "set-aside"
SETTLED_NAMES: dict[str, Promise] = {FILED: _("Filed"), SET_ASIDE: _("Set aside")}
