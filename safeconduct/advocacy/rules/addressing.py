"""How a post is addressed: its rank, its channel, and what is known of its holder. Pure."""

from enum import StrEnum


class Rank(StrEnum):
    """What decides the salutation."""

    HEAD_OF_STATE = "head-of-state"
    HEAD_OF_GOVERNMENT = "head-of-government"
    MINISTER = "minister"
    AMBASSADOR = "ambassador"
    PARLIAMENTARIAN = "parliamentarian"
    COMMISSIONER = "commissioner"
    MAYOR = "mayor"
    PROSECUTOR = "prosecutor"
    OFFICIAL = "official"


class Gender(StrEnum):
    """Set by a person or by the imported file, never guessed; empty where nobody said."""

    FEMALE = "female"
    MALE = "male"


class Channel(StrEnum):
    """How the post wants to be reached."""

    MAIL = "mail"  # e-mail
    POST = "post"
    HAND = "hand"
    FORM = "form"  # a form on its own site
    FAX = "fax"


class ContactType(StrEnum):
    """Popolo's types of contact detail."""

    EMAIL = "email"
    ADDRESS = "address"
    VOICE = "voice"
    FAX = "fax"
    FORM = "form"
    URL = "url"
