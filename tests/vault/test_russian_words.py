"""The Russian words of a code: as many as the format needs, told apart by their beginnings, and harmless on a slip of paper."""

import re
import unicodedata
from collections import Counter, defaultdict
from importlib.resources import files
from itertools import combinations

WORDS = (files("safeconduct.vault") / "words" / "russian.txt").read_text(encoding="utf-8").split("\n")[:-1]
# A slip of paper with these would harm whoever it is found on, or would hurt to read.
NEVER = re.compile(
    r"гей|голуб|радуг|секс|секрет|тюрьм|пыт|убий|оруж|пистол|танк|снаряд|мина|враг|смерт|болез|подвал|бутыл|границ|паспорт|побег|храм\b|чурк|чум|хач"
)


def plain(word: str) -> str:
    """Fold a word as the format compares it: small, without marks, so й is и and ё is е."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(letter))


def near(words: list[str]) -> set[tuple[str, str]]:
    """Give the pairs in which one letter changed, added or left out makes one word the other."""
    alike: defaultdict[str, set[str]] = defaultdict(set)
    pairs: set[tuple[str, str]] = set()
    for word in words:
        for at in range(len(word)):
            alike[f"{word[:at]}?{word[at + 1 :]}"].add(word)
            if (shorter := word[:at] + word[at + 1 :]) in words:
                pairs.add((shorter, word))
    for together in alike.values():
        pairs.update(combinations(sorted(together), 2))
    return pairs


def test_there_are_2048_words_sorted_one_a_line() -> None:
    assert len(set(WORDS)) == len(WORDS) == 2048
    assert sorted(WORDS, key=plain) == WORDS


def test_words_are_russian_letters_small_three_to_eight() -> None:
    assert [word for word in WORDS if not re.fullmatch("[а-яё]{3,8}", word)] == []
    assert [word for word in WORDS if unicodedata.normalize("NFC", word) != word] == []


def test_the_first_four_letters_tell_a_word() -> None:
    beginnings = {plain(word)[:4] for word in WORDS}
    assert len(beginnings) == len(WORDS)
    short = {beginning for beginning in beginnings if len(beginning) == 3}
    assert {beginning for beginning in beginnings if len(beginning) == 4 and beginning[:3] in short} == set()


def test_few_words_differ_by_one_letter_and_none_from_two_others() -> None:
    pairs = near([plain(word) for word in WORDS])
    assert len(pairs) <= 100
    assert set(Counter(word for pair in pairs for word in pair).values()) == {1}


def test_no_word_would_harm_its_bearer() -> None:
    assert [word for word in WORDS if NEVER.match(word)] == []


def test_nearness_is_measured() -> None:
    assert near(["кит", "кот", "скит", "щука"]) == {("кит", "кот"), ("кит", "скит")}
