"""What a letter reads of a post, and how a post is found."""

from datetime import date

import pytest

from safeconduct.advocacy.access import whole_posts_for
from safeconduct.advocacy.actions.record_holding import record_holding
from safeconduct.advocacy.models import ContactDetail, FormOfAddress, Person, Post
from safeconduct.advocacy.queries.posts import card_of, find_posts, holder_on
from safeconduct.advocacy.rules.addressing import ContactType, Gender, Rank
from safeconduct.crises.models import Crisis
from tests.factories.advocacy import make_body, make_post
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_ines, make_vera

pytestmark = pytest.mark.django_db

DAY = date(2017, 5, 17)


@pytest.fixture
def crisis() -> Crisis:
    return make_crisis()


@pytest.fixture
def post(crisis: Crisis) -> Post:
    post = make_post(make_body(crisis, sv="Nordland"), sv="Utrikesminister")
    Post.objects.filter(pk=post.pk).update(rank=Rank.MINISTER)
    post.refresh_from_db()
    return post


def hold(post: Post, name: str = "Anna Exempel", since: str = "2016", until: str = "") -> None:
    record_holding(post=post, holder=name, since=since, until=until, source_note="The gazette", by=post.created_by, at=THEN)


def reach(
    post: Post, kind: ContactType, value: str, *, of_body: bool = False, since: date | None = None, until: date | None = None
) -> None:
    ContactDetail.objects.create(
        body=post.body,
        post=None if of_body else post,
        type=kind,
        value=value,
        valid_from=since,
        valid_until=until,
        recorded_at=THEN,
        recorded_by=post.created_by,
    )


def test_the_holder_of_the_day_is_named(post: Post) -> None:
    hold(post, "Anna Exempel", "2014", "2017-05-16")
    hold(post, "Bo Prov", "2017-05-17")

    before, on = holder_on(post, date(2017, 5, 16)), holder_on(post, DAY)

    assert before is not None
    assert on is not None
    assert (before.name, on.name) == ("Anna Exempel", "Bo Prov")


def test_a_post_without_a_holder_is_addressed_by_its_office(post: Post) -> None:
    card = card_of(post, language="sv", on=DAY)

    assert card.holder is None
    assert card.salutation == "Till utrikesminister"
    assert card.recipient == ("Utrikesminister", "Nordland")


def test_a_card_carries_the_person_behind_the_holder(post: Post) -> None:
    hold(post)
    person = Person.objects.create(crisis=post.body.crisis, name="Anna Exempel", family_name="Exempel", gender=Gender.FEMALE)
    post.holdings.update(person=person)

    card = card_of(post, language="fr", on=DAY)

    assert card.holder is not None
    assert card.holder.reference == person.reference
    assert (card.gender, card.salutation) == ("female", "Madame la Ministre,")


def test_a_form_of_its_own_goes_before_the_rules_in_that_language_alone(post: Post) -> None:
    hold(post)
    FormOfAddress.objects.create(post=post, language="en", salutation="Your Royal Highness,", envelope="HRH Anna")

    english, german = card_of(post, language="en", on=DAY), card_of(post, language="de", on=DAY)

    assert (english.salutation, english.closing, english.envelope) == ("Your Royal Highness,", "Yours sincerely,", "HRH Anna")
    assert english.is_override
    assert not german.is_override
    assert german.salutation == "Guten Tag Anna Exempel,"


def test_the_address_of_the_day_is_the_posts_and_else_the_bodys(post: Post) -> None:
    reach(post, ContactType.EMAIL, "old@northland.example", until=date(2017, 5, 1))
    reach(post, ContactType.EMAIL, "office@northland.example", of_body=True)
    reach(post, ContactType.ADDRESS, "1 Harbour Row\n\n10000 Northtown")

    card = card_of(post, language="en", on=DAY)

    assert card.email == "office@northland.example"
    assert card.address == ("1 Harbour Row", "10000 Northtown")
    assert card_of(post, language="en", on=date(2017, 5, 1)).email == "old@northland.example"


@pytest.mark.parametrize("words", ["foreign", "NORDLAND", "utrikes northland", "exempel", "åsa"])
def test_a_post_is_found_by_title_body_and_holder_in_any_case(post: Post, words: str) -> None:
    hold(post, "Anna Åsa Exempel")

    assert [found.reference for found in find_posts(make_ines(), post.body.crisis, words)] == [post.reference]


def test_a_post_is_found_by_its_reference_and_not_by_what_is_not_there(post: Post) -> None:
    ines, crisis = make_ines(), post.body.crisis

    assert [found.reference for found in find_posts(ines, crisis, post.reference.lower())] == [post.reference]
    assert find_posts(ines, crisis, "foreign prosecutor") == ()
    assert find_posts(ines, crisis, "  ") == ()


def test_no_more_posts_are_found_than_asked_for(post: Post) -> None:
    make_post(post.body, "Foreign secretary")

    assert len(find_posts(make_ines(), post.body.crisis, "foreign", limit=1)) == 1


def test_vera_finds_no_post(post: Post) -> None:
    vera = make_vera()

    assert find_posts(vera, post.body.crisis, "foreign") == ()
    assert not whole_posts_for(vera, post.body.crisis).exists()
