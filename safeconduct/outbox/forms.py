"""Shape and wording of what people enter at the outbox."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Retry(forms.Form):
    """Where a message goes the second time."""

    to_address = forms.CharField(
        label=_("Address"),
        max_length=254,
        help_text=_("Correct it here if the old one does not exist any more, and at the post too: the next letter reads it there."),
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off", "spellcheck": "false"}),
    )


class Settle(forms.Form):
    """What became of a message of which nobody knows."""

    was_sent = forms.ChoiceField(
        label=_("What became of it?"),
        choices=[("yes", _("It was sent: the provider's list of sent mail shows it")), ("no", _("It was not sent. Try again"))],
        widget=forms.RadioSelect,
        help_text=_("Look first: if it was sent after all, the office gets it twice."),
    )
