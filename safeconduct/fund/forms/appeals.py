"""Shape and wording of what an appeal is made of, and of what two people count."""

from collections.abc import Iterable
from datetime import UTC
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from safeconduct.fund.rules.money import NotAnAmount, parse_amount
from safeconduct.kit.countries import country_names
from safeconduct.kit.currencies import is_currency
from safeconduct.kit.languages import PUBLIC_LANGUAGES

Choices = Iterable[tuple[str, str]]
FORM = "%Y-%m-%dT%H:%M"
MOST_TEXT, MOST_TITLE, MOST_WORD = 10_000, 120, 20
AMOUNT_FAULTS = {
    "empty": _("Write a sum."),
    "unclear": _("Write the sum without a point or comma between thousands: 1 000 or 1000."),
    "too-fine": _("Write the sum with no more digits behind the point than the currency has."),
    "too-much": _("So much money there is not. Look at the noughts."),
    "not-a-number": _("Write the sum in digits, such as 100 000 or 1250,50."),
}


class Moment(forms.DateTimeField):
    """A day and a time, in UTC."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(format=FORM, attrs={"type": "datetime-local", "class": "govuk-input--width-20"})
        super().__init__(widget=widget, input_formats=[FORM, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"], **kwargs)

    def to_python(self, value: Any) -> Any:
        found = super().to_python(value)
        return found.replace(tzinfo=UTC) if found is not None else None


class TextForm(forms.Form):
    """An appeal in one language."""

    language = forms.ChoiceField(label=_("Language"), choices=PUBLIC_LANGUAGES)
    title = forms.CharField(label=_("What is asked, in one line"), max_length=MOST_TITLE)
    text = forms.CharField(
        label=_("What the money is for"),
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Plain sentences; an empty line begins a new paragraph. Nothing that tells where somebody is."),
    )
    above_goal = forms.CharField(
        label=_("What happens to money above the goal"),
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is shown before anybody gives, and cannot be changed afterwards."),
    )

    def __init__(self, *args: Any, languages: Choices = PUBLIC_LANGUAGES, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["language"]
        offered.choices = list(languages)


class NewAppeal(TextForm):
    """Everything an appeal is made of. A second person opens it."""

    fund = forms.ChoiceField(label=_("For which fund?"))
    crisis = forms.ChoiceField(label=_("In which crisis?"))
    slug = forms.SlugField(
        label=_("Address of its page"), max_length=80, help_text=_("Small letters and hyphens, such as safe-today. It never changes.")
    )
    currency = forms.CharField(
        label=_("Currency"), max_length=3, min_length=3, initial="SEK", widget=forms.TextInput(attrs={"class": "govuk-input--width-5"})
    )
    goal = forms.CharField(
        label=_("Goal"), max_length=30, widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal"})
    )
    closes_at = Moment(label=_("To be met by (day and time, UTC)"), help_text=_("Gifts are taken afterwards too, and the page says so."))
    word = forms.CharField(
        label=_("Word that givers write in the message"),
        max_length=MOST_WORD,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        help_text=_("One word of plain letters, at least four, that nobody mixes up with that of another appeal."),
    )
    aliases = forms.CharField(
        label=_("The word in other languages, separated by commas"),
        max_length=400,
        required=False,
        help_text=_("For example: Чечня, Chechnya"),
    )
    channels = forms.MultipleChoiceField(
        label=_("Ways to give"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("Only what two people have verified.")
    )
    danger = forms.MultipleChoiceField(
        label=_("Countries from which giving can put somebody in danger"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, funds: Choices, crises: Choices, channels: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = country_names(get_language() or "en")
        for field, choices in (("fund", funds), ("crisis", crises), ("channels", channels), ("danger", names.items())):
            offered: Any = self.fields[field]
            offered.choices = list(choices)
        ticked = set(self.data.getlist("danger")) if hasattr(self.data, "getlist") else set()
        danger: Any = self.fields["danger"]
        danger.choices = sorted(danger.choices, key=lambda one: one[0] not in ticked)

    def clean_currency(self) -> str:
        code = str(self.cleaned_data["currency"]).upper()
        if not is_currency(code):
            raise forms.ValidationError(_("Three letters, such as SEK."))
        return code

    def clean_aliases(self) -> list[str]:
        said = [part.strip() for part in str(self.cleaned_data["aliases"]).split(",")]
        return [part for part in said if part]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if "goal" in given and "currency" in given:
            given["goal_minor"] = amount_of(self, "goal", given["currency"])
        return given


class NewCount(forms.Form):
    """What one person counted."""

    until = Moment(label=_("Counted up to (day and time, UTC)"), help_text=_("Agree on the moment with the colleague who counts too."))
    gifts = forms.IntegerField(
        label=_("How many gifts since the last bank file?"),
        min_value=1,
        max_value=10_000_000,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "numeric"}),
    )
    sum = forms.CharField(label=_("Their sum"), widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal"}))
    largest = forms.CharField(
        label=_("The largest of them"), widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal"})
    )

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = currency

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for name in ("sum", "largest"):
            if name in given:
                given[f"{name}_minor"] = amount_of(self, name, self.currency)
        return given


class ConfirmCount(forms.Form):
    """The sum that the second person came to."""

    sum = forms.CharField(
        label=_("The sum that you counted"), widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal"})
    )

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = currency

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if "sum" in given:
            given["sum_minor"] = amount_of(self, "sum", self.currency)
        return given


def amount_of(form: forms.Form, name: str, currency: str) -> int:
    """Read a field as a sum, in the smallest unit; where it is none the field says why, and the sum is nought."""
    try:
        return parse_amount(str(form.cleaned_data[name]), currency).minor
    except NotAnAmount as fault:
        form.add_error(name, AMOUNT_FAULTS[fault.code])
        return 0
