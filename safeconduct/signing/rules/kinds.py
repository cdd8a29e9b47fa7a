"""What a signature can be, how its signer wants to be seen, and by which way it came. Pure."""

from enum import StrEnum


class Visibility(StrEnum):
    """How a signer wants to be seen; chosen by the signer, explained in one sentence each."""

    PUBLIC = "public"  # name on the public page, and in the list that is handed over
    ADDRESSEE = "addressee"  # name in the list that is handed over, nowhere else
    COUNTED = "counted"  # counted only: never handed over, never listed; nothing is kept once it is confirmed


class State(StrEnum):
    """What became of a signature. Only a confirmed one counts."""

    PENDING = "pending"  # the mailbox has not answered yet
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"  # by the signer
    BOUNCED = "bounced"  # the address takes no mail
    SET_ASIDE = "set-aside"  # too many at once from one place, or a trap was touched: no mail goes out, a person looks
    INVALID = "invalid"  # invalidated in bulk, by a person
    DUPLICATE = "duplicate"  # found when the key came back; the first one counts


class Channel(StrEnum):
    """By which way a signature came."""

    WEB = "web"
    WIDGET = "widget"
    API = "api"
    IMPORT = "import"


class Consent(StrEnum):
    """What else the signer wants: four separate yeses, none preticked, none needed in order to sign. Kept sealed, never in clear."""

    ANSWER = "answer"  # tell me once, when the addressee has answered
    UPDATES = "updates"  # tell me how this petition goes on
    ORGANISATION = "organisation"  # the organisation that leads may write to me about its work
    PARTNERS = "partners"  # the partner organisations named on the page may write to me about theirs


class MailKind(StrEnum):
    """What a mail to a signer says. Its subject never names the cause."""

    CONFIRM = "confirm"
    REMIND = "remind"
    ALREADY = "already"  # you have signed before; nothing was changed
    LINK = "link"  # the way to one's own signature, sent again
    NEWS = "news"  # of a campaign, to who agreed to be told


# What is written into the count, and by which journals it is told apart.
COUNTED_STATES = (State.CONFIRMED, State.WITHDRAWN, State.BOUNCED, State.SET_ASIDE, State.INVALID, State.DUPLICATE)
HANDED_OVER = (Visibility.PUBLIC, Visibility.ADDRESSEE)
DAYS_TO_CONFIRM = 14  # then an unconfirmed signature is deleted
DAYS_TO_REMINDER = 3
MOST_MAILS = 5  # to one address for one campaign
MOST_AT_ONE_ADDRESS = 2  # two people may share a mailbox, with another name and the same postcode
