"""Placeholder while the paper is made first."""

from safeconduct.publications.rules.sheet import Sheet


def word_file(sheet: Sheet) -> bytes:
    raise NotImplementedError
