"""The form at the door."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SignIn(forms.Form):
    """Name and passphrase."""

    handle = forms.CharField(
        label=_("Sign-in name"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"})
    )
    passphrase = forms.CharField(label=_("Passphrase"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))
    next = forms.CharField(required=False, widget=forms.HiddenInput)
