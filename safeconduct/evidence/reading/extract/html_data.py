"""What a page says of itself for machines: title, author, publisher, address, language and dates, each with where it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any

from lxml import etree

_ISO = re.compile(r"\s*((?:19|20)\d\d)-?(\d\d)?-?(\d\d)?")
_META_DATES = {
    "published": frozenset(
        [
            "article:published_time",
            "og:published_time",
            "datepublished",
            "date",
            "dc.date",
            "dc.date.issued",
            "dcterms.issued",
            "dcterms.date",
            "dc.date.created",
            "citation_publication_date",
            "citation_date",
            "pubdate",
            "publishdate",
            "publish-date",
            "publication_date",
            "parsely-pub-date",
            "sailthru.date",
            "article.published",
            "cxenseparse:recs:publishtime",
            "rnews:datepublished",
        ]
    ),
    "modified": frozenset(
        ["article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified", "dc.date.modified"]
    ),
}
_LD_DATES = {"datePublished": "published", "dateModified": "modified", "dateCreated": "created"}
_DOCUMENT_TYPES = re.compile(r"article|report|posting|webpage|creativework|pressrelease|petition", re.IGNORECASE)
_LARGEST_DATA = 500_000


@dataclass(slots=True)
class About:
    """What a page says of itself."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    address: str = ""
    language: str = ""
    dates: list[tuple[str, str]] = field(default_factory=list)


def read(root: etree._Element) -> About:
    """Give what a parsed page says of itself; broken data is passed over."""
    meta = _meta(root)
    about = About(language=root.get("lang") or root.get("xml:lang") or meta.get("og:locale", ""))
    for item in _items(root):
        _take(item, about)
    for kind, names in _META_DATES.items():
        about.dates += [
            (day, f"{kind}: {name} in the page's head") for name, value in meta.items() if name in names and (day := _day(value))
        ]
    about.dates += _time_elements(root)
    about.dates = list(dict.fromkeys(about.dates))
    about.title = meta.get("og:title") or meta.get("twitter:title") or about.title or _title(root)
    author = next((meta[name] for name in ("author", "article:author", "dc.creator", "parsely-author") if meta.get(name)), "")
    about.author = about.author or ("" if author.startswith("http") else author)
    about.publisher = about.publisher or meta.get("og:site_name") or meta.get("application-name") or meta.get("dc.publisher", "")
    about.address = _canonical(root) or meta.get("og:url", "")
    return about


def _meta(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv") or ""
        value = " ".join((element.get("content") or "").split())
        if name and value:
            found.setdefault(name.lower(), value[:500])
    return found


def _items(root: etree._Element) -> Iterator[dict[str, Any]]:
    """Give the things that the page describes in JSON-LD, the document before the rest."""
    found: list[dict[str, Any]] = []
    for element in root.iter("script"):
        if (element.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        text = element.text or ""
        if len(text) > _LARGEST_DATA:
            continue
        try:
            found += _flat(json.loads(text, strict=False))
        except (ValueError, RecursionError):
            continue
    yield from sorted(found, key=lambda item: 0 if re.search("article|posting|report", _type(item), re.IGNORECASE) else 1)


def _flat(data: Any, depth: int = 0) -> list[dict[str, Any]]:
    if depth > 4:
        return []
    if isinstance(data, list):
        return [item for each in data[:200] for item in _flat(each, depth + 1)]
    if not isinstance(data, dict):
        return []
    return [data, *_flat(data.get("@graph"), depth + 1)]


def _type(item: dict[str, Any]) -> str:
    kind = item.get("@type", "")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind)


def _take(item: dict[str, Any], about: About) -> None:
    """Take over what one described thing says, where it is the document."""
    if not _DOCUMENT_TYPES.search(_type(item)):
        return
    for name, kind in _LD_DATES.items():
        if day := _day(str(item.get(name) or "")):
            about.dates.append((day, f"{kind}: {name} in the page's JSON-LD"))
    about.title = about.title or str(item.get("headline") or "")[:500]
    about.author = about.author or _names(item.get("author"))
    about.publisher = about.publisher or _names(item.get("publisher"))


def _names(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(name for name in map(_names, value[:10]) if name)
    if isinstance(value, dict):
        return _names(value.get("name"))
    return value.strip()[:300] if isinstance(value, str) and not value.startswith("http") else ""


def _time_elements(root: etree._Element) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for element in root.iter("time"):
        day = _day(element.get("datetime") or "")
        if not day:
            continue
        name = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        if "datepublished" in name or "entry-date" in name or element.get("pubdate") is not None:
            found.append((day, "published: a time element marked as the date of publication"))
        elif "modified" in name or "updated" in name:
            found.append((day, "modified: a time element marked as a change"))
        else:
            found.append((day, "mentioned: a time element"))
    return found[:6]


def _title(root: etree._Element) -> str:
    element = next(root.iter("title"), None)
    whole = " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""
    parts = re.split(r"\s+[|–—·»-]\s+", whole)
    return parts[0] if len(parts) > 1 and len(parts[0]) >= 12 else whole


def _canonical(root: etree._Element) -> str:
    for element in root.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            return (element.get("href") or "")[:2000]
    return ""


def _day(value: str) -> str:
    """Give an ISO date of a declared one, as exact as it is; "" where it is none."""
    if match := _ISO.match(value):
        return "-".join(part for part in match.groups() if part)
    try:
        return parsedate_to_datetime(value).date().isoformat() if value[:1].isalpha() else ""
    except (ValueError, TypeError, IndexError):
        return ""
