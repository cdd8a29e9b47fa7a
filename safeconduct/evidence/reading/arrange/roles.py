"""Which role each piece of a document has. The rules run in order; a piece that one has settled is left alone by the next."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from safeconduct.evidence.reading.arrange import endings, furniture
from safeconduct.evidence.reading.arrange.cues import cues
from safeconduct.evidence.reading.arrange.dates import date_line
from safeconduct.evidence.reading.arrange.drafts import Draft
from safeconduct.evidence.reading.arrange.joining import is_page_mark
from safeconduct.evidence.reading.shapes import Role

_FILE = "arrange_documents"
_NOTE = re.compile(r"\[(\d{1,3})\]|[¹²³⁴-⁹]+")
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?:[ ,&]+(?:and|og|och|und|et|en|и|de|van|von|der|af|[^\W\d_][\w'’.-]*)){0,7}$")
_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+\.\w+|(?:https?://|www\.)\S+")
_TRAIL = re.compile(r"[^>»›.]{1,40}(?:\s[>»›]\s[^>»›.]{1,40}){2,6}$")
_QUOTE_MARKS = '"“„«”»'
_HINTS = {
    "nav": (Role.NAVIGATION, 0.95, "The page marks it as a menu."),
    "button": (Role.NAVIGATION, 0.95, "It is a button."),
    "hidden": (Role.NAVIGATION, 0.9, "The page does not show it to its readers."),
    "aside": (Role.NAVIGATION, 0.8, "The page sets it beside the article."),
    "footer": (Role.NAVIGATION, 0.9, "It is the foot of the page."),
    "comment": (Role.COMMENT, 0.95, "The page marks it as a comment by a reader."),
    "figcaption": (Role.CAPTION, 0.95, "The page marks it as the caption of a picture."),
}


def assign(drafts: Sequence[Draft], main_language: str, title: str = "") -> bool:
    """Give every draft a role; tell whether the document is a page with furniture."""
    _by_hint(drafts, title)
    _by_form(drafts)
    endings.mark_comments(drafts)
    endings.mark_comment_sections(drafts)
    endings.mark_petition(drafts)
    is_page = furniture.mark(drafts, main_language) or any(draft.is_furniture for draft in drafts)
    endings.mark_letter_end(drafts)
    endings.mark_contacts(drafts)
    if is_page:
        endings.mark_teasers(drafts)
    _mark_title(drafts, title)
    _mark_names(drafts)
    _mark_quotes(drafts)
    _mark_rest(drafts)
    return is_page


def _by_hint(drafts: Sequence[Draft], title: str) -> None:
    """Take over what the format itself says of a piece."""
    for draft in drafts:
        piece = draft.piece
        if piece.hint in {"", "header", "footer"} and is_page_mark(piece.text):
            draft.settle(Role.NAVIGATION, 0.9, "It is the number of a page.")
        elif piece.hint in _HINTS:
            draft.settle(*_HINTS[piece.hint])
        elif piece.hint == "header" and not _same(piece.text, title):
            draft.settle(Role.NAVIGATION, 0.85, "It is the head of the page.")
        elif piece.hint == "byline" and draft.words <= 20:
            draft.settle(Role.BYLINE, 0.9, "The page marks it as the name of the writer.")
        elif piece.hint == "time" and draft.words <= 14:
            draft.settle(Role.DATE_LINE, 0.9, "The page marks it as a time.")
        elif piece.hint == "blockquote" and piece.is_main is not False:
            draft.settle(Role.QUOTE, 0.9, "The page marks it as a quotation.")


def _by_form(drafts: Sequence[Draft]) -> None:
    """Find captions, notes, date lines and bylines by how they are written."""
    text_so_far = 0
    cited = Counter(mark.group() for draft in drafts for mark in _NOTE.finditer(draft.piece.text))
    for draft in drafts:
        if draft.is_open:
            _one_by_form(draft, cited, is_early=text_so_far < 3)
        if draft.is_open and draft.is_running_text:
            text_so_far += 1


def _one_by_form(draft: Draft, cited: Counter[str], *, is_early: bool) -> None:
    text = draft.piece.text
    note = _NOTE.match(text)
    if note and draft.piece.marker and cited[note.group()] > 1:
        draft.settle(Role.FOOTNOTE, 0.95, f"It begins with the note mark {note.group()} that the text refers to.")
    elif draft.words <= 60 and (cues(_FILE, "caption").find(draft.lower) or cues(_FILE, "credit").find(draft.lower[-60:])):
        draft.settle(Role.CAPTION, 0.9, "It begins as the caption or credit of a picture does.")
    elif not draft.is_list_item and date_line(draft.piece.said):
        draft.settle(Role.DATE_LINE, 0.9, "It is nothing but a date.")
    elif is_early and draft.words <= 12 and not draft.ends_sentence and writer(draft.piece.said):
        draft.settle(Role.BYLINE, 0.8, "It names the writer.")
    elif _TRAIL.match(text):
        draft.settle(Role.NAVIGATION, 0.85, "It is the path to the page inside its site.")


def writer(text: str) -> str:
    """Give the name in a line that names the writer ("By NAME | 3 May"); "" for any other line."""
    lowered = text.lower()
    cue = cues(_FILE, "byline").find(lowered)
    if not cue:
        return ""
    name = text[lowered.find(cue) + len(cue) :].strip(" :")
    name = re.split(r"[|•/,(]|\s(?:in|i|à|aus|в|te|på|for|für|för|pour)\s", name)[0].strip()  # her place and paper are not her name
    capitals = sum(1 for word in name.split() if word[:1].isupper())
    return name if _NAME.match(name) and capitals >= 1 and capitals * 2 >= len(name.split()) else ""


def _same(text: str, title: str) -> bool:
    if not title or len(text) < 8:
        return False
    return text.casefold() in title.casefold() or (len(title) > 12 and title.casefold() in text.casefold() and len(text) < 2 * len(title))


def _mark_title(drafts: Sequence[Draft], title: str) -> None:
    """Find the title: a heading the page declares, or the first line of the document when it reads like one."""
    top = [draft for draft in drafts if draft.is_open][:4]
    short = [draft for draft in drafts if draft.is_open and draft.words <= 40]
    if named := next((draft for draft in short if _same(draft.piece.text, title)), None):
        named.settle(Role.TITLE, 0.9, "The page gives itself this title.")
        return
    main = [draft for draft in short if draft.piece.hint == "h1"]
    if main:
        chosen = next((draft for draft in main if draft.words >= 4), main[0])
        chosen.settle(Role.TITLE, 0.95, "The page marks it as its main heading.")
        return
    if not top or any(draft.words <= 14 and cues(_FILE, "salutation").find(draft.lower) for draft in drafts[:14]):
        return
    first = top[0]
    if len(top) > 1 and top[1].is_heading_like and first.is_heading_like and first.words < top[1].words and _is_label(first):
        _settle_label(first)
        first = top[1]
    has_more = any(draft.is_running_text for draft in drafts if draft is not first and draft.is_open)
    is_short = first.words <= 28 and first.piece.said[-1:] not in ".:;," and not first.piece.said[:1].islower()
    if has_more and is_short and not first.is_list_item and not cues(_FILE, "salutation").find(first.lower):
        first.settle(Role.TITLE, 0.8, "It is the first line of the document and reads like a heading.")


def _is_label(draft: Draft) -> bool:
    """Tell whether a line over the title is a label: the part of the paper, or the kind of document."""
    return draft.words <= 2 or (draft.words <= 4 and bool(cues(_FILE, "kinds.press-release").find(draft.lower)))


def _settle_label(draft: Draft) -> None:
    kinds = ("press-release", "petition", "statement")
    if any(cues(_FILE, f"kinds.{kind}").find(draft.lower) for kind in kinds):
        draft.settle(Role.HEADING, 0.7, "It stands above the title and says what kind of document it is.")
    else:
        draft.settle(Role.NAVIGATION, 0.6, "A word or two above the title: the part of the paper it stands in.")


def _mark_quotes(drafts: Sequence[Draft]) -> None:
    """Find the paragraphs that stand after "NAME comments:" and those that are wholly in quotation marks."""
    content = [draft for draft in drafts if not draft.is_furniture]
    for before, draft in zip([None, *content], content, strict=False):
        if not draft.is_open:
            continue
        text = draft.piece.text
        if before is not None and _leads_in(before) and draft.words >= 5 and not draft.is_list_item:
            draft.settle(Role.QUOTE, 0.9, "The line before it announces somebody's words with a colon.")
        elif draft.words >= 5 and text[0] in _QUOTE_MARKS and text.rstrip(".")[-1] in _QUOTE_MARKS and _is_one_quotation(text):
            draft.settle(Role.QUOTE, 0.8, "It stands wholly in quotation marks.")


def _leads_in(draft: Draft) -> bool:
    if not draft.piece.text.endswith(":") or draft.role not in {None, Role.BODY}:
        return False
    last = " ".join(draft.lower.rstrip(": ").split()[-3:])
    return bool(cues(_FILE, "lead_in").find(last)) and draft.words >= 2


def _is_one_quotation(text: str) -> bool:
    inside = text[1:].rstrip(".")[:-1]
    return not any(mark in inside for mark in '"“”„«»')


def _mark_names(drafts: Sequence[Draft]) -> None:
    """Find the writer's name where it stands again under the article, and addresses that stand alone."""
    names = {writer(draft.piece.said).lower() for draft in drafts if draft.role is Role.BYLINE} - {""}
    for draft in drafts:
        if draft.is_open and draft.lower in names:
            draft.settle(Role.BYLINE, 0.8, "It is the name of the writer again.")
        elif draft.is_open and _ADDRESS.fullmatch(draft.lower):
            draft.settle(Role.SIGNATURE, 0.7, "It is nothing but an address.")


def _mark_rest(drafts: Sequence[Draft]) -> None:
    """What is left is the document's own text: headings and paragraphs."""
    for index, draft in enumerate(drafts):
        if not draft.is_open:
            continue
        following = next((other for other in drafts[index + 1 : index + 4] if not other.is_furniture), None)
        if _is_heading(draft, following):
            sure = draft.piece.hint[:1] == "h" and draft.piece.hint[1:].isdigit()
            draft.settle(Role.HEADING, 0.9 if sure else 0.7, "It is short, without a full stop, and text follows it.")
        elif draft.is_running_text:
            draft.settle(Role.BODY, 0.9, "It reads like running text.")
        elif draft.ends_sentence and draft.words >= 3:
            draft.settle(Role.BODY, 0.75, "It is a finished sentence.")
        else:
            draft.settle(Role.BODY, 0.6, "Nothing speaks against its being part of the text.")


def _is_heading(draft: Draft, following: Draft | None) -> bool:
    if draft.piece.hint in {"h1", "h2", "h3", "h4", "h5", "h6"}:
        return True
    if not draft.is_heading_like or draft.ends_sentence or following is None or draft.words > 12:
        return False
    if draft.piece.said[:1].isdigit() and draft.words <= 3:  # a count, such as of signatures
        return False
    if cues(_FILE, "salutation").find(draft.lower) or cues(_FILE, "payment").find(draft.lower) or draft.has_quotation:
        return False
    return following.is_running_text and following.role in {None, Role.BODY, Role.QUOTE}
