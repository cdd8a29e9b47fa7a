"""Shape and wording of recipients, letterheads and copies."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.words import CHANNEL_NAMES
from safeconduct.publications.words import RECIPIENT_NAMES


class AddRecipients(forms.Form):
    """Posts that were found and ticked, all in one role and language."""

    role = forms.ChoiceField(label=_("They get it as"), choices=[(role.value, name) for role, name in RECIPIENT_NAMES.items()])
    language = forms.ChoiceField(label=_("In"))
    channel = forms.ChoiceField(
        label=_("By which way"),
        required=False,
        choices=[("", _("as each post wants to be reached")), *((channel.value, name) for channel, name in CHANNEL_NAMES.items())],
    )

    def __init__(self, *args: Any, languages: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["language"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(languages)


class ApproveRecipient(forms.Form):
    """How one recipient is addressed."""

    shown_holder = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    salutation = forms.CharField(label=_("The letter begins"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    closing = forms.CharField(label=_("It ends"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))


class SetLetterhead(forms.Form):
    """The letterhead of the own organisation."""

    lines = forms.CharField(
        label=_("Lines beside the name"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("At most six: street, town, mail, web address. The name stands by itself."),
    )
    place = forms.CharField(
        label=_("Where letters are dated"), required=False, max_length=80, help_text=_("The town that stands before the date.")
    )
    foot = forms.CharField(label=_("Foot of each page"), required=False, max_length=200)


class NoteSent(forms.Form):
    """What became of a copy that somebody carried."""

    on = forms.DateField(label=_("On which day?"), widget=forms.DateInput(attrs={"type": "date"}))
    proof = forms.CharField(
        label=_("Proof"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Who took it and where, or the number of the receipt."),
    )
    scan = forms.FileField(label=_("Scan of the receipt"), required=False, help_text=_("PDF, JPEG or PNG, at most 8 MB."))
