"""What is new, as a file that feed readers understand: Atom 1.0 (RFC 4287) and RSS 2.0, from the same values.

Pure: the same feed gives the same bytes. An entry's id never changes, whatever becomes of its address, its title or its words; a
change of its words is told by ``updated`` alone.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

ATOM_TYPE = "application/atom+xml; charset=utf-8"
RSS_TYPE = "application/rss+xml; charset=utf-8"
_ATOM = "http://www.w3.org/2005/Atom"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_XML = "http://www.w3.org/XML/1998/namespace"
# What XML 1.0 cannot hold, however it is escaped.
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLAIN = "/-._~!$&()*+,;=:@"
_ID = re.compile(r"(?:tag|urn|https?):\S+")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One thing that is told.

    :param id: a tag: or urn: URI that stays the same for ever; see ``tag_of``
    :param title: plain text
    :param link: where a person reads it, with scheme and host
    :param updated: when its words last changed; with a time zone
    :param published: when it was first told; with a time zone
    :param summary: plain text
    :param content: safe HTML, a fragment; the summary is enough where it is empty
    :param author: who says it; where empty, the feed's author
    :param language: BCP 47 of this entry where it is not the feed's
    :param categories: plain words
    """

    id: str
    title: str
    link: str
    updated: datetime
    published: datetime | None = None
    summary: str = ""
    content: str = ""
    author: str = ""
    language: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with its entries in the order in which they are to stand, the newest first.

    :param id: a tag: or urn: URI that stays the same for ever
    :param title: plain text
    :param link: the page that it tells the news of, with scheme and host
    :param self_link: its own address, with scheme and host
    :param updated: when anything in it last changed; with a time zone; the latest of its entries where ``None``
    :param author: who speaks; an organisation or the coalition
    """

    id: str
    title: str
    link: str
    self_link: str
    language: str
    author: str
    subtitle: str = ""
    updated: datetime | None = None
    entries: tuple[FeedEntry, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what would make a feed that readers cannot follow.

        :raises ValueError: if an id is no URI or stands twice, an address has no host, or a moment has no time zone
        """
        ids = [self.id, *(entry.id for entry in self.entries)]
        if len(ids) != len(set(ids)):
            raise ValueError("An id stands twice in the feed.")
        if not all(_ID.fullmatch(one) for one in ids):
            raise ValueError("An id in the feed is no tag:, urn: or http: URI.")
        if not all(_is_whole(address) for address in (self.link, self.self_link, *(entry.link for entry in self.entries))):
            raise ValueError("An address in the feed has no scheme and host.")
        moments = [self.updated, *(moment for entry in self.entries for moment in (entry.updated, entry.published))]
        if any(moment is not None and moment.tzinfo is None for moment in moments):
            raise ValueError("A moment in the feed has no time zone.")
        if not self.author:
            raise ValueError("The feed has no author.")

    @property
    def changed_at(self) -> datetime:
        """Give when anything in the feed last changed; the beginning of 1970 for an empty feed of which nothing is known."""
        return self.updated or max((entry.updated for entry in self.entries), default=datetime(1970, 1, 1, tzinfo=UTC))


def tag_of(address: str, on: date, specific: str) -> str:
    """Give the tag: URI (RFC 4151) of a thing: who may name it, a day on which they could, and its own words.

    :param address: of the site, ``https://press.example``; only its host is used, in small letters
    :param on: a day on which the host was theirs; the same for ever, so never today
    :param specific: ``chechnya-2017/RE-7Q4MZK``
    """
    host = (urlsplit(address).hostname or "localhost").lower()
    return f"tag:{host},{on.isoformat()}:{quote(specific, safe=_PLAIN)}"


def atom(feed: Feed) -> bytes:
    """Write the feed as Atom 1.0."""
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": feed.language})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    if feed.subtitle:
        _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", _rfc3339(feed.changed_at))
    _add(_add(root, "author"), "name", feed.author)
    _add(root, "link", rel="alternate", type="text/html", href=feed.link, hreflang=feed.language)
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.self_link)
    for entry in feed.entries:
        _atom_entry(root, entry)
    return _written(root)


def rss(feed: Feed) -> bytes:
    """Write the feed as RSS 2.0, with the self link and the authors' names as its validators want them."""
    root = ElementTree.Element("rss", {"version": "2.0", "xmlns:atom": _ATOM, "xmlns:dc": _DUBLIN_CORE})
    channel = _add(root, "channel")
    _add(channel, "title", feed.title)
    _add(channel, "link", feed.link)
    _add(channel, "description", feed.subtitle or feed.title)
    _add(channel, "language", feed.language)
    _add(channel, "lastBuildDate", format_datetime(feed.changed_at.astimezone(UTC), usegmt=True))
    _add(channel, "atom:link", rel="self", type="application/rss+xml", href=feed.self_link)
    for entry in feed.entries:
        _rss_item(channel, entry, feed.author)
    return _written(root)


def _atom_entry(root: ElementTree.Element, entry: FeedEntry) -> None:
    one = _add(root, "entry", **({"xml:lang": entry.language} if entry.language else {}))
    _add(one, "id", entry.id)
    _add(one, "title", entry.title)
    _add(one, "updated", _rfc3339(entry.updated))
    if entry.published:
        _add(one, "published", _rfc3339(entry.published))
    _add(one, "link", rel="alternate", type="text/html", href=entry.link)
    if entry.author:
        _add(_add(one, "author"), "name", entry.author)
    for category in entry.categories:
        _add(one, "category", term=category)
    if entry.summary:
        _add(one, "summary", entry.summary)
    if entry.content:
        _add(one, "content", entry.content, type="html")


def _rss_item(channel: ElementTree.Element, entry: FeedEntry, author: str) -> None:
    item = _add(channel, "item")
    _add(item, "title", entry.title)
    _add(item, "link", entry.link)
    _add(item, "guid", entry.id, isPermaLink="false")
    _add(item, "pubDate", format_datetime((entry.published or entry.updated).astimezone(UTC), usegmt=True))
    _add(item, "dc:creator", entry.author or author)
    for category in entry.categories:
        _add(item, "category", category)
    if entry.content or entry.summary:
        _add(item, "description", entry.content or _escaped(entry.summary))


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name, {key: _possible(value) for key, value in attributes.items()})
    child.text = _possible(text) or None
    return child


def _escaped(text: str) -> str:
    """Escape plain text where HTML is understood: in the description of an RSS item."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _possible(text: str) -> str:
    return _IMPOSSIBLE.sub("", text)


def _rfc3339(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _is_whole(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _written(root: ElementTree.Element) -> bytes:
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + written + b"\n"


def newest(entries: Iterable[FeedEntry], most: int) -> tuple[FeedEntry, ...]:
    """Give so many of the entries, those changed last first; of the same moment, in the order of their ids."""
    return tuple(sorted(sorted(entries, key=lambda entry: entry.id), key=lambda entry: entry.updated, reverse=True)[:most])
