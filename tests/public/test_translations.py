"""Everything that a reader of the public pages can meet is said in every language of the interface."""

import io
import re
from pathlib import Path

import polib
import pytest
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

from safeconduct.kit.languages import PUBLIC_LANGUAGES

PACKAGE = Path(__file__).resolve().parents[2] / "safeconduct"
# Where words of the public pages stand. What the desk alone shows is in English until somebody translates it.
PUBLIC_SOURCES = (
    "public/**/*.py",
    "public/templates/**/*.html",
    "ask/templates/**/*.html",
    "ask/access.py",
    "ask/actions/*.py",
    "ask/forms.py",
    "ask/rules.py",
    "ask/throttle.py",
    "ask/views/*.py",
    "theme/templates/theme/base.html",
    "theme/templates/theme/public.html",
    "theme/templates/theme/*40*.html",
    "theme/templates/theme/500.html",
    "theme/templates/theme/csrf_failure.html",
    "theme/templates/ui/language_switch.html",
    "theme/templates/ui/messages.html",
    "theme/templates/ui/quotation.html",
    "theme/templates/ui/stamp.html",
    "evidence/words.py",
    "evidence/queries/sentences.py",
    "evidence/queries/chains.py",
    "advocacy/words.py",
    "advocacy/queries/asks.py",
    "advocacy/queries/board.py",
    "advocacy/queries/casework.py",
    "advocacy/queries/demand_pages.py",
    "advocacy/queries/demands.py",
    "advocacy/queries/drawing.py",
    "advocacy/queries/entries.py",
    "advocacy/queries/feeds.py",
    "advocacy/queries/governments.py",
    "advocacy/queries/grid.py",
    "advocacy/queries/lines.py",
    "publications/queries/releases_shown.py",
    "publications/queries/action_pages.py",
    "publications/actions/count_appeal.py",
    "petitions/words.py",
    "petitions/actions/spend_ticket.py",
    "petitions/actions/write_reason.py",
    "petitions/actions/offer_translation.py",
    "signing/words.py",
    "signing/actions/confirm_signature.py",
    "signing/actions/hide_signature.py",
)
KEYWORDS = {
    "_": None,
    "_later": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)s")
LANGUAGES = [code for code, _name in PUBLIC_LANGUAGES if code != "en"]

Message = tuple[str, str]  # context, words


def messages() -> set[Message]:
    """Collect every public message from code and templates."""
    found: set[Message] = set()
    for pattern in PUBLIC_SOURCES:
        files = list(PACKAGE.glob(pattern))
        assert files, f"{pattern} matches nothing any more."
        for file in files:
            text = file.read_text(encoding="utf-8")
            source = templatize(text, origin=str(file)) if file.suffix == ".html" else text
            for _line, function, words, _comments in extract_python(io.BytesIO(source.encode()), KEYWORDS, (), {}):
                parts = [words] if isinstance(words, str) else [str(part) for part in words]  # type: ignore[unreachable]
                is_in_context = function in {"pgettext", "pgettext_lazy", "npgettext"}
                found.add((parts[0], parts[1]) if is_in_context else ("", parts[0]))
    return {(context, words) for context, words in found if words}


def catalogue(language: str) -> dict[Message, polib.POEntry]:
    """Read a language's catalogue; what is fuzzy or obsolete is not in it."""
    entries = polib.pofile(str(PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"))
    return {(entry.msgctxt or "", entry.msgid): entry for entry in entries if not entry.obsolete and "fuzzy" not in entry.flags}


def test_there_are_messages_to_find():
    found = {words for _context, words in messages()}

    assert {"What is known", "Corroborated", "Issued visas", "Nobody is given away."} <= found


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_missing(language: str):
    known = catalogue(language)

    missing = sorted(message for message in messages() if message not in known or not known[message].translated())

    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_a_plural_keeps_its_placeholders(language: str):
    for (_context, words), entry in catalogue(language).items():
        wanted = set(PLACEHOLDER.findall(words)) | set(PLACEHOLDER.findall(entry.msgid_plural))
        for said in entry.msgstr_plural.values() or [entry.msgstr]:
            # One of a thing may be said without its number.
            assert set(PLACEHOLDER.findall(said)) <= wanted, entry.msgid
        if not entry.msgid_plural and entry.msgstr:
            assert set(PLACEHOLDER.findall(entry.msgstr)) == wanted, entry.msgid


@pytest.mark.parametrize(("language", "forms"), [("sv", 2), ("da", 2), ("de", 2), ("fr", 2), ("ru", 3), ("ar", 6)])
def test_plurals_have_all_forms_of_the_language(language: str, forms: int):
    public = messages()
    for message, entry in catalogue(language).items():
        if message in public and entry.msgid_plural:
            assert len([said for said in entry.msgstr_plural.values() if said]) >= forms, entry.msgid
