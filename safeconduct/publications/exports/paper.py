"""A sheet as the page that its PDF is printed from. Every word is escaped: nothing that somebody wrote becomes markup or style. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from safeconduct.kit.languages import direction_of
from safeconduct.publications.rules.furniture import Furniture, furniture
from safeconduct.publications.rules.kinds import Kind
from safeconduct.publications.rules.sheet import Block, BlockKind, Note, Run, RunKind, Sheet, Signatory

# Windows of envelopes: on the left after DIN 5008 (form B), on the right after SIS 61 40 11; a letter that is read from the right has
# its addressee there as well.
WINDOW_ON_THE_RIGHT = frozenset({"sv", "fi", "ar", "fa", "ur", "he"})
# In these, sources stand at the end under their numbers, as editors expect; in a letter they stand at the foot of the page.
SOURCES_AT_THE_END = frozenset({Kind.PRESS_RELEASE, Kind.URGENT_ACTION, Kind.UPDATE})
WITH_WINDOW = frozenset({Kind.LETTER})
_ADDRESSES = ("https://", "http://", "mailto:")


def paper(sheet: Sheet) -> str:
    """Give the whole page as HTML: ``styles/paper.css`` sets it."""
    words = furniture(sheet.language)
    kind = Kind(sheet.kind)
    has_window = kind in WITH_WINDOW and bool(sheet.recipient)
    side = "right" if sheet.language.split("-", maxsplit=1)[0] in WINDOW_ON_THE_RIGHT else "left"
    classes = f"{kind} window-{side}" if has_window else str(kind)
    body = "".join((_head(sheet, words, has_window=has_window), _text(sheet, words), _end(sheet, words)))
    # The running head comes from an attribute, not from a style: a name with quotation marks or braces stays a name.
    page_word = words.page.partition("{number}")
    return (
        f'<!DOCTYPE html><html lang="{escape(sheet.language)}" dir="{direction_of(sheet.language)}"><head><meta charset="utf-8">'
        f'<title>{escape(sheet.title)}</title><meta name="author" content="{escape(sheet.letterhead.name)}"></head>'
        f'<body class="{classes}" data-before="{escape(page_word[0])}" data-after="{escape(page_word[2])}" '
        f'data-name="{escape(sheet.letterhead.name)}" data-foot="{escape(sheet.letterhead.foot)}">{body}</body></html>'
    )


def _head(sheet: Sheet, words: Furniture, *, has_window: bool) -> str:
    head = sheet.letterhead
    lines = _names(head.lines)
    name = f'<div class="letterhead"><p class="name">{escape(head.name)}</p><p class="lines">{lines}</p></div><div class="line"></div>'
    if has_window:
        place = ", ".join((head.name, *head.lines[:2]))
        name += (
            f'<div class="window"><p class="sender">{escape(place)}</p><p class="to">{_names(sheet.recipient)}</p></div>'
            f'<div class="facts"><p>{escape(sheet.dateline)}</p>'
            f'<p class="quiet">{escape(words.ours)}<br>{escape(sheet.reference)}</p></div>'
        )
    elif sheet.kind in {Kind.LETTER, Kind.OPEN_LETTER}:
        name += f'<p class="dateline">{escape(sheet.dateline)}</p>'
        name += f'<p class="to">{_names(sheet.recipient)}</p>' if sheet.recipient else ""
    else:
        name += f'<p class="kind">{escape(words.kind[sheet.kind])}</p>'
    return f'<div class="head">{name}</div>'


def _text(sheet: Sheet, words: Furniture) -> str:
    notices = "".join(f"<p>{escape(notice)}</p>" for notice in sheet.notices)
    parts = [
        f'<div class="notices">{notices}</div>' if notices else "",
        f"<h1>{escape(sheet.title)}</h1>",
        _facts(sheet),
        f'<p class="salutation">{escape(sheet.salutation)}</p>' if sheet.salutation else "",
        _blocks(sheet),
        f'<p class="end-mark">{escape(sheet.end_mark)}</p>' if sheet.end_mark else "",
    ]
    return f'<div class="text">{"".join(parts)}</div>'


def _facts(sheet: Sheet) -> str:
    if not sheet.facts:
        return ""
    rows = "".join(f"<div><dt>{escape(label)}</dt><dd>{_names(said.splitlines())}</dd></div>" for label, said in sheet.facts)
    return f'<dl class="facts-block">{rows}</dl>'


def _blocks(sheet: Sheet) -> str:
    notes = {note.number: note for note in sheet.notes} if Kind(sheet.kind) not in SOURCES_AT_THE_END else {}
    setter = _Setter(notes)
    is_release = sheet.kind == Kind.PRESS_RELEASE
    dateline = f'<strong class="run-in">{escape(sheet.dateline)}</strong> – ' if is_release and sheet.dateline else ""
    out = []
    for (kind, _is_numbered), group in groupby(sheet.blocks, key=lambda block: (block.kind, bool(block.number))):
        if kind is BlockKind.DEMAND:
            out.append(setter.demands(group))
        elif kind is BlockKind.ITEM:
            out.append(setter.items(group))
        elif kind is BlockKind.MODEL:
            out.append(f'<div class="model">{"".join(f"<p>{setter.runs(block.runs)}</p>" for block in group)}</div>')
        else:
            for block in group:
                out.append(setter.block(block, before=dateline))
                dateline = ""
    return "".join(out)


class _Setter:
    """Sets blocks, and each footnote where its number is first met."""

    def __init__(self, notes: dict[int, Note]) -> None:
        self._notes = dict(notes)

    def block(self, block: Block, *, before: str = "") -> str:
        inside = self.runs(block.runs)
        match block.kind:
            case BlockKind.HEADING:
                return f"<h2>{inside}</h2>"
            case BlockKind.QUOTE:
                said_by = f'<p class="speaker">{escape(block.speaker)}</p>' if block.speaker else ""
                return f"<blockquote><p>{inside}</p>{said_by}</blockquote>"
            case _:
                return f"<p>{before}{inside}</p>"

    def demands(self, group: Iterable[Block]) -> str:
        blocks = list(group)
        items = "".join(f"<li>{self.runs(block.runs)}</li>" for block in blocks)
        return f'<ol class="demands"{_from(blocks[0].number)}>{items}</ol>'

    def items(self, group: Iterable[Block]) -> str:
        blocks = list(group)
        tag, start = ("ol", _from(blocks[0].number)) if blocks[0].number else ("ul", "")
        return f"<{tag}{start}>{''.join(f'<li>{self.runs(block.runs)}</li>' for block in blocks)}</{tag}>"

    def runs(self, runs: Iterable[Run]) -> str:
        return "".join(self._run(run) for run in runs)

    def _run(self, run: Run) -> str:
        match run.kind:
            case RunKind.STRONG:
                return f"<strong>{_lines(run.text.split(chr(10)))}</strong>"
            case RunKind.EMPHASIS:
                return f"<em>{_lines(run.text.split(chr(10)))}</em>"
            case RunKind.LINK if run.target.startswith(_ADDRESSES):
                return f'<a href="{escape(run.target)}">{escape(run.text)}</a>'
            case RunKind.NOTE:
                return self._note(run.target)
            case _:
                return _lines(run.text.split("\n"))

    def _note(self, number: str) -> str:
        note = self._notes.pop(int(number), None)
        if note is None:
            return f'<sup class="call">{escape(number)}</sup>'
        return f'<span class="footnote" data-number="{note.number}">{_note_words(note)}</span>'


def _from(number: int) -> str:
    """Let a list go on at this number; the printer of pages does not know the attribute that browsers have for it."""
    return f' style="counter-reset: list-item {number - 1}"'


def _note_words(note: Note) -> str:
    return f"{escape(note.text)}{_address(note.address)}"


def _address(address: str) -> str:
    return f' <a class="address" href="{escape(address)}">{_own_way(address.partition("://")[2] or address)}</a>' if address else ""


def _end(sheet: Sheet, words: Furniture) -> str:
    sources = sheet.notes if Kind(sheet.kind) in SOURCES_AT_THE_END else ()
    parts = [
        _signed(sheet.closing, sheet.signatories),
        _listed(words.enclosures, sheet.enclosures),
        _listed(words.copies, sheet.copies),
        "".join(f'<p class="sibling">{escape(line)}</p>' for line in sheet.siblings),
        _sources(words.sources, sources),
        "".join(
            f'<div class="about"><h2>{escape(words.about.format(organisation=organisation))}</h2><p>{escape(said)}</p></div>'
            for organisation, said in sheet.boilerplates
        ),
        _listed(words.contacts, sheet.contacts),
        _colophon(sheet, words),
    ]
    return "".join(parts)


def _signed(closing: str, signatories: tuple[Signatory, ...]) -> str:
    if not (closing or signatories):
        return ""
    items = "".join(
        f'<li><p class="organisation">{_own_way(one.organisation)}</p>'
        + (f'<p class="person">{_own_way(one.name)}</p>' if one.name else "")
        + (f'<p class="title">{_own_way(one.title)}</p>' if one.title else "")
        + "</li>"
        for one in signatories
    )
    ending = f'<p class="closing">{escape(closing)}</p>' if closing else ""
    few = " few" if len(signatories) <= 2 else ""  # noqa: PLR2004 — two sign side by side, as large as one
    return f'<div class="signed">{ending}<ul class="signatories{few}">{items}</ul></div>'


def _listed(label: str, lines: tuple[str, ...]) -> str:
    if not lines:
        return ""
    return f'<div class="listed"><h2>{escape(label)}</h2><ul>{"".join(f"<li>{_own_way(line)}</li>" for line in lines)}</ul></div>'


def _sources(label: str, notes: tuple[Note, ...]) -> str:
    if not notes:
        return ""
    items = "".join(f"<li>{_note_words(note)}</li>" for note in notes)
    return f'<div class="sources"><h2>{escape(label)}</h2><ol>{items}</ol></div>'


def _colophon(sheet: Sheet, words: Furniture) -> str:
    version = f"{sheet.reference} · {sheet.version}"
    mark = f" · {sheet.hash[:12]}" if sheet.hash else ""
    shown = _own_way(sheet.address.partition("://")[2] or sheet.address)
    where = f"<br>{escape(words.public).format(address=shown)}" if sheet.address else ""
    return f'<p class="colophon">{_own_way(version + mark)}{where}</p>' if sheet.reference else ""


def _lines(lines: Iterable[str]) -> str:
    return "<br>".join(escape(line) for line in lines)


def _names(lines: Iterable[str]) -> str:
    """Give lines that may be written in another direction than the text around them."""
    return "<br>".join(_own_way(line) for line in lines)


def _own_way(said: str) -> str:
    """Let words run the way of their own first letter (Unicode's isolates: what sets the page knows no ``<bdi>``)."""
    return f"\u2068{escape(said)}\u2069"
