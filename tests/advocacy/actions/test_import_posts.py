"""Taking in files of posts: bodies, posts, holders and addresses, once however often."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from safeconduct.advocacy.actions.import_posts import FileDamaged, Given, SourceUnnamed, import_posts, look_at_posts
from safeconduct.advocacy.actions.record_holding import record_holding
from safeconduct.advocacy.models import Body, BodyName, ContactDetail, Holding, Person, Post, PostTitle
from safeconduct.advocacy.queries.posts import card_of, holder_on
from safeconduct.advocacy.queries.rosters import Plan
from safeconduct.advocacy.rules import BodyKind
from safeconduct.advocacy.rules.addressing import Rank
from safeconduct.audit.models import Entry
from safeconduct.crises.models import Crisis
from tests.factories.advocacy import make_body, make_post
from tests.factories.crises import make_crisis
from tests.factories.people import THEN
from tests.factories.popolo import popolo_bytes, table_bytes

pytestmark = pytest.mark.django_db

TABLES: tuple[Any, ...] = (Body, BodyName, Post, PostTitle, Person, Holding, ContactDetail)
LATER = datetime(2018, 4, 1, 9, 0, tzinfo=THEN.tzinfo)
LINE = {"body": "Foreign Ministry", "place": "LT", "post": "Foreign minister", "holder": "Anna Exempel", "since": "2016", "until": ""}


@pytest.fixture
def crisis() -> Crisis:
    return make_crisis()


def take(crisis: Crisis, data: bytes, at: datetime = THEN, **given: Any) -> Plan:
    return import_posts(crisis=crisis, given=Given(data, given.pop("source", "ministers"), **given), by=crisis.opened_by, at=at)


def rows() -> list[list[dict[str, Any]]]:
    return [list(table.objects.order_by("pk").values()) for table in TABLES]


def test_a_file_brings_bodies_posts_holders_and_addresses(crisis: Crisis) -> None:
    plan = take(crisis, popolo_bytes(4, bodies=2))

    post = Post.objects.get(source_key="ministers:post-0")
    card = card_of(post, language="en", on=date(2017, 4, 20))
    assert plan.totals() == {"new": 2 + 4 + 4 + 4 + 6, "changed": 0, "ended": 0, "unchanged": 0}
    assert (card.title, card.body, card.rank, card.place) == ("Minister for matter 0", "Invented Ministry 0", Rank.MINISTER, "LT")
    assert (card.holder_name, card.gender) == ("Anna Exempel 0", "female")
    assert (card.email, card.address) == ("matter-0@ministry.example", ("0 Harbour Row", "10000 Northtown"))


@pytest.mark.parametrize("data", [popolo_bytes(30, changed=3, seats=20), table_bytes([LINE, {**LINE, "until": "2015", "since": "2012"}])])
def test_taken_in_twice_nothing_is_doubled(crisis: Crisis, data: bytes) -> None:
    take(crisis, data)
    before = rows()

    again = take(crisis, data, LATER)

    assert again.is_empty
    assert again.totals()["new"] == again.totals()["changed"] == again.totals()["ended"] == 0
    assert rows() == before


def test_looking_changes_nothing_and_tells_what_would(crisis: Crisis) -> None:
    given = Given(popolo_bytes(4, seats=2), "ministers")

    plan = look_at_posts(crisis=crisis, given=given, by=crisis.opened_by, at=THEN)

    assert not any(rows())
    assert plan.counts["holders", "new"] == 6
    assert plan.begun[0].holder == "Anna Exempel 0"


def test_a_change_ends_one_holding_and_begins_another(crisis: Crisis) -> None:
    take(crisis, popolo_bytes(4))

    plan = take(crisis, popolo_bytes(4, changed=1), LATER)

    post = Post.objects.get(source_key="ministers:post-0")
    assert list(post.holdings.order_by("since").values_list("since", "until")) == [("2016-12-13", "2018-03-01"), ("2018-03-02", "")]
    assert plan.counts["holders", "ended"] == plan.counts["holders", "new"] == 1
    assert plan.counts["holders", "unchanged"] == 3
    before, now = holder_on(post, date(2018, 3, 1)), holder_on(post, date(2018, 3, 2))
    assert before is not None
    assert now is not None
    assert before.name != now.name


def test_a_holder_who_is_no_longer_in_the_file_is_kept_with_an_end(crisis: Crisis) -> None:
    take(crisis, table_bytes([LINE, {**LINE, "post": "Ambassador"}]))

    plan = take(crisis, table_bytes([{**LINE, "holder": "Bo Prov", "since": ""}, {**LINE, "post": "Ambassador"}]), LATER)

    post = Post.objects.get(titles__title="Foreign minister")
    assert dict(post.holdings.values_list("holder", "until")) == {"Anna Exempel": "2017-04-20/2018-03-31", "Bo Prov": ""}
    assert plan.ended[0].holder == "Anna Exempel"
    held = holder_on(post, LATER.date())
    assert held is not None
    assert held.name == "Bo Prov"


def test_a_successor_says_until_when(crisis: Crisis) -> None:
    take(crisis, table_bytes([LINE]))

    take(crisis, table_bytes([{**LINE, "holder": "Bo Prov", "since": "2018-02-10"}]), LATER)

    assert Holding.objects.get(holder="Anna Exempel").until == "2018-02-10"


def test_a_seat_that_is_gone_is_empty_and_can_no_longer_be_written_to(crisis: Crisis) -> None:
    take(crisis, popolo_bytes(0, seats=3))

    take(crisis, popolo_bytes(0, seats=2), LATER)

    post = Post.objects.get(holdings__holder__endswith=" 2")
    assert card_of(post, language="en", on=THEN.date()).email == "member-2@office.example"
    after = card_of(post, language="en", on=LATER.date())
    assert (after.holder, after.email) == (None, "")
    assert Post.objects.count() == 3


def test_bodies_that_the_file_does_not_cover_are_left_alone(crisis: Crisis) -> None:
    other = {**LINE, "body": "Other Ministry"}
    take(crisis, table_bytes([LINE, other]))

    plan = take(crisis, table_bytes([LINE]), LATER)

    assert plan.is_empty


def test_what_another_source_or_a_person_wrote_is_left_alone(crisis: Crisis) -> None:
    take(crisis, table_bytes([LINE]))
    post = Post.objects.get()
    record_holding(
        post=post, holder="Vice Vicarius", since="2015", until="2015-06", source_note="The gazette", by=crisis.opened_by, at=THEN
    )

    take(crisis, table_bytes([{**LINE, "post": "Ambassador"}]), LATER, source="embassies")

    assert post.holdings.get(holder="Anna Exempel").until == ""
    assert Holding.objects.get(holder="Vice Vicarius").until == "2015-06"


def test_an_end_that_a_person_wrote_down_is_not_taken_back_by_a_file_that_names_none(crisis: Crisis) -> None:
    take(crisis, table_bytes([LINE]))
    post = Post.objects.get()
    record_holding(post=post, holder="Anna Exempel", since="2016", until="2018-02", source_note="The gazette", by=crisis.opened_by, at=THEN)

    take(crisis, table_bytes([LINE]), LATER)

    assert Holding.objects.get().until == "2018-02"


def test_what_a_person_named_before_is_taken_for_the_same(crisis: Crisis) -> None:
    body = make_body(crisis, "Foreign Ministry", place="LT", kind=BodyKind.AUTHORITY)
    post = make_post(body, "Foreign Minister")
    record_holding(post=post, holder="Anna  exempel".replace("  ", " "), since="2016", source_note="Seen", by=crisis.opened_by, at=THEN)

    take(crisis, table_bytes([LINE]))

    assert (Body.objects.count(), Post.objects.count(), Holding.objects.count()) == (1, 1, 1)
    assert Holding.objects.get().person is not None


def test_a_new_address_follows_the_old_one(crisis: Crisis) -> None:
    take(crisis, table_bytes([{**LINE, "email": "old@ministry.example"}]))

    take(crisis, table_bytes([{**LINE, "email": "new@ministry.example"}]), LATER)

    post = Post.objects.get()
    assert card_of(post, language="en", on=LATER.date() - timedelta(days=1)).email == "old@ministry.example"
    assert card_of(post, language="en", on=LATER.date()).email == "new@ministry.example"


def test_a_file_that_was_checked_says_so_at_its_posts(crisis: Crisis) -> None:
    take(crisis, table_bytes([LINE]), verified_on=THEN.date())

    post = Post.objects.get()
    assert (post.verified_on, post.verified_by) == (THEN.date(), crisis.opened_by)


def test_nothing_is_taken_of_a_damaged_file(crisis: Crisis) -> None:
    damaged = table_bytes([LINE, {**LINE, "post": "Ambassador", "since": "the spring"}])

    with pytest.raises(FileDamaged) as refusal:
        take(crisis, damaged)

    assert refusal.value.sentences == ("Line 3: “since” is “the spring”, which is no date. Write 2017-05-17, 2017-05 or 2017.",)
    assert not any(rows())
    assert not Entry.objects.filter(kind="advocacy.posts-imported").exists()


@pytest.mark.parametrize("source", ["", " ", "a:b", "x" * 61])
def test_a_source_needs_a_name_that_can_be_kept(crisis: Crisis, source: str) -> None:
    with pytest.raises(SourceUnnamed):
        take(crisis, table_bytes([LINE]), source=source)


def test_the_record_says_who_took_in_which_file(crisis: Crisis) -> None:
    take(crisis, table_bytes([LINE]))

    entry = Entry.objects.get(kind="advocacy.posts-imported")
    assert (entry.by, entry.subject, entry.detail["source"], entry.detail["new"]) == (crisis.opened_by.reference, "north", "ministers", 4)


def test_a_file_that_ends_half_of_all_is_more_likely_cut_short(crisis: Crisis) -> None:
    take(crisis, popolo_bytes(0, seats=40))

    plan = look_at_posts(crisis=crisis, given=Given(popolo_bytes(0, seats=2), "ministers"), by=crisis.opened_by, at=LATER)

    assert plan.ends_many
