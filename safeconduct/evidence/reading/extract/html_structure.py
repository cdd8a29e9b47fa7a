"""What the structure of a page says of the text in it: by elements, roles, and the names of classes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from lxml import etree

from safeconduct.evidence.reading.arrange.cues import table

NEVER_TEXT = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "applet",
        "canvas",
        "audio",
        "video",
        "map",
        "head",
        "title",
        "meta",
        "link",
        "source",
        "track",
        "datalist",
        "select",
        "param",
    ]
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
FURNITURE = frozenset({"nav", "aside", "footer", "header", "button", "hidden"})
_BY_TAG = {
    "nav": "nav",
    "menu": "nav",
    "aside": "aside",
    "button": "button",
    "label": "button",
    "textarea": "button",
    "dialog": "aside",
    "blockquote": "blockquote",
    "figcaption": "figcaption",
    "time": "time",
    "li": "li",
    "dt": "li",
    "dd": "li",
    "p": "p",
    "td": "table",
    "th": "table",
    "caption": "table",
    **{heading: heading for heading in HEADINGS},
}
_BY_ROLE = {
    "navigation": "nav",
    "menu": "nav",
    "menubar": "nav",
    "search": "nav",
    "dialog": "aside",
    "alertdialog": "aside",
    "complementary": "aside",
    "button": "button",
    "contentinfo": "footer",
    "banner": "header",
}
# A weaker hint gives way to a stronger one around it: a paragraph in a menu is menu.
_STRENGTH = {
    "hidden": 6,
    "comment": 5,
    "nav": 4,
    "aside": 4,
    "footer": 4,
    "header": 3,
    "button": 4,
    "figcaption": 3,
    "blockquote": 2,
    "byline": 2,
}
_BY_NAME_ONLY = frozenset({"nav", "aside", "footer", "header", "comment", "hidden", "button", "byline", "time", "figcaption"})
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TOKEN = re.compile(r"[a-z0-9]+")
_HOLDS_ALL = frozenset({"html", "body", "main", "article"})


@dataclass(frozen=True, slots=True)
class Context:
    """What is known at one place of the page from the elements around it."""

    hint: str = ""
    is_link: bool = False
    is_main_part: bool = False
    total: int = 0  # characters of text on the whole page

    def within(self, element: etree._Element) -> Context:
        """Give what is known inside an element that stands here."""
        tag = str(element.tag).lower()
        own = hint_of(element, tag, is_main_part=self.is_main_part)
        is_by_name = own in _BY_NAME_ONLY and tag != own and _BY_TAG.get(tag) != own
        if is_by_name and self.hint not in FURNITURE and self._holds_the_text(element):
            own = ""
        hint = own if own and _STRENGTH.get(own, 1) >= _STRENGTH.get(self.hint, 0) else self.hint
        is_main_part = self.is_main_part or tag in {"article", "main"} or element.get("role") == "main"
        return replace(self, hint=hint, is_link=self.is_link or tag == "a", is_main_part=is_main_part)

    def _holds_the_text(self, element: etree._Element) -> bool:
        """Tell whether an element holds the text of the page: then a name such as "with-sidebar" says nothing of it."""
        return length(element) * 2 > self.total or (element.find(".//h1") is not None and length(element) * 4 > self.total)


def length(element: etree._Element) -> int:
    """Count the characters of text in an element, scripts and styles left out."""
    return sum(len(part) for part in element.itertext() if part.strip()) - sum(
        len(inner.text or "") for inner in element.iter("script", "style", "template", "noscript")
    )


def hint_of(element: etree._Element, tag: str, *, is_main_part: bool) -> str:
    """Give the hint of one element by itself; "" where it says nothing."""
    if _is_hidden(element):
        return "hidden"
    named = _by_name(element, tag)
    if named:
        return named
    if tag in {"header", "footer"}:
        return "" if is_main_part and tag == "header" else tag
    return _BY_ROLE.get(element.get("role") or "", "") or _BY_TAG.get(tag, "")


def _is_hidden(element: etree._Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return bool(_HIDING.search(element.get("style") or "")) or "sr-only" in (element.get("class") or "")


def _by_name(element: etree._Element, tag: str) -> str:
    """Judge by class, id and item type; never the elements that hold the whole page."""
    if element.get("itemprop") in {"author", "creator"} or element.get("rel") == "author":
        return "byline"
    if (element.get("itemtype") or "").rstrip("/").endswith("schema.org/Comment"):
        return "comment"
    if tag in _HOLDS_ALL:
        return ""
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    if not names.strip():
        return ""
    for name in names.split():
        if hint := _named(name):
            return hint
    return ""


@cache
def _named(name: str) -> str:
    """Judge one class name: whole names first, then the words it is put together of."""
    words = _TOKEN.findall(name)
    for hint, listed in table("arrange_page_names").items():
        if name in listed.get("whole", ()) or (len(words) <= 4 and any(word in listed.get("words", ()) for word in words)):
            return str(hint)
    return ""
