"""Shape and wording of what people enter about posts and their holders."""

import base64
import binascii
import zlib
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.actions.address_post import Own
from safeconduct.advocacy.actions.import_posts import Given
from safeconduct.advocacy.actions.record_holding import Facts
from safeconduct.advocacy.forms import MomentField, PlaceField
from safeconduct.advocacy.queries.choices import Choices
from safeconduct.advocacy.queries.post_pages import Wanted
from safeconduct.advocacy.words import CHANNEL_NAMES, CONTACT_NAMES, GENDER_NAMES, RANK_NAMES
from safeconduct.kit.languages import DOCUMENT_LANGUAGES

ANY = ("", _("All"))
RANKS: Choices = [(code.value, name) for code, name in RANK_NAMES.items()]  # type: ignore[misc]
CHANNELS: Choices = [(code.value, name) for code, name in CHANNEL_NAMES.items()]  # type: ignore[misc]
CONTACTS: Choices = [(code.value, name) for code, name in CONTACT_NAMES.items()]  # type: ignore[misc]
GENDERS = [("", _("nobody said")), *((code.value, name) for code, name in GENDER_NAMES.items())]
STATES = [ANY, ("look-again", _("To be looked at again")), ("vacant", _("Without a holder"))]
MOST_PACKED = 5 * 1024 * 1024  # characters that a page carries along; larger files come by the command


def _line(label: Any, *, longest: int = 200, required: bool = False, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=required, help_text=hint)


def _day(label: Any, *, hint: Any = "") -> forms.DateField:
    return forms.DateField(label=label, required=False, help_text=hint, widget=forms.DateInput(attrs={"type": "date"}))


class NarrowPosts(forms.Form):
    """What of the list to show."""

    words = _line(_("Title, body or holder"))
    rank = forms.ChoiceField(label=_("Rank"), required=False, choices=[ANY, *RANKS])
    place = forms.ChoiceField(label=_("Place"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)

    def __init__(self, *args: Any, places: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [ANY, *((place, place) for place in places)]  # type: ignore[attr-defined]


def wanted_of(given: Mapping[str, Any]) -> Wanted:
    """Read the filter from an address."""
    return Wanted(**{name: str(given.get(name, ""))[:200].replace("\x00", "").strip() for name in ("words", "rank", "place", "state")})


class DescribePost(forms.Form):
    """What decides how a post is written to."""

    rank = forms.ChoiceField(label=_("Rank"), choices=RANKS, help_text=_("It decides the salutation."))
    language = forms.ChoiceField(
        label=_("Language it is best written to in"), required=False, choices=[("", _("not known")), *DOCUMENT_LANGUAGES]
    )
    channel = forms.ChoiceField(label=_("How it wants to be reached"), choices=CHANNELS)


class TitlePost(forms.Form):
    """A title in one language."""

    language = forms.ChoiceField(label=_("Language of the title"), choices=DOCUMENT_LANGUAGES)
    title = _line(_("Title of the post"), required=True)


class AddressPost(forms.Form):
    """A form of address of the post's own."""

    language = forms.ChoiceField(label=_("Language of the letter"), choices=DOCUMENT_LANGUAGES)
    salutation = _line(_("Salutation"), hint=_("With the mark that ends it. Leave all three empty to go back to the suggestion."))
    closing = _line(_("Closing"))
    envelope = _line(_("First line of the address"), longest=300)

    def own(self) -> Own:
        """Give what was filled in as the action takes it."""
        return Own(**self.cleaned_data)


class KeepHolder(forms.Form):
    """Who held the post when, and what a letter must know of them."""

    holder = _line(_("Name"), required=True, hint=_("Persons in public office only, as a public source names them."))
    given_name = _line(_("Given name"), longest=120)
    family_name = _line(_("Family name"), longest=120)
    patronymic = _line(_("Patronymic"), longest=120, hint=_("Letters in Russian use it."))
    honorific = _line(_("Title before the name"), longest=60, hint=_("Dr, Prof."))
    gender = forms.ChoiceField(
        label=_("Gender, if a public source says it"),
        required=False,
        choices=GENDERS,
        help_text=_("Never guess it from a name. Without it every language has words that fit anybody."),
    )
    on_behalf_of = _line(_("Party or group"))
    since = MomentField(label=_("Since"))
    until = MomentField(label=_("Until"))
    source_note = _line(_("Public source that says so"), longest=400, required=True)

    def facts(self) -> Facts:
        """Give what was filled in of the person."""
        names = ("given_name", "family_name", "patronymic", "honorific", "gender")
        return Facts(**{name: self.cleaned_data[name] for name in names})


class AddContact(forms.Form):
    """A way to reach the post."""

    type = forms.ChoiceField(label=_("What it is"), choices=CONTACTS)
    value = forms.CharField(label=_("Address or number"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    note = _line(_("Note"), hint=_("Private office, switchboard"))
    valid_from = _day(_("In use since"), hint=_("Leave it empty if it is not known."))
    source_note = _line(_("Public source that gives it"), longest=400, required=True)
    is_of_body = forms.BooleanField(label=_("It is the body's own, for all its posts"), required=False)


class EndContact(forms.Form):
    """Which contact detail holds no longer."""

    type = forms.ChoiceField(choices=CONTACTS, widget=forms.HiddenInput)
    value = forms.CharField(max_length=1000, widget=forms.HiddenInput)


class ImportPosts(forms.Form):
    """A file of posts. The second time the file comes packed in the page, so that nobody chooses it again."""

    file = forms.FileField(
        label=_("File"), required=False, help_text=_("Popolo JSON, or a table (CSV) whose first line names its columns.")
    )
    source = _line(
        _("Name of the source"),
        longest=60,
        required=True,
        hint=_("Such as “Seimas members”. Give the same name each time this list comes anew, so that nothing is doubled."),
    )
    language = forms.ChoiceField(label=_("Language of names and titles"), choices=DOCUMENT_LANGUAGES, initial="en")
    place = PlaceField()
    is_checked = forms.BooleanField(
        label=_("I have compared it with its public source today"),
        required=False,
        help_text=_("All its posts are then marked as verified."),
    )
    packed = forms.CharField(required=False, widget=forms.HiddenInput, max_length=MOST_PACKED, strip=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        file = given.get("file")
        given["data"] = file.read() if file else _unpacked(given.get("packed") or "")
        if not given["data"]:
            self.add_error("file", _("Choose a file."))
        return given

    def given(self, today: Any) -> Given:
        """Give the file as the action takes it."""
        known = self.cleaned_data
        return Given(
            data=known["data"],
            source=known["source"],
            language=known["language"],
            place=known["place"],
            verified_on=today if known["is_checked"] else None,
        )


def packed(data: bytes) -> str:
    """Give a file as a page can carry it along; ``""`` where it is too large for that."""
    text = base64.b64encode(zlib.compress(data)).decode()
    return text if len(text) <= MOST_PACKED else ""


def _unpacked(text: str) -> bytes:
    """Give the file again; nothing where the page was tampered with, and never more than may be uploaded."""
    try:
        return zlib.decompressobj().decompress(base64.b64decode(text, validate=True), settings.LARGEST_CAPTURE)
    except (binascii.Error, zlib.error, ValueError):
        return b""
