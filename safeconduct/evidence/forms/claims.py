"""What people fill in about a claim: its words, what it rests on, how it stands, what other claims are to it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safeconduct.evidence.forms.fields import TimeField, day, line, paragraph
from safeconduct.evidence.queries.alarms import NAMES as ALARM_NAMES
from safeconduct.evidence.queries.claims import ClaimFilter
from safeconduct.evidence.queries.relations import JOIN, RELATION_CHOICES
from safeconduct.evidence.queries.sentences import UNITS
from safeconduct.evidence.reading.shapes import Modality, OriginKind, Qualifier
from safeconduct.evidence.rules.standing import Standing
from safeconduct.evidence.words import MODALITY_NAMES, ORIGIN_NAMES, QUALIFIER_NAMES, STANDING_NAMES, act_choices, group_choices
from safeconduct.kit.languages import DOCUMENT_LANGUAGES
from safeconduct.kit.numbers import HIGHEST

Choices = Iterable[tuple[str, Any]]
ANY = ("", _("All"))
NEW = "new"
_LANGUAGES = [(code, name) for code, name in DOCUMENT_LANGUAGES if code != "und"]


class Narrow(forms.Form):
    """What of the list to show; nonsense shows everything."""

    act = forms.ChoiceField(label=_("What happened"), required=False)
    place = forms.ChoiceField(label=_("Where"), required=False)
    standing = forms.ChoiceField(label=_("Standing"), required=False, choices=[ANY, *((s.value, STANDING_NAMES[s]) for s in Standing)])
    language = forms.ChoiceField(label=_("Said in"), required=False, choices=[ANY, *_LANGUAGES])
    public = forms.ChoiceField(label=_("Public page"), required=False, choices=[ANY, ("yes", _("Published")), ("no", _("Not published"))])
    alarm = forms.ChoiceField(label=_("Alarm"), required=False, choices=[ANY, ("any", _("Any alarm")), *ALARM_NAMES.items()])

    def __init__(self, data: Mapping[str, Any], *, acts: Choices, places: Choices) -> None:
        super().__init__(data)
        self.fields["act"].choices = [ANY, *acts]  # type: ignore[attr-defined]
        self.fields["place"].choices = [ANY, *places]  # type: ignore[attr-defined]


def filter_of(data: Mapping[str, Any]) -> ClaimFilter:
    """Read the filter from an address; what is unknown finds nothing and says so."""
    names = ("act", "place", "standing", "language", "public", "alarm")
    return ClaimFilter(**{name: str(data.get(name, ""))[:60] for name in names})


class Translate(forms.Form):
    """The claim in another language."""

    language = forms.ChoiceField(label=_("Language"), choices=_LANGUAGES)
    text = paragraph(_("The sentence, hedge included"))

    def __init__(self, *args: Any, original: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [choice for choice in _LANGUAGES if choice[0] != original]  # type: ignore[attr-defined]


class Amend(forms.Form):
    """What the claim says."""

    text = paragraph(_("The claim as one sentence, hedge included"))
    act = forms.ChoiceField(label=_("What happened"), required=False)
    affected = forms.ChoiceField(label=_("To whom"), required=False)
    place = line(_("Where"), length=12, hint=_("A code: RU-CE for Chechnya, LT for Lithuania."))
    when = TimeField(label=_("When"))
    when_verbatim = line(_("The words for when"))
    modality = forms.ChoiceField(label=_("In what manner"), choices=[(m.value, MODALITY_NAMES[m]) for m in Modality])
    is_negative = forms.BooleanField(label=_("It says that this did not happen"), required=False)
    quantity_verbatim = line(_("The words for the number"), hint=_("As they stand: “more than a hundred”."))
    qualifier = forms.ChoiceField(label=_("How the number is meant"), required=False)
    low = forms.IntegerField(label=_("Number, or its lower bound"), required=False, min_value=0, max_value=HIGHEST)
    high = forms.IntegerField(label=_("Upper bound"), required=False, min_value=0, max_value=HIGHEST)
    unit = forms.ChoiceField(label=_("Of what"), required=False)
    population = line(_("Counted among whom"), hint=_("“men in hiding in Russia”, “requests to the United States”."))
    scope_note = paragraph(_("What it covers, and what it does not"), required=False)
    because = paragraph(_("Why it is changed"), rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["act"].choices = act_choices()  # type: ignore[attr-defined]
        self.fields["affected"].choices = group_choices()  # type: ignore[attr-defined]
        self.fields["qualifier"].choices = [("", _("No number")), *((q.value, QUALIFIER_NAMES[q]) for q in Qualifier)]  # type: ignore[attr-defined]
        unit = self.initial.get("unit", "")
        own = [] if unit in UNITS or not unit else [(unit, unit)]
        self.fields["unit"].choices = [("", "—"), *UNITS.items(), *own]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        low, high = given.get("low"), given.get("high")
        if low is not None and high is not None and high < low:
            self.add_error("high", _("The upper bound is below the lower one."))
        if (low is not None or high is not None) and not given.get("qualifier"):
            self.add_error("qualifier", _("Say how the number is meant: about, at least, exactly …"))
        if given.get("qualifier") and not given.get("quantity_verbatim"):
            self.add_error("quantity_verbatim", _("Give the words for the number as they stand."))
        return given

    def facts(self) -> dict[str, Any]:
        """Give the facts as the action takes them; "more than" and "less than" leave out their bound."""
        facts = {name: value for name, value in self.cleaned_data.items() if name not in {"text", "because"}}
        facts["low_exclusive"] = facts["qualifier"] == Qualifier.MORE_THAN
        facts["high_exclusive"] = facts["qualifier"] == Qualifier.LESS_THAN
        return facts


class SetOrigin(forms.Form):
    """What a report ends in."""

    attribution = forms.ChoiceField(label=_("Which report"))
    origin = forms.ChoiceField(label=_("What it rests on"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("Kind of the new origin"), required=False, choices=[(k.value, ORIGIN_NAMES[k]) for k in OriginKind])
    label = line(_("What it is"), hint=_("“interviews with people who fled”, “unnamed insiders”. Never a name of somebody at risk."))
    holder = line(_("Who holds it"), hint=_("The organisation that did the interviews or has the document. Empty: who says it."))
    period = TimeField(label=_("When the interviews were held, or the document was made"))
    keeps_others = forms.BooleanField(label=_("It rests on what stands there now, too"), required=False)

    def __init__(self, *args: Any, reports: Choices, origins: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attribution"].choices = list(reports)  # type: ignore[attr-defined]
        self.fields["origin"].choices = [*origins, (NEW, _("Something new, described below"))]  # type: ignore[attr-defined]
        self.fields["origin"].initial = NEW

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("origin") == NEW and not given.get("label", "").strip():
            self.add_error("label", _("Say in a few words what it is."))
        return given


class CiteReport(forms.Form):
    """Which report rests on which."""

    attribution = forms.ChoiceField(label=_("Which report"))
    cited = forms.ChoiceField(label=_("Rests on"))

    def __init__(self, *args: Any, reports: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attribution"].choices = list(reports)  # type: ignore[attr-defined]
        self.fields["cited"].choices = list(reports)  # type: ignore[attr-defined]


class Overlap(forms.Form):
    """Which origins may be the same people."""

    origins = forms.MultipleChoiceField(label=_("Origins"), widget=forms.CheckboxSelectMultiple)
    name = line(
        _("What ties them"), length=60, hint=_("“came through one network”, “both interviewed in Moscow in April”. Empty: they are apart.")
    )

    def __init__(self, *args: Any, origins: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["origins"].choices = list(origins)  # type: ignore[attr-defined]


class Assess(forms.Form):
    """A standing against the rule."""

    standing = forms.ChoiceField(
        label=_("How it stands"),
        choices=[
            (Standing.UNASSESSED.value, _("As the rule says")),
            *((s.value, STANDING_NAMES[s]) for s in Standing if s not in {Standing.UNASSESSED, Standing.WITHDRAWN}),
        ],
        widget=forms.RadioSelect,
    )
    reasoning = paragraph(_("Why"), hint=_("It stands beside the standing for everybody who reads the claim."))
    valid_until = day(_("Look again by"))


class Because(forms.Form):
    """A reason, and nothing else."""

    because = paragraph(_("Why"), hint=_("Everybody who reads the claim sees it."))


class TakeBack(forms.Form):
    """A source takes back what it said."""

    on = day(_("On what day"), required=True)
    because = paragraph(_("How we know, and why"))


class Relate(forms.Form):
    """What another claim is to this one."""

    other = line(_("Which claim"), required=True, length=16, hint=_("Its reference: CL-7Q4MZK."))
    kind = forms.ChoiceField(label=_("This claim"), choices=RELATION_CHOICES, widget=forms.RadioSelect)
    is_credible = forms.BooleanField(
        label=_("The contradiction is credible: both claims become contested"),
        required=False,
    )
    reason = paragraph(_("Why"), required=False, rows=2)

    def clean_other(self) -> str:
        other: str = self.cleaned_data["other"].strip().upper()
        return other

    @property
    def is_join(self) -> bool:
        return bool(self.cleaned_data["kind"] == JOIN)


class Deny(forms.Form):
    """Who denies it, and where."""

    speaker = line(_("Who denies it"), required=True)
    role = line(_("As what"), hint=_("“spokesman of the head of the republic”."))
    said = TimeField(label=_("When"))
    document = forms.ChoiceField(label=_("Document"), required=False)
    quote = paragraph(_("The words as they stand in it"), required=False, hint=_("Copy them exactly; they are found again in the text."))
    citation = line(_("Or where it stands, if we hold no copy"), length=400, hint=_("Title, publisher, date."))
    citation_address = forms.URLField(label=_("Its address"), required=False, max_length=2000, assume_scheme="https")

    def __init__(self, *args: Any, documents: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].choices = [("", _("None: cited below")), *documents]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("document") and not given.get("quote", "").strip():
            self.add_error("quote", _("Copy the words of the denial from the document."))
        if not given.get("document") and not given.get("citation", "").strip():
            self.add_error("citation", _("Choose a document and copy the words, or say here where the denial stands."))
        return given


class Detach(forms.Form):
    """What a report says that is another claim."""

    text = paragraph(pgettext_lazy("of a report", "What it says, as one sentence with its hedge"))
    language = forms.ChoiceField(label=_("Language of the sentence"), choices=_LANGUAGES)
