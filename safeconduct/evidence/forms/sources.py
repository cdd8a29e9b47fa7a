"""What people fill in about a source."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safeconduct.evidence.actions.describe_source import QUESTIONS, Description
from safeconduct.evidence.forms.fields import day, line, paragraph
from safeconduct.evidence.queries.sources import SOURCE_KINDS, SourceFilter

ANY = ("", _("All"))


class Narrow(forms.Form):
    """What of the list to show."""

    words = line(_("Name"))
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ANY, *SOURCE_KINDS])
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ANY,
            ("undescribed", _("Not described yet")),
            ("due", _("Description to be looked at again")),
            ("withdrawn", _("Took something back")),
        ],
    )


def filter_of(data: Mapping[str, Any]) -> SourceFilter:
    """Read the filter from an address."""
    return SourceFilter(**{name: str(data.get(name, ""))[:200].strip() for name in ("words", "kind", "state")})


class Describe(forms.Form):
    """One question a field; empty means nobody knows yet."""

    kind = forms.ChoiceField(label=_("What sort of source"), choices=SOURCE_KINDS)
    country = line(_("Country"), length=6, hint=_("Two letters: SE."))
    office = line(_("Office, of a person"), hint=_("“foreign minister of Lithuania”. Only what is public."))
    address = forms.URLField(label=_("Its own page"), required=False, max_length=500, assume_scheme="https")
    mission = paragraph(_("What is it for?"), required=False)
    funding = paragraph(_("Who pays for it?"), required=False)
    independence = paragraph(_("Who can tell it what to say?"), required=False)
    methodology = paragraph(_("How does it find things out?"), required=False)
    coverage = paragraph(_("What does it cover, and what not?"), required=False)
    known_bias = paragraph(_("What is it known to lean towards?"), required=False)
    field_knowledge = paragraph(_("How well does it know the place and the people?"), required=False)
    review_due = day(_("Look again by"), hint=_("A year is usual."))

    def description(self) -> Description:
        """Give what was filled in as the action takes it."""
        given = self.cleaned_data
        return Description(
            kind=given["kind"],
            country=given["country"].upper(),
            office=given["office"],
            address=given["address"],
            answers={question: given[question] for question in QUESTIONS},
            review_due=given["review_due"],
        )


class Spelling(forms.Form):
    """Another way in which the name is written."""

    name = line(_("The name as it stands in a document"), required=True)


class Merge(forms.Form):
    """Which other source is the same one."""

    other = forms.ChoiceField(label=_("The other source"))

    def __init__(self, *args: Any, others: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = [("", "—"), *others]  # type: ignore[attr-defined]
