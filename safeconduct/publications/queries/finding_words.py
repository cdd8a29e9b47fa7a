"""How each finding of the checks is said: what is the matter, and what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safeconduct.evidence.rules.standing import Standing
from safeconduct.evidence.words import STANDING_NAMES
from safeconduct.publications.rules.citing import Trouble
from safeconduct.publications.rules.leaks import LeakKind

CHANGED = "claim-changed"
DEMAND_CHANGED = "demand-changed"
DEMAND_HIDDEN = "demand-not-public"
DRIFTED = "drifted"
MISSING = "missing-translation"
EMPTY = "empty-part"
PART_MISSING = "part-missing"
SPEAKER = "quote-speaker"
UNAPPROVED = "quote-unapproved"
CONFESSION = "confession"
CAUSE = "cause"

SENTENCES: dict[str, Promise] = {
    Trouble.NUMBER_UNCITED: _(
        "“%(words)s” is a number without a reference. Put it into a reference to the claim that it comes "
        "from, or say by name why it may stand."
    ),
    Trouble.NUMBER_UNKNOWN: _("%(reference)s gives no number; here it says “%(words)s”."),
    Trouble.NUMBER_DIFFERS: _("Here it says “%(words)s”; %(reference)s says “%(says)s”."),
    Trouble.NUMBER_GREW: _("“%(words)s” says more than %(reference)s does: “%(says)s”. Say no more than is known."),
    Trouble.CAUTION_LOST: _("“%(words)s” has lost the caution of %(reference)s: “%(says)s”. Keep “more than”, “about”, “at least”."),
    Trouble.STATED_AS_FACT: _(
        "%(reference)s is weak (%(says)s) and stands here as a fact: “%(words)s”. Say in the same sentence "
        "who says it, or say by name why it may stand."
    ),
    Trouble.WITHDRAWN: _("%(reference)s was withdrawn. Take “%(words)s” out."),
    Trouble.REFUTED: _("%(reference)s is refuted. Take “%(words)s” out."),
    Trouble.JOINED: _("%(reference)s was joined into %(says)s. Read that claim, and cite it instead."),
    Trouble.NOT_PUBLIC: _(
        "Not everybody can read %(reference)s, so nobody could follow “%(words)s”. Make it public first, or take it out."
    ),
    Trouble.UNKNOWN: _("There is no %(reference)s in this crisis. Look the reference of “%(words)s” up again."),
    Trouble.LEADS_NOWHERE: _("The link “%(words)s” leads nowhere. Give a whole address, https://…, or the reference of a claim."),
    LeakKind.ADDRESSEE_ONLY: _("“%(words)s” stands in the part for the addressee only, and everybody would read it here."),
    LeakKind.UNKNOWN_NAME: _(
        "“%(words)s” looks like a name, and nothing public that this rests on says it. Take it out if it "
        "could point at somebody; else say by name why it may stand."
    ),
    LeakKind.EXACT_DAY: _(
        "“%(words)s” is an exact day that no cited claim says. It could point at somebody: say the month, or cite who says it."
    ),
    LeakKind.SMALL_NUMBER: _("“%(words)s” is a small number of people that no cited claim says. It could point at them."),
    CHANGED: _("%(reference)s reads otherwise than when somebody last compared it with “%(words)s”. Set them side by side."),
    DEMAND_CHANGED: _("%(reference)s reads otherwise than when somebody last compared it with this part. Set them side by side."),
    DEMAND_HIDDEN: _("Not everybody can read %(reference)s. Publish the demand too, so that everybody can see what is answered to it."),
    DRIFTED: _("The original has changed since this was made from it."),
    MISSING: _("There are no words in this language yet."),
    EMPTY: _("This part says nothing yet. Write it, or take it out."),
    PART_MISSING: _("A publication of this kind needs a part “%(words)s”."),
    SPEAKER: _("Nobody is named who says this."),
    UNAPPROVED: _("%(words)s has not agreed to these words yet."),
    CONFESSION: _("“%(words)s” may repeat a forced confession as a fact. Say how it came about."),
    CAUSE: _("“%(words)s” says that a change came because of us. Nobody can know, and it can harm the next person."),
}


def sentence_of(kind: str, *, words: str, reference: str = "", says: str = "") -> str:
    """Say one finding."""
    if says in set(Standing):
        says = str(STANDING_NAMES[Standing(says)])
    return str(SENTENCES[kind]) % {"words": words, "reference": reference, "says": says}
