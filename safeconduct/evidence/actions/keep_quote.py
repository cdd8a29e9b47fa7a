"""Keep words that a person copied from a document, found again in its text."""

import re

from django.utils.translation import gettext_lazy as _

from safeconduct.evidence.actions.keep_passage import keep_passage
from safeconduct.evidence.models import Document, Passage
from safeconduct.evidence.models.readings import latest_rendition
from safeconduct.kit.refusals import Refused

_QUOTES = {"'": "['’‘`]", "’": "['’‘`]", '"': '["“”„«»]', "“": '["“”„«»]', "”": '["“”„«»]', "-": "[-‐‑–—]", "–": "[-‐‑–—]"}


class QuoteNotFound(Refused):
    """The words do not stand in the document."""

    sentence = _("These words were not found in the document. Copy them from its page, exactly as they stand there.")


def keep_quote(*, document: Document, words: str) -> Passage:
    """Give the passage with these words; white space and the form of quotation marks and dashes need not be the same.

    :raises QuoteNotFound: if they do not stand in the document's latest text
    """
    rendition = latest_rendition(document)
    pattern = r"\s+".join("".join(_QUOTES.get(letter, re.escape(letter)) for letter in word) for word in words.split())
    found = re.search(pattern, rendition.text) if rendition and pattern else None
    if rendition is None or found is None:
        raise QuoteNotFound
    sentence = rendition.sentences.filter(start__lte=found.start()).order_by("-start").first()
    language = sentence.language if sentence else (document.languages or ["und"])[0]
    return keep_passage(rendition=rendition, start=found.start(), end=found.end(), language=language)
