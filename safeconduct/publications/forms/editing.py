"""Shape and wording of what people enter in the editor."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from safeconduct.publications.queries.choices import DemandChoice, kinds_offered, secrecy_choices, writing_languages
from safeconduct.publications.rules.kinds import Role


def kind_choices() -> list[tuple[str, Any]]:
    """Give the kinds that can be begun, each with a sentence."""
    return [(code, format_html("<strong>{}</strong><br>{}", name, sentence)) for code, name, sentence in kinds_offered()]


TITLE = 300
REASON = 1000


class NewPublication(forms.Form):
    """What it is, what it is called, in which language it begins, and which demands it makes."""

    kind = forms.ChoiceField(label=_("What do you want to write?"), widget=forms.RadioSelect, choices=kind_choices)
    title = forms.CharField(label=_("Title, or subject"), max_length=TITLE, help_text=_("A working title will do."))
    original = forms.ChoiceField(
        label=_("Language you begin in"), choices=writing_languages, initial="en", help_text=_("The others are translated from it.")
    )
    demands = forms.MultipleChoiceField(
        label=_("Which demands does it make?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each becomes a numbered part. You can add and take out demands later."),
    )

    def __init__(self, *args: Any, demands: Iterable[DemandChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["demands"].choices = [(one.reference, one.sentence) for one in demands]  # type: ignore[attr-defined]
        if not self.fields["demands"].choices:  # type: ignore[attr-defined]
            del self.fields["demands"]


class FurtherPublication(forms.Form):
    """A sibling of a letter, or an update of an urgent action."""

    title = forms.CharField(label=_("Title, or subject"), max_length=TITLE)


class SetTitle(forms.Form):
    """The title in one language."""

    language = forms.ChoiceField(label=_("Language"), choices=writing_languages, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Title"), max_length=TITLE)


class AddLanguage(forms.Form):
    """One more language, which begins with its title."""

    language = forms.ChoiceField(label=_("Language"))
    text = forms.CharField(label=_("Title in this language"), max_length=TITLE)

    def __init__(self, *args: Any, languages: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = list(languages)  # type: ignore[attr-defined]


class OfDemand(forms.Form):
    """A form that offers the demands of the crisis."""

    def offer(self, demands: Iterable[DemandChoice]) -> None:
        """Fill the choice of the demand."""
        offered = [("", "—"), *((one.reference, one.sentence) for one in demands)]
        self.fields["demand"].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("role") == Role.DEMAND and not given.get("demand"):
            self.add_error("demand", _("Choose the demand that this part makes. If it is new, write it down among the demands first."))
        return given


class AddPart(OfDemand):
    """One more part."""

    role = forms.ChoiceField(label=_("What is it for?"))
    demand = forms.ChoiceField(label=_("Which demand, if it makes one"), required=False)
    after = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(self, *args: Any, roles: Iterable[tuple[str, Any]], demands: Iterable[DemandChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = list(roles)  # type: ignore[attr-defined]
        self.offer(demands)


class SetPart(OfDemand):
    """What a part is for, who reads it, and of a quote who says it."""

    role = forms.ChoiceField(label=_("What is it for?"))
    secrecy = forms.ChoiceField(label=_("Who reads it?"), widget=forms.RadioSelect, choices=secrecy_choices)
    demand = forms.ChoiceField(label=_("Which demand, if it makes one"), required=False)
    speaker = forms.CharField(
        label=_("Who says it, if it is a quote"), required=False, max_length=200, help_text=_("Name and office, as they will be printed.")
    )
    approved_on = forms.DateField(
        label=_("Day on which they agreed to these words"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    approval_note = forms.CharField(
        label=_("How they agreed"), required=False, max_length=300, help_text=_("By mail to the press desk, for example.")
    )

    def __init__(self, *args: Any, roles: Iterable[tuple[str, Any]], demands: Iterable[DemandChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = list(roles)  # type: ignore[attr-defined]
        self.offer(demands)


class WritePart(forms.Form):
    """The words of a part in one language, and what the writer had before them."""

    text = forms.CharField(label=_("Text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 14}))
    is_translated = forms.BooleanField(
        label=_("It says what the original says now"),
        required=False,
        initial=True,
        help_text=_("Leave it unticked if you only put right a slip."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    made_from = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    q = forms.CharField(label=_("Words of a claim or a demand, or its reference"), required=False, max_length=300)


class Describe(forms.Form):
    """Who reads a publication."""

    is_for_everybody = forms.BooleanField(
        label=_("Everybody may read its public part once it is released"),
        required=False,
        help_text=_("It gets a page of its own. Parts for the addressee only never stand there."),
    )


class Allow(forms.Form):
    """Why a finding may stand."""

    because = forms.CharField(label=_("Why it may stand"), max_length=REASON, widget=forms.Textarea(attrs={"rows": 2}))
