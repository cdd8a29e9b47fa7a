"""Shape and wording of what is asked about an answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.queries.choices import Choices, response_types
from safeconduct.advocacy.rules import ResponseType
from safeconduct.evidence.levels import OWN_LEVELS
from safeconduct.kit.languages import DOCUMENT_LANGUAGES
from safeconduct.publications.rules.answers import AnswerOutcome, agree
from safeconduct.publications.words import OUTCOME_NAMES

NOT_KEPT = ("", _("Do not keep it as a document"))
CONTRADICTS = _("You say that it is one thing above and another here. Make the two agree.")


class FileAnswer(forms.Form):
    """What the answer comes to, and what of it goes into the register."""

    outcome = forms.ChoiceField(
        label=_("What does it come to?"),
        choices=[(outcome.value, name) for outcome, name in OUTCOME_NAMES.items()],
        widget=forms.RadioSelect,
        help_text=_("That a letter was received is no answer: the reply stays due."),
    )
    on = forms.DateField(label=_("Dated"), widget=forms.DateInput(attrs={"type": "date"}))
    keep_as = forms.ChoiceField(
        label=_("Keep it as a document of evidence, readable for"),
        choices=[*reversed(OWN_LEVELS), NOT_KEPT],
        required=False,
        help_text=_("Then whoever reads the response can be led to the words it rests on."),
    )
    type = forms.ChoiceField(
        label=_("What it says, for the register"),
        choices=lambda: [("", _("Nothing for the register")), *response_types()],
        required=False,
        help_text=_("Words stay words, however warm they are. A deed that it reports is recorded on its own."),
    )
    asks = forms.MultipleChoiceField(label=_("Which demands it answers"), required=False, widget=forms.CheckboxSelectMultiple)
    language = forms.ChoiceField(label=_("Language of your sentence, and of the answer"), choices=DOCUMENT_LANGUAGES)
    text = forms.CharField(
        label=_("What it says, in one sentence of yours"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    quote = forms.CharField(
        label=_("Its own words that say so"),
        required=False,
        max_length=4000,
        help_text=_("Copied exactly. They become the passage that the response rests on, if the answer is kept as a document."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    is_conditional = forms.BooleanField(label=_("It is said on a condition"), required=False)

    def __init__(self, *args: Any, asks: Choices, may_record: bool, may_keep: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["asks"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = asks
        if not asks:
            del self.fields["asks"]
        if not may_record:
            for name in ("type", "asks", "text", "quote", "is_conditional", "language"):
                self.fields.pop(name, None)
        if not may_keep:
            del self.fields["keep_as"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        type_, outcome = given.get("type", ""), given.get("outcome", "")
        if type_ and not given.get("text", "").strip():
            self.add_error("text", _("Say in one sentence what it says, or record nothing for the register."))
        if given.get("quote", "").strip() and type_ and not given.get("keep_as"):
            self.add_error("keep_as", _("Its own words can be shown only if it is kept as a document."))
        if given.get("asks") and outcome == AnswerOutcome.ELSEWHERE:
            self.add_error("asks", _("If it answers something else, it answers none of these. Leave them open."))
        if type_ and outcome and not agree(AnswerOutcome(outcome), ResponseType(type_)):
            self.add_error("type", CONTRADICTS)
        return given


class FilePaper(FileAnswer):
    """The same for what came on paper, or to another mailbox."""

    file = forms.FileField(
        label=_("Scan, PDF or saved mail"),
        help_text=_("A saved mail (.eml) is shown before it is filed. If something below has to be put right, choose the file again."),
    )
    field_order = ("file",)
