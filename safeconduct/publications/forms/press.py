"""What the press desk asks of a member: contacts, words about the organisation, journalists."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.languages import DOCUMENT_LANGUAGES
from safeconduct.publications.rules.embargoes import zones

DAYS = [
    ("1", _("Monday")),
    ("2", _("Tuesday")),
    ("3", _("Wednesday")),
    ("4", _("Thursday")),
    ("5", _("Friday")),
    ("6", _("Saturday")),
    ("7", _("Sunday")),
]
HOUR = forms.TimeInput(attrs={"type": "time", "class": "govuk-input--width-5"})
SPOKEN = [(code, name) for code, name in DOCUMENT_LANGUAGES if code != "und"]


class KeepContact(forms.Form):
    """A press desk."""

    name = forms.CharField(label=_("For whom to ask"), max_length=120, help_text=_("A work name, or simply the press desk. It is public."))
    telephone = forms.CharField(label=_("Telephone"), max_length=60, required=False)
    mail = forms.EmailField(label=_("Mail address"), max_length=254, required=False)
    languages = forms.MultipleChoiceField(label=_("Languages"), choices=SPOKEN, widget=forms.CheckboxSelectMultiple)
    days = forms.MultipleChoiceField(label=_("Days"), choices=DAYS, widget=forms.CheckboxSelectMultiple, initial=list("12345"))
    opens = forms.TimeField(label=_("Opens"), widget=HOUR, initial="09:00")
    closes = forms.TimeField(label=_("Closes"), widget=HOUR, initial="17:00", help_text=_("Earlier than it opens: open over midnight."))
    zone = forms.ChoiceField(label=_("Time zone"), help_text=_("That of the desk; readers are told it with the hours."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone: Any = self.fields["zone"]
        zone.choices = [(name, name) for name in zones()]


class WriteBoilerplate(forms.Form):
    """What the organisation says of itself."""

    language = forms.ChoiceField(label=_("Language"), choices=SPOKEN, initial="en")
    text = forms.CharField(label=_("In two or three sentences"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class AddJournalist(forms.Form):
    """A journalist who asked to be on the list."""

    name = forms.CharField(label=_("Name"), max_length=120)
    outlet = forms.CharField(label=_("Outlet"), max_length=120)
    mail = forms.EmailField(label=_("Work address"), max_length=254, help_text=_("One they gave for this. Only your organisation sees it."))
    language = forms.ChoiceField(label=_("Language they are written to in"), choices=SPOKEN, initial="en")
    agreed_on = forms.DateField(
        label=_("Agreed to terms of embargoes on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}),
    )


class GiveAccess(forms.Form):
    """To whom a release is shown before its hour, and how the address reaches them."""

    journalist = forms.ChoiceField(label=_("Journalist"))
    way = forms.ChoiceField(
        label=_("How do they get the address?"),
        choices=[("mail", _("By mail, from the outbox")), ("shown", _("Shown to me once; I hand it over"))],
        initial="mail",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, journalists: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        journalist: Any = self.fields["journalist"]
        journalist.choices = journalists


class SetPlace(forms.Form):
    """The place before the first words."""

    place = forms.CharField(label=_("Place"), max_length=80, required=False, help_text=_("Where the release is dated: Copenhagen."))
