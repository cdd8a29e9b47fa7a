"""Forms of a handover: to whom and with which words; and what became of it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_LETTER, LONGEST_NOTE = 5000, 1000
DAY = forms.DateInput(attrs={"type": "date"})
Choices = Iterable[tuple[str, str]]


class PrepareHandover(forms.Form):
    """To which addressee, in which language, with which words of one's own."""

    post = forms.ChoiceField(label=_("To whom"), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language of the cover letter"))
    letter = forms.CharField(
        label=_("Cover letter"),
        help_text=_("Address, salutation, the number of signatures and what lies in the package are put around it. Name no signer."),
        max_length=LONGEST_LETTER,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )

    def __init__(self, *args: Any, posts: Choices, languages: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = list(posts)  # type: ignore[attr-defined]
        self.fields["language"].choices = list(languages)  # type: ignore[attr-defined]


class SettleHandover(forms.Form):
    """Whether they took the signatures, who says so, and until when an answer is due."""

    outcome = forms.ChoiceField(
        label=_("What happened?"),
        choices=[("received", _("They took the signatures")), ("refused", _("They did not take them"))],
        widget=forms.RadioSelect,
    )
    on = forms.DateField(label=_("On which day"), widget=DAY)
    note = forms.CharField(
        label=_("Who took them, or with which words they were refused"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    reply_due = forms.DateField(
        label=_("An answer is due by"),
        help_text=_("From the next day on the public page and the register say that they are silent. Leave it empty if no day was named."),
        required=False,
        widget=DAY,
    )
