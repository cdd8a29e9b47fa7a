"""The form that finds."""

from django import forms
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.languages import DOCUMENT_LANGUAGES

KINDS = (
    ("", _("Everything")),
    ("claim", _("Claims")),
    ("sentence", _("Sentences of documents")),
    ("document", _("Documents")),
    ("source", _("Sources")),
    ("demand", _("Demands")),
)


class Search(forms.Form):
    """Words in any language; what they mean is looked for in all."""

    q = forms.CharField(label=_("Words, in any language"), required=False, max_length=300)
    kind = forms.ChoiceField(label=_("Only"), choices=KINDS, required=False)
    language = forms.ChoiceField(label=_("Written in"), choices=(("", _("Any language")), *DOCUMENT_LANGUAGES), required=False)
