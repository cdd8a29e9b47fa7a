"""Feeds hold what readers need to follow them, and nothing that breaks them."""

from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from lxml import etree

from safeconduct.kit.feeds import Feed, FeedEntry, atom, newest, rss, tag_of

ATOM = "{http://www.w3.org/2005/Atom}"
THEN = datetime(2017, 5, 19, 8, 30, tzinfo=UTC)
SITE = "https://board.example"


def entry(number: int = 1, **fields: Any) -> FeedEntry:
    given = {"title": f"Entry {number}", "updated": THEN + timedelta(hours=number), "summary": "Words & <deeds>", **fields}
    return FeedEntry(id=tag_of(SITE, date(2017, 1, 1), f"DD-{number}"), link=f"{SITE}/en/x/#DD-{number}", **given)


def feed(*entries: FeedEntry, **fields: Any) -> Feed:
    return Feed(
        **{
            "id": tag_of(SITE, date(2017, 1, 1), "x/governments"),
            "title": "Words and deeds",
            "link": f"{SITE}/en/x/governments/",
            "self_link": f"{SITE}/en/x/governments/feed.atom",
            "language": "en",
            "author": "The coalition",
            "entries": entries,
            **fields,
        }
    )


def read(written: bytes) -> Any:
    return etree.fromstring(written)


def test_an_atom_feed_has_all_that_the_standard_asks_for() -> None:
    root = read(atom(feed(entry())))

    assert root.tag == f"{ATOM}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert [root.findtext(f"{ATOM}{name}") for name in ("title", "updated")] == ["Words and deeds", "2017-05-19T09:30:00Z"]
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "The coalition"
    assert {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")} == {
        "alternate": f"{SITE}/en/x/governments/",
        "self": f"{SITE}/en/x/governments/feed.atom",
    }
    one = root.find(f"{ATOM}entry")
    assert all(one.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated", "link", "summary"))
    assert one.findtext(f"{ATOM}id") == "tag:board.example,2017-01-01:DD-1"


def test_words_come_back_as_they_went_in() -> None:
    words = 'It said: "no" & <b>went</b>\x00\x0b out — так'

    root = read(atom(feed(entry(title=words, content="<p>safe &amp; sound</p>"))))

    assert root.findtext(f"{ATOM}entry/{ATOM}title") == 'It said: "no" & <b>went</b> out — так'
    content = root.find(f"{ATOM}entry/{ATOM}content")
    assert (content.get("type"), content.text, len(content)) == ("html", "<p>safe &amp; sound</p>", 0)


def test_moments_are_told_in_universal_time() -> None:
    paris = datetime(2017, 5, 19, 10, 30, tzinfo=timezone(timedelta(hours=2)))

    root = read(atom(feed(entry(updated=paris, published=paris))))

    assert root.findtext(f"{ATOM}entry/{ATOM}published") == "2017-05-19T08:30:00Z"


def test_an_rss_feed_has_what_its_readers_ask_for() -> None:
    channel = read(rss(feed(entry(categories=("Lithuania",))))).find("channel")

    assert [channel.findtext(name) for name in ("title", "link", "language")] == ["Words and deeds", f"{SITE}/en/x/governments/", "en"]
    assert channel.find(f"{ATOM}link").get("rel") == "self"
    item = channel.find("item")
    assert (item.findtext("guid"), item.find("guid").get("isPermaLink")) == ("tag:board.example,2017-01-01:DD-1", "false")
    assert parsedate_to_datetime(item.findtext("pubDate")) == THEN + timedelta(hours=1)
    assert item.findtext("category") == "Lithuania"
    # A reader takes the description for HTML, so plain words are escaped once more.
    assert item.findtext("description") == "Words &amp; &lt;deeds&gt;"


def test_the_same_feed_gives_the_same_bytes() -> None:
    assert atom(feed(entry(), entry(2))) == atom(feed(entry(), entry(2)))


def test_an_empty_feed_is_still_a_feed() -> None:
    assert read(atom(feed())).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
    assert read(atom(feed(updated=THEN))).findtext(f"{ATOM}updated") == "2017-05-19T08:30:00Z"
    assert read(rss(feed())).find("channel/item") is None


@pytest.mark.parametrize(
    "fields",
    [
        {"id": "no address"},
        {"link": "/en/x/"},
        {"self_link": "feed.atom"},
        {"author": ""},
        {"updated": datetime(2017, 5, 19)},  # noqa: DTZ001 - that is what is refused
        {"entries": (entry(), entry())},
        {"entries": (entry(updated=datetime(2017, 5, 19)),)},  # noqa: DTZ001
    ],
)
def test_a_feed_that_readers_could_not_follow_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="feed"):
        feed(**fields)


def test_the_id_keeps_to_the_host_and_escapes_what_a_uri_cannot_hold() -> None:
    assert tag_of("https://Board.Example:8443/x", date(2017, 1, 1), "a b/é") == "tag:board.example,2017-01-01:a%20b/%C3%A9"


def test_the_newest_stand_first_and_the_rest_is_left_out() -> None:
    assert [one.title for one in newest([entry(1), entry(3), entry(2)], 2)] == ["Entry 3", "Entry 2"]
