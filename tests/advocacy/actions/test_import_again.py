"""Whatever two files say, one after the other: nothing is doubled, nothing is deleted, and the second look finds nothing to do."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safeconduct.advocacy.actions.import_posts import Given, import_posts
from safeconduct.advocacy.models import Body, ContactDetail, Holding, Person, Post
from safeconduct.advocacy.queries.rosters import Plan
from safeconduct.crises.models import Crisis
from tests.factories.crises import make_crisis
from tests.factories.people import THEN

pytestmark = pytest.mark.django_db

TABLES: tuple[Any, ...] = (Body, Post, Person, Holding, ContactDetail)
BODIES, POSTS, PERSONS = ("north", "south"), ("first", "second", "third"), ("anna", "bo", "clara")
DAYS = (None, "2014", "2015-03", "2016-05-17", "2017-04-20")


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Make a file in which few things meet often."""
    posts = draw(st.lists(st.sampled_from(POSTS), min_size=1, unique=True))
    bodies = {post: draw(st.sampled_from(BODIES)) for post in posts}
    terms = []
    for _ in range(draw(st.integers(0, 5))):
        since, until = draw(st.sampled_from(DAYS)), draw(st.sampled_from(DAYS))
        if since and until and until < since:
            since, until = until, since
        where = {"post_id": draw(st.sampled_from(posts))} if draw(st.booleans()) else {"organization_id": draw(st.sampled_from(BODIES))}
        terms.append({"person_id": draw(st.sampled_from(PERSONS)), "start_date": since, "end_date": until, **where})
    content = {
        "organizations": [{"id": body, "name": f"Body {body}"} for body in BODIES],
        "posts": [
            {"id": post, "label": draw(st.sampled_from(["Minister", "Judge"])), "organization_id": body, "email": draw(EMAILS)}
            for post, body in bodies.items()
        ],
        "persons": [{"id": person, "name": draw(st.sampled_from([person, "Same Name"]))} for person in PERSONS],
        "memberships": terms,
    }
    return json.dumps(content).encode()


EMAILS = st.sampled_from(["", "a@office.example", "b@office.example"])


def take(crisis: Crisis, data: bytes, day: int) -> Plan:
    given = Given(data, "ministers")
    return import_posts(crisis=crisis, given=given, by=crisis.opened_by, at=THEN + timedelta(days=day))


def sizes() -> list[int]:
    return [table.objects.count() for table in TABLES]


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(one=files(), other=files())
def test_a_second_look_finds_nothing_to_do_and_nothing_is_deleted(db: None, one: bytes, other: bytes) -> None:
    with transaction.atomic():
        crisis = make_crisis()
        take(crisis, one, 0)
        first = sizes()
        assert take(crisis, one, 0).is_empty
        assert take(crisis, one, 7).is_empty
        take(crisis, other, 14)
        second = sizes()
        again = take(crisis, other, 21)

        assert again.is_empty, again.changed or again.added
        assert all(after >= before for before, after in zip(first, second, strict=True))
        assert sizes() == second
        transaction.set_rollback(True)
