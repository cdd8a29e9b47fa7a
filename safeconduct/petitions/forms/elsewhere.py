"""What the desk asks about counts elsewhere: sheets of paper, partners, keys of the interface, addresses that are told."""

import binascii
from base64 import b64decode
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.countries import country_names
from safeconduct.petitions.rules.counting import MOST
from safeconduct.petitions.words import EVENT_NAMES

SHORT = {"class": "govuk-input--width-10", "inputmode": "numeric"}
ADDRESS = {"dir": "ltr", "spellcheck": "false", "inputmode": "url"}


class RecordPaper(forms.Form):
    """Signatures on sheets, counted once."""

    number = forms.IntegerField(label=_("How many did you count?"), min_value=1, max_value=MOST, widget=forms.NumberInput(attrs=SHORT))
    on = forms.DateField(label=_("Counted on"), widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}))
    country = forms.ChoiceField(label=_("Country, if all are from one"), required=False)
    note = forms.CharField(
        label=_("Where do the sheets lie?"),
        max_length=300,
        required=False,
        help_text=_("So that they can be counted again. Name no signer."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country: Any = self.fields["country"]
        country.choices = [("", _("Several, or not known")), *country_names(get_language() or "en").items()]


class CheckPaper(forms.Form):
    """The same sheets, counted by somebody else."""

    number = forms.IntegerField(label=_("How many did you count?"), min_value=1, max_value=MOST, widget=forms.NumberInput(attrs=SHORT))


class AddPartner(forms.Form):
    """Another place that collects for the same demand."""

    name = forms.CharField(label=_("Who collects there?"), max_length=120, help_text=_("It stands on the page beside the number."))
    address = forms.CharField(
        label=_("Address of its count (if it has one)"),
        max_length=300,
        required=False,
        help_text=_("It ends in count.json. Without it you write the number in by hand."),
        widget=forms.TextInput(attrs=ADDRESS),
    )
    key = forms.CharField(
        label=_("Its key"),
        max_length=60,
        required=False,
        help_text=_("44 signs. Let them tell you by another way than that address, and compare."),
        widget=forms.TextInput(attrs={"dir": "ltr", "spellcheck": "false", "autocomplete": "off"}),
    )

    def clean_key(self) -> bytes:
        """Read the key; anything else is refused by the action."""
        try:
            return b64decode(self.cleaned_data["key"].strip(), validate=True)
        except (binascii.Error, ValueError):
            return b""


class WritePartnerCount(forms.Form):
    """What a partner tells, by hand."""

    count = forms.IntegerField(label=_("How many do they tell?"), min_value=0, max_value=MOST, widget=forms.NumberInput(attrs=SHORT))


class GiveSigningKey(forms.Form):
    """Who may send signatures."""

    name = forms.CharField(label=_("Who gets it?"), max_length=120, help_text=_("So that you know whose to end."))


class AddWebhook(forms.Form):
    """Which address is told of what."""

    address = forms.CharField(label=_("Address that is told"), max_length=300, widget=forms.TextInput(attrs=ADDRESS))
    events = forms.MultipleChoiceField(
        label=_("Of what?"), choices=[(event, name) for event, name in EVENT_NAMES.items()], widget=forms.CheckboxSelectMultiple
    )
