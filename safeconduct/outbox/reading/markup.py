"""The words of an HTML mail as plain text. Nothing of its markup is ever shown: what is left here is letters and line breaks. Pure."""

import re
from html.parser import HTMLParser

UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript", "object", "svg"})
BREAKING = frozenset({"p", "div", "br", "tr", "li", "ul", "ol", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre"})
LONGEST = 2_000_000


class _Words(HTMLParser):
    """Gathers the words that a reader would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.hidden = ""  # the element whose end we wait for
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 — the library's signature
        """Begin an element."""
        if self.hidden:
            self.depth += tag == self.hidden
        elif tag in UNSEEN:
            self.hidden, self.depth = tag, 1
        elif tag in BREAKING:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End one."""
        if self.hidden:
            self.depth -= tag == self.hidden
            if self.depth == 0:
                self.hidden = ""
        elif tag in BREAKING:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep words."""
        if not self.hidden:
            self.pieces.append(re.sub(r"\s+", " ", data))


def text_of(page: str) -> str:
    """Give the words of a page of HTML, a line for each block."""
    reader = _Words()
    try:
        reader.feed(page[:LONGEST])
        reader.close()
    except (AssertionError, ValueError, RecursionError):  # the library's parser raises these at broken declarations
        pass
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
