"""What may have been meant by a code that was read or written wrongly. The checksum leaves few of the words that look alike."""

from itertools import product

from rapidfuzz.distance import OSA

from safeconduct.vault.format.lists import DECIDING, WORDS, list_of, plain_letters, secret_of

# How many letters are wrong, missing, too many or changed about: in the whole word, and in those that decide.
FARTHEST, FARTHEST_DECIDING = 2, 1
MOST_UNKNOWN = 2
MOST_SUGGESTED = 5


def words_near(words: list[str], numbers: list[int | None], language: str) -> dict[int, list[str]]:
    """Give, for the place of each unknown word, words like it with which the whole is a code.

    Where every word is known, any one of them may be the slip; each place is tried by itself. ``numbers`` has nothing for unknown words.
    """
    unknown = [place for place, number in enumerate(numbers) if number is None]
    if len(unknown) > MOST_UNKNOWN:
        return {}
    listed = list_of(language)
    found: dict[int, list[str]] = {}
    for places in [unknown] if unknown else [[place] for place in range(WORDS)]:
        like = [_numbers_like(words[place], listed) for place in places]
        for tried in product(*like):
            filled = [number or 0 for number in numbers]
            for place, number in zip(places, tried, strict=True):
                filled[place] = number
            if secret_of(filled) is not None:
                for place, number in zip(places, tried, strict=True):
                    _add(found.setdefault(place, []), listed[number])
    return found


def swaps_of(numbers: list[int], language: str) -> dict[int, list[str]]:
    """Give, for two neighbours that may have changed places, each other's word."""
    listed = list_of(language)
    found: dict[int, list[str]] = {}
    for place in range(WORDS - 1):
        turned = numbers.copy()
        turned[place], turned[place + 1] = numbers[place + 1], numbers[place]
        if turned != numbers and secret_of(turned) is not None:
            _add(found.setdefault(place, []), listed[turned[place]])
            _add(found.setdefault(place + 1, []), listed[turned[place + 1]])
    return found


def _numbers_like(word: str, listed: tuple[str, ...]) -> list[int]:
    """Give the places of the words nearest to this one, the nearest first; a short word may be the beginning of one."""
    typed = plain_letters(word)
    near = []
    for number, meant in enumerate(listed):
        letters = plain_letters(meant)
        whole = OSA.distance(typed, letters, score_cutoff=FARTHEST)
        deciding = OSA.distance(typed[:DECIDING], letters[:DECIDING], score_cutoff=FARTHEST_DECIDING)
        if whole <= FARTHEST or deciding <= FARTHEST_DECIDING:
            near.append((whole, number))
    return [number for _, number in sorted(near)]


def _add(words: list[str], word: str) -> None:
    if word not in words and len(words) < MOST_SUGGESTED:
        words.append(word)
