"""Forms that say something in each language of the petition: thresholds, stages, ends, updates; and closing early."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safeconduct.petitions.forms.campaigns import Signers
from safeconduct.petitions.rules.campaigns import KEY_DAYS, MOST_KEY_DAYS
from safeconduct.petitions.words import END_NAMES

LINE, WORDS, TEXT, TITLE = 300, 2000, 20_000, 200
DAY = forms.DateInput(attrs={"type": "date"})
Languages = Iterable[tuple[str, str]]


class InEachLanguage(forms.Form):
    """A line or two in each language; only the original must be there. Subclasses say what the field is called."""

    label: Any = _("Words: %(language)s")
    longest = LINE
    rows = 2
    needs_original = True

    def __init__(self, *args: Any, languages: Languages, said: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [code for code, _name in languages]
        for place, (code, name) in enumerate(languages):
            self.fields[f"text_{code}"] = forms.CharField(
                label=self.label % {"language": name},
                required=place == 0 and self.needs_original,
                max_length=self.longest,
                initial=(said or {}).get(code, ""),
                widget=forms.Textarea(attrs={"rows": self.rows, "lang": code, "dir": "auto"}),
            )

    @property
    def first(self) -> forms.BoundField:
        """Give the field of the original language."""
        return self[f"text_{self.codes[0]}"]

    @property
    def others(self) -> list[forms.BoundField]:
        """Give the fields of the other languages."""
        return [self[f"text_{code}"] for code in self.codes[1:]]

    @property
    def has_more(self) -> bool:
        """Tell whether something was said, or is to be put right, in one of the others."""
        return any(field.value() or field.errors for field in self.others)

    @property
    def said(self) -> dict[str, str]:
        """Give what is said, by language."""
        return {code: self.cleaned_data[f"text_{code}"] for code in self.codes if self.cleaned_data.get(f"text_{code}")}


class SetThreshold(InEachLanguage):
    """A number, and what happens then."""

    label = _("What happens then: %(language)s")
    number = Signers(label=_("Number of confirmed signatures"))


class ReachStage(InEachLanguage):
    """The day on which a stage was reached, and a line about it."""

    label = _("A line about it: %(language)s")
    needs_original = False
    on = forms.DateField(label=_("On which day?"), widget=DAY)


class EndCampaign(InEachLanguage):
    """How it ended."""

    label = _("What came of it, for those who signed: %(language)s")
    longest = WORDS
    rows = 4
    end = forms.ChoiceField(
        label=_("How did it end?"), widget=forms.RadioSelect, choices=[(end.value, name) for end, name in END_NAMES.items()]
    )
    on = forms.DateField(label=_("On which day?"), widget=DAY)
    elsewhere = forms.URLField(
        label=_("Where it goes on"),
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text=_("Only if it goes on in another place."),
    )


class CloseCampaign(forms.Form):
    """Why it closes early, and how long the key stays."""

    because = forms.CharField(
        label=_("Why does it close?"),
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("This stands on the page. Write it in the petition’s own language."),
    )
    key_days = forms.TypedChoiceField(
        label=_("When is the key destroyed, by which duplicates are found?"),
        coerce=int,
        initial=KEY_DAYS,
        widget=forms.RadioSelect,
        choices=[
            (KEY_DAYS, _("In fourteen days. Until then it can be opened again, and doubtful signatures can be settled.")),
            (MOST_KEY_DAYS, _("In ninety days.")),
            (0, _("At once. Nobody can tell any more whether an address has signed, and it cannot be opened again.")),
        ],
    )


class WriteUpdate(forms.Form):
    """Title and text in each language."""

    is_answer = forms.BooleanField(
        label=_("It tells of the addressee’s answer"),
        required=False,
        help_text=_("Then it can be sent to those, too, who only wanted to hear that."),
    )

    def __init__(self, *args: Any, languages: Languages, said: Mapping[str, tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [code for code, _name in languages]
        for place, (code, name) in enumerate(languages):
            title, text = (said or {}).get(code, ("", ""))
            attrs = {"lang": code, "dir": "auto"}
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title: %(language)s") % {"language": name},
                required=place == 0,
                max_length=TITLE,
                initial=title,
                widget=forms.TextInput(attrs=attrs),
            )
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("Text: %(language)s") % {"language": name},
                required=place == 0,
                max_length=TEXT,
                initial=text,
                widget=forms.Textarea(attrs={**attrs, "rows": 8}),
            )

    @property
    def pairs(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Give the fields of each language."""
        return [(code, self[f"title_{code}"], self[f"text_{code}"]) for code in self.codes]

    @property
    def first(self) -> tuple[str, forms.BoundField, forms.BoundField]:
        """Give the fields of the original language."""
        return self.pairs[0]

    @property
    def others(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Give those of the other languages."""
        return self.pairs[1:]

    @property
    def has_more(self) -> bool:
        """Tell whether something is there, or is to be put right, in one of the others."""
        return any(field.value() or field.errors for _code, *fields in self.others for field in fields)

    @property
    def texts(self) -> dict[str, tuple[str, str]]:
        """Give title and text, by language."""
        return {code: (self.cleaned_data.get(f"title_{code}", ""), self.cleaned_data.get(f"text_{code}", "")) for code in self.codes}
