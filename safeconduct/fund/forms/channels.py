"""Shape and wording of a book, its funds, its accounts at banks, and the numbers that people may send money to."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safeconduct.fund.rules.channels import KINDS
from safeconduct.fund.rules.identifiers import plain_number
from safeconduct.fund.words import CHANNEL_NAMES

Choices = Iterable[tuple[str, str]]
MOST_CODE, MOST_HOLDER, MOST_NAME, MOST_PURPOSE, MOST_TYPED = 40, 70, 120, 300, 60


class Currency(forms.CharField):
    """A currency, in whatever letters."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"class": "govuk-input--width-5", "autocapitalize": "characters"})
        super().__init__(label=_("Currency"), min_length=3, max_length=3, initial="SEK", widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        return str(super().clean(value)).upper()


def _code(help_text: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"class": "govuk-input--width-20", "autocapitalize": "none", "spellcheck": "false"})
    return forms.CharField(label=_("Code in the books"), max_length=MOST_CODE, widget=widget, help_text=help_text)


def _number(label: Any) -> forms.CharField:
    attrs = {"class": "govuk-input--width-20", "autocomplete": "off", "spellcheck": "false", "dir": "ltr"}
    return forms.CharField(
        label=label,
        max_length=MOST_TYPED,
        widget=forms.TextInput(attrs=attrs),
        help_text=_("From the bank’s own paper. Spaces and hyphens make no difference."),
    )


class NewBook(forms.Form):
    """The currency a book thinks in."""

    currency = Currency(help_text=_("The one your organisation reckons in. Others may stand beside it."))


class NewFund(forms.Form):
    """What is said of a fund before anybody gives."""

    name = forms.CharField(label=_("Name, as givers will read it"), max_length=MOST_NAME)
    code = _code(_("Small letters, digits and hyphens, such as safe-today. It never changes."))
    is_undeducted = forms.BooleanField(
        label=_("Everything given is passed on; another fund bears the fees"),
        required=False,
        help_text=_("It cannot be changed afterwards."),
    )
    sponsor = forms.ChoiceField(label=_("Which fund bears its fees?"), required=False)
    second = forms.ChoiceField(label=_("Where may what is left go?"), required=False)
    second_purpose = forms.CharField(
        label=_("What is left is used for"), max_length=MOST_PURPOSE, required=False, help_text=_("In a sentence that givers read.")
    )

    def __init__(self, *args: Any, funds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("sponsor", "second"):
            offered: Any = self.fields[name]
            offered.choices = [("", _("None")), *funds]


class NewBankAccount(forms.Form):
    """An account at a bank."""

    code = _code(_("Small letters, digits and hyphens, such as bg. It never changes."))
    currency = Currency()
    known_as = forms.CharField(
        label=_("The numbers by which the bank’s files name it, one a line"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr", "spellcheck": "false"}),
        help_text=_("Its IBAN, and its bankgiro or plusgiro."),
    )
    bic = forms.CharField(
        label=_("BIC of the bank"), max_length=20, required=False, widget=forms.TextInput(attrs={"class": "govuk-input--width-10"})
    )

    def clean_known_as(self) -> list[str]:
        return [line for line in str(self.cleaned_data["known_as"]).splitlines() if line.strip()]


class NewChannel(forms.Form):
    """A number, as the first person types it. ``looked_at`` repeats a number that stands beside another one and is meant all the same."""

    account = forms.ChoiceField(label=_("Which account does the money reach?"))
    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind, CHANNEL_NAMES[kind]) for kind in KINDS])
    number = _number(_("Number"))
    holder = forms.CharField(
        label=_("Whose account it is, as the bank has it"),
        max_length=MOST_HOLDER,
        help_text=_("The organisation, never a person. Givers see this name in their own bank."),
    )
    looked_at = forms.CharField(required=False, max_length=MOST_TYPED, widget=forms.HiddenInput)

    def __init__(self, *args: Any, accounts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["account"]
        offered.choices = list(accounts)

    @property
    def is_beside_known(self) -> bool:
        """Whether the tick was set for this very number, and not for another that was typed before."""
        return plain_number(self.cleaned_data["looked_at"]) == plain_number(self.cleaned_data["number"])


class ConfirmChannel(forms.Form):
    """The number, as the second person types it."""

    number = _number(_("The number, typed again"))
