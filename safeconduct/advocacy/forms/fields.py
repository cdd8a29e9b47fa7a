"""Fields that more than one form of this desk needs."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.queries.choices import Choices

MANY = 60  # choices; more than that nobody looks through in a list


class WrittenChoice(forms.CharField):
    """One of many, written instead of chosen: its reference, or words that it alone holds. Gives the reference."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Its reference, such as PO-7Q4MZK, or words of its title, its body and its holder."))
        super().__init__(max_length=200, required=False, **kwargs)
        self.find: Callable[[str], Choices] = lambda _words: []

    def clean(self, value: Any) -> str:
        words = str(super().clean(value) or "").strip()
        if not words:
            return ""
        found = self.find(words)
        if len(found) == 1:
            return found[0][0]
        if not found:
            raise forms.ValidationError(_("Nothing holds all these words. Look it up under Posts and holders, and write its reference."))
        listed = "; ".join(f"{reference} {label}" for reference, label in found)
        raise forms.ValidationError(
            _("Several hold these words. Write the reference of the one you mean: %(listed)s"), params={"listed": listed}
        )


def among(choices: Choices, *, most: int = 6) -> Callable[[str], Choices]:
    """Give a way to find, among these, those that hold all words or have the reference."""

    def find(words: str) -> Choices:
        wanted = words.casefold().split()
        exact = [one for one in choices if one[0].casefold() == words.casefold()]
        return exact or [one for one in choices if all(word in f"{one[0]} {one[1]}".casefold() for word in wanted)][:most]

    return find
