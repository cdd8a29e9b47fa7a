"""Words that an urgent action should not use unseen: a confession told as a fact, and a change told as our doing. Pure.

Both checks only point: what they find a person looks at. A forced confession is repeated as a fact by whoever writes "confessed"; a
change that came after letters did not come because of them, and saying so can harm the next person.
"""

import re

# Stems of the languages that publications are written in; found at the beginning of a word, whatever follows.
CONFESSION = (
    "confess", "admitted guilt", "admitted to", "pleaded guilty",
    "erkän", "bekän", "tilstå", "tilstod", "erkend", "gestand", "gestehen", "geständnis", "avou", "avoué", "a reconnu",
    "признал", "сознал", "اعترف", "واعترف",
)  # fmt: skip
CAUSE = (
    "because of our", "because of your", "because of the letters", "thanks to our", "thanks to your", "thanks to the letters",
    "due to our", "due to your", "as a result of our", "as a result of your", "we got", "we freed", "our success", "our victory",
    "tack vare", "takket være", "dank eurer", "dank ihrer", "dank unserer", "grâce à nos", "grâce à vos", "grâce à notre",
    "благодаря нашим", "благодаря вашим", "благодаря нашей", "بفضل رسائل", "بفضل حملت", "بفضلكم", "بفضلنا",
)  # fmt: skip


def confessions_in(text: str) -> tuple[str, ...]:
    """Give the words of the text that may repeat a confession, as they stand there."""
    return _found(text, CONFESSION)


def causes_in(text: str) -> tuple[str, ...]:
    """Give the words of the text that say a change came because of us or of those who wrote, as they stand there."""
    return _found(text, CAUSE)


def _found(text: str, stems: tuple[str, ...]) -> tuple[str, ...]:
    pattern = "|".join(re.escape(stem) for stem in sorted(stems, key=len, reverse=True))
    return tuple(dict.fromkeys(match[0] for match in re.finditer(rf"\b(?:{pattern})\w*", text, re.IGNORECASE)))
