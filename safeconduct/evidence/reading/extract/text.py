"""Plain text: a block for every run of lines between blank lines, a wide gap kept as an empty block."""

from __future__ import annotations

import re

from safeconduct.evidence.reading.shapes import RawBlock

# A gap begins where a run of blanks begins, or a line of a million blanks would be looked at from each of them.
_GAPS = re.compile(r"((?<![ \t\u00a0])(?:[ \t\u00a0]*\n){2,})")


def blocks_of(text: str, page: int | None = None) -> tuple[RawBlock, ...]:
    """Give the blocks of a plain text; lines inside a block keep their line breaks."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n\n").replace("\u2029", "\n\n").replace("\u2028", "\n")
    blocks: list[RawBlock] = []
    for index, part in enumerate(_GAPS.split(unified)):
        is_gap = index % 2 == 1
        if is_gap and part.count("\n") >= 3 and blocks:
            blocks.append(RawBlock("", page=page))
        elif not is_gap and part.strip():
            blocks.append(RawBlock(part.strip("\n"), page=page))
    return tuple(blocks)
