"""What is said to somebody who mistyped the words."""

from typing import Any

from safeconduct.vault.format.codes import DIGITS, Misread
from safeconduct.vault.format.lists import WORDS


def misread_words(typed: str, misread: Misread) -> dict[str, Any]:
    """Tell what is known about the slip: ``kind``, and for each doubtful word its number, how it was typed and what may have been meant.

    What may have been meant is only said where the whole would then be a code.
    """
    words = typed.split()
    if not misread.language:
        return {"kind": "digits", "found": misread.found, "wanted": DIGITS}
    if misread.found != WORDS:
        return {"kind": "count", "found": misread.found, "wanted": WORDS}
    places = sorted(set(misread.positions) | set(misread.suggestions))
    doubtful = [
        {
            "number": place + 1,
            "typed": words[place] if len(words) == WORDS else "",
            "meant": misread.suggestions.get(place, []),
            "language": misread.language,
        }
        for place in places
    ]
    return {"kind": "words" if misread.positions else "sum", "doubtful": doubtful}
