"""What the codes of mail servers mean, in words. Pure.

The enhanced codes are those of RFC 3463 and its registry; a server's own words are kept beside ours, on one line.
"""

import re

from safeconduct.outbox.rules.addresses import on_one_line

LONGEST = 300  # of Message.answer

WORDS: dict[str, str] = {
    "1.1": "There is no such mailbox.",
    "1.2": "There is no such domain.",
    "1.3": "The address is not written as the server expects.",
    "1.6": "The mailbox has moved, and nobody said where to.",
    "1.10": "The domain takes no mail.",
    "2.1": "The mailbox is closed.",
    "2.2": "The mailbox is full.",
    "2.3": "The message is larger than the mailbox takes.",
    "3.4": "The message is larger than the server takes.",
    "4.1": "The server did not answer.",
    "4.4": "No way to the server was found.",
    "4.7": "The server could not be reached in time.",
    "7.1": "The server does not let us write to this mailbox.",
    "7.20": "The server asks for a valid DKIM signature.",
    "7.23": "The server asks for a valid SPF record.",
    "7.26": "The server asks for SPF or DKIM: see the handbook on mail.",
}
CLASSES: dict[str, str] = {
    "1": "Something is wrong with the address.",
    "2": "Something is wrong with the mailbox.",
    "3": "The server cannot take it.",
    "4": "The way to the server failed.",
    "5": "The servers did not understand each other.",
    "6": "The server does not take what the message holds.",
    "7": "The server refused it by its rules.",
}
_ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")


def in_words(said: str, *, status: str = "") -> str:
    """Give what happened in words, with the code and the server's own words after it; at most 300 characters, on one line.

    ``status`` is the enhanced code where it is known by itself; else the first one in ``said`` counts.
    """
    found = _ENHANCED.search(status) or _ENHANCED.search(said)
    line = on_one_line(said)
    if found is None:
        return line[:LONGEST]
    subject, detail = found[2], found[3]
    ours = WORDS.get(f"{subject}.{detail}") or CLASSES.get(subject, "")
    code = "" if found[0] in line else f"{found[0]} "
    return " ".join(part for part in (ours, f"{code}{line}".strip()) if part)[:LONGEST].strip()
