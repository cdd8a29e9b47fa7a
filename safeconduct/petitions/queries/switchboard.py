"""How the switches of a campaign stand: in the database, at this machine, and which of the two is in force."""

from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safeconduct.petitions.models import Campaign
from safeconduct.petitions.queries.standing import released_languages
from safeconduct.signing.models import Roll
from safeconduct.signing.rules.switches import NAMES, Switches, read_switches, to_json
from safeconduct.signing.storing.switches import in_force, turned_here

IN_ORDER = ("pause", "collect_only", "pause_mail", "proof", "hide_counter", "hide_lists", "hide_reasons")
MACHINE, DATABASE = "machine", "database"

# What each does, and what visitors see of it.
SWITCH_NAMES: dict[str, Any] = {
    "pause": pgettext_lazy("switch", "Pause signing"),
    "collect_only": pgettext_lazy("switch", "Collect only"),
    "pause_mail": pgettext_lazy("switch", "Hold the mails"),
    "proof": pgettext_lazy("switch", "Let browsers work for each signature"),
    "hide_counter": pgettext_lazy("switch", "Hide the count"),
    "hide_lists": pgettext_lazy("switch", "Hide the names"),
    "hide_reasons": pgettext_lazy("switch", "Hide the reasons"),
}

SWITCH_SENTENCES: dict[str, Any] = {
    "pause": _("Nobody can sign. Visitors read the petition and, in place of the form, what you write here."),
    "collect_only": _("Signatures are taken and kept sealed on this machine, and counted later. Visitors see that the count lags behind."),
    "pause_mail": _("No mail goes out; each waits. Visitors can sign, and read that their mail comes later."),
    "proof": _("Against floods: a browser works a second or two before it signs. Without scripts people sign as before, fewer at a time."),
    "hide_counter": _("No number stands on the page, in frames or in the feed. Signing goes on and is counted."),
    "hide_lists": _("The list of public names is not shown. Nothing is deleted."),
    "hide_reasons": _("Reasons for signing are neither shown nor taken. Nothing is deleted."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One switch."""

    code: str
    name: str
    sentence: str
    is_on: bool
    decided_by: str  # MACHINE or DATABASE


@dataclass(frozen=True, slots=True)
class Board:
    """All switches of a campaign. ``kept`` is what the database says, and is as usual where it does not answer."""

    has_roll: bool
    answers: bool  # the database of signatures
    kept: Switches
    now: Switches
    here: dict[str, Any]
    lines: tuple[Line, ...]

    @property
    def is_usual(self) -> bool:
        """Tell whether everything is as usual."""
        return not to_json(self.now)

    @property
    def on(self) -> list[Line]:
        """Give the switches that are on."""
        return [line for line in self.lines if line.is_on]


def board_of(campaign: Campaign) -> Board:
    """Give how the switches of a campaign stand."""
    answers = True
    try:
        roll = Roll.objects.filter(pk=campaign.roll).only("switches").first()
    except DatabaseError:
        roll, answers = None, False
    kept, here = (roll.switches if roll else {}), turned_here().get(campaign.reference, {})
    now = in_force(campaign.reference, kept)
    lines = tuple(
        Line(
            name,
            str(SWITCH_NAMES[name]),
            str(SWITCH_SENTENCES[name]),
            is_on=bool(getattr(now, name)),
            decided_by=MACHINE if name in here else DATABASE,
        )
        for name in IN_ORDER
    )
    known = {name: here[name] for name in NAMES if name in here}
    return Board(roll is not None or not answers, answers, read_switches(kept), now, known, lines)


def languages_of(campaign: Campaign) -> list[str]:
    """Give the languages in which something is said meanwhile: those that it may be signed in; English while there is none."""
    return released_languages(campaign) or ["en"]
