"""A sheet as a Word file that people can go on editing: real headings, lists and page numbers. Runs only in the process of ``apart``."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from safeconduct.kit.languages import direction_of
from safeconduct.publications.rules.furniture import Furniture, furniture
from safeconduct.publications.rules.kinds import Kind
from safeconduct.publications.rules.sheet import Block, BlockKind, Run, RunKind, Sheet

FONT, ARABIC = "Noto Serif", "Noto Naskh Arabic"
INK, QUIET = RGBColor(0x0B, 0x55, 0x63), RGBColor(0x5B, 0x6B, 0x70)
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of every file in the archive: the same sheet gives the same bytes
_STYLES = {BlockKind.HEADING: "Heading 2", BlockKind.QUOTE: "Quote", BlockKind.MODEL: "Intense Quote"}


def word_file(sheet: Sheet) -> bytes:
    """Give the sheet as DOCX. It names the organisation as its author, no user, no program and no day."""
    document = Document()
    words = furniture(sheet.language)
    _prepare(document, sheet, words)
    writer = _Writer(document, sheet, words)
    writer.head()
    writer.blocks()
    writer.end()
    return _stored(document)


class _Writer:
    """Writes one sheet into one document."""

    def __init__(self, document: Any, sheet: Sheet, words: Furniture) -> None:
        self._document, self._sheet, self._words = document, sheet, words
        self._is_right_to_left = direction_of(sheet.language) == "rtl"

    def head(self) -> None:
        sheet, kind = self._sheet, Kind(self._sheet.kind)
        for notice in sheet.notices:
            self._line(notice, bold=True)
        if kind in {Kind.LETTER, Kind.OPEN_LETTER}:
            self._lines(sheet.recipient)
            self._line(sheet.dateline)
        else:
            self._line(self._words.kind[kind], colour=INK)
        self._paragraph("Heading 1" if kind is Kind.LETTER else "Title").add_run(sheet.title)
        if sheet.facts:
            self._facts()
        self._line(sheet.salutation)

    def blocks(self) -> None:
        dateline = f"{self._sheet.dateline} – " if self._sheet.kind == Kind.PRESS_RELEASE and self._sheet.dateline else ""
        for block in self._sheet.blocks:
            paragraph = self._paragraph(_style(block))
            if block.number:
                _number(self._document, paragraph, block.number, is_demand=block.kind is BlockKind.DEMAND)
            if dateline and block.kind is BlockKind.PARAGRAPH:
                self._set(paragraph.add_run(dateline)).bold = True
                dateline = ""
            self._runs(paragraph, block.runs)
            if block.speaker:
                self._set(paragraph.add_run(f"\n{block.speaker}")).italic = False

    def end(self) -> None:
        sheet, words = self._sheet, self._words
        self._line(sheet.end_mark, centred=True)
        self._line(sheet.closing)
        for one in sheet.signatories:
            self._line("\n".join(part for part in (one.organisation, one.name, one.title) if part))
        self._listed(words.enclosures, sheet.enclosures)
        self._listed(words.copies, sheet.copies)
        for line in sheet.siblings:
            self._line(line)
        self._listed(words.sources, [f"[{note.number}] {note.text} {note.address}".strip() for note in sheet.notes])
        for organisation, said in sheet.boilerplates:
            self._listed(words.about.format(organisation=organisation), [said])
        self._listed(words.contacts, sheet.contacts)
        self._line(f"{sheet.reference} · {sheet.version}  {sheet.address}".strip() if sheet.reference else "", colour=QUIET)

    def _facts(self) -> None:
        table = self._document.add_table(rows=0, cols=2, style="Table Grid")
        for label, said in self._sheet.facts:
            cells = table.add_row().cells
            for cell, text, is_label in ((cells[0], label, True), (cells[1], said, False)):
                self._turn(cell.paragraphs[0])
                self._set(cell.paragraphs[0].add_run(text)).bold = is_label

    def _listed(self, label: str, lines: Iterable[str]) -> None:
        given = list(lines)
        if given:
            self._paragraph("Heading 3").add_run(label)
            for line in given:
                self._line(line)

    def _lines(self, lines: Iterable[str]) -> None:
        self._line("\n".join(lines))

    def _line(self, said: str, *, bold: bool = False, centred: bool = False, colour: RGBColor | None = None) -> None:
        if not said:
            return
        paragraph = self._paragraph("Normal")
        run = self._set(paragraph.add_run(said))
        run.bold = bold or None
        if colour is not None:
            run.font.color.rgb = colour
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def _paragraph(self, style: str) -> Any:
        return self._turn(self._document.add_paragraph(style=style))

    def _turn(self, paragraph: Any) -> Any:
        if self._is_right_to_left:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))  # noqa: SLF001 — the library has no name for it
        return paragraph

    def _set(self, run: Any) -> Any:
        if self._is_right_to_left:
            run.font.rtl = True
        return run

    def _runs(self, paragraph: Any, runs: Iterable[Run]) -> None:
        for run in runs:
            if run.kind is RunKind.NOTE:
                self._set(paragraph.add_run(f"[{run.target}]")).font.superscript = True
                continue
            is_link = run.kind is RunKind.LINK and run.target not in {run.text, f"mailto:{run.text}"}
            made = self._set(paragraph.add_run(f"{run.text} ({run.target})" if is_link else run.text))
            made.bold = run.kind is RunKind.STRONG or None
            made.italic = run.kind is RunKind.EMPHASIS or None


def _style(block: Block) -> str:
    if block.kind in {BlockKind.DEMAND, BlockKind.ITEM}:
        return "List Number" if block.number else "List Bullet"
    return _STYLES.get(block.kind, "Normal")


def _number(document: Any, paragraph: Any, number: int, *, is_demand: bool) -> None:
    """Let demands share one list, so that they go on counting whatever stands between them; other lists begin where they say."""
    numbering = document.part.numbering_part.numbering_definitions._numbering  # noqa: SLF001
    lists = numbering.findall(qn("w:num"))
    known = getattr(document, "_demand_list", None)
    if is_demand and known is not None:
        identity = known
    elif number > 1 and not is_demand:
        identity = lists[-1].numId  # the list goes on
    else:
        abstract = _abstract_of(document)
        made = numbering.add_num(abstract)
        made.add_lvlOverride(ilvl=0).add_startOverride(number)
        identity = made.numId
    if is_demand:
        document._demand_list = identity  # noqa: SLF001
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = identity


def _abstract_of(document: Any) -> int:
    style = document.styles["List Number"].element
    given = style.pPr.numPr.numId.val
    numbering = document.part.numbering_part.numbering_definitions._numbering  # noqa: SLF001
    return int(numbering.num_having_numId(given).abstractNumId.val)


def _prepare(document: Any, sheet: Sheet, words: Furniture) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Mm(25), Mm(20), Mm(25), Mm(22)
    section.different_first_page_header_footer = True
    _dress(document, sheet.language)
    first = section.first_page_header.paragraphs[0]
    name = first.add_run(sheet.letterhead.name)
    name.bold, name.font.size, name.font.color.rgb = True, Pt(15), INK
    for line in sheet.letterhead.lines:
        run = first.add_run(f"\n{line}")
        run.font.size, run.font.color.rgb = Pt(8), QUIET
    before, _mark, after = words.page.partition("{number}")
    later = section.header.paragraphs[0]
    later.add_run(f"{sheet.letterhead.name}\t\t{before}")
    _page_number(later)
    later.add_run(after)
    for footer in (section.footer, section.first_page_footer):
        footer.paragraphs[0].add_run(sheet.letterhead.foot).font.size = Pt(7.5)
    core = document.core_properties
    core.author, core.title, core.language = sheet.letterhead.name, sheet.title, sheet.language
    core.comments = core.last_modified_by = core.keywords = ""
    core.revision = 1
    element = core._element  # noqa: SLF001
    for day in (*element.findall(qn("dcterms:created")), *element.findall(qn("dcterms:modified"))):
        element.remove(day)


def _dress(document: Any, language: str) -> None:
    """Give every style our one serif, and tell the spelling checker the language."""
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Quote", "Intense Quote"):
        style = document.styles[name]
        style.font.name = FONT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in [key for key in fonts.attrib if "Theme" in key]:
            del fonts.attrib[attribute]
        for script, font in (("hAnsi", FONT), ("eastAsia", FONT), ("cs", ARABIC)):
            fonts.set(qn(f"w:{script}"), font)
        if name != "Normal":
            style.font.color.rgb = INK if name.startswith("Heading") else None
    sizes = {"Normal": 10.5, "Title": 18, "Heading 1": 12.5, "Heading 2": 11, "Heading 3": 9.5}
    for name, size in sizes.items():
        document.styles[name].font.size = Pt(size)
    tongue = OxmlElement("w:lang")
    tongue.set(qn("w:val"), language)
    tongue.set(qn("w:bidi"), language)
    document.styles["Normal"].element.get_or_add_rPr().append(tongue)


def _page_number(paragraph: Any) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001


def _stored(document: Any) -> bytes:
    """Give the file with nothing in it that says when or with what it was made."""
    written, clean = BytesIO(), BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as given, zipfile.ZipFile(clean, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in sorted(given.namelist()):
            content = given.read(name)
            if name == "docProps/app.xml":
                content = re.sub(rb"<(Application|AppVersion|TotalTime|Template)>[^<]*</\1>", b"", content)
            if name == "docProps/thumbnail.jpeg":
                content = b""
            kept.writestr(zipfile.ZipInfo(name, _FIRST_DAY), content, zipfile.ZIP_DEFLATED)
    return clean.getvalue()
