"""What the desk says of a campaign: of what is missing, and of what is next. In English, as the desk is."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from safeconduct.petitions.rules.ready import Lack
from safeconduct.petitions.rules.steps import Course, Progress, Step

LACK_SENTENCES: dict[Lack, Promise] = {
    Lack.TEXT_RECALLED: _("Its text was recalled, which nothing takes back. Begin another campaign with a text that can stand."),
    Lack.TEXT: _("Its text is not released yet. Write it, offer it as a version, let somebody else approve it, and release it."),
    Lack.TEXT_FOR_FEW: _("Its text is for its addressees only. Say in the publication that everybody may read it."),
    Lack.TEXT_EMBARGOED: _("Its text is under an embargo. It can be opened when the embargo is over."),
    Lack.CRISIS_PAGE: _("The page of this crisis is not open to the world yet, so nobody could find the petition. Publish it first."),
    Lack.ADDRESSEE: _("Nobody is addressed. Say to which posts it goes."),
    Lack.VAULT: _("It has no vault yet, so signatures could be sealed to nobody. Make its vault in the sealed desk."),
    Lack.KEY: _(
        "The key of this campaign is not in this machine’s memory: it was switched off since. "
        "Whoever holds the campaign’s vault restores it in the sealed desk."
    ),
    Lack.KEY_GONE: _("Its key was destroyed. Nobody could find duplicates any more, so it stays closed."),
    Lack.DAY_PASSED: _("Its last day is over. Set a later one."),
    Lack.CLOSED: _("It was closed early. Take that back first."),
}

STEP_NAMES: dict[Step, Promise] = {
    Step.TEXT: _("Write the text and release it"),
    Step.LANGUAGES: _("Translate it"),
    Step.ADDRESSEES: _("Say who is asked"),
    Step.KEYS: _("Make its vault and its key"),
    Step.OPEN: _("Open it for signing"),
    Step.COLLECT: _("Collect signatures"),
    Step.CLOSE: _("Close the collection"),
    Step.HAND_OVER: _("Hand the signatures over"),
    Step.ANSWER: _("Answer and decision"),
}

PROGRESS_NAMES: dict[Progress, tuple[Promise, str]] = {  # and the code of the stamp
    Progress.DONE: (_("Done"), "accepted"),
    Progress.NEXT: (_("To be done"), "waiting"),
    Progress.RUNS: (_("Runs"), "released"),
    Progress.LATER: (_("Later"), ""),
    Progress.TROUBLE: (_("Needs you"), "contested"),
}


def step_hint(step: Step, course: Course) -> str:
    """Say in a sentence what a step is about, as things stand."""
    hints: dict[Step, Promise | str] = {
        Step.TEXT: _text_hint(course),
        Step.LANGUAGES: _languages_hint(course),
        Step.ADDRESSEES: _addressees_hint(course),
        Step.KEYS: _keys_hint(course),
        Step.OPEN: _("From then on everybody can read it and sign."),
        Step.COLLECT: _("Numbers, reasons and arguments that wait, and what people ask."),
        Step.CLOSE: _("It closes by itself after its last day. It can be closed earlier, with a reason."),
        Step.HAND_OVER: _("Two people make the package in the sealed desk: lists, texts and a count that an auditor can check."),
        Step.ANSWER: _("Date the dialogue and the decision, tell signers, and say honestly how it ended."),
    }
    return str(hints[step])


def _text_hint(course: Course) -> Promise | str:
    if course.is_recalled:
        return _("The text was recalled. Nobody can sign, and nothing takes it back: begin another campaign, or end this one.")
    if course.is_released:
        return _("It is released.")
    return _("One member offers it as a version, another approves and releases it.")


def _addressees_hint(course: Course) -> Promise | str:
    if not course.addressees:
        return _("Nobody yet.")
    return ngettext("%(count)s post is asked.", "%(count)s posts are asked.", course.addressees) % {"count": course.addressees}


def _languages_hint(course: Course) -> str:
    there = ngettext("In %(count)s language.", "In %(count)s languages.", course.languages) % {"count": course.languages}
    if not course.drifted:
        return there
    drifted = ngettext(
        "%(count)s text has drifted from the original.", "%(count)s texts have drifted from the original.", course.drifted
    ) % {"count": course.drifted}
    return f"{there} {drifted}"


def _keys_hint(course: Course) -> Promise | str:
    if course.key_is_gone:
        return _("The key was destroyed on its day. Nobody can tell any more whether an address has signed.")
    if not course.has_vault:
        return _("Open the sealed desk. Signatures are sealed to whoever holds the vault, and to nobody else.")
    if not course.has_key:
        return _("The key is not in memory, so signatures are counted as provisional. A holder restores it in the sealed desk.")
    return _("Signatures are sealed to the holders of its vault, and duplicates are found.")
