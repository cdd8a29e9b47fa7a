"""What the mails to signers say. None of them names a cause: subjects are read on locked screens, mailboxes are read by others.

Slots of the texts: ``%(site)s`` the host, ``%(link)s`` the signer's own page, ``%(page)s`` where a code is typed,
``%(code)s``, ``%(days)s``.
"""

from django.utils.translation import gettext_lazy as _

from safeconduct.signing.rules.kinds import MailKind

SENDER = _("Your signature")

SUBJECTS = {
    MailKind.CONFIRM: _("Please confirm"),
    MailKind.REMIND: _("Please confirm (a reminder)"),
    MailKind.ALREADY: _("Nothing was changed"),
    MailKind.LINK: _("The link that you asked for"),
    MailKind.NEWS: _("News that you wanted"),
}

_SIGNED = _("Somebody, probably you, signed at %(site)s with this address.")
_PRESS = _("The signature counts once you open this page and press the button on it:")
_TYPE = _("Or type this code at %(page)s:")
_IGNORE = _("If you did not sign, do nothing: what nobody confirms is deleted after %(days)s days, and this address with it.")
_UNREAD = _("Nobody reads answers to this mail.")

TEXTS = {
    MailKind.CONFIRM: [_SIGNED, _PRESS, "%(link)s", _TYPE, "%(code)s", _IGNORE, _UNREAD],
    MailKind.REMIND: [
        _("A signature that was left at %(site)s with this address still waits. We remind of it this once."),
        _PRESS,
        "%(link)s",
        _TYPE,
        "%(code)s",
        _IGNORE,
        _UNREAD,
    ],
    MailKind.ALREADY: [
        _SIGNED,
        _("There was a signature with this address already. It stands as it was, and counts once."),
        _("To see, change or take back your signature, go to this page:"),
        "%(link)s",
        _UNREAD,
    ],
    MailKind.LINK: [
        _("Somebody, probably you, asked at %(site)s for the way to a signature that was left with this address."),
        _("To see, change or take back your signature, go to this page:"),
        "%(link)s",
        _("Whoever has this link can do the same. If you did not ask for it, do nothing."),
        _UNREAD,
    ],
    MailKind.NEWS: [
        _("You signed at %(site)s, and agreed that we write to you when there is news. There is some."),
        _("This page leads to it:"),
        "%(link)s",
        _("To get no more news:"),
        "%(stop)s",
        _UNREAD,
    ],
}
