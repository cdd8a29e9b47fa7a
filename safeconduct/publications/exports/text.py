"""A sheet as plain text with numbered notes: for mail, and for whoever reads nothing else. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from safeconduct.publications.rules.furniture import Furniture, furniture
from safeconduct.publications.rules.kinds import Kind
from safeconduct.publications.rules.sheet import Block, BlockKind, Run, RunKind, Sheet, Signatory

WIDTH = 74


def make_text(sheet: Sheet) -> str:
    """Give the sheet as text in lines of at most 74 signs, paragraphs parted by an empty line, sources under their numbers."""
    words = furniture(sheet.language)
    return "\n\n".join(part for part in _parts(sheet, words) if part.strip()) + "\n"


def _parts(sheet: Sheet, words: Furniture) -> Iterator[str]:
    kind = Kind(sheet.kind)
    is_release = kind is Kind.PRESS_RELEASE
    yield "\n".join((sheet.letterhead.name, *sheet.letterhead.lines))
    yield from (_folded(notice) for notice in sheet.notices)
    if kind in {Kind.LETTER, Kind.OPEN_LETTER}:
        yield sheet.dateline
        yield "\n".join(sheet.recipient)
    else:
        yield words.kind[kind].upper()
    yield _folded(sheet.title)
    yield "\n".join(_folded(f"{label}: {', '.join(said.splitlines())}", "  ", first="") for label, said in sheet.facts)
    yield _folded(sheet.salutation)
    dateline = f"{sheet.dateline} – " if is_release and sheet.dateline else ""
    for block in sheet.blocks:
        yield _block(block, before=dateline if block.kind is BlockKind.PARAGRAPH else "")
        dateline = "" if block.kind is BlockKind.PARAGRAPH else dateline
    yield sheet.end_mark
    yield _folded(sheet.closing)
    yield from (_signed(one) for one in sheet.signatories[:1])
    yield "\n".join(_signed(one) for one in sheet.signatories[1:])
    yield _listed(words.enclosures, sheet.enclosures)
    yield _listed(words.copies, sheet.copies)
    yield from (_folded(line) for line in sheet.siblings)
    yield _listed(words.sources, [f"[{note.number}] {note.text} {note.address}".strip() for note in sheet.notes])
    yield from (f"{words.about.format(organisation=name)}\n{_folded(said)}" for name, said in sheet.boilerplates)
    yield _listed(words.contacts, sheet.contacts)
    yield "\n".join(part for part in (f"{sheet.reference} · {sheet.version}" if sheet.reference else "", sheet.address) if part)


def _signed(one: Signatory) -> str:
    return _folded(", ".join(part for part in (one.organisation, one.name, one.title) if part), "  ", first="")


def _block(block: Block, *, before: str = "") -> str:
    said = before + plain(block.runs)
    match block.kind:
        case BlockKind.HEADING:
            return f"\n{said}\n{'-' * min(len(said), WIDTH)}"
        case BlockKind.DEMAND:
            return _folded(said, f"{block.number}. ")
        case BlockKind.ITEM:
            return _folded(said, f"{block.number}. " if block.number else "- ")
        case BlockKind.QUOTE:
            return _folded(f"“{said}”" + (f" – {block.speaker}" if block.speaker else ""), "    ", first="    ")
        case BlockKind.MODEL:
            return _folded(said, "| ", first="| ")
        case _:
            return _folded(said)


def plain(runs: Iterable[Run]) -> str:
    """Give runs as words: a note as its number in brackets, a link with its address behind it."""
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    if run.kind is RunKind.NOTE:
        return f" [{run.target}]"
    if run.kind is RunKind.LINK and run.target.partition(":")[2] != run.text and run.target != run.text:
        return f"{run.text} ({run.target})"
    return run.text


def _listed(label: str, lines: Iterable[str]) -> str:
    given = [_folded(line, "  ", first="") for line in lines]
    return "\n".join((f"{label}:", *given)) if given else ""


def _folded(said: str, before: str = "", *, first: str | None = None) -> str:
    """Fold the words; ``before`` stands before the first line, and blanks or itself before the others."""
    rest = " " * len(before) if first is None else before
    begin = before if first is None else first
    lines: list[str] = []
    for part in said.splitlines():
        initial = begin if not lines else rest
        lines += textwrap.wrap(part, WIDTH, initial_indent=initial, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines)
