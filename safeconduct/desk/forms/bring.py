"""The form that brings documents in: files, pasted text, or an address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safeconduct.evidence.levels import OWN_LEVELS


class ManyFiles(forms.ClearableFileInput):
    """A file field that takes several at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Gives a list of uploaded files; the readers, not this form, say what is wrong with each."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:  # noqa: ARG002 — Django's signature
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [file for file in files if file]


class Bring(forms.Form):
    """Any of the three ways, or all at once."""

    # The form's own ``files`` is another attribute once the form is made.
    files = ManyFilesField(  # type: ignore[assignment]
        label=_("Files"),
        required=False,
        help_text=_("Text, web page, PDF, Word or e-mail; several at once. Nothing in them is executed."),
        widget=ManyFiles(attrs={"data-upload": "", "multiple": True}),
    )
    address = forms.CharField(
        label=_("Address of a public page"),
        required=False,
        max_length=2000,
        help_text=_("We fetch it from this server; its owner can see that. If that is not safe, save the page and upload it."),
        widget=forms.TextInput(attrs={"type": "url", "inputmode": "url", "autocomplete": "off"}),
    )
    text = forms.CharField(
        label=_("Pasted text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 10, "dir": "auto", "spellcheck": "false"})
    )
    level = forms.ChoiceField(label=_("Who may read it"), choices=OWN_LEVELS, initial=OWN_LEVELS[0][0], widget=forms.RadioSelect)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not (given.get("files") or given.get("address", "").strip() or given.get("text", "").strip()):
            raise forms.ValidationError(_("Choose a file, give an address, or paste a text."))
        return given
