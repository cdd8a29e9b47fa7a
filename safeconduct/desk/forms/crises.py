"""The form that opens a crisis."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from safeconduct.crises.actions.open_crisis import RESERVED, SlugReserved
from safeconduct.kit.languages import PUBLIC_LANGUAGES


class LetIn(forms.Form):
    """Another organisation that answers the crisis."""

    name = forms.CharField(
        label=_("Let another organisation in"),
        max_length=200,
        help_text=_("Its full name. Its members will see everything of this crisis that is shared with the coalition."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class OpenCrisis(forms.Form):
    """A crisis in its first language; other languages are added later."""

    title = forms.CharField(label=_("What is happening, in a few words"), max_length=200)
    lead = forms.CharField(
        label=_("Two or three sentences for somebody who has not heard of it"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    language = forms.ChoiceField(label=_("Language of these words"), choices=PUBLIC_LANGUAGES, initial="en")
    slug = forms.SlugField(
        label=_("Address"), max_length=60, help_text=_("Small letters, digits and hyphens. It stays for good: chechnya-2017.")
    )
    place = forms.CharField(
        label=_("Country or region code"),
        max_length=6,
        required=False,
        help_text=_("ISO 3166: RU for a country, RU-CE for a region of it. Leave it empty if there is none."),
    )
    began = forms.CharField(
        label=_("Since when"), max_length=40, required=False, help_text=_("2017-02 for a month, 2017 for a year, 2017-02~ for about.")
    )

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if slug in RESERVED:
            raise forms.ValidationError(SlugReserved.sentence)
        return slug

    def clean_place(self) -> str:
        place: str = self.cleaned_data["place"].upper()
        if place and not re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", place):
            raise forms.ValidationError(_("Write two letters for a country, such as RU, or add the region: RU-CE."))
        return place
