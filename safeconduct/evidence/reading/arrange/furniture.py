"""Which pieces are the furniture of a page. Furniture is marked with its reason, never removed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from safeconduct.evidence.reading.arrange.cues import cues
from safeconduct.evidence.reading.arrange.drafts import Draft
from safeconduct.evidence.reading.shapes import Role

_FILE = "arrange_furniture"
_THRESHOLD = 2.0
_LONGEST_CUED = 600  # characters; a longer paragraph is never furniture for a phrase in it
_REACH = 3


@dataclass(slots=True)
class Signs:
    """What speaks for a piece being furniture."""

    section: str = ""
    strong: str = ""
    weak: int = 0
    languages: frozenset[str] = frozenset()


def mark(drafts: Sequence[Draft], main_language: str) -> bool:
    """Mark the furniture among the open drafts; tell whether the document is a page that has furniture at all."""
    signs = [_signs(draft) for draft in drafts]
    cued = sum(1 for draft, sign in zip(drafts, signs, strict=True) if sign.strong or sign.section or draft.is_furniture)
    is_page = cued >= 2
    if not cued and not any(draft.piece.is_main is False for draft in drafts):
        return False
    interface = _interface_language(drafts, signs, main_language)
    _mark_sections(drafts, signs, is_page=is_page)
    for _ in range(3):
        if not _mark_by_score(drafts, signs, interface, is_page=is_page):
            break
    return is_page


def _signs(draft: Draft) -> Signs:
    if not draft.is_open or len(draft.lower) > _LONGEST_CUED:
        return Signs()
    section = cues(_FILE, "sections").find(draft.lower) if draft.words <= 8 and not draft.ends_sentence else ""
    strong = cues(_FILE, "strong").find(draft.lower)
    weak = cues(_FILE, "weak").count(draft.lower)
    found: frozenset[str] = frozenset()
    if section or strong:
        found = cues(_FILE, "sections").languages(draft.lower) | cues(_FILE, "strong").languages(draft.lower)
    return Signs(section, strong, weak, found)


def _interface_language(drafts: Sequence[Draft], signs: Sequence[Signs], main: str) -> str:
    """Give the language of the site's own buttons where it is another than that of the text; "" otherwise."""
    votes = Counter(language for sign in signs for language in sign.languages)
    ranked = votes.most_common()
    if not ranked or votes[main] * 2 > ranked[0][1]:
        return ""
    top = [language for language, count in ranked if count == ranked[0][1]]
    spoken = Counter(draft.language for draft in drafts)
    return max(top, key=lambda language: spoken[language])


def _mark_sections(drafts: Sequence[Draft], signs: Sequence[Signs], *, is_page: bool) -> None:
    """Lock what stands under a line such as "Latest news", until running text resumes."""
    index = 0
    while index < len(drafts):
        sign = signs[index]
        if not (sign.section and drafts[index].is_open):
            index += 1
            continue
        header = drafts[index]
        header.settle(Role.NAVIGATION, 0.9, f"“{sign.section}” opens a part of the page that is not the article.")
        is_whole = ":" not in header.lower.rstrip(": ")  # "Read also: A HEADLINE" stands for itself
        index = _lock(drafts, signs, index + 1, sign.section) if is_page and is_whole else index + 1


def _lock(drafts: Sequence[Draft], signs: Sequence[Signs], start: int, section: str) -> int:
    """Mark what follows a section line; give the index where the article, or another section, begins."""
    index = start
    while index < len(drafts):
        draft = drafts[index]
        if signs[index].section or not draft.is_open:
            return index
        if draft.piece.is_main and draft.is_running_text:
            return index
        if draft.is_running_text and not draft.is_list_item and _resumes(drafts, index):
            return index
        if draft.piece.gap and index > start and draft.is_heading_like and not _after_is_list(drafts, index):
            return index
        if draft.is_heading_like and _begins_article(drafts, index):
            return index
        if draft.is_running_text and not draft.is_list_item and draft.words >= 12 and not signs[index].strong:
            draft.settle(Role.TEASER, 0.75, f"It stands under “{section}” with the heading of another article.")
        else:
            draft.settle(Role.NAVIGATION, 0.85, f"It stands under “{section}”.")
        index += 1
    return index


def _resumes(drafts: Sequence[Draft], index: int) -> bool:
    """Tell whether running text goes on here: two paragraphs one after the other, or one right under a list."""
    following = drafts[index + 1] if index + 1 < len(drafts) else None
    before = drafts[index - 1]
    if following is not None and following.is_running_text and not following.is_list_item:
        return True
    return before.is_list_item


def _begins_article(drafts: Sequence[Draft], index: int) -> bool:
    """Tell whether a heading at the top of the page, with a date or a name under it, is that of the article itself."""
    if not any(draft.role in {Role.BYLINE, Role.DATE_LINE, Role.CAPTION} for draft in drafts[index + 1 : index + 3]):
        return False
    return not any(draft.is_running_text and not draft.is_furniture for draft in drafts[:index])


def _after_is_list(drafts: Sequence[Draft], index: int) -> bool:
    return index + 1 < len(drafts) and drafts[index + 1].is_list_item


def _mark_by_score(drafts: Sequence[Draft], signs: Sequence[Signs], interface: str, *, is_page: bool) -> bool:
    """Mark every open draft whose score reaches the threshold; tell whether any was marked."""
    marked = False
    last_text = max((index for index, draft in enumerate(drafts) if draft.is_open and draft.is_running_text), default=-1)
    for index, draft in enumerate(drafts):
        if not draft.is_open:
            continue
        score, reasons = _score(drafts, signs, index, interface, last_text=last_text, is_page=is_page)
        if score >= _THRESHOLD:
            confidence = min(0.95, 0.5 + score / 10)
            draft.settle(Role.NAVIGATION, confidence, _sentence(reasons))
            marked = True
    return marked


def _sentence(reasons: list[str]) -> str:
    text = "; ".join(reasons) or "it reads like part of the page"
    return text[:1].upper() + text[1:] + "."


def _score(
    drafts: Sequence[Draft], signs: Sequence[Signs], index: int, interface: str, *, last_text: int, is_page: bool
) -> tuple[float, list[str]]:
    draft = drafts[index]
    reasons: list[str] = []
    before, after = _reaches(drafts, index, -1), _reaches(drafts, index, 1)
    is_enclosed = bool(before and after)
    score = _word_score(draft, signs[index], reasons)
    score += _shape_score(drafts, index, reasons, is_page=is_page)
    if interface and draft.language == interface and draft.words >= 2:
        score += 1.5
        reasons.append("it is in the language of the page's buttons, not of the text")
    if is_enclosed and not draft.piece.is_main:
        score += 1.5 if index < last_text else 2.25
        reasons.append("it stands between other parts of the page")
    elif (before == 1 or after == 1) and is_page:
        score += 0.75
        reasons.append("it stands beside another part of the page")
    score += _structure_score(draft, reasons)
    if draft.is_running_text:
        score -= 1 if is_enclosed or draft.words < 25 else 2
    elif draft.ends_sentence and draft.words >= 4:
        score -= 0.75
    if draft.has_quotation and draft.words > 6:
        score -= 1
    return score, reasons


def _word_score(draft: Draft, sign: Signs, reasons: list[str]) -> float:
    """Weigh the cue words; in the midst of a sentence of the article they say less than at its beginning."""
    score = 0.0
    if sign.strong:
        is_in_sentence = draft.piece.is_main and draft.is_running_text and not draft.lower.startswith(sign.strong)
        score += 1.5 if is_in_sentence else (4.0 if draft.words <= 14 else 3.0)
        reasons.append(f"“{sign.strong}” belongs to a page's own text")
    if sign.weak:
        score += min(sign.weak, 2)
        reasons.append("words of a page's own text")
    return score


def _shape_score(drafts: Sequence[Draft], index: int, reasons: list[str], *, is_page: bool) -> float:
    draft = drafts[index]
    if not is_page:
        return 0.0
    if draft.is_list_item and not draft.ends_sentence and draft.words <= 16:
        reasons.append("a short item of a list")
        return 1.0 + (0.5 if _in_long_list(drafts, index) else 0.0)
    if draft.words <= 4 and not draft.ends_sentence:
        return 0.5
    return 0.0


def _structure_score(draft: Draft, reasons: list[str]) -> float:
    """Weigh what the format's own structure says, where it says anything."""
    if draft.piece.is_main is None:
        return 0.0
    if draft.piece.is_main:
        return -1.5
    reasons.append("it stands outside the main part of the page")
    return 2.0


def _in_long_list(drafts: Sequence[Draft], index: int) -> bool:
    """Tell whether a draft stands in a list of three items or more."""
    near = [draft.is_list_item for draft in drafts[max(0, index - 2) : index + 3]]
    return any(all(near[start : start + 3]) for start in range(len(near) - 2))


def _reaches(drafts: Sequence[Draft], index: int, step: int) -> int:
    """Give how far away the next furniture is on one side, 0 when there is none near."""
    for distance in range(1, _REACH + 1):
        other = index + step * distance
        if not 0 <= other < len(drafts):
            return 0
        if drafts[other].is_furniture:
            return distance
        if drafts[other].role is not None:
            return 0
    return 0
