"""Fields that several forms of the desk share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safeconduct.evidence.rules.moments import normalise

Words = Any  # a string, or one that is translated when it is shown; Django's stubs keep that type to themselves


class TimeField(forms.CharField):
    """A time as EDTF; loosely written ones are put right."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("max_length", 60)
        kwargs.setdefault("help_text", _("2017-04-01, 2017-04 for a month, 2017-04~ for about then, 2017-04-01/.. for since then."))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        try:
            return normalise(text)
        except ValueError:
            raise forms.ValidationError(
                _("This time cannot be read. Write 2017-05-19, 2017-05 for a month, 2017-04~ for about April 2017.")
            ) from None


def line(label: Words, *, required: bool = False, length: int = 200, hint: Words = "") -> forms.CharField:
    """Give a field of one line, in whatever direction it is written."""
    widget = forms.TextInput(attrs={"dir": "auto"})
    return forms.CharField(label=label, required=required, max_length=length, help_text=hint, widget=widget)


def paragraph(label: Words, *, required: bool = True, rows: int = 3, hint: Words = "") -> forms.CharField:
    """Give a field of several lines, in whatever direction it is written."""
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, required=required, help_text=hint, widget=widget)


def day(label: Words, *, required: bool = False, hint: Words = "") -> forms.DateField:
    """Give a field for one day of the calendar."""
    return forms.DateField(label=label, required=required, help_text=hint, widget=forms.DateInput(attrs={"type": "date"}))
