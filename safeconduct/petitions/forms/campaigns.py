"""Shape and wording of what a campaign is begun with and what of it may be set."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core import validators
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.countries import country_names
from safeconduct.petitions.rules.campaigns import MOST_SIGNERS
from safeconduct.publications.queries.choices import DemandChoice, writing_languages

TITLE = 300
Choices = Iterable[tuple[str, Any]]
DAY = forms.DateInput(attrs={"type": "date"})
SHORT = {"class": "govuk-input--width-10", "inputmode": "numeric"}
OWNERS = [
    ("organisation", _("Our organisation. Nobody is named.")),
    ("person", _("A person who began it is named beside the organisation.")),
]
WARNING = _(
    "A name on a petition stays on the web for good. Somebody who lives in, travels to, or has family in a country on the danger list "
    "can be harmed by it, years later. In doubt, let the organisation stand for it."
)


class Signers(forms.IntegerField):
    """A number of people, however its thousands are set apart: 10000, 10 000, 10,000 or 10.000."""

    default_error_messages = {"invalid": _("Write a whole number in digits, such as 10 000.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs=SHORT), **kwargs)
        self.validators = [
            validators.MinValueValidator(1, _("Write a number above nought.")),
            validators.MaxValueValidator(MOST_SIGNERS, _("So many people there are not.")),
        ]

    def to_python(self, value: Any) -> int | None:
        plain = "".join(str(value or "").split())
        return super().to_python(re.sub(r"(?<=\d)[.,’'](?=\d{3}(?:\D|$))", "", plain))


class Starter(forms.Form):
    """Who is shown to have begun it."""

    owner = forms.ChoiceField(label=_("Who stands for it?"), widget=forms.RadioSelect, choices=OWNERS, initial="organisation")
    starter = forms.CharField(label=_("Name, as it will stand on the page"), required=False, max_length=120)
    is_safe = forms.BooleanField(
        label=_("This person has agreed to be named, and neither they nor anybody near them is put in danger by it"), required=False
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("owner") != "person":
            given["starter"] = ""
            return given
        if not given.get("starter", "").strip():
            self.add_error("starter", _("Write the name, or let the organisation stand for it."))
        elif not given.get("is_safe"):
            self.add_error("is_safe", _("Ask them first. Tick this only when they have agreed and nobody is put in danger."))
        return given


class Facts(Starter):
    """What both forms ask."""

    goal = Signers(
        label=_("How many shall sign?"),
        help_text=_("A number that you can reach, and that moves whoever is asked. It can be raised, and never lowered once people sign."),
    )
    closes_on = forms.DateField(
        label=_("Last day of collecting"), required=False, widget=DAY, help_text=_("Leave it empty if you do not know yet.")
    )
    danger = forms.MultipleChoiceField(
        label=_("Countries in which a signature can put somebody in danger"), required=False, widget=forms.CheckboxSelectMultiple
    )
    asks_postcode = forms.BooleanField(
        label=_("Ask for a postcode"),
        required=False,
        help_text=_("It tells two people of one mailbox apart, and the addressee from where people write. Nobody has to give it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        danger: Any = self.fields["danger"]
        danger.choices = list(country_names(get_language() or "en").items())

    def suggested_first(self, codes: Iterable[str]) -> None:
        """Put the countries that are ticked beforehand at the head of the list."""
        danger: Any = self.fields["danger"]
        first = set(codes)
        danger.choices = sorted(danger.choices, key=lambda one: one[0] not in first)


class NewCampaign(Facts):
    """Everything that a campaign is begun with. The text itself is written afterwards, as every publication is."""

    title = forms.CharField(label=_("What is asked, in one line"), max_length=TITLE, help_text=_("A working title will do."))
    language = forms.ChoiceField(
        label=_("Language you begin in"), choices=writing_languages, initial="en", help_text=_("The others are translated from it.")
    )
    demands = forms.MultipleChoiceField(
        label=_("Which demands does it make?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each becomes a numbered part of the text, in the register’s own words. You can change this in the text."),
    )
    words = forms.CharField(
        label=_("Look for posts by title, body or holder"),
        required=False,
        max_length=200,
        help_text=_("For example: foreign minister Denmark"),
    )
    posts = forms.MultipleChoiceField(label=_("Addressees"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, demands: Iterable[DemandChoice], posts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted: Any = self.fields["demands"]
        wanted.choices = [(one.reference, one.sentence) for one in demands]
        offered: Any = self.fields["posts"]
        offered.choices = list(posts)


class SetCampaign(Facts):
    """What may be set while it runs."""

    takes_reasons = forms.BooleanField(
        label=_("People may write why they sign"), required=False, help_text=_("Each is looked at before it is shown.")
    )
    shows_names = forms.BooleanField(
        label=_("Show the names of those who sign in public"), required=False, help_text=_("From the next day on, ordered by name.")
    )
    partners_named = forms.MultipleChoiceField(
        label=_("Partner organisations that a signer may agree to hear from"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, partners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named: Any = self.fields["partners_named"]
        named.choices = list(partners)


def as_typed(given: QueryDict, form: type[forms.Form]) -> dict[str, Any]:
    """Give what was typed as first values of a new form: for a page that is shown again without anything being judged."""
    typed: dict[str, Any] = {}
    for name, field in form.base_fields.items():
        if isinstance(field, forms.MultipleChoiceField):
            typed[name] = given.getlist(name)
        elif isinstance(field, forms.BooleanField):
            typed[name] = name in given
        else:
            typed[name] = given.get(name, "")
    return typed
