"""What a person reads of payouts and of bank files."""

from django.utils.translation import gettext_lazy as _

from safeconduct.fund.reading.shape import BadFile, Caution, Fault, Place

PURPOSE_NAMES = {
    "food": _("Food"),
    "shelter": _("Shelter"),
    "medical": _("Medical"),
    "legal": _("Legal"),
    "travel": _("Travel"),
    "papers": _("Papers"),
    "other": _("Other"),
}

CHANNEL_NAMES = {
    "swish": _("Swish"),
    "bankgiro": _("Bankgiro"),
    "plusgiro": _("Plusgiro"),
    "iban": _("Bank transfer (IBAN)"),
}

# Why a number cannot be read: what is wrong with it, and that nothing was kept. By the reasons of rules.identifiers.BadNumber.
NUMBER_FAULTS = {
    "characters": _("This holds something that such a number never has. Write it as it stands on the bank’s own paper."),
    "length": _("This number has too few or too many digits. Look at the bank’s own paper."),
    "kind": _("This is no number of this kind, or the kind does not take the currency of the account. Choose another kind or account."),
    "check": _("Its check digit does not fit: probably one digit is wrong. Look at the bank’s own paper."),
    "person": _("This number is somebody’s own. Money for a fund goes to the organisation’s account alone."),
    "mobile": _("This is a mobile telephone: somebody’s own. Only an organisation’s Swish number, which begins with 123, will do."),
}

# What a drawn code is, for those who hear the page.
QR_TITLES = {
    "swish": _("Code for the Swish app: %(number)s, with the message; you choose the sum"),
    "using-qr": _("Code for a bank's app: bankgiro %(number)s, with the reference; you choose the sum"),
    "epc": _("Code for a bank's app: %(number)s, in euro; you choose the sum"),
}

APPEAL_STATES = {
    "made": _("Not opened"),
    "open": _("Open"),
    "past": _("Past its deadline"),
    "reached": _("Goal reached"),
    "closed": _("Closed"),
}

# Why a bank file is refused: what is wrong with it, then what to do.
BANK_FILE_FAULTS = {
    Fault.UNKNOWN_FORMAT: "This is none of the kinds of file that can be read here: camt.052, camt.053, camt.054, MT940, BgMax, or a table "
    "(CSV) whose columns somebody has named. Ask the bank for camt.053 or camt.054.",
    Fault.UNKNOWN_VERSION: "This is not camt.052, camt.053 or camt.054 in a version from 02 to 13. Ask the bank for one of those.",
    Fault.EMPTY: "There is nothing in this file. Fetch it from the bank again.",
    Fault.BROKEN: "The file is damaged, or ends too early. Fetch it from the bank again.",
    Fault.CUT_SHORT: "The file ends too early. Fetch it from the bank again.",
    Fault.FORBIDDEN_MARKUP: "The file holds definitions that no bank puts into one. Do not use it; find out where it comes from.",
    Fault.ZERO_BYTE: "The file holds bytes that no bank file has. Fetch it from the bank again.",
    Fault.WRONG_ENCODING: "The letters of this file are not written as its format says; a program may have saved it anew. "
    "Fetch it from the bank again and bring it here unopened.",
    Fault.LINE_TOO_LONG: "A line is longer than the format allows. Fetch the file from the bank again and bring it here unopened.",
    Fault.UNKNOWN_LINE: "This line is none that the format knows. Fetch the file from the bank again.",
    Fault.OUT_OF_ORDER: "Something stands where the format does not allow it. Fetch the file from the bank again.",
    Fault.TEST_FILE: "The bank marked this file as a test. Ask for the real one.",
    Fault.MISSING: "Something that must be there is missing. Tell the bank what and where, and ask for the file again.",
    Fault.BAD_AMOUNT: "An amount cannot be read exactly. It is never rounded or guessed; ask the bank.",
    Fault.BAD_DATE: "A date is none that exists. Ask the bank.",
    Fault.BAD_CURRENCY: "A currency is not written as three capital letters. Ask the bank.",
    Fault.MIXED_CURRENCIES: "An amount is not in the currency of the account. Ask the bank.",
    Fault.UNKNOWN_STATE: "It does not say clearly whether this is booked or only announced. Ask the bank.",
    Fault.DETAILS_DIFFER: "The payments do not add up to the sum they are part of. The file was changed or is damaged; fetch it again.",
    Fault.BALANCE_DIFFERS: "The opening balance and the entries do not make the closing balance. The file was changed, is damaged, or "
    "something is missing from it; fetch it again.",
    Fault.COUNT_DIFFERS: "There are more or fewer payments than the file says. It was changed or is damaged; fetch it again.",
    Fault.SUM_DIFFERS: "The entries do not add up to what the file says. It was changed or is damaged; fetch it again.",
    Fault.STATEMENTS_DO_NOT_MEET: "One statement does not begin with the balance that the one before it ended with. Ask the bank.",
    Fault.COLUMNS_DIFFER: "The columns are not those that were named for this bank. If the bank has changed its table, name them anew.",
}

BANK_FILE_WARNINGS = {
    Caution.BGMAX_INCOMPLETE: "Since 8 September 2026 BgMax files leave payments out. This one cannot be the whole truth: "
    "use camt.054 for this day.",
    Caution.NUMBER_MISSING: "The statements are numbered, and a number is missing before this one. Ask the bank for it.",
    Caution.NO_TOTALS: "A table does not say how much should be in it. Compare number and sum with what the bank shows before you go on.",
}


def place_written(place: Place) -> str:
    """Write where in a file something stands, such as ``Line 12`` or ``Statement 1, entry 3, payment 2``."""
    if place.line:
        return f"Line {place.line}"
    parts = [f"{name} {number}" for name in ("statement", "entry", "payment") if (number := getattr(place, name))]
    return ", ".join(parts).capitalize()


def bad_file_written(bad: BadFile) -> str:
    """Write why a file is refused: where, what, what was found, and that nothing of it was booked."""
    where = place_written(bad.place)
    compared = [f"{word}: {text}" for word, text in (("Expected", bad.expected), ("Found", bad.found)) if text]
    sentences = [f"{where}: {BANK_FILE_FAULTS[bad.fault]}" if where else BANK_FILE_FAULTS[bad.fault]]
    return " ".join([*sentences, *(f"{text}." for text in compared), "Nothing of this file was booked."])
