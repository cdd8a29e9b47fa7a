"""Shape and wording of what people enter at the advocacy desk."""

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.forms.fields import MANY, WrittenChoice, among
from safeconduct.advocacy.queries.choices import (
    Choices,
    body_kinds,
    deed_types,
    grades,
    qualifiers,
    response_types,
    sayings,
    showings,
    ways_to_ask,
)
from safeconduct.evidence.reading.shapes import Qualifier, Quantity
from safeconduct.evidence.rules.moments import normalise
from safeconduct.kit.languages import DOCUMENT_LANGUAGES
from safeconduct.kit.numbers import HIGHEST

WHEN = _("2017-05-17 for a day, 2017-05 for a month, 2017-05~ for about. Leave it empty if it is not stated.")
OF_WORDS = _("Language of these words")
PLACE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,4})?")


class MomentField(forms.CharField):
    """A time that may be uncertain, kept as EDTF."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", WHEN)
        super().__init__(max_length=60, required=False, **kwargs)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value) or "")
        try:
            return normalise(text) if text else ""
        except ValueError:
            raise forms.ValidationError(_("This cannot be read as a date. Write 2017-05-17, 2017-05 or 2017.")) from None


class PlaceField(forms.CharField):
    """A code of ISO 3166, or EU."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Country or region code"),
            max_length=12,
            required=False,
            help_text=_("LT for a country, RU-CE for a region of it, EU for its institutions. Leave it empty if there is none."),
        )

    def clean(self, value: Any) -> str:
        place = str(super().clean(value) or "").upper()
        if place and not PLACE.fullmatch(place):
            raise forms.ValidationError(_("Write two letters for a country, such as LT, or add the region: RU-CE."))
        return place


def _words(label: Any, *, rows: int = 3, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, required=required, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows}))


def _language(label: Any = OF_WORDS) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=DOCUMENT_LANGUAGES, initial="en")


class Translate(forms.Form):
    """One text in one language."""

    language = _language()
    text = _words(_("The text in this language"))


class TranslateDeed(Translate):
    """The same for a deed, which may have other words for the public."""

    publish_as = _words(
        _("What the public reads instead"),
        required=False,
        help_text=_("Only where the exact words could give somebody away: rounded, grouped, without place or day."),
    )


class Withdraw(forms.Form):
    """Why something is withdrawn."""

    because = _words(_("Why it is withdrawn"), rows=2)


class NameBody(forms.Form):
    """A body in its first language; other names are added on its page."""

    name = forms.CharField(label=_("Name"), max_length=200)
    language = _language(_("Language of the name"))
    kind = forms.ChoiceField(label=_("What it is"), choices=body_kinds)
    place = PlaceField()


class SpellBody(forms.Form):
    """One more name of a body."""

    name = forms.CharField(label=_("Name"), max_length=200)
    language = _language(_("Language of the name"))


class NamePost(forms.Form):
    """A post of a body."""

    title = forms.CharField(label=_("Title of the post"), max_length=200, help_text=_("The office, not the person: foreign minister."))
    language = _language(_("Language of the title"))


class RecordHolding(forms.Form):
    """Who held a post when."""

    holder = forms.CharField(label=_("Holder"), max_length=200)
    since = MomentField(label=_("Since"))
    until = MomentField(label=_("Until"))
    source_note = forms.CharField(label=_("Public source that says so"), max_length=400)


class NoteSearch(forms.Form):
    """Somebody looked and found nothing."""

    searched_until = forms.DateField(label=_("Searched up to and including"), widget=forms.DateInput(attrs={"type": "date"}))
    note = _words(
        _("Where you looked, and with which words"),
        help_text=_("The public reads only the day. Nobody may say “nothing was found” without such a note."),
    )


class WriteDemand(forms.Form):
    """A demand by hand."""

    text = _words(_("What is demanded, in one sentence"))
    language = _language()
    asked = forms.ChoiceField(label=_("Who is asked"), required=False)
    asked_also = forms.ChoiceField(label=_("And who else"), required=False)
    asked_post = WrittenChoice(label=_("Or a post from the register"))
    asked_name = forms.CharField(label=_("Somebody who is not in the list"), max_length=200, required=False)
    asked_place = PlaceField()
    relayed = forms.ChoiceField(label=_("Whom they are to press, if the demand is to press others"), required=False)
    relayed_also = forms.ChoiceField(label=_("And whom else"), required=False)
    demander = forms.ChoiceField(label=_("Who demands it"), required=False)
    demander_name = forms.CharField(label=_("Or somebody who is not in the list"), max_length=200, required=False)
    passage = forms.CharField(
        label=_("Passage that makes it"),
        max_length=16,
        required=False,
        help_text=_("Its reference, such as PA-7Q4MZK. A letter of your own may have none yet."),
    )
    basis = _words(_("What it rests on: a law, a promise, a precedent"), rows=2, required=False)
    fulfilled_when = _words(_("How anybody can tell that it is done"), rows=2, required=False)
    due = MomentField(label=_("By when"))

    def __init__(self, *args: Any, asked: Choices, find: Callable[[str], Choices], sources: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked_post"].find = find  # type: ignore[attr-defined]
        for name in ("asked", "asked_also", "relayed", "relayed_also"):
            self.fields[name].choices = [("", "—"), *asked]  # type: ignore[attr-defined]
        self.fields["demander"].choices = [("", "—"), *sources]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not any(given.get(name) for name in ("asked", "asked_also", "asked_post", "asked_name")) and "asked_post" not in self.errors:
            self.add_error("asked", _("Say who is asked: choose a body or a post, or write a name below."))
        return given


class Answer(forms.Form):
    """What a response and a deed by hand have in common."""

    text = _words(_("What happened, in one sentence of ours"))
    language = _language()
    on = MomentField(label=_("When"))
    post = forms.ChoiceField(label=_("Which post spoke or acted"), required=False)
    holder = forms.CharField(
        label=_("Who held it, as the source names them"), max_length=200, required=False, help_text=_("Persons in public office only.")
    )
    passage = forms.CharField(
        label=_("Passage that reports it"), max_length=16, required=False, help_text=_("Its reference, such as PA-7Q4MZK.")
    )
    reported_by = forms.ChoiceField(label=_("Who reports it"), required=False)
    reporter_name = forms.CharField(label=_("Or a source that is not in the list"), max_length=200, required=False)
    citation = forms.CharField(
        label=_("Where, if we hold no copy of it"), max_length=400, required=False, help_text=_("Publisher, title, date.")
    )
    grade = forms.ChoiceField(label=_("How near the report stands to it"), choices=grades)
    demand = forms.ChoiceField(label=_("Which demand it answers"), required=False)

    def __init__(self, *args: Any, posts: Choices, sources: Choices, demands: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(posts) > MANY:
            self.fields["post"] = WrittenChoice(label=self.fields["post"].label)
            self.fields["post"].find = among(posts)  # type: ignore[attr-defined]
            posts = []
        for name, choices in (("post", posts), ("reported_by", sources), ("demand", demands)):
            self.fields[name].choices = [("", "—"), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not any(given.get(name) for name in ("passage", "reported_by", "reporter_name")):
            self.add_error("passage", _("Nothing stands behind this entry. Give the passage that reports it, or name who does."))
        return given


class RecordResponse(Answer):
    """Words. A warm sentence stays a sentence."""

    type = forms.ChoiceField(label=_("What kind of words"), choices=response_types)
    is_conditional = forms.BooleanField(label=_("It was said on a condition"), required=False)
    ask = forms.ChoiceField(
        label=_("Which letter or other ask it answers"), required=False, help_text=_("It then answers the demand of that ask too.")
    )

    field_order = ("type", "text", "language", "on", "post", "holder", "is_conditional", "ask")

    def __init__(self, *args: Any, asks: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ask"].choices = [("", "—"), *asks]  # type: ignore[attr-defined]


class RecordDeed(Answer):
    """Something done, for people or against them."""

    type = forms.ChoiceField(label=_("What was done"))
    qualifier = forms.ChoiceField(label=_("How the number is meant"), required=False)
    number = forms.IntegerField(label=_("Number"), min_value=0, max_value=HIGHEST, required=False)
    other = forms.IntegerField(label=_("Up to, if it lies between two"), min_value=0, max_value=HIGHEST, required=False)
    unit = forms.CharField(label=_("Of what"), max_length=40, required=False, help_text=_("visas, people, EUR"))
    verbatim = forms.CharField(label=_("The number in the source's own words"), max_length=200, required=False)
    publish_after = forms.DateField(
        label=_("Do not show to the public before"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    publish_as = TranslateDeed.base_fields["publish_as"]
    commitment = forms.ChoiceField(label=_("Which promise it keeps or breaks"), required=False)
    is_from_casework = forms.BooleanField(
        label=_("We know it from helping people"),
        required=False,
        help_text=_("Then nobody outside reads this entry. Half a year after its quarter it may be counted in a group, rounded."),
    )

    field_order = ("type", "text", "language", "qualifier", "number", "other", "unit", "verbatim", "on", "post", "holder")

    def __init__(self, *args: Any, commitments: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commitment"].choices = [("", "—"), *commitments]  # type: ignore[attr-defined]
        helps, harms = deed_types()
        self.fields["type"].choices = [(_("For people"), helps), (_("Against people"), harms)]  # type: ignore[attr-defined]
        self.fields["qualifier"].choices = [("", _("no number")), *qualifiers()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        qualifier, number, other = given.get("qualifier"), given.get("number"), given.get("other")
        if number is not None and not qualifier:
            self.add_error("qualifier", _("Say how the number is meant: exactly, about, more than."))
        if qualifier and number is None and qualifier != Qualifier.INDEFINITE:
            self.add_error("number", _("Write the number, or choose that it is not stated."))
        if qualifier == Qualifier.BETWEEN and (other is None or (number is not None and other < number)):
            self.add_error("other", _("Write the larger of the two numbers."))
        return given

    def quantity(self) -> Quantity | None:
        """Give the number as it was said, with no margin that was not stated; ``None`` for none."""
        given = self.cleaned_data
        if not given["qualifier"]:
            return None
        qualifier, number = Qualifier(given["qualifier"]), given["number"]
        is_ceiling = qualifier in {Qualifier.AT_MOST, Qualifier.LESS_THAN}
        is_floor = qualifier in {Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.ORDER_OF_MAGNITUDE}
        return Quantity(
            qualifier=qualifier,
            verbatim=given["verbatim"] or ("" if number is None else str(number)),
            low=None if is_ceiling else number,
            high=given["other"] if qualifier is Qualifier.BETWEEN else None if is_floor else number,
            low_exclusive=qualifier is Qualifier.MORE_THAN,
            high_exclusive=qualifier is Qualifier.LESS_THAN,
            unit=given["unit"],
        )


class RecordAsk(forms.Form):
    """That somebody was asked. By when a reply may be looked for is worked out where nobody says it."""

    asked = forms.ChoiceField(label=_("Who was asked"), required=False)
    asked_reference = forms.CharField(
        label=_("Or somebody else"), max_length=16, required=False, help_text=_("The reference of a post or a body: PO-7Q4MZK, BO-7Q4MZK.")
    )
    holder = forms.CharField(label=_("Who held the post that day"), max_length=200, required=False)
    via = forms.ChoiceField(label=_("How"), choices=ways_to_ask)
    instrument = forms.CharField(
        label=_("In which publication"),
        max_length=16,
        required=False,
        help_text=_("Its reference, such as PU-7Q4MZK, if it is one of ours."),
    )
    sent_on = forms.DateField(label=_("On which day"), widget=forms.DateInput(attrs={"type": "date"}))
    reply_due = forms.DateField(
        label=_("By when a reply is due"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Leave it empty for the usual time: ten working days of the receiving country after a letter or a meeting."),
    )
    is_public = forms.BooleanField(label=_("Everybody may know that it was asked"), required=False)

    def __init__(self, *args: Any, asked: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked"].choices = [("", "—"), *asked]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not given.get("asked") and not given.get("asked_reference"):
            self.add_error("asked", _("Say who was asked: choose one of those the demand is put to, or write a reference below."))
        return given


class RecordCommitment(forms.Form):
    """One act that a body promised."""

    text = _words(_("What it committed itself to, in one sentence of ours"), rows=2)
    language = _language()
    quantity_verbatim = forms.CharField(label=_("How much or how many, in its own words"), max_length=200, required=False)
    due_verbatim = forms.CharField(
        label=_("By when, in its own words"), max_length=200, required=False, help_text=_("“soon”, “by the summer”")
    )
    due = MomentField(label=_("Which date that is, as you read it"))
    condition = _words(_("On which condition"), rows=2, required=False)


class ProposeVerdict(forms.Form):
    """What a body says about a demand, and what is shown of it; how it stands against the date follows by itself."""

    stated = forms.ChoiceField(label=_("What it says"), choices=sayings, widget=forms.RadioSelect)
    shown = forms.ChoiceField(label=_("What evidence shows"), choices=showings, widget=forms.RadioSelect)
    deeds = forms.MultipleChoiceField(label=_("Deeds it rests on"), required=False, widget=forms.CheckboxSelectMultiple)
    responses = forms.MultipleChoiceField(label=_("Words it rests on"), required=False, widget=forms.CheckboxSelectMultiple)
    passage = forms.CharField(
        label=_("A passage it rests on as well"), max_length=16, required=False, help_text=_("Its reference, such as PA-7Q4MZK.")
    )
    as_of = forms.DateField(
        label=_("As of which day"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("“No deed found” can be said up to the day on which somebody last searched."),
    )
    reasons = _words(_("The reasons, in a few sentences"), rows=4)
    language = _language()

    def __init__(self, *args: Any, deeds: Choices, responses: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("deeds", deeds), ("responses", responses)):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            if not choices:
                del self.fields[name]


class SetAside(forms.Form):
    """Why a verdict is set aside."""

    because = _words(_("Why it is set aside"), rows=2)


class ReplyToVerdict(forms.Form):
    """What the addressee says to a verdict."""

    text = _words(_("What it replies, in its own words"))
    language = _language()
    on = forms.DateField(label=_("When"), widget=forms.DateInput(attrs={"type": "date"}))
    citation = forms.CharField(label=_("The letter or mail it came in"), max_length=400)
