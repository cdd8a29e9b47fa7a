"""What is said of a field that cannot be taken as it is; the rules that judge it know only codes."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_WORDS: dict[tuple[str, str], Promise] = {
    ("name", "missing"): _("Write your name, with at least one letter."),
    ("name", "too-long"): _("Write your name with 120 signs at most."),
    ("name", "begins"): _("Begin your name with a letter."),
    ("name", "link"): _("Write a name only, without an address of a page or a mailbox."),
    ("mail", "missing"): _("Write your e-mail address: the mail to confirm goes there."),
    ("mail", "too-long"): _("This is longer than an e-mail address can be. Look at it once more."),
    ("mail", "not-an-address"): _("This is not a whole e-mail address. It looks like name@example.org."),
    ("country", "unknown"): _("Choose a country from the list, or none."),
    ("postcode", "too-long"): _("Write the postcode with 16 signs at most, or leave it out."),
    ("visibility", "missing"): _("Choose how you want to be seen."),
    ("visibility", "unknown"): _("Choose one of these three."),
}
_OTHER = _("Look at this once more.")


def problem_words(field: str, code: str) -> str:
    """Say what to do about a problem that ``signing.rules.entry.problems_of`` found."""
    return str(_WORDS.get((field, code), _OTHER))
