"""A sheet as a fragment of a page: safe HTML without styles, scripts or pictures. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from safeconduct.kit.languages import direction_of
from safeconduct.publications.rules.furniture import Furniture, furniture
from safeconduct.publications.rules.kinds import Kind
from safeconduct.publications.rules.sheet import Block, BlockKind, Note, Run, RunKind, Sheet

_LETTERS = frozenset({Kind.LETTER, Kind.OPEN_LETTER})
_ADDRESSES = ("https://", "http://", "mailto:")


def make_page(sheet: Sheet, *, level: int = 2, with_title: bool = True) -> str:
    """Give the sheet as HTML. ``level`` is that of its title's heading; parts have the next. Sources stand at the end, linked both ways.

    Everything is escaped; links lead to pages and mailboxes only. The fragment says its language and direction nowhere: who embeds it
    sets ``lang`` and ``dir`` around it.
    """
    words = furniture(sheet.language)
    return "".join(_parts(sheet, words, level if with_title else level - 1, with_title=with_title))


def make_whole_page(sheet: Sheet, *, before: str = "") -> str:
    """Give the sheet as a page of its own, without any style; ``before`` is one line above it."""
    opening = f"<p><em>{escape(before)}</em></p>" if before else ""
    return (
        f'<!DOCTYPE html><html lang="{escape(sheet.language)}" dir="{direction_of(sheet.language)}"><head><meta charset="utf-8">'
        f"<title>{escape(sheet.title)}</title></head><body>{opening}{make_page(sheet, level=1)}</body></html>"
    )


def _parts(sheet: Sheet, words: Furniture, level: int, *, with_title: bool) -> Iterator[str]:
    yield "".join(f'<p class="sheet-notice">{escape(notice)}</p>' for notice in sheet.notices)
    if with_title:
        yield f"<h{level}>{escape(sheet.title)}</h{level}>"
    if Kind(sheet.kind) in _LETTERS:
        yield f'<p class="sheet-dateline">{escape(sheet.dateline)}</p>' if sheet.dateline else ""
        yield f'<p class="sheet-to">{_lines(sheet.recipient)}</p>' if sheet.recipient else ""
    if sheet.facts:
        rows = "".join(f"<dt>{escape(label)}</dt><dd>{_lines(said.splitlines())}</dd>" for label, said in sheet.facts)
        yield f'<dl class="sheet-facts">{rows}</dl>'
    yield f"<p>{escape(sheet.salutation)}</p>" if sheet.salutation else ""
    dateline = sheet.dateline if sheet.kind == Kind.PRESS_RELEASE else ""
    yield _blocks(sheet.blocks, level + 1, dateline=dateline)
    yield f'<p class="sheet-end">{escape(sheet.end_mark)}</p>' if sheet.end_mark else ""
    yield f"<p>{escape(sheet.closing)}</p>" if sheet.closing else ""
    if sheet.signatories:
        signed = (
            f"<li><strong>{escape(one.organisation)}</strong>"
            + "".join(f"<br>{escape(said)}" for said in (one.name, one.title) if said)
            + "</li>"
            for one in sheet.signatories
        )
        yield f'<ul class="sheet-signatories">{"".join(signed)}</ul>'
    yield _listed(words.enclosures, sheet.enclosures, level + 1)
    yield _listed(words.copies, sheet.copies, level + 1)
    yield "".join(f"<p>{escape(line)}</p>" for line in sheet.siblings)
    yield _sources(words.sources, sheet.notes, level + 1)
    for organisation, said in sheet.boilerplates:
        yield f"<h{level + 1}>{escape(words.about.format(organisation=organisation))}</h{level + 1}><p>{escape(said)}</p>"
    yield _listed(words.contacts, sheet.contacts, level + 1)


def _blocks(blocks: Iterable[Block], level: int, *, dateline: str) -> str:
    out, met, before = [], set[str](), f"<strong>{escape(dateline)}</strong> – " if dateline else ""
    for (kind, is_numbered), group in groupby(blocks, key=lambda block: (block.kind, bool(block.number))):
        made = list(group)
        inside = [_runs(block.runs, met) for block in made]
        match kind:
            case BlockKind.DEMAND:
                items = "".join(f"<li>{words}</li>" for words in inside)
                out.append(f'<ol class="sheet-demands" start="{made[0].number}">{items}</ol>')
            case BlockKind.ITEM:
                tag, start = ("ol", f' start="{made[0].number}"') if is_numbered else ("ul", "")
                out.append(f"<{tag}{start}>{''.join(f'<li>{words}</li>' for words in inside)}</{tag}>")
            case BlockKind.HEADING:
                out.extend(f"<h{level}>{words}</h{level}>" for words in inside)
            case BlockKind.MODEL:
                out.append(f'<div class="sheet-model">{"".join(f"<p>{words}</p>" for words in inside)}</div>')
            case BlockKind.QUOTE:
                out.extend(_quote(block, words) for block, words in zip(made, inside, strict=True))
            case _:
                out.extend(f"<p>{before if number == 0 else ''}{words}</p>" for number, words in enumerate(inside))
                before = ""
    return "".join(out)


def _quote(block: Block, words: str) -> str:
    said_by = f"<footer>{escape(block.speaker)}</footer>" if block.speaker else ""
    return f'<blockquote class="sheet-quote"><p>{words}</p>{said_by}</blockquote>'


def _runs(runs: Iterable[Run], met: set[str]) -> str:
    return "".join(_run(run, met) for run in runs)


def _run(run: Run, met: set[str]) -> str:
    words = "<br>".join(escape(line) for line in run.text.split("\n"))
    match run.kind:
        case RunKind.STRONG:
            return f"<strong>{words}</strong>"
        case RunKind.EMPHASIS:
            return f"<em>{words}</em>"
        case RunKind.LINK if run.target.startswith(_ADDRESSES):
            return f'<a href="{escape(run.target)}" rel="nofollow">{words}</a>'
        case RunKind.NOTE:
            first = f' id="call-{escape(run.target)}"' if run.target not in met else ""
            met.add(run.target)
            return f'<sup{first}><a href="#note-{escape(run.target)}">[{escape(run.target)}]</a></sup>'
        case _:
            return words


def _listed(label: str, lines: tuple[str, ...], level: int) -> str:
    if not lines:
        return ""
    return f"<h{level}>{escape(label)}</h{level}><ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"


def _sources(label: str, notes: tuple[Note, ...], level: int) -> str:
    if not notes:
        return ""
    items = "".join(
        f'<li id="note-{note.number}" value="{note.number}">{escape(note.text)}'
        + (f' <a href="{escape(note.address)}">{escape(note.address)}</a>' if note.address else "")
        + f' <a href="#call-{note.number}" aria-label="{note.number}">↩</a></li>'
        for note in notes
    )
    return f'<h{level}>{escape(label)}</h{level}><ol class="sheet-sources">{items}</ol>'


def _lines(lines: Iterable[str]) -> str:
    return "<br>".join(escape(line) for line in lines)
