"""Shape and wording of versions, sign-ons and comments."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safeconduct.publications.rules.agreeing import SignOnAnswer
from safeconduct.publications.rules.embargoes import moment_in, zones

WORDS = 4000


class MomentForm(forms.Form):
    """A day and an hour in a time zone."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    hour = forms.TimeField(label=_("Hour"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=lambda: [(zone, zone.replace("_", " ")) for zone in zones()],
        initial="Europe/Copenhagen",
        help_text=_("The hour is meant as clocks there show it."),
    )

    def clean(self) -> dict[str, Any]:
        """Turn the three into a moment."""
        given = super().clean() or {}
        if given.get("day") and given.get("hour") and given.get("zone"):
            try:
                given["moment"] = moment_in(given["day"], given["hour"], given["zone"])
            except ValueError:
                self.add_error("hour", _("Clocks there skip this hour on that day. Choose an hour later or earlier."))
        return given

    @property
    def moment(self) -> datetime:
        """Give the moment in UTC."""
        moment: datetime = self.cleaned_data["moment"]
        return moment


class Deadline(MomentForm):
    """Until when organisations can sign."""


class Embargo(MomentForm):
    """Until when nobody may read it."""


class OfferVersion(forms.Form):
    """What is different, in a sentence."""

    change = forms.CharField(
        label=_("What is different from the version before, in a sentence"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For those who signed the version before. Leave it empty for the first one."),
    )


class AnswerVersion(forms.Form):
    """Sign, abstain, or ask for a change."""

    answer = forms.ChoiceField(
        label=_("What does your organisation answer?"),
        widget=forms.RadioSelect,
        choices=[
            (SignOnAnswer.SIGNED.value, _("We sign this version")),
            (SignOnAnswer.CHANGE_ASKED.value, _("We ask for a change")),
            (SignOnAnswer.ABSTAINED.value, _("We do not sign")),
        ],
    )
    words = forms.CharField(
        label=_("Which change, or why not"),
        required=False,
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed if you ask for a change. Read by the organisation that leads and those invited."),
    )
    name = forms.CharField(
        label=_("Name printed under the text"),
        required=False,
        max_length=120,
        help_text=_("Only with the consent of whoever it is. Empty: the organisation alone is printed."),
    )
    title = forms.CharField(label=_("Their office, as printed"), required=False, max_length=120)

    def clean(self) -> dict[str, Any]:
        """Ask which change, where one is asked for."""
        given = super().clean() or {}
        if given.get("answer") == SignOnAnswer.CHANGE_ASKED and not (given.get("words") or "").strip():
            self.add_error("words", _("Say which change you ask for."))
        return given


class WriteDownAnswer(AnswerVersion):
    """The answer of an organisation that has nobody here who may sign."""

    field_order = ("organisation", "answer", "words", "name", "title", "proof")
    organisation = forms.ChoiceField(label=_("Which organisation"))
    proof = forms.CharField(
        label=_("How can this be checked?"),
        max_length=300,
        help_text=_("When it came, by which way, from which office: “mail to the press desk, 20 May, by the director’s office”."),
    )

    def __init__(self, *args: Any, organisations: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = list(organisations)  # type: ignore[attr-defined]
        self.fields["answer"].label = _("What does it answer?")


class InviteOrganisations(forms.Form):
    """Which organisations are asked to sign."""

    organisations = forms.MultipleChoiceField(
        label=_("Which organisations do you ask to sign?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They can read the draft, the addressee’s part too, comment on it, and sign its versions."),
    )

    def __init__(self, *args: Any, organisations: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisations"].choices = list(organisations)  # type: ignore[attr-defined]


class CommentForm(forms.Form):
    """A comment on the whole, or on one part in one language."""

    text = forms.CharField(label=_("Your comment"), max_length=WORDS, widget=forms.Textarea(attrs={"rows": 3}))
    part = forms.ChoiceField(label=_("To which part"), required=False)
    language = forms.ChoiceField(label=_("To which language"), required=False)

    def __init__(self, *args: Any, parts: Iterable[tuple[str, str]], languages: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = [("", _("To the whole")), *parts]  # type: ignore[attr-defined]
        self.fields["language"].choices = [("", _("To all languages")), *languages]  # type: ignore[attr-defined]


class AnswerComment(forms.Form):
    """An answer to a comment."""

    text = forms.CharField(label=_("Your answer"), max_length=WORDS, widget=forms.Textarea(attrs={"rows": 2}))
