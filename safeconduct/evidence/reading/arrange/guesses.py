"""What kind of document it is and who brought it out: proposals from plain cues, for a person to confirm."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from safeconduct.evidence.reading.arrange.cues import cues, words
from safeconduct.evidence.reading.arrange.drafts import Draft
from safeconduct.evidence.reading.shapes import Role

_FILE = "arrange_documents"
_WORD = r"[^\W\d_][\w'’&.-]*"
_PROPER = r"[A-ZÀ-ÞА-ЯЁ]\w[\w&’'-]*(?:\.\w+)*(?:[ -](?:of|for|de|des|du|för|for|für|van|von|der|and|och|og|und|[A-ZÀ-ÞА-ЯЁ][\w&’'-]*))*"
_LONG_REPORT = 2500  # words


def kind_of(drafts: Sequence[Draft], media_type: str, *, is_page: bool) -> str:
    """Propose the kind of document: letter, news, press-release, appeal, petition, report, statement or other."""
    head = " ".join(d.lower for d in drafts[:8])[:900]
    title = next((d.lower for d in drafts if d.role is Role.TITLE), "")
    content = " ".join(d.lower for d in drafts if d.role is not None and d.role.is_content)
    furniture = " ".join(d.lower for d in drafts if d.is_furniture)[:20000]
    if _has("press-release", head):
        return "press-release"
    if _is_letter(drafts):
        return "letter"
    if _has("petition", f"{title} {furniture}") or (_has("petition", content[:2000]) and _count("petition", content) >= 2):
        return "petition" if not _has("news", title) else "news"
    if cues(_FILE, "payment").find(content) and _has("appeal", content):
        return "appeal"
    if _has("statement", title) or (not title and _has("statement", head[:200])):
        return "statement"
    length = sum(d.words for d in drafts if d.role is not None and d.role.is_content)
    if (length >= _LONG_REPORT and _count("report", content) >= 2) or (media_type.endswith("pdf") and _has("report", title)):
        return "report"
    if media_type == "message/rfc822":
        return "letter"
    return "news" if _is_news(drafts, content, is_page=is_page) else "other"


def _has(kind: str, text: str) -> bool:
    return bool(cues(_FILE, f"kinds.{kind}").find(text))


def _count(kind: str, text: str) -> int:
    return cues(_FILE, f"kinds.{kind}").count(text)


def _is_letter(drafts: Sequence[Draft]) -> bool:
    opens = any(d.words <= 14 and cues(_FILE, "salutation").find(d.lower) for d in drafts[:10] if not d.is_furniture)
    closes = any(d.role is Role.SIGNATURE and cues(_FILE, "closing").find(d.lower) for d in drafts)
    return closes and (opens or drafts[0].role is not Role.TITLE)


def _is_news(drafts: Sequence[Draft], content: str, *, is_page: bool) -> bool:
    has_writer = any(d.role in {Role.BYLINE, Role.CAPTION} for d in drafts)
    quotes = sum(1 for d in drafts if d.has_quotation and d.role is Role.BODY)
    signs = _count("news", content) + (1 if has_writer else 0) + (1 if quotes >= 2 else 0)
    return signs >= (1 if is_page else 2)


_COPYRIGHT = re.compile(rf"(?:©|\(c\)|Copyright(?: ©)?)\s*(?:\d{{4}}(?:\s?[-–]\s?\d{{4}})?)?,?\s*(?P<name>{_PROPER})")


@cache
def _phrases(section: str) -> str:
    """Give the phrases of a section as one regular expression that takes capitals as they come."""
    listed = {phrase for phrases in words(_FILE, section).values() for phrase in phrases}
    spaced = (re.escape(phrase).replace(r"\ ", r"\s+").replace(r"\*", r"\w*") for phrase in sorted(listed, key=len, reverse=True))
    return rf"(?i:{'|'.join(spaced)})"


@cache
def _before() -> tuple[re.Pattern[str], ...]:
    """Give the patterns in which a page or a press release names its publisher."""
    return (
        re.compile(rf"{_phrases('publisher.after')}[ ,:©–-]+(?:\d{{4}}\s)?(?P<name>{_PROPER})"),
        _COPYRIGHT,
        re.compile(rf"{_phrases('publisher.platform_after')}\s+(?P<name>[^\W\d_][\w.]+)"),
        re.compile(rf"^(?P<name>{_PROPER}),? {_phrases('publisher.describes_itself')}"),
        re.compile(rf"^{_phrases('kinds.press-release')}\s*[:–-]\s*(?P<name>{_PROPER})"),
    )


@cache
def _speaking(section: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<name>{_PROPER}),? {_phrases(section)}(?!\w)")


_NOT_NAMES = frozenset(
    ["the", "all", "this", "press", "this", "we", "vi", "wir", "nous", "all", "it", "he", "she", "they", "privacy", "terms", "cookie"]
)


def publisher_of(drafts: Sequence[Draft], kind: str) -> str:
    """Propose who brought the document out; "" where no cue tells."""
    for pattern in _before():
        for draft in drafts:
            if draft.words <= 60 and (match := pattern.search(draft.piece.said)) and _is_name(match["name"]):
                return _trimmed(match["name"])
    if kind == "letter" and (name := _spoken_for(drafts)):
        return name
    if name := _in_its_title(drafts, kind) or _at_its_head(drafts, kind):
        return name
    if kind in {"letter", "statement", "press-release"}:
        return _most_named(drafts, _speaking("publisher.is_concerned"), is_strict=True)
    return _most_named(drafts, _speaking("publisher.starts_collection")) if kind == "appeal" else ""


_HEAD = 12  # blocks in which a name of the house is looked for
_NAME_LINE = re.compile(rf"{_PROPER}")
_ASIDE = re.compile(r"\s*\([^()]*\)$")
_TITLE_NAME = re.compile(rf"(?P<name>{_PROPER})\s?:\s")
_FROM = re.compile(r"\b(?:from|fra|från|von|vom|de la|du|van|от) (?:the |der |de )?(?P<name>.+)", re.IGNORECASE)


def _in_its_title(drafts: Sequence[Draft], kind: str) -> str:
    """Give the name before the colon of a press release's title: "The Lantern Club: open the border"."""
    if kind != "press-release":
        return ""
    for draft in drafts[:_HEAD]:
        match = _TITLE_NAME.match(draft.piece.said) if draft.role is Role.TITLE else None
        if match and " " in match["name"] and _is_name(match["name"]):
            return _trimmed(match["name"])
    return ""


def _at_its_head(drafts: Sequence[Draft], kind: str) -> str:
    """Give a short line of the head that is a name: the letterhead of a letter, the sign of a house that the page names again."""
    title = next((index for index, draft in enumerate(drafts) if draft.role is Role.TITLE), -1)
    for index, draft in enumerate(drafts[:_HEAD]):
        line = _ASIDE.sub("", draft.piece.said).strip()
        if draft.words > 6 or (index > 0 and index == title) or cues(_FILE, "salutation").find(draft.lower):
            continue
        if kind == "statement" and (sent := _FROM.search(line)) and _NAME_LINE.fullmatch(sent["name"]):
            return sent["name"]
        if not (_NAME_LINE.fullmatch(line) and " " in line and _is_name(line.removeprefix("The "))):
            continue
        others = sum(line.casefold() in other.piece.said.casefold() for other in drafts if other is not draft)
        if others or index == 0 or (kind == "news" and index == title - 1):
            return line
    return ""


def _spoken_for(drafts: Sequence[Draft]) -> str:
    """Give the organisation in a signature: "for NAME", or "Director, NAME"."""
    for draft in drafts:
        if draft.role is not Role.SIGNATURE or draft.words > 10:
            continue
        text = draft.piece.said
        found = re.fullmatch(rf"{_phrases('publisher.speaks_for')}\s+(?P<name>{_PROPER})", text)
        found = found or re.fullmatch(rf"[^,]+,\s+(?P<name>{_PROPER})", text)
        if found and " " in found["name"]:
            return _trimmed(found["name"])
    return ""


def _is_name(name: str) -> bool:
    return name.split(maxsplit=1)[0].lower() not in _NOT_NAMES and len(name) >= 3


def _trimmed(name: str) -> str:
    words = name.rstrip(".,!").split()
    while len(words) > 1 and words[-1][:1].islower():
        words.pop()
    return " ".join(words)


def _most_named(drafts: Sequence[Draft], pattern: re.Pattern[str], *, is_strict: bool = False) -> str:
    content = [draft.piece.text for draft in drafts if draft.role is not None and draft.role.is_content]
    said = " ".join(content)
    found = Counter(
        _trimmed(_ARTICLE.sub("", match["name"]))
        for text in content
        for match in pattern.finditer(text)
        if _is_name(match["name"]) and (not is_strict or _is_named_within(match["name"], said))
    )
    return found.most_common(1)[0][0] if found else ""


_ARTICLE = re.compile(r"^(?:Der|Die|Das|Den|Det) (?=[A-ZÄÖÜÅÆØ])")


def _is_named_within(name: str, text: str) -> bool:
    """Tell whether a single capitalised word is a name: it stands with its capital inside a sentence too."""
    return " " in name or re.search(rf"[^\W\d_],? {re.escape(name)}\b", text) is not None
