"""What a person who asks for help fills in. Nothing but the text is required, and nothing asks who they are."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from safeconduct.ask.rules import ANSWER_LANGUAGES, LONGEST_TEXT

QUIET = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "off", "autocorrect": "off", "data-gramm": "false"}
DANGER = (
    ("now", _("Yes, now")),
    ("soon", _("Soon, within days")),
    ("no", _("No")),
    ("unsaid", _("I would rather not say")),
)
NEEDS = (
    ("place", _("A safe place")),
    ("money", _("Money for food, rent or a journey")),
    ("medical", _("A doctor or medicine")),
    ("legal", _("A lawyer")),
    ("leave", _("To leave the country")),
    ("talk", _("Somebody to talk to")),
)
LONGEST_HOURS, LONGEST_WORDS = 300, 400


class SeveralFiles(forms.FileInput):
    """A field for several files at once."""

    allow_multiple_selected = True


class MessageForm(forms.Form):
    """A message, with what every form carries: the page's ticket, and the files that are sealed and here already."""

    use_required_attribute = False
    required_text = True

    ticket = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    kept = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)
    text = forms.CharField(max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 7, "dir": "auto", **QUIET}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].error_messages = {
            "required": _("Write a sentence or two, so that we know how to help."),
            "max_length": _("This is longer than can be sent at once. Send the beginning now and the rest afterwards."),
        }

    def clean_text(self) -> str:
        """Give the text with line ends as everywhere."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")

    def kept_files(self) -> list[UUID]:
        """Give the ids of files that arrived with an earlier try; what is no id is passed over."""
        found = []
        for part in self.data.get("kept", "")[:400].split():
            try:
                found.append(UUID(part))
            except ValueError:
                continue
        return found


class AskForm(MessageForm):
    """The first message."""

    field_order: Sequence[str] = ("ticket", "kept", "text", "danger", "needs", "language", "hours")

    danger = forms.ChoiceField(
        label=_("Are you, or is somebody else, in danger?"), choices=DANGER, required=False, widget=forms.RadioSelect
    )
    needs = forms.MultipleChoiceField(label=_("What is needed?"), choices=NEEDS, required=False, widget=forms.CheckboxSelectMultiple)
    language = forms.ChoiceField(label=_("In which language shall we answer?"), choices=ANSWER_LANGUAGES)
    hours = forms.CharField(
        label=_("When is it safe for you to read?"),
        help_text=_("For example: after eight in the evening, when I am alone. You may leave this empty."),
        max_length=LONGEST_HOURS,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", **QUIET}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What has happened, and what do you need?")
        self.fields["text"].help_text = _("Three sentences are enough. You need not write names, places or numbers.")

    def answers(self) -> dict[str, Any]:
        """Give what was chosen, as it is sealed."""
        return {
            "danger": self.cleaned_data["danger"] or "unsaid",
            "needs": list(self.cleaned_data["needs"]),
            "hours": self.cleaned_data["hours"],
        }


class AddForm(MessageForm):
    """A further message."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What do you want to add?")
        self.fields["text"].widget.attrs["rows"] = 5


class WordsForm(forms.Form):
    """Eight words, or 27 digits. ``text`` carries what somebody was writing when their visit ended."""

    use_required_attribute = False

    ticket = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Your eight words"),
        help_text=_("Small or capital letters, with or without accents. The first four letters of each word are enough. Or the 27 digits."),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", **QUIET}),
        error_messages={"required": _("Type the eight words that you were given.")},
    )
    text = forms.CharField(required=False, max_length=LONGEST_TEXT, widget=forms.HiddenInput)


class AliveForm(forms.Form):
    """The word that was agreed, and the letters of the link, for those who have them on paper."""

    use_required_attribute = False
    MISREAD = _("These are not the letters of a link. One is missing, or one is wrong. Compare them with what you wrote down.")
    BUSY = _("Very much is arriving just now. Nothing was sent yet. Wait one minute, then press the button again.")

    ticket = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    letters = forms.CharField(
        label=_("The letters of your link"),
        help_text=_("Twenty-six letters and digits. Small or capital, with or without spaces."),
        max_length=80,
        widget=forms.TextInput(attrs={"dir": "ltr", **QUIET}),
        error_messages={"required": MISREAD},
    )
    word = forms.CharField(
        label=_("The word"),
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto", **QUIET}),
        error_messages={"required": _("Write the word.")},
    )
