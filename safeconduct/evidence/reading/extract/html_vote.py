"""A second opinion on which part of a page is the article: what an article extractor keeps of it."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.metadata import version

from safeconduct.evidence.reading.shapes import RawBlock

_LARGEST = 1_500_000
_LEAST = 200
_WORDS = re.compile(r"\w+")


class Vote:
    """The text that the extractor keeps of a page, asked block by block."""

    def __init__(self, text: str) -> None:
        self.reader = f"trafilatura {version('trafilatura')}"
        kept = _kept(text) if len(text) <= _LARGEST else ""
        self._lines = frozenset(_plain(line) for line in kept.split("\n"))
        self._whole = " ".join(_plain(line) for line in kept.split("\n"))
        self._counts = len(self._whole) >= _LEAST

    def judge(self, block: RawBlock, *, inside_main: bool) -> RawBlock:
        """Give the block with ``is_main`` decided where structure and extractor together can tell."""
        if not self._counts or not block.text:
            return block
        plain = _plain(block.text)
        words = plain.count(" ") + 1
        is_kept = plain in self._lines or (words >= 4 and f" {plain} " in f" {self._whole} ")
        if is_kept:
            return replace(block, is_main=True)
        if block.hint == "h1":  # the extractor takes it for data about the page, not for text
            return block
        if inside_main and words >= 12 and block.is_main is None:
            return block
        return replace(block, is_main=False)


def _kept(text: str) -> str:
    from trafilatura import extract  # noqa: PLC0415 -- takes a second to load, and only pages need it

    return extract(text, include_comments=False, include_tables=True, include_formatting=False, deduplicate=False) or ""


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(text.lower()))
