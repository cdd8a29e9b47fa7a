"""Shape and wording of releasing and recalling."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

WORDS = 2000


def _by_language(form: forms.Form, prefix: str) -> dict[str, str]:
    """Gather the fields of all languages: ``text_da`` is what is said in Danish."""
    return {name.removeprefix(prefix): value for name, value in form.cleaned_data.items() if name.startswith(prefix)}


class Release(forms.Form):
    """Let the version out; of a correction, with what it puts right in each of its languages."""

    def __init__(self, *args: Any, languages: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in languages:
            self.fields[f"change_{code}"] = forms.CharField(
                label=_("What was wrong, and what is right now: %(language)s") % {"language": name},
                max_length=WORDS,
                widget=forms.Textarea(attrs={"rows": 2, "lang": code, "dir": "auto"}),
            )

    @property
    def changes(self) -> dict[str, str]:
        """Give what a correction puts right, by language."""
        return _by_language(self, "change_")


class Recall(forms.Form):
    """Why, and what readers are told in each language; there are words already that can stand as they are."""

    because = forms.CharField(
        label=_("Why is it recalled?"),
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For colleagues. Nobody else reads it. Write nothing here that identifies anybody at risk."),
    )

    def __init__(self, *args: Any, languages: Iterable[tuple[str, str]], said: Mapping[str, str], original: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._original = f"text_{original}"
        for code, name in languages:
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("What readers are told: %(language)s") % {"language": name},
                required=code == original,
                max_length=WORDS,
                initial=said.get(code, ""),
                widget=forms.Textarea(attrs={"rows": 2, "lang": code, "dir": "auto"}),
            )

    @property
    def original(self) -> forms.BoundField:
        """Give the field of the language it was written in."""
        return self[self._original]

    @property
    def others(self) -> list[forms.BoundField]:
        """Give the fields of all other languages."""
        return [self[name] for name in self.fields if name.startswith("text_") and name != self._original]

    @property
    def has_errors_elsewhere(self) -> bool:
        """Tell whether something is to be put right in one of the others."""
        return any(field.errors for field in self.others)

    @property
    def texts(self) -> dict[str, str]:
        """Give what readers are told, by language."""
        return _by_language(self, "text_")
