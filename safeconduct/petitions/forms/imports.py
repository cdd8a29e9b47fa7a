"""A list of signers as a form: the file, and what a person says about it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.countries import country_names
from safeconduct.petitions.queries.imports import KIND_NAMES
from safeconduct.petitions.rules.importing import FIELDS, Kind, Options

FIELD_NAMES = {
    "name": _("Whole name"),
    "given": _("Given name"),
    "family": _("Family name"),
    "mail": _("Mail address"),
    "country": _("Country"),
    "postcode": _("Postcode"),
    "day": _("Day of signing"),
    "public": _("Name is public: yes or no"),
    "anonymous": _("Anonymous: yes or no"),
    "confirmed": _("Confirmed: yes, no, or the day"),
    "bounced": _("Address takes no mail: yes or no"),
    "hidden": _("Withdrawn: yes or no"),
    "language": _("Language"),
}
KNOWN, NONE = "=", "-"


class BringSigners(forms.Form):
    """The file and where it comes from."""

    kind = forms.ChoiceField(
        label=_("What it is"), choices=[(kind.value, name) for kind, name in KIND_NAMES.items()], widget=forms.RadioSelect
    )
    signers = forms.FileField(
        label=_("File"), help_text=_("It is kept in memory alone, sealed, and gone once it is brought in, or after six hours.")
    )


class SayOptions(forms.Form):
    """What a person says about the list."""

    counts_without_address = forms.BooleanField(
        label=_("Count rows without a mail address"),
        required=False,
        help_text=_(
            "They are only counted: no name is kept, because nobody could ever take it back. Bring such a list in once, from the last "
            "export; without addresses nobody can tell who signed twice."
        ),
    )
    only_count = forms.BooleanField(
        label=_("Keep no names at all"), required=False, help_text=_("Everybody is only counted, whatever the list says.")
    )
    month_first = forms.BooleanField(label=_("04/05/2017 is the fifth of April"), required=False)
    country = forms.ChoiceField(label=_("Country of rows that say none"), required=False)

    def __init__(self, *args: Any, heads: Sequence[str], columns: dict[str, str], chosen: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.heads = [head for head in dict.fromkeys(heads) if head]
        self.fields["country"].choices = [("", _("not said")), *country_names("en").items()]  # type: ignore[attr-defined]
        for name in FIELDS:
            found = columns.get(name) if name not in chosen else None
            as_known = _("as its head says: %(head)s") % {"head": found} if found else _("none by its head")
            choices = [(KNOWN, as_known), (NONE, _("no column")), *((f"+{head}", head) for head in self.heads)]
            start = KNOWN if name not in chosen else f"+{chosen[name]}" if chosen[name] else NONE
            self.fields[f"column_{name}"] = forms.ChoiceField(label=FIELD_NAMES[name], choices=choices, required=False, initial=start)

    def plain(self) -> list[forms.BoundField]:
        """Give the fields that are about the whole list."""
        return [field for field in self if not field.name.startswith("column_")]

    def of_columns(self) -> list[forms.BoundField]:
        """Give the fields that say which column is which."""
        return [field for field in self if field.name.startswith("column_")]

    def options(self, language: str) -> Options:
        """Give what was said."""
        given = self.cleaned_data
        picked = {name: given[f"column_{name}"] for name in FIELDS if given[f"column_{name}"] not in {"", KNOWN}}
        return Options(
            columns={name: "" if head == NONE else head.removeprefix("+") for name, head in picked.items()},
            country=given["country"],
            language=language,
            month_first=given["month_first"],
            counts_without_address=given["counts_without_address"],
            only_count=given["only_count"],
        )


def usual_options(kind: Kind, language: str) -> Options:
    """Give the options that a list of this kind begins with."""
    return Options(language=language, counts_without_address=kind is Kind.OPENPETITION)
