"""How each code of the rules is named on the page."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.rules import BodyKind, DeedType, DemandKind, Grade, ResponseType, Said, Showing, Timing, Via
from safeconduct.advocacy.rules.addressing import Channel, ContactType, Gender, Rank
from safeconduct.advocacy.rules.releasing import Held
from safeconduct.advocacy.rules.replies import Reply, Step
from safeconduct.advocacy.rules.roster import Problem, Trouble
from safeconduct.advocacy.rules.verdicts import Flaw
from safeconduct.evidence.reading.shapes import Qualifier

BODY_KIND_NAMES: dict[BodyKind, Promise] = {
    BodyKind.GOVERNMENT: _("Government"),
    BodyKind.AUTHORITY: _("Authority"),
    BodyKind.PARLIAMENT: _("Parliament"),
    BodyKind.COURT: _("Court"),
    BodyKind.INSTITUTION: _("Institution between states"),
    BodyKind.PARTY: _("Party"),
    BodyKind.OTHER: _("Other body"),
}

DEMAND_KIND_NAMES: dict[DemandKind, Promise] = {
    DemandKind.DIRECT: _("Asked to act"),
    DemandKind.RELAYED: _("Asked to press others"),
}

RESPONSE_NAMES: dict[ResponseType, Promise] = {
    ResponseType.ACKNOWLEDGEMENT: _("Acknowledged"),
    ResponseType.DENIAL: _("Denied"),
    ResponseType.REFUSAL: _("Refused"),
    ResponseType.EXPECTATION: _("Expected others to act"),
    ResponseType.CONCERN: _("Voiced concern"),
    ResponseType.WILL_RAISE: _("Said it will raise it"),
    ResponseType.TALKS: _("In talks about acting"),
    ResponseType.RAISED_BILATERALLY: _("Raised it with the other side"),
    ResponseType.RAISED_IN_FORUM: _("Raised it in a forum"),
    ResponseType.RESOLUTION: _("Passed a resolution"),
    ResponseType.PROMISE: _("Promised to act"),
    ResponseType.INSTRUCTION: _("Gave an instruction or changed a rule"),
}

DEED_NAMES: dict[DeedType, Promise] = {
    DeedType.VISA_ISSUED: _("Issued visas"),
    DeedType.ADMISSION: _("Let people in"),
    DeedType.PROTECTION: _("Gave protection"),
    DeedType.RETURN_STOPPED: _("Stopped a return"),
    DeedType.FUNDS_PAID: _("Paid money"),
    DeedType.DETAINEE_FREED: _("Freed a detained person"),
    DeedType.INQUIRY_OPENED: _("Opened an inquiry"),
    DeedType.CHARGES: _("Brought charges against those responsible"),
    DeedType.JUDGMENT: _("Gave a judgment"),
    DeedType.SANCTIONS: _("Imposed sanctions"),
    DeedType.OTHER_HELP: _("Did something else that helps"),
    DeedType.VISA_REFUSED: _("Refused visas"),
    DeedType.RETURNED: _("Sent people back"),
    DeedType.PROSECUTED_VICTIM: _("Prosecuted a victim"),
    DeedType.DETAINED: _("Detained people who asked or helped"),
    DeedType.OTHER_HARM: _("Did something else that harms"),
}

GRADE_NAMES: dict[Grade, Promise] = {
    Grade.RECORD: _("on the official record"),
    Grade.OFFICIAL: _("said by the body itself"),
    Grade.FIRST_HAND: _("reported first-hand"),
    Grade.STATED: _("stated by somebody else"),
    Grade.SECOND_HAND: _("reported second-hand"),
    Grade.UNNAMED: _("from a source that is not named"),
}

# "%(number)s" and "%(other)s" are filled in by the page.
QUALIFIER_NAMES: dict[Qualifier, Promise | str] = {
    Qualifier.EXACT: "%(number)s",
    Qualifier.ABOUT: _("about %(number)s"),
    Qualifier.AT_LEAST: _("at least %(number)s"),
    Qualifier.MORE_THAN: _("more than %(number)s"),
    Qualifier.AT_MOST: _("at most %(number)s"),
    Qualifier.LESS_THAN: _("fewer than %(number)s"),
    Qualifier.BETWEEN: _("between %(number)s and %(other)s"),
    Qualifier.ORDER_OF_MAGNITUDE: _("in the order of %(number)s"),
    Qualifier.INDEFINITE: _("a number that is not stated"),
}

RANK_NAMES: dict[Rank, Promise] = {
    Rank.HEAD_OF_STATE: _("Head of state"),
    Rank.HEAD_OF_GOVERNMENT: _("Head of government"),
    Rank.MINISTER: _("Minister"),
    Rank.AMBASSADOR: _("Ambassador"),
    Rank.PARLIAMENTARIAN: _("Member of a parliament"),
    Rank.COMMISSIONER: _("Commissioner"),
    Rank.MAYOR: _("Mayor or governor"),
    Rank.PROSECUTOR: _("Prosecutor or judge"),
    Rank.OFFICIAL: _("Official"),
}

GENDER_NAMES: dict[Gender, Promise] = {Gender.FEMALE: _("Woman"), Gender.MALE: _("Man")}

CHANNEL_NAMES: dict[Channel, Promise] = {
    Channel.MAIL: _("E-mail"),
    Channel.POST: _("Post"),
    Channel.HAND: _("By hand"),
    Channel.FORM: _("Form on its site"),
    Channel.FAX: _("Fax"),
}

CONTACT_NAMES: dict[ContactType, Promise] = {
    ContactType.EMAIL: _("E-mail address"),
    ContactType.ADDRESS: _("Postal address"),
    ContactType.VOICE: _("Telephone"),
    ContactType.FAX: _("Fax"),
    ContactType.FORM: _("Form on its site"),
    ContactType.URL: _("Web page"),
}

VIA_NAMES: dict[Via, Promise] = {
    Via.LETTER: _("By letter"),
    Via.MEETING: _("In a meeting"),
    Via.PETITION: _("By petition"),
    Via.RELEASE: _("In a press release"),
    Via.URGENT_ACTION: _("By an urgent action"),
    Via.OTHER: _("In another way"),
}

SAID_NAMES: dict[Said, Promise] = {
    Said.NOTHING: _("Says nothing"),
    Said.REFUSES: _("Refuses"),
    Said.SYMPATHISES: _("Sympathises"),
    Said.PROMISES: _("Promises"),
}

SHOWING_NAMES: dict[Showing, Promise] = {
    Showing.NONE_FOUND: _("No deed found"),
    Showing.PARTIAL: _("Partly done"),
    Showing.DONE: _("Done"),
    Showing.REVERSED: _("Done and taken back"),
}

TIMING_NAMES: dict[Timing, Promise] = {
    Timing.NO_DATE: _("No date set"),
    Timing.RUNNING: _("The date has not passed"),
    Timing.IN_TIME: _("Done, and nothing shows that it was late"),
    Timing.LATE: _("Done after the date"),
    Timing.EXPIRED: _("The date has passed"),
}

REPLY_NAMES: dict[Reply, Promise] = {
    Reply.ANSWERED: _("Answered"),
    Reply.ANSWERED_LATE: _("Answered late"),
    Reply.ACTED: _("Acted"),
    Reply.WAITING: _("A reply is not yet due"),
    Reply.NO_DATE: _("No date was set for a reply"),
    Reply.OVERDUE: _("Overdue"),
    Reply.LONG_OVERDUE: _("Long overdue"),
}

STEP_NAMES: dict[Step, Promise] = {
    Step.FIRST: _("Ask the office itself"),
    Step.REMINDER: _("Remind the same office"),
    Step.COMMITTEE: _("Ask the committee of parliament"),
    Step.SPOKESPERSON: _("Ask the opposition's spokesperson"),
    Step.EMBASSY: _("Ask the embassy"),
}

FLAW_SENTENCES: dict[Flaw, Promise] = {
    Flaw.NOTHING_THOUGH_WORDS: _("The register holds words of this body about this demand, so it cannot be said that it says nothing."),
    Flaw.WARMER_THAN_WORDS: _(
        "No words in the register say that. A polite line is sympathy and no promise; what is not recorded was not said. "
        "Choose what the recorded words say, or record the words first."
    ),
    Flaw.WORDS_ARE_NO_DEED: _(
        "Only words stand behind this, and a statement alone never shows that something was done. "
        "Choose a deed as evidence, or choose that no deed was found."
    ),
    Flaw.HARM_IS_NO_HELP: _("The deeds you chose were done against people. They cannot show that the demand is met, in part or wholly."),
    Flaw.REVERSED_NEEDS_BOTH: _("To say that it was taken back, choose both: the deed that helped, and the one that undid it."),
    Flaw.DEED_IS_KNOWN: _("The register holds a deed of this body for this demand, so it cannot be said that none was found."),
    Flaw.NOT_SEARCHED: _(
        "Nobody has written down a search for deeds of this body up to that day. Search and note it on the page of the body, "
        "or give the verdict as of the day of the last search."
    ),
}

HELD_SENTENCES: dict[Held, Promise] = {
    Held.NOT_DATED: _(
        "This is known from helping people, and its time is not stated. Nobody can tell when it would be safe to show it, "
        "so it stays at the desk."
    ),
    Held.NO_QUARTER: _(
        "This is known from helping people, and its time does not lie in one quarter of a year for sure. It stays at the desk."
    ),
    Held.TOO_SOON: _(
        "This is known from helping people. It may be shown half a year after the quarter in which it happened, "
        "grouped and rounded, and not before."
    ),
}

# What is wrong with a file of posts, and what to do about it. "%(field)s" and "%(value)s" are filled in.
TROUBLE_WORDS: dict[Trouble, Promise] = {
    Trouble.NOT_TEXT: _("This is no text in UTF-8. Save the file again as UTF-8."),
    Trouble.NOT_JSON: _("This is not JSON (%(value)s). The file may be cut short: fetch it again."),
    Trouble.NOT_POPOLO: _("There are no persons, posts or memberships in it. Give a Popolo file, or a table with a header."),
    Trouble.NO_HEADER: _("The first line names no column “%(field)s”. Write the names of the columns into the first line."),
    Trouble.TOO_MANY: _("The file has more than %(value)s entries. Split it, by country for instance."),
    Trouble.NOTHING: _("It names no post that anybody holds."),
    Trouble.MISSING: _("“%(field)s” is empty. Fill it in, or take the entry out."),
    Trouble.WRONG_SHAPE: _(
        "This is not laid out as it should be: %(field)s “%(value)s”. Look for a missing or spare separator or quotation mark."
    ),
    Trouble.TOO_LONG: _("“%(field)s” is too long: “%(value)s…”. Shorten it."),
    Trouble.BAD_CHARACTER: _("“%(field)s” holds a character that cannot be kept: %(value)s. Take it out."),
    Trouble.UNKNOWN_CODE: _("“%(field)s” is “%(value)s”, which is none of the codes it can be. The reference lists them."),
    Trouble.UNKNOWN_ENTRY: _("“%(field)s” points to “%(value)s”, which is not in the file. Add it, or correct the id."),
    Trouble.TWICE: _("“%(field)s” is there twice: “%(value)s”. Keep one, or give each an id of its own."),
    Trouble.DATE: _("“%(field)s” is “%(value)s”, which is no date. Write 2017-05-17, 2017-05 or 2017."),
    Trouble.ENDS_BEFORE: _("“%(field)s” is “%(value)s”, which is before it began. Correct one of the two."),
    Trouble.NO_EMAIL: _("“%(field)s” is “%(value)s”, which is no e-mail address. Write one address, or leave it empty."),
    Trouble.TWO_HOLDERS: _(
        "The post has a second holder without an end, %(value)s. Write until when the first held it, or give each post a post_id."
    ),
}


def problem_in_words(problem: Problem) -> str:
    """Say where a file is damaged, in which field, and what to do."""
    where = {"list": problem.spot.list, "number": problem.spot.number}
    if not problem.spot.number:
        place = gettext("The file")
    elif problem.spot.list == "line":
        place = gettext("Line %(number)s") % where
    else:
        place = gettext("%(list)s, number %(number)s") % where
    said = str(TROUBLE_WORDS[problem.trouble]) % {"field": problem.field, "value": problem.value}
    return gettext("%(place)s: %(said)s") % {"place": place, "said": said}


# What a file of posts is about, and what becomes of it.
THING_NAMES: dict[str, Promise] = {
    "bodies": _("Bodies"),
    "posts": _("Posts"),
    "persons": _("Persons"),
    "holders": _("Holders of posts"),
    "contacts": _("Addresses and numbers"),
}
OUTCOME_NAMES: dict[str, Promise] = {
    "new": _("New"),
    "changed": _("Changed"),
    "ended": _("Ended"),
    "unchanged": _("As before"),
}
