"""What the register says of a claim, in sentences and phrases, for the desk and the public pages alike."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later
from django.utils.translation import ngettext

from safeconduct.evidence.reading.propose.lexicon import lexicon
from safeconduct.evidence.rules.standing import Reason, ReasonCode
from safeconduct.evidence.rules.wording import describe

UNITS: dict[str, Promise] = {
    "men": _later("men"),
    "women": _later("women"),
    "children": _later("children"),
    "people": _later("people"),
    "visas": _later("visas"),
    "signatures": _later("signatures"),
    "requests": _later("requests"),
    "percent": _later("per cent"),
    "years": _later("years"),
    "months": _later("months"),
    "weeks": _later("weeks"),
    "days": _later("days"),
}

# Places whose first word in the gazetteer is not their name.
PLACES: dict[str, Promise] = {
    "CN-XJ": _later("Xinjiang"),
    "CN-XZ": _later("Tibet"),
    "GB": _later("United Kingdom"),
    "MM-16": _later("Rakhine"),
    "RU-IN": _later("Ingushetia"),
    "RU-SPE": _later("Saint Petersburg"),
    "UA-43": _later("Crimea"),
    "UN": _later("United Nations"),
    "US": _later("United States"),
}

UNSAID: Promise = _later("nobody says what it rests on")
CYCLE_NAME: Promise = _later("reports that cite one another in a ring")


def counted(unit: str, number: int) -> str:
    """Give the word for what is counted, in the form that goes with the number; a currency's code stays as it is."""
    match unit:
        case "people":
            return ngettext("person", "people", number)
        case "men":
            return ngettext("man", "men", number)
        case "women":
            return ngettext("woman", "women", number)
        case "children":
            return ngettext("child", "children", number)
        case "visas":
            return ngettext("visa", "visas", number)
        case _:
            return str(UNITS.get(unit, unit.replace("-", " ")))


def place_word(code: str, language: str = "en") -> str:
    """Give the name of a place by its code, from the gazetteer; the code itself where it is not there."""
    if code in PLACES:
        return str(PLACES[code])
    places = lexicon("places")
    for tongue in (language, "en", "any"):
        for written in places.attribute(code, tongue, ()):
            name = str(written)
            if "*" not in name and "|" not in name:
                return name if name.isupper() else " ".join(_capital(word) for word in name.split())
    return code


def _capital(word: str) -> str:
    return word if word in {"and", "of", "the"} else word[:1].upper() + word[1:]


def when_words(edtf: str, language: str) -> str:
    """Say a time in words; what cannot be read stays as it is."""
    try:
        return describe(edtf, language) if edtf else ""
    except ValueError:
        return edtf


_REASONS: dict[ReasonCode, Promise] = {
    ReasonCode.NO_REPORTS: _later("No report has been read yet."),
    ReasonCode.ONE_REPORT: _later("One report has been read; nobody else has said it where we have read it."),
    ReasonCode.REPORTS_ONE_ORIGIN: _later("%(reports)s reports, and all of them go back to one origin."),
    ReasonCode.REPORTS_NO_ORIGIN: _later("%(reports)s reports, and none of them says what it rests on."),
    ReasonCode.ORIGINS: _later("%(reports)s reports, resting on %(origins)s independent origins."),
    ReasonCode.ORIGINS_UP_TO: _later(
        "Reports: %(reports)s. Origins: up to %(up_to)s, overlap unknown; %(at_least)s counted, as the same people may stand behind them."
    ),
    ReasonCode.FIRST_HAND: _later("At least one origin is first-hand."),
    ReasonCode.NO_FIRST_HAND: _later("No origin is first-hand."),
    ReasonCode.THROUGH_ONE: _later("Everything runs through one report or origin: if that one is wrong, all of it falls."),
    ReasonCode.CUT: _later("%(cut)s reports or origins would all have to be wrong for it to fall."),
    ReasonCode.CONTRADICTED: _later("A credible contradiction stands against it."),
    ReasonCode.REFUTED: _later("A person found it refuted, with the reason in writing."),
    ReasonCode.WITHDRAWN: _later("It was withdrawn."),
}


def reason_sentence(reason: Reason) -> str:
    """Say one reason of a standing as a sentence."""
    numbers = dict(reason.numbers)
    if reason.code is ReasonCode.CYCLES:
        return (
            ngettext(
                "One ring of reports that cite one another is not counted.",
                "%(cycles)s rings of reports that cite one another are not counted.",
                numbers["cycles"],
            )
            % numbers
        )
    if reason.code is ReasonCode.UNKNOWN_ENDS:
        return (
            ngettext(
                "One chain ends where nobody says what it rests on; it is not counted.",
                "%(ends)s chains end where nobody says what they rest on; they are not counted.",
                numbers["ends"],
            )
            % numbers
        )
    return str(_REASONS[reason.code]) % numbers


def origins_phrase(count: dict[str, object]) -> str:
    """Say the stored origin count in a few words: "3 origins", "up to 3 origins", "1 report"; "" where nothing was counted."""
    at_least, up_to = _number(count, "at_least"), _number(count, "up_to")
    if up_to == 0:
        return _("no origin known") if _number(count, "reports") else ""
    if at_least < up_to:
        return _("up to %(number)s origins, overlap unknown") % {"number": up_to}
    return ngettext("%(number)s origin", "%(number)s origins", up_to) % {"number": up_to}


def reports_phrase(count: dict[str, object]) -> str:
    """Say the stored number of reports in words."""
    reports = _number(count, "reports")
    return ngettext("%(number)s report", "%(number)s reports", reports) % {"number": reports}


def _number(count: dict[str, object], name: str) -> int:
    value = count.get(name, 0)
    return value if isinstance(value, int) else 0


def listed(words: Iterable[str]) -> str:
    """Join words with commas."""
    return ", ".join(word for word in words if word)
