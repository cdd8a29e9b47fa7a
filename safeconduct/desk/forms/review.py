"""One form per kind of proposal: what the rules found, ready to be changed."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.rules import DeedType, Grade, ResponseType
from safeconduct.advocacy.words import DEED_NAMES, GRADE_NAMES, RESPONSE_NAMES
from safeconduct.evidence.reading.shapes import Modality, Mode, OriginKind, Qualifier
from safeconduct.evidence.rules.moments import normalise
from safeconduct.evidence.words import MODALITY_NAMES, MODE_NAMES, ORIGIN_NAMES, QUALIFIER_NAMES, act_choices, group_choices
from safeconduct.kit.languages import DOCUMENT_LANGUAGES
from safeconduct.kit.numbers import HIGHEST

NEW = ""  # the choice "a new one" among things that stand in the register already
MOST_SAYINGS = 4


class EdtfField(forms.CharField):
    """A time as EDTF; loosely written ones are put right."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("max_length", 60)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        try:
            return normalise(text)
        except ValueError:
            raise forms.ValidationError(
                _("This date cannot be read. Write 2017-05-19, 2017-05 for a month, 2017-04~ for about April 2017.")
            ) from None


def _text(label: Any, *, required: bool = False, length: int = 200, **attrs: Any) -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=length, widget=forms.TextInput(attrs={"dir": "auto", **attrs}))


def _sentence(label: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}))


class Numbered(forms.Form):
    """A number as it was said."""

    qualifier = forms.ChoiceField(label=_("How the number is meant"), required=False)
    low = forms.IntegerField(label=_("Number, or its lower bound"), required=False, min_value=0, max_value=HIGHEST)
    high = forms.IntegerField(label=_("Upper bound"), required=False, min_value=0, max_value=HIGHEST)
    unit = _text(_("Of what"), length=40)
    quantity_verbatim = _text(_("The words for it"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["qualifier"].choices = [("", _("No number")), *((q.value, QUALIFIER_NAMES[q]) for q in Qualifier)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        low, high = given.get("low"), given.get("high")
        if low is not None and high is not None and high < low:
            self.add_error("high", _("The upper bound is below the lower one."))
        if (low is not None or high is not None) and not given.get("qualifier"):
            self.add_error("qualifier", _("Say how the number is meant: about, at least, exactly …"))
        return given


class ClaimForm(Numbered):
    """A claim: what, of whom, where, when, how many."""

    field_order = ("same_as", "text", "act", "affected", "place", "when", "qualifier", "low", "high", "unit", "population")

    same_as = forms.ChoiceField(label=_("Is it new, or does it say the same as another?"), required=False)
    text = _sentence(_("The claim as one sentence, hedge included"))
    language = forms.ChoiceField(label=_("Language of the sentence"), choices=DOCUMENT_LANGUAGES)
    act = forms.ChoiceField(label=_("What happened"), required=False)
    affected = forms.ChoiceField(label=_("To whom"), required=False)
    place = _text(_("Where (code)"), length=12)
    when = EdtfField(label=_("When"))
    population = _text(_("Counted among whom"))
    modality = forms.ChoiceField(label=_("In what manner"), choices=[(m.value, MODALITY_NAMES[m]) for m in Modality])
    is_negative = forms.BooleanField(label=_("It says that this did not happen"), required=False)

    def __init__(self, *args: Any, alike: list[tuple[str, Any]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["act"].choices = act_choices()  # type: ignore[attr-defined]
        self.fields["affected"].choices = group_choices()  # type: ignore[attr-defined]
        self.fields["same_as"].choices = [(NEW, _("A new claim")), *(alike or [])]  # type: ignore[attr-defined]


class SayingForm(forms.Form):
    """Who says it, citing whom, resting on what."""

    speaker = _text(_("Who says it"))
    role = _text(_("In what office"))
    mode = forms.ChoiceField(label=_("How"), choices=[(m.value, MODE_NAMES[m]) for m in Mode])
    cites = _text(_("Citing whom"))
    origin = forms.ChoiceField(label=_("What it rests on in the end"), choices=[(o.value, ORIGIN_NAMES[o]) for o in OriginKind])
    holder = _text(_("Whose interviews, record or insider"))
    hedge = _text(_("Words of caution, as they stand"), length=300)
    is_coerced = forms.BooleanField(label=_("Said under pressure"), required=False)


if TYPE_CHECKING:
    FormSet = forms.BaseFormSet[SayingForm]
else:
    FormSet = forms.BaseFormSet  # Django's own class takes no type parameters while running


class BaseSayings(FormSet):
    """The attributions of one claim; rows without a speaker are left out."""

    @property
    def filled(self) -> list[dict[str, Any]]:
        """Give the rows that name a speaker."""
        return [form.cleaned_data for form in self.forms if form.cleaned_data.get("speaker", "").strip()]


SayingForms = forms.formset_factory(SayingForm, formset=BaseSayings, extra=1, max_num=MOST_SAYINGS)


class QuotationForm(forms.Form):
    """Who said these words."""

    speaker = _text(_("Who said it"), required=True)
    role = _text(_("In what office"))


class DemandForm(forms.Form):
    """What is asked of whom."""

    same_as = forms.ChoiceField(label=_("Is it new, or the same as another?"), required=False)
    text = _sentence(_("The demand as one sentence"))
    language = forms.ChoiceField(label=_("Language of the sentence"), choices=DOCUMENT_LANGUAGES)
    demander = _text(_("Who asks"))
    addressee = _text(_("Who is asked: government, parliament or institution"), required=True)
    addressee_place = _text(_("Its country (code)"), length=12)
    post = _text(_("Which office in it, if one is meant"))
    holder = _text(_("Who holds that office, if named"))
    relayed_to = _text(_("Whom they are asked to press, if anybody"))
    relayed_place = _text(_("That one’s country (code)"), length=12)
    due = EdtfField(label=_("By when"))

    def __init__(self, *args: Any, alike: list[tuple[str, Any]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["same_as"].choices = [(NEW, _("A new demand")), *(alike or [])]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What a response and a deed have in common."""

    text = _sentence(_("What happened, as one sentence of ours"))
    language = forms.ChoiceField(label=_("Language of the sentence"), choices=DOCUMENT_LANGUAGES)
    actor = _text(_("Which government, parliament or institution"), required=True)
    actor_place = _text(_("Its country (code)"), length=12)
    post = _text(_("Which office in it"))
    holder = _text(_("Who held it, as named here"))
    on = EdtfField(label=_("When"))
    reported_by = _text(_("Reported by"))
    grade = forms.ChoiceField(label=_("How near the report stands"), choices=[(g.value, GRADE_NAMES[g]) for g in Grade])


class ResponseForm(AnswerForm):
    """Words."""

    field_order = ("text", "type", "actor", "actor_place", "post", "holder", "on")

    type = forms.ChoiceField(label=_("What was said"), choices=[(t.value, RESPONSE_NAMES[t]) for t in ResponseType])
    is_conditional = forms.BooleanField(label=_("With a condition"), required=False)


class DeedForm(AnswerForm, Numbered):
    """Deeds, also bad ones."""

    field_order = ("text", "type", "actor", "actor_place", "post", "holder", "on", "qualifier", "low", "high", "unit")

    type = forms.ChoiceField(label=_("What was done"), choices=[(t.value, DEED_NAMES[t]) for t in DeedType])


class DenialForm(forms.Form):
    """Who denies which claim."""

    claim = forms.ChoiceField(label=_("Which claim is denied"), required=False)
    speaker = _text(_("Who denies it"), required=True)
    role = _text(_("In what office"))
    text = _sentence(_("The denial as one sentence of ours"))
    language = forms.ChoiceField(label=_("Language of the sentence"), choices=DOCUMENT_LANGUAGES)
    on = EdtfField(label=_("When"))
    actor_place = _text(_("Country or region of the authority (code)"), length=12)
    as_response = forms.BooleanField(label=_("Show it among the words of this authority"), required=False, initial=True)

    def __init__(self, *args: Any, alike: list[tuple[str, Any]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["claim"].choices = [*(alike or []), (NEW, _("None of these; keep the denial with the authority only"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("claim") and not given.get("as_response"):
            self.add_error("claim", _("Choose the claim that is denied, or show the denial among the words of this authority."))
        return given


class MoneyForm(forms.Form):
    """A payment channel or a goal, noted for the fund."""

    channel = _text(_("Channel"), length=40)
    channel_number = _text(_("Number"), length=80)
    message_word = _text(_("Message word"), length=60)
    amount = forms.IntegerField(label=_("Amount or number"), required=False, min_value=0, max_value=HIGHEST)
    unit = _text(_("Of what"), length=40)


class AboutForm(forms.Form):
    """What the document is."""

    title = _text(_("Title"), length=400)
    source = _text(_("Who published it"))
    author = _text(_("Author"))
    kind = forms.ChoiceField(label=_("What sort of document"))
    candidate = forms.ChoiceField(
        label=_("Date of publication"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a date, or say that it is not known. The text casts doubt on the date at the head of the page.")
        },
    )
    published = EdtfField(label=_("Another date"), help_text=_("2017-05-19, 2017-05, 2017-05-11/.. for “not before”. Empty: not known."))
    published_reason = _text(_("How do you know?"), length=400)

    def __init__(
        self,
        *args: Any,
        kinds: list[tuple[str, Any]],
        candidates: list[tuple[str, Any]],
        found: str,
        reasons: dict[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.found, self.reasons = found, reasons  # the date as found, and why each other one is offered
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["candidate"].choices = candidates  # type: ignore[attr-defined]
