"""What anybody may send from a public page."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.countries import country_names
from safeconduct.publications.words import WAY_NAMES


class IWrote(forms.Form):
    """That somebody wrote: by which way and, if they like, from which country. There is no other field, and none that tells who."""

    way = forms.ChoiceField(
        label=_("How did you write?"),
        choices=[(way.value, name) for way, name in WAY_NAMES.items()],
        widget=forms.RadioSelect,
    )
    country = forms.ChoiceField(label=_("From which country?"), required=False, help_text=_("You need not say. Nothing else is kept."))
    ticket = forms.CharField(max_length=120, required=False, widget=forms.HiddenInput)
    # People do not see it; programmes fill in whatever they find.
    website = forms.CharField(label=_("Leave this line empty"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country: Any = self.fields["country"]
        country.choices = [("", _("I would rather not say")), *country_names(get_language() or "en").items()]
