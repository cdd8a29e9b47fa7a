"""The switch board as a form."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from safeconduct.kit.languages import DOCUMENT_LANGUAGES, direction_of
from safeconduct.petitions.queries.switchboard import IN_ORDER, SWITCH_NAMES, SWITCH_SENTENCES
from safeconduct.signing.rules.switches import Switches

LONGEST_MESSAGE = 400
NAMED = dict(DOCUMENT_LANGUAGES)


class TurnSwitches(forms.Form):
    """Each switch, and what is said while nobody can sign, in each language of the petition."""

    def __init__(self, *args: Any, languages: Sequence[str], now: Switches, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(now, name) for name in IN_ORDER} | {
            f"message_{language}": now.message.get(language, "") for language in languages
        }
        super().__init__(*args, **kwargs)
        self.languages = tuple(languages)
        for name in IN_ORDER:
            self.fields[name] = forms.BooleanField(label=SWITCH_NAMES[name], help_text=SWITCH_SENTENCES[name], required=False)
            if name == "pause":
                self._add_messages()

    def _add_messages(self) -> None:
        for language in self.languages:
            label = _("What is said meanwhile, in %(language)s") % {"language": NAMED.get(language, language)}
            attrs = {"rows": 2, "lang": language, "dir": direction_of(language)}
            self.fields[f"message_{language}"] = forms.CharField(
                label=label, required=False, max_length=LONGEST_MESSAGE, widget=forms.Textarea(attrs=attrs)
            )

    def switches(self) -> Switches:
        """Give what was chosen."""
        given = self.cleaned_data
        message = {language: given[f"message_{language}"] for language in self.languages if given[f"message_{language}"]}
        return Switches(**{name: given[name] for name in IN_ORDER}, message=message)
