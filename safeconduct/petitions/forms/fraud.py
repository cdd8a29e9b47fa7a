"""Which signatures a bulk action is about, as a form."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.countries import country_names
from safeconduct.kit.languages import DOCUMENT_LANGUAGES
from safeconduct.petitions.words import CHANNEL_NAMES, STATE_NAMES, VISIBILITY_NAMES
from safeconduct.signing.queries.domains import domain_tags
from safeconduct.signing.rules.kinds import Channel, Visibility
from safeconduct.signing.rules.sifting import IN_QUESTION, Sift

NAMED = dict(DOCUMENT_LANGUAGES)
NO_COUNTRY = "-"
MOST_TYPED = 300


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}))


def _boxes(label: Any, choices: Sequence[tuple[str, Any]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, required=False, choices=choices, widget=forms.CheckboxSelectMultiple)


class SiftSignatures(forms.Form):
    """Any combination; whatever is left empty is not looked at."""

    since = _day(_("Signed on this day or later"))
    until = _day(_("Signed on this day or before"))
    countries = forms.CharField(
        label=_("Countries"),
        required=False,
        max_length=MOST_TYPED,
        help_text=_("Two letters each, with spaces between them: RU VN. A dash means: none was said."),
    )
    domains = forms.CharField(
        label=_("Mail domains"),
        required=False,
        max_length=MOST_TYPED,
        help_text=_("Such as mailinator.com, with spaces between them. They are compared by their keyed tags and not kept."),
    )
    tag = forms.RegexField(r"^[0-9a-f]{16}$", required=False, widget=forms.HiddenInput)
    states = _boxes(_("Where they stand"), [(state.value, STATE_NAMES[state]) for state in IN_QUESTION])
    languages = _boxes(_("Signed in"), [])
    channels = _boxes(_("Came by"), [(channel.value, CHANNEL_NAMES[channel]) for channel in Channel])
    visibilities = _boxes(_("Visibility"), [(one.value, VISIBILITY_NAMES[one]) for one in Visibility])
    batch = forms.ChoiceField(label=_("Brought in with"), required=False)

    def __init__(self, *args: Any, roll: UUID, languages: Sequence[str], imports: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roll = roll
        self.fields["languages"].choices = [(code, NAMED.get(code, code)) for code in languages]  # type: ignore[attr-defined]
        self.fields["batch"].choices = [("", _("any import, or none")), *((one, one) for one in imports)]  # type: ignore[attr-defined]
        if not imports:
            del self.fields["batch"]
        if len(languages) < 2:  # noqa: PLR2004 — nothing to choose from
            del self.fields["languages"]

    def clean_countries(self) -> tuple[str, ...]:
        """Read the codes; a dash stands for none."""
        typed = str(self.cleaned_data["countries"]).upper().replace(",", " ").split()
        known = country_names("en")
        unknown = [code for code in typed if code not in known and code != NO_COUNTRY]
        if unknown:
            raise forms.ValidationError(_("No country has the letters %(letters)s."), params={"letters": ", ".join(unknown)})
        return tuple(dict.fromkeys("" if code == NO_COUNTRY else code for code in typed))

    def clean_domains(self) -> tuple[str, ...]:
        """Give the domains' tags."""
        found: list[str] = []
        for domain in str(self.cleaned_data["domains"]).replace(",", " ").split():
            tags = domain_tags(self.roll, domain)
            if not tags:
                raise forms.ValidationError(_("This is no mail domain, or the campaign's key was destroyed and none can be compared."))
            found += [tag.hex() for tag in tags]
        return tuple(found)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if isinstance(since, date) and isinstance(until, date) and until < since:
            self.add_error("until", _("This day lies before the other one."))
        return given

    def sift(self) -> Sift:
        """Give what was chosen."""
        given = self.cleaned_data
        boxes = {name: tuple(given.get(name) or ()) for name in ("states", "languages", "channels", "visibilities")}
        domains = given["domains"] + ((given["tag"],) if given["tag"] else ())
        return Sift(
            since=given["since"],
            until=given["until"],
            countries=given["countries"],
            domains=domains,
            batch=given.get("batch", ""),
            **boxes,
        )


class SayWhy(forms.Form):
    """The reason, without which nothing is taken out."""

    because = forms.CharField(
        label=_("Why"),
        max_length=300,
        required=False,
        help_text=_("What was seen: “three hundred an hour from one throwaway domain”. Never a name or an address."),
    )
