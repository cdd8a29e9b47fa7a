"""Sources with their spellings and descriptions, and how a document that we hold no copy of is cited."""

import re
from datetime import datetime

from safeconduct.crises.models import Crisis
from safeconduct.demo.tables import Table, by_key
from safeconduct.evidence.actions.add_source_name import add_source_name
from safeconduct.evidence.actions.describe_source import QUESTIONS, Description, describe_source
from safeconduct.evidence.actions.name_source import name_source
from safeconduct.evidence.models import Source
from safeconduct.evidence.rules.moments import parse
from safeconduct.people.models import Member

PLAIN = re.compile(r"\d{4}(-\d\d){0,2}")


def name_sources(*, crisis: Crisis, by: Member, at: datetime) -> dict[str, Source]:
    """Name every source of the story and give them by key."""
    return {key: _name(crisis, row, by, at) for key, row in by_key("sources", "source").items()}


def _name(crisis: Crisis, row: Table, by: Member, at: datetime) -> Source:
    office, country = row.get("office", ""), row.get("country", "")
    source = name_source(crisis=crisis, name=row["name"], kind=row["kind"], office=office, country=country, by=by, at=at)
    for name in row.get("names", ()):
        add_source_name(source=source, name=name, by=by, at=at)
    answers = {question: row[question] for question in QUESTIONS if question in row}
    if answers:
        described = Description(kind=row["kind"], country=country, office=office, answers=answers)
        describe_source(source=source, description=described, by=by, at=at)
    return source


def citation(key: str) -> str:
    """Give publisher, title where it is known, date and host of a document in the catalogue, the same in every language."""
    document = by_key("catalogue", "document")[key]
    publisher = by_key("sources", "source")[document["source"]]["name"]
    parts = (publisher, document.get("title", ""), _date(document["published"]), document.get("host", ""))
    return ", ".join(part for part in parts if part)


def _date(published: str) -> str:
    """Give a plain date as it is; of one that is a span or an estimate the year, which every language writes alike."""
    if PLAIN.fullmatch(published):
        return published
    moment = parse(published)
    bound = moment.earliest or moment.latest
    return str(bound.year) if bound else ""


def publisher_key(document: str) -> str:
    """Give the key of the source that published a document of the catalogue."""
    return str(by_key("catalogue", "document")[document]["source"])
