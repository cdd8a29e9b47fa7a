"""A release as machines read it: ninjs 3.1 of the IPTC (News in JSON) and schema.org's NewsArticle as JSON-LD. Pure.

Field names are those of ``ninjs-schema_3.1.json``. Of what was recalled nothing is given but that it was, and what the notice says.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

VERSION = "3.1"
SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"  # an identifier; nothing is fetched from there


class PubStatus(StrEnum):
    """What a newsroom may do with the item. Before its hour it is withheld, so that a machine errs on the safe side."""

    USABLE = "usable"
    WITHHELD = "withheld"
    CANCELED = "canceled"


@dataclass(frozen=True, slots=True)
class Reached:
    """A press desk: in which languages, by telephone or mail."""

    name: str
    organisation: str
    telephone: str = ""
    mail: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """What there is to say of one version of a release in one language. Moments carry a time zone."""

    uri: str  # the same for ever and for all versions: a tag: URI
    address: str  # of the public page, with scheme and host
    version: int
    language: str
    title: str
    organisations: tuple[str, ...]  # the leading one first
    first_released: datetime
    version_released: datetime
    kind: str = ""  # in words: "Press release"
    summary: str = ""
    text: str = ""
    page: str = ""  # the same as safe HTML
    place: str = ""
    embargo_until: datetime | None = None
    correction: str = ""  # what this version puts right
    recall: str = ""  # what readers are told, of a recalled one
    is_recalled: bool = False
    is_demonstration: bool = False
    notes: tuple[str, ...] = ()  # for editors: notices of the sheet
    contacts: tuple[Reached, ...] = ()


def status_of(item: Item, at: datetime) -> PubStatus:
    """Tell what a newsroom may do with it at this moment. A recall is never under embargo."""
    if item.is_recalled:
        return PubStatus.CANCELED
    return PubStatus.WITHHELD if item.embargo_until and at < item.embargo_until else PubStatus.USABLE


def ninjs(item: Item, at: datetime) -> dict[str, Any]:
    """Give the item in ninjs. What is empty is left out; an embargo that is over is no longer told."""
    status = status_of(item, at)
    given: dict[str, Any] = {
        "standard": {"name": "ninjs", "version": VERSION, "schema": SCHEMA},
        "uri": item.uri,
        "type": "text",
        "representationType": "partial" if item.is_recalled else "full",
        "version": str(item.version),
        "firstCreated": _moment(item.first_released),
        "versionCreated": _moment(item.version_released),
        "pubStatus": status.value,
        "language": item.language,
        "edNote": " ".join(note for note in _notes(item) if note),
        "altIds": [{"role": "web", "value": item.address}],
    }
    if status == PubStatus.WITHHELD and item.embargo_until:
        given["embargoedUntil"] = _moment(item.embargo_until)
    if not item.is_recalled:
        given |= _content(item)
    return {name: value for name, value in given.items() if value not in ("", [], {})}


def news_article(item: Item) -> dict[str, Any] | None:
    """Give the item as schema.org's NewsArticle; ``None`` of a recalled one, of which search engines are to keep nothing."""
    if item.is_recalled:
        return None
    lead, *others = item.organisations
    given: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": item.uri,
        "url": item.address,
        "mainEntityOfPage": item.address,
        "headline": item.title,
        "description": item.summary,
        "articleBody": item.text,
        "genre": item.kind,
        "dateline": item.place,
        "inLanguage": item.language,
        "version": str(item.version),
        "datePublished": _moment(max(item.first_released, item.embargo_until or item.first_released)),
        "dateModified": _moment(max(item.version_released, item.embargo_until or item.version_released)),
        "correction": item.correction,
        "isAccessibleForFree": True,
        "publisher": _organisation(lead),
        "author": [_organisation(name) for name in (lead, *others)],
    }
    return {name: value for name, value in given.items() if value not in ("", [])}


def _content(item: Item) -> dict[str, Any]:
    main = {
        "role": "main",
        "contentType": "text/plain",
        "charCount": len(item.text),
        "wordCount": len(item.text.split()),
        "value": item.text,
    }
    return {
        "title": item.title,
        "headlines": [{"role": "main", "value": item.title}],
        "descriptions": [{"role": "summary", "contentType": "text/plain", "value": item.summary}] if item.summary else [],
        "bodies": [main, *([{"role": "html", "contentType": "text/html", "value": item.page}] if item.page else [])],
        "by": ", ".join(item.organisations),
        "located": item.place,
        "genres": [{"name": item.kind, "literal": "press-release"}] if item.kind else [],
        "infoSources": [_source(item, name) for name in item.organisations],
    }


def _source(item: Item, organisation: str) -> dict[str, Any]:
    source: dict[str, Any] = {"name": organisation, "role": "publisher" if organisation == item.organisations[0] else "contributor"}
    reached = [way for one in item.contacts if one.organisation == organisation for way in _ways(one)]
    return source | ({"contactInfo": reached} if reached else {})


def _ways(one: Reached) -> list[dict[str, str]]:
    ways = [("phone", one.telephone), ("email", one.mail)]
    said = {"role": "office", "name": one.name} | ({"lang": one.languages[0]} if one.languages else {})
    return [{"type": kind, **said, "value": value} for kind, value in ways if value]


def _notes(item: Item) -> list[str]:
    demonstration = ["Demonstration: everything here is invented. Not for publication."] if item.is_demonstration else []
    return [*demonstration, *([item.recall] if item.is_recalled else [item.correction, *item.notes])]


def _organisation(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name}


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
