"""A release as machines read it, whole: a change of these values is a change for newsrooms."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from safeconduct.publications.rules.ninjs import Item, PubStatus, Reached, news_article, ninjs, status_of

OUT = datetime(2017, 5, 20, 7, 0, tzinfo=UTC)
ITEM = Item(
    uri="tag:press.example,2017-04-01:north/PU-7Q4MZK",
    address="https://press.example/en/north/press/PU-7Q4MZK/",
    version=1,
    language="en",
    title="Coalition asks for a way out",
    organisations=("The Lantern Line", "Amber House"),
    first_released=OUT,
    version_released=OUT,
    kind="Press release",
    summary="Six organisations ask.",
    text="Six organisations ask.\n\nWe have waited.",
    page="<p>Six organisations ask.</p>",
    place="Northtown",
    notes=("For immediate release",),
    contacts=(Reached("The press desk", "The Lantern Line", "+45 00 00 00 00", "press@lantern.example", ("en", "da")),),
)


def test_a_release_in_ninjs():
    assert ninjs(ITEM, OUT) == {
        "standard": {"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"},
        "uri": "tag:press.example,2017-04-01:north/PU-7Q4MZK",
        "type": "text",
        "representationType": "full",
        "version": "1",
        "firstCreated": "2017-05-20T07:00:00Z",
        "versionCreated": "2017-05-20T07:00:00Z",
        "pubStatus": "usable",
        "language": "en",
        "edNote": "For immediate release",
        "altIds": [{"role": "web", "value": "https://press.example/en/north/press/PU-7Q4MZK/"}],
        "title": "Coalition asks for a way out",
        "headlines": [{"role": "main", "value": "Coalition asks for a way out"}],
        "descriptions": [{"role": "summary", "contentType": "text/plain", "value": "Six organisations ask."}],
        "bodies": [
            {
                "role": "main",
                "contentType": "text/plain",
                "charCount": 39,
                "wordCount": 6,
                "value": "Six organisations ask.\n\nWe have waited.",
            },
            {"role": "html", "contentType": "text/html", "value": "<p>Six organisations ask.</p>"},
        ],
        "by": "The Lantern Line, Amber House",
        "located": "Northtown",
        "genres": [{"name": "Press release", "literal": "press-release"}],
        "infoSources": [
            {
                "name": "The Lantern Line",
                "role": "publisher",
                "contactInfo": [
                    {"type": "phone", "role": "office", "name": "The press desk", "lang": "en", "value": "+45 00 00 00 00"},
                    {"type": "email", "role": "office", "name": "The press desk", "lang": "en", "value": "press@lantern.example"},
                ],
            },
            {"name": "Amber House", "role": "contributor"},
        ],
    }


def test_a_recalled_release_in_ninjs_says_nothing_but_that():
    recalled = replace(ITEM, is_recalled=True, recall="A number was wrong.", embargo_until=OUT + timedelta(days=1))

    assert ninjs(recalled, OUT) == {
        "standard": {"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"},
        "uri": "tag:press.example,2017-04-01:north/PU-7Q4MZK",
        "type": "text",
        "representationType": "partial",
        "version": "1",
        "firstCreated": "2017-05-20T07:00:00Z",
        "versionCreated": "2017-05-20T07:00:00Z",
        "pubStatus": "canceled",
        "language": "en",
        "edNote": "A number was wrong.",
        "altIds": [{"role": "web", "value": "https://press.example/en/north/press/PU-7Q4MZK/"}],
    }


def test_before_its_hour_it_is_withheld_and_after_it_the_embargo_is_told_no_more():
    early = replace(ITEM, embargo_until=OUT)

    before, after = ninjs(early, OUT - timedelta(seconds=1)), ninjs(early, OUT)

    assert (before["pubStatus"], before["embargoedUntil"]) == ("withheld", "2017-05-20T07:00:00Z")
    assert after["pubStatus"] == "usable"
    assert "embargoedUntil" not in after


def test_a_recall_is_never_under_embargo():
    assert status_of(replace(ITEM, is_recalled=True, embargo_until=OUT), OUT - timedelta(days=1)) is PubStatus.CANCELED


def test_a_correction_says_what_it_puts_right():
    corrected = replace(ITEM, version=2, correction="It was six, not seven.", notes=())

    assert ninjs(corrected, OUT)["edNote"] == "It was six, not seven."
    assert ninjs(corrected, OUT)["version"] == "2"


def test_a_demonstration_says_so_first():
    assert ninjs(replace(ITEM, is_demonstration=True), OUT)["edNote"].startswith("Demonstration: everything here is invented.")


def test_a_release_for_search_engines():
    assert news_article(ITEM) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": "tag:press.example,2017-04-01:north/PU-7Q4MZK",
        "url": "https://press.example/en/north/press/PU-7Q4MZK/",
        "mainEntityOfPage": "https://press.example/en/north/press/PU-7Q4MZK/",
        "headline": "Coalition asks for a way out",
        "description": "Six organisations ask.",
        "articleBody": "Six organisations ask.\n\nWe have waited.",
        "genre": "Press release",
        "dateline": "Northtown",
        "inLanguage": "en",
        "version": "1",
        "datePublished": "2017-05-20T07:00:00Z",
        "dateModified": "2017-05-20T07:00:00Z",
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": "The Lantern Line"},
        "author": [{"@type": "Organization", "name": "The Lantern Line"}, {"@type": "Organization", "name": "Amber House"}],
    }


def test_search_engines_are_told_nothing_of_a_recalled_one():
    assert news_article(replace(ITEM, is_recalled=True)) is None
