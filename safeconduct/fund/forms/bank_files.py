"""A bank file as a form."""

from django import forms
from django.utils.translation import gettext_lazy as _


class BringBankFile(forms.Form):
    """The file, as the bank gave it."""

    bank_file = forms.FileField(
        label=_("File of the bank"),
        help_text=_("camt.054 or camt.053, MT940 or BgMax, unopened. It is read in memory and not kept; names in it are sealed."),
    )
