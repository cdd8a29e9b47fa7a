"""What an urgent action asks of a member: consent, weighing, number, last day, outcome."""

from django import forms
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.languages import DOCUMENT_LANGUAGES
from safeconduct.publications.rules.urgent import ConsentBy, OutcomeKind

DAY = forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"})
WORDS = 4000

CONSENT_BY = [
    (ConsentBy.PERSON.value, _("The person at risk")),
    (ConsentBy.FAMILY.value, _("Their family")),
    (ConsentBy.LAWYER.value, _("Their lawyer")),
]
OUTCOMES = [
    (OutcomeKind.POSITIVE.value, _("Better for the person")),
    (OutcomeKind.NEGATIVE.value, _("Worse for the person")),
    (OutcomeKind.MIXED.value, _("Better and worse")),
    (OutcomeKind.UNKNOWN.value, _("Not known")),
]


class RecordConsent(forms.Form):
    """Who agreed, when, and to what; never who they are."""

    given_by = forms.ChoiceField(label=_("Who gave consent?"), choices=CONSENT_BY, widget=forms.RadioSelect)
    given_on = forms.DateField(label=_("On which day?"), widget=DAY)
    covers = forms.CharField(
        label=_("What may be named, and what may not?"),
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("As it was agreed: “that he was taken, and the town; not his name, not his work”. Write no name here."),
    )


class WithdrawConsent(forms.Form):
    """When consent was withdrawn."""

    on = forms.DateField(label=_("Withdrawn on"), widget=DAY)


class WeighHarm(forms.Form):
    """Why publishing does more good than harm."""

    words = forms.CharField(
        label=_("What does the person gain, what do they risk, and why does the first outweigh the second?"),
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Think of the person, of relatives, of others in custody, of those who told us. It stands under your name."),
    )


class NumberAction(forms.Form):
    """Number, year and index."""

    year = forms.IntegerField(
        label=_("Year"), min_value=1961, max_value=2100, widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"})
    )
    number = forms.IntegerField(
        label=_("Number"),
        required=False,
        min_value=1,
        max_value=9999,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
        help_text=_("Leave it empty to get the next free one."),
    )
    index = forms.CharField(
        label=_("Index"),
        required=False,
        max_length=24,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        help_text=_("If your organisation keeps one: EUR 46/0012/2017."),
    )


class SetDeadline(forms.Form):
    """The last day."""

    on = forms.DateField(
        label=_("Appeals before"),
        widget=DAY,
        help_text=_("The last day on which anybody may write. On the next the page stops asking by itself."),
    )


class RecordOutcome(forms.Form):
    """What changed after the action."""

    kind = forms.ChoiceField(label=_("How did it change?"), choices=OUTCOMES, widget=forms.RadioSelect)
    on = forms.DateField(label=_("On which day?"), widget=DAY)
    language = forms.ChoiceField(label=_("Language of the words"), choices=DOCUMENT_LANGUAGES, initial="en")
    text = forms.CharField(
        label=_("What changed?"),
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What changed and when, never why: what came after letters did not for that come because of them. Everybody reads it."),
    )
    source_note = forms.CharField(label=_("Where it can be checked"), max_length=300)
    means_something_else = forms.BooleanField(
        label=_("I have read these words again: they do not say that it changed because of the action."), required=False
    )
