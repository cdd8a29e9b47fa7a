"""What reading refuses, each with one clear sentence for the person who brought the file."""

from __future__ import annotations


class UnreadableDocument(Exception):
    """A document that cannot be read; ``str()`` is a sentence for a person, ``code`` names the case for programs."""

    code = "unreadable"
    sentence = "This file could not be read. It was kept as it is, and nothing in it was run."

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or self.sentence)


class EmptyDocument(UnreadableDocument):
    """The file holds nothing."""

    code = "empty"
    sentence = "This file is empty. Check that it was saved or sent whole, and bring it again."


class UnknownFormat(UnreadableDocument):
    """The bytes are of a kind that is not read here."""

    code = "unknown-format"
    sentence = "This file is of a kind that cannot be read here. Bring text, a web page, a PDF, a Word document (DOCX) or an e-mail (EML)."


class TooLarge(UnreadableDocument):
    """The file, or what it unfolds to, is larger than the limits; nothing was unfolded."""

    code = "too-large"
    sentence = "This file is too large to be read here. Bring only the part you need, or split it."


class Damaged(UnreadableDocument):
    """The file is cut off or broken."""

    code = "damaged"
    sentence = "This file is damaged or was cut off while it was saved or sent. Get it again from where it came from."


class NoText(UnreadableDocument):
    """The file holds no text to read."""

    code = "no-text"
    sentence = "This file holds no text that can be read."


class Encrypted(UnreadableDocument):
    """The file is locked with a password."""

    code = "encrypted"
    sentence = "This file is locked with a password. Open it, save a copy without the password, and bring the copy."
