"""What stands around a text: the end of a letter, press contacts, the parts of a petition page, comments, other articles' teasers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from safeconduct.evidence.reading.arrange.cues import cues
from safeconduct.evidence.reading.arrange.dates import date_line
from safeconduct.evidence.reading.arrange.drafts import Draft
from safeconduct.evidence.reading.shapes import Role

_FILE = "arrange_documents"
_CONTACT = re.compile(r"@|\+?\d[\d ()/-]{6,}|https?://|www\.|\($", re.IGNORECASE)
_LONGEST_SIGNATURE = 8


def mark_comments(drafts: Sequence[Draft]) -> None:
    """Find the words of private persons: a run of paragraphs that each stand under a date of their own."""
    starts = [index for index, draft in enumerate(drafts) if _is_dated_comment(drafts, index)]
    runs: list[list[int]] = []
    for start in starts:
        if runs and start - runs[-1][-1] <= 4:
            runs[-1].append(start)
        else:
            runs.append([start])
    for run in runs:
        if len(run) >= 2 and (len(run) >= 3 or _under_heading(drafts, run[0])):
            _settle_comments(drafts, run)


def _is_dated_comment(drafts: Sequence[Draft], index: int) -> bool:
    draft = drafts[index]
    if draft.role is not Role.DATE_LINE and not (draft.is_open and draft.words <= 12 and date_line(draft.piece.said)):
        return False
    following = drafts[index + 1 : index + 2]
    return bool(following) and following[0].is_open and following[0].words >= 3


def _under_heading(drafts: Sequence[Draft], first: int) -> bool:
    return any(cues(_FILE, "comments").find(draft.lower) for draft in drafts[max(0, first - 3) : first])


def _settle_comments(drafts: Sequence[Draft], run: list[int]) -> None:
    reason = "It is one of several paragraphs that each stand under a date of their own, as comments by private persons do."
    ends = [*run[1:], run[-1] + 2]
    for start, end in zip(run, ends, strict=True):
        for draft in drafts[start : min(end, len(drafts))]:
            if draft.is_open or draft.role is Role.DATE_LINE:
                draft.settle(Role.COMMENT, 0.9, reason)
    above = drafts[run[0] - 1] if run[0] else None
    if above is not None and above.is_open and cues(_FILE, "comments").find(above.lower):
        above.settle(Role.NAVIGATION, 0.9, "It opens the comments by private persons.")


def mark_comment_sections(drafts: Sequence[Draft]) -> None:
    """Find what stands under "3 comments" or "Recent signatures": the words and the names of private persons."""
    for index, draft in enumerate(drafts):
        if not draft.is_open or draft.words > 6:
            continue
        is_list = bool(cues(_FILE, "signers").find(draft.lower))
        is_named = bool(cues(_FILE, "comment_section").find(draft.lower))
        is_section = is_named and any(_marks_comment(each) for each in drafts[index + 1 : index + 13])
        if not is_list and not is_section:
            continue
        draft.settle(Role.NAVIGATION, 0.9, "It opens the names of signers." if is_list else "It opens the comments of readers.")
        for other in drafts[index + 1 :]:
            if other.role not in {None, Role.DATE_LINE, Role.BYLINE} or _is_site_text(other):
                break
            other.settle(Role.COMMENT, 0.85, f"It stands under “{draft.piece.said}”: private persons.")


def _marks_comment(draft: Draft) -> bool:
    return draft.role is Role.DATE_LINE or bool(draft.words <= 8 and cues(_FILE, "comment_mark").find(draft.lower))


def _is_site_text(draft: Draft) -> bool:
    return draft.words <= 14 and any(cues("arrange_furniture", name).find(draft.lower) for name in ("sections", "strong"))


def mark_petition(drafts: Sequence[Draft]) -> None:
    """Find the addressee and the starter's thanks on a petition page."""
    for draft, following in itertools.pairwise(drafts):
        if not draft.is_open or draft.words > 12:
            continue
        if cues(_FILE, "petition_addressee").find(draft.lower) and following.is_open and following.words <= 12:
            draft.settle(Role.NAVIGATION, 0.85, "It is the page's own line before the name of the addressee.")
            following.settle(Role.BODY, 0.75, "It names whom the petition is addressed to.")
    for draft in drafts:
        if draft.is_open and draft.words <= 25 and cues(_FILE, "petition_sign_off").find(draft.lower):
            draft.settle(Role.SIGNATURE, 0.85, "It is the thanks and the name of the person who started the petition.")


def mark_letter_end(drafts: Sequence[Draft]) -> None:
    """Find the closing formula of a letter and the names under it."""
    for index, draft in enumerate(drafts):
        is_formula = draft.is_open and draft.words <= 25 and cues(_FILE, "closing").find(draft.lower)
        if not is_formula:
            continue
        draft.settle(Role.SIGNATURE, 0.95, "It is the closing formula of a letter.")
        for below in drafts[index + 1 : index + 1 + _LONGEST_SIGNATURE]:
            if below.role not in {None, Role.HEADING} or below.words > 14 or below.is_running_text:
                break
            if cues(_FILE, "copy_to").find(below.lower):
                continue
            below.settle(Role.SIGNATURE, 0.9, "It stands under the closing formula.")


def mark_contacts(drafts: Sequence[Draft]) -> None:
    """Find the press contacts at the end of a press release."""
    for index, draft in enumerate(drafts):
        if not draft.is_open or draft.words > 30 or not cues(_FILE, "contacts").find(draft.lower):
            continue
        below = drafts[index + 1 : index + 1 + _LONGEST_SIGNATURE]
        is_contact = bool(_CONTACT.search(draft.piece.text)) or any(_CONTACT.search(other.piece.text) for other in below[:3])
        if not is_contact or index < len(drafts) // 3:
            continue
        draft.settle(Role.SIGNATURE, 0.9, "It opens the contacts of those who wrote the document.")
        for other in below:
            if not other.is_open or other.words > 20 or (other.is_running_text and not _CONTACT.search(other.piece.text)):
                break
            other.settle(Role.SIGNATURE, 0.85, "It is a contact of those who wrote the document.")


def mark_teasers(drafts: Sequence[Draft]) -> None:
    """Find the headings and first lines of other articles between the end of this one and the furniture after it."""
    end = _end_of_content(drafts)
    pairs: list[tuple[int, int]] = []
    index = end
    while index >= 1 and _is_teaser_pair(drafts, index - 1, index):
        pairs.append((index - 1, index))
        index -= 2
    if not pairs or _paragraphs_before(drafts, pairs[-1][0]) < 3:
        return
    with_gap = [at for at, (heading, _) in enumerate(pairs) if drafts[heading].piece.gap]
    if with_gap:
        pairs = pairs[: with_gap[-1] + 1]
    elif len(pairs) < 2 or any(draft.is_heading_like and draft.is_open for draft in drafts[1 : pairs[-1][0]]):
        return
    confidence = 0.8 if with_gap else 0.6
    for heading, paragraph in pairs:
        for at in (heading, paragraph):
            drafts[at].settle(Role.TEASER, confidence, "A heading with one paragraph, after the end of the article: another article.")


def _end_of_content(drafts: Sequence[Draft]) -> int:
    """Give the index of the last piece before the furniture that ends the page; -1 when no furniture ends it."""
    index = len(drafts) - 1
    while index >= 0 and not drafts[index].is_open:
        index -= 1
    return index if index < len(drafts) - 1 and any(draft.is_furniture for draft in drafts[index + 1 :]) else -1


def _is_teaser_pair(drafts: Sequence[Draft], heading: int, paragraph: int) -> bool:
    above, below = drafts[heading], drafts[paragraph]
    if not (above.is_open and below.is_open) or below.piece.is_main:
        return False
    is_heading = above.is_heading_like and not above.ends_sentence and above.words >= 3
    return is_heading and below.is_running_text and below.words <= 70


def _paragraphs_before(drafts: Sequence[Draft], index: int) -> int:
    return sum(1 for draft in drafts[:index] if draft.is_open and draft.is_running_text)
