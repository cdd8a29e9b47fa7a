"""Web pages: the text of the page in reading order, what its structure says of each run, what the page says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from safeconduct.evidence.reading.errors import NoText
from safeconduct.evidence.reading.extract import html_data, html_structure
from safeconduct.evidence.reading.extract.html_vote import Vote
from safeconduct.evidence.reading.shapes import Extraction, RawBlock

MEDIA_TYPE = "text/html"

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "html",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_LINK_SHARE = 0.9
_SPACES = re.compile(r"[ \t\r\f\v\u00a0]+")
_BREAKS = re.compile(r"\s*\n\s*")


@dataclass(slots=True)
class _Fragment:
    text: str
    hint: str
    is_link: bool


def read(text: str, *, address: str = "") -> Extraction:
    """Give the blocks of a page with hints, and its title, dates, author, publisher and address; raises NoText.

    Nothing is executed and nothing fetched; scripts, styles and templates are never text.
    """
    root, is_whole = _parsed(text)
    if root is None:
        raise NoText
    about = html_data.read(root)
    walker = _Walker()
    walker.walk(root)
    if not is_whole and not walker.blocks:
        raise NoText("This page is built in a way that cannot be read here. Open it in a browser, and save it there or paste its text.")
    if not any(block.text.strip() and block.hint not in html_structure.FURNITURE for block in walker.blocks):
        raise NoText(
            "This page holds no text of its own, only menus, style sheets or scripts. "
            "Open it in a browser, and save the page there or paste its text."
        )
    vote = Vote(text)
    blocks = tuple(vote.judge(block, inside_main=inside) for block, inside in zip(walker.blocks, walker.inside, strict=True))
    return Extraction(
        blocks=blocks,
        media_type=MEDIA_TYPE,
        reader=f"lxml {etree.__version__}, {vote.reader}",
        title=about.title,
        author=about.author,
        publisher=about.publisher,
        address=about.address or address,
        language=about.language,
        declared_dates=tuple(about.dates),
        warnings=_warnings(text, is_whole=is_whole),
    )


def _parsed(text: str) -> tuple[etree._Element | None, bool]:
    """Give the page as a tree, and whether the parser took all of it: it stops where elements nest too deep."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None, False
    return root, not any("depth" in entry.message.lower() for entry in parser.error_log)


def _warnings(text: str, *, is_whole: bool) -> tuple[str, ...]:
    lowered = text[-4000:].lower()
    if not is_whole:
        return ("The page is built in a way that could only be read in part. Compare it with what a browser shows.",)
    if "<html" in text[:8000].lower() and "</html" not in lowered and "</body" not in lowered:
        return ("The page breaks off before its end. What came before was read.",)
    return ()


class _Walker:
    """Walks the page once and gathers the runs of text with what the structure says of them."""

    def __init__(self) -> None:
        self.blocks: list[RawBlock] = []
        self.inside: list[bool] = []  # whether the block stands inside the page's own mark of its main part
        self._fragments: list[_Fragment] = []
        self._contexts: list[html_structure.Context] = []
        self._skipping = 0

    def walk(self, root: etree._Element) -> None:
        """Gather the blocks of the whole page."""
        self._contexts = [html_structure.Context(total=html_structure.length(root))]
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if not isinstance(element.tag, str):
                continue
            if event == "start":
                self._start(element)
            else:
                self._end(element)
        self._flush()

    def _start(self, element: etree._Element) -> None:
        tag = str(element.tag).lower()
        if self._skipping or tag in html_structure.NEVER_TEXT:
            self._skipping += 1
            return
        if tag in _BLOCKS:
            self._flush()
        self._contexts.append(self._contexts[-1].within(element))
        if tag == "br":
            self._add("\n")
        elif tag == "hr":
            self._flush()
            self._keep(RawBlock(""), inside=False)
        self._add(_SPACES.sub(" ", (element.text or "").replace("\n", " ")) if tag != "pre" else element.text or "")

    def _end(self, element: etree._Element) -> None:
        tag = str(element.tag).lower()
        if self._skipping:
            self._skipping -= 1
        else:
            if tag in _BLOCKS:
                self._flush()
            self._contexts.pop()
        if not self._skipping:
            self._add(_SPACES.sub(" ", (element.tail or "").replace("\n", " ")))

    def _add(self, text: str) -> None:
        if text:
            context = self._contexts[-1]
            self._fragments.append(_Fragment(text, context.hint, context.is_link))

    def _flush(self) -> None:
        """Close the run of text: its hint is that of all its fragments, or of the element that holds them."""
        fragments = [fragment for fragment in self._fragments if fragment.text.strip()]
        text = "".join(fragment.text for fragment in self._fragments)
        self._fragments = []
        if not fragments:
            return
        hints = {fragment.hint for fragment in fragments}
        context = self._contexts[-1]
        hint = hints.pop() if len(hints) == 1 else context.hint
        linked = sum(len(fragment.text.strip()) for fragment in fragments if fragment.is_link)
        is_all_link = linked >= _LINK_SHARE * sum(len(fragment.text.strip()) for fragment in fragments)
        is_main = False if is_all_link and hint not in html_structure.HEADINGS else None
        for part in _BREAKS.sub("\n", text).split("\n\n"):
            self._keep(RawBlock(part.strip(), hint=hint, is_main=is_main), inside=context.is_main_part)

    def _keep(self, block: RawBlock, *, inside: bool) -> None:
        if block.text or block.hint == "":
            self.blocks.append(block)
            self.inside.append(inside)
