"""What anybody may send from a public page."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.countries import country_names
from safeconduct.kit.languages import DOCUMENT_LANGUAGES, PUBLIC_LANGUAGES
from safeconduct.petitions.rules.kinds import Side
from safeconduct.petitions.words import CONSENT_SENTENCES, SIDE_NAMES, VISIBILITY_NAMES, VISIBILITY_SENTENCES
from safeconduct.publications.words import WAY_NAMES
from safeconduct.signing.rules.kinds import Consent, Visibility


class IWrote(forms.Form):
    """That somebody wrote: by which way and, if they like, from which country. There is no other field, and none that tells who."""

    way = forms.ChoiceField(
        label=_("How did you write?"),
        choices=[(way.value, name) for way, name in WAY_NAMES.items()],
        widget=forms.RadioSelect,
    )
    country = forms.ChoiceField(label=_("From which country?"), required=False, help_text=_("You need not say. Nothing else is kept."))
    ticket = forms.CharField(max_length=120, required=False, widget=forms.HiddenInput)
    # People do not see it; programmes fill in whatever they find.
    website = forms.CharField(label=_("Leave this line empty"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country: Any = self.fields["country"]
        country.choices = [("", _("I would rather not say")), *country_names(get_language() or "en").items()]


class SignPetition(forms.Form):
    """What a signature needs. It keeps what was typed and refuses nothing itself: ``signing.rules.entry`` judges, for every door alike."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("As you write it, in any alphabet."),
        required=False,
        strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "name", "maxlength": 120, "dir": "auto"}),
    )
    mail = forms.CharField(
        label=_("Your e-mail address"),
        help_text=_("You get one mail to confirm, and one reminder. The address is never shown and never handed over."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "maxlength": 254, "dir": "ltr", "spellcheck": "false"}),
    )
    country = forms.ChoiceField(label=_("Country you live in"), required=False, widget=forms.Select(attrs={"autocomplete": "country"}))
    postcode = forms.CharField(
        label=_("Postcode (if you like)"),
        help_text=_("It tells two people apart who share a mailbox."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "maxlength": 16, "class": "govuk-input--width-10", "dir": "auto"}),
    )
    visibility = forms.ChoiceField(label=_("How do you want to be seen?"), required=False, widget=forms.RadioSelect)
    consent = forms.MultipleChoiceField(
        label=_("May somebody write to you later? (if you like)"),
        help_text=_("You can sign without any of this. If you are only counted, nothing of you is kept and nobody writes to you."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    ticket = forms.CharField(required=False, widget=forms.HiddenInput)
    proof = forms.CharField(required=False, widget=forms.HiddenInput)
    language = forms.CharField(required=False, widget=forms.HiddenInput)
    # People do not see it; programmes fill in whatever they find.
    website = forms.CharField(
        label=_("Leave this line empty"), required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )

    def __init__(self, *args: Any, asks_postcode: bool = True, partners: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Mapping[str, Any] = self.fields
        fields["country"].choices = [("", _("Choose a country")), *country_names(get_language() or "en").items()]
        fields["visibility"].choices = [(one.value, explained(one)) for one in Visibility]
        wanted = [one for one in Consent if partners or one is not Consent.PARTNERS]
        fields["consent"].choices = [(one.value, CONSENT_SENTENCES[one]) for one in wanted]
        if not asks_postcode:
            del self.fields["postcode"]


class SentIn(forms.Form):
    """What every form for words has: the ticket of its page, and the line that only programmes fill in."""

    ticket = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    website = forms.CharField(
        label=_("Leave this line empty"), max_length=200, required=False, widget=forms.TextInput(attrs={"tabindex": "-1"})
    )


class WriteArgument(SentIn):
    """An argument for or against a petition, by anybody."""

    side = forms.ChoiceField(
        label=_("Does it speak for or against?"), choices=[(one.value, SIDE_NAMES[one]) for one in Side], widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Your argument"),
        help_text=_("Please name nobody, and nothing by which somebody could be found."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )


class AskStarter(SentIn):
    """A question to whoever began a petition, by anybody."""

    text = forms.CharField(
        label=_("Your question"),
        help_text=_("Please name nobody, and nothing by which somebody could be found."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


class WriteReason(forms.Form):
    """Why somebody signed, written by way of the link in their mail."""

    text = forms.CharField(
        label=_("Why did you sign?"),
        help_text=_("Others can read it once a person of the organisation has looked at it. Of the time only the month is shown."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )


class OfferTranslation(SentIn):
    """A text in one more language: its title, and each part beside the original."""

    language = forms.ChoiceField(label=_("Into which language do you translate?"))
    made_from = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=300, widget=forms.TextInput(attrs={"dir": "auto"}))

    def __init__(self, *args: Any, parts: Mapping[str, str], original: str, **kwargs: Any) -> None:
        """Take the parts that can be translated: reference and label."""
        super().__init__(*args, **kwargs)
        languages: Any = self.fields["language"]
        languages.choices = [("", "—"), *((code, name) for code, name in DOCUMENT_LANGUAGES if code not in {original, "und"})]
        for reference, label in parts.items():
            widget = forms.Textarea(attrs={"rows": 6, "dir": "auto"})
            self.fields[reference] = forms.CharField(label=label, max_length=8000, required=False, widget=widget)


def explained(visibility: Visibility) -> str:
    """Give the label of a way to be seen: its name, and the one sentence that says all of it."""
    return format_html(
        '<strong>{}</strong> <span class="choice__words">{}</span>', VISIBILITY_NAMES[visibility], VISIBILITY_SENTENCES[visibility]
    )


def language_name(code: str) -> str:
    """Give the name of a public language in itself."""
    return dict(PUBLIC_LANGUAGES).get(code, code)
