"""What the desk says of a campaign: of what is missing, and of what is next. In English, as the desk is."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safeconduct.petitions.rules.ready import Lack

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
