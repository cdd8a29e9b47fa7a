"""Posts over HTTP: who may enter, what a search finds, what is kept, and a file that is looked at before it is taken in."""

import re
from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from safeconduct.advocacy.access import bodies_for, whole_posts
from safeconduct.advocacy.actions.write_demand import Addressed
from safeconduct.advocacy.models import Body, ContactDetail, Holding, Post
from safeconduct.advocacy.queries.board import board_for
from safeconduct.advocacy.queries.choices import asked_choices
from safeconduct.advocacy.queries.posts import card_of
from safeconduct.crises.models import Crisis
from safeconduct.kit.clock import today
from safeconduct.people.models import Member
from safeconduct.people.permissions import HELD, Permission, Role
from tests.factories.advocacy import make_body, make_demand, make_post
from tests.factories.crises import make_crisis
from tests.factories.people import make_member, make_tomas, make_vera
from tests.factories.popolo import popolo_bytes, table_bytes

pytestmark = pytest.mark.django_db

LINE = {"body": "Foreign Ministry", "place": "LT", "post": "Foreign minister", "holder": "Anna Exempel", "since": "2016", "until": ""}


@pytest.fixture
def crisis() -> Crisis:
    return make_crisis(is_public=True)


@pytest.fixture
def post(crisis: Crisis) -> Post:
    return make_post(make_body(crisis))


@pytest.fixture
def tomas(client: Client) -> Client:
    client.force_login(make_tomas())
    return client


def address(name: str, crisis: Crisis, *args: str) -> str:
    return reverse(f"advocacy:{name}", args=[crisis.slug, *args])


def pages_of(crisis: Crisis, post: Post) -> list[str]:
    return [address("posts", crisis), address("post", crisis, post.reference)]


def acts_of(crisis: Crisis, post: Post) -> list[str]:
    names = ("describe-post", "title-post", "address-post", "keep-holder", "add-contact", "end-contact", "verify-post")
    return [address("import-posts", crisis), *(address(name, crisis, post.reference) for name in names)]


def file_of(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("posts.csv", data)


@pytest.mark.parametrize("role", list(Role))
def test_every_member_reads_and_only_who_keeps_posts_writes(client: Client, crisis: Crisis, post: Post, role: Role) -> None:
    client.force_login(make_member("somebody", roles=[role]))
    may_keep = Permission.POST_KEEP in HELD[role]

    assert [client.get(page).status_code for page in pages_of(crisis, post)] == [200, 200]
    for act in acts_of(crisis, post):
        assert (client.post(act).status_code != 403) is may_keep
    assert ("Take in a file of posts" in client.get(address("posts", crisis)).content.decode()) is may_keep


def test_vera_sees_no_post_and_changes_none(client: Client, crisis: Crisis, post: Post) -> None:
    client.force_login(make_vera())

    assert {client.get(page).status_code for page in pages_of(crisis, post)} == {404}
    assert {client.post(act).status_code for act in acts_of(crisis, post)} == {404}
    assert client.get(address("import-posts", crisis)).status_code == 404


def test_a_stranger_is_asked_to_sign_in(client: Client, crisis: Crisis, post: Post) -> None:
    for page in [*pages_of(crisis, post), *acts_of(crisis, post)]:
        assert client.get(page).status_code in {302, 405}
        assert client.post(page).status_code in {302, 405}


def test_a_file_is_looked_at_and_then_taken_in(tomas: Client, crisis: Crisis) -> None:
    given = {"file": file_of(popolo_bytes(4, seats=2)), "source": "ministers", "language": "en", "place": ""}

    preview = tomas.post(address("import-posts", crisis), given)

    page = preview.content.decode()
    assert preview.status_code == 200
    assert "Nothing has been done yet." in page
    assert "Anna Exempel 0" in page
    assert not Post.objects.exists()

    hidden = {name: unescape(value) for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)}
    done = tomas.post(address("import-posts", crisis), {**hidden, "take": "yes"}, follow=True)

    assert Post.objects.count() == 6
    assert "The file is taken in" in done.content.decode()
    again = tomas.post(address("import-posts", crisis), {**hidden}).content.decode()
    assert "Nothing would change" in again


def test_a_damaged_file_is_refused_with_line_field_and_what_to_do(tomas: Client, crisis: Crisis) -> None:
    given = {"file": file_of(table_bytes([LINE, {**LINE, "body": ""}])), "source": "ministers", "language": "en"}

    refused = tomas.post(address("import-posts", crisis), given)

    page = unescape(refused.content.decode())
    assert refused.status_code == 422
    assert "Line 3: “body” is empty. Fill it in, or take the entry out." in page
    assert 'value="ministers"' in page
    assert not Post.objects.exists()


@pytest.mark.parametrize("given", [{"source": "x"}, {"source": "x", "packed": "%%%"}, {"source": "x", "packed": "AAAA"}, {}])
def test_a_page_that_was_tampered_with_takes_nothing_in(tomas: Client, crisis: Crisis, given: dict[str, str]) -> None:
    assert tomas.post(address("import-posts", crisis), {**given, "language": "en", "take": "yes"}).status_code == 422
    assert not Post.objects.exists()


def taken(client: Client, crisis: Crisis, data: bytes, **more: str) -> None:
    given = {"file": file_of(data), "source": "ministers", "language": "en", "take": "yes", **more}
    assert client.post(address("import-posts", crisis), given).status_code == 302


def test_posts_are_found_by_words_rank_place_and_state(tomas: Client, crisis: Crisis) -> None:
    taken(tomas, crisis, popolo_bytes(12, bodies=3, seats=3))
    Holding.objects.filter(post__source_key="ministers:post-0").update(until="2017")
    page = address("posts", crisis)

    def found(**asked: str) -> int:
        return len(tomas.get(page, asked).context["rows"])

    assert found() == 15
    assert found(words="matter 11") == 1
    assert found(words="exempel parliament") == 3
    assert found(rank="parliamentarian") == 3
    assert found(place="SE") == 4
    assert found(state="look-again") == 15
    assert found(state="vacant") == 1
    assert found(words="nothing like that") == 0
    assert "No post is like that" in tomas.get(page, {"words": "xyz"}).content.decode()


def test_a_long_list_comes_in_pages(tomas: Client, crisis: Crisis) -> None:
    taken(tomas, crisis, popolo_bytes(60))

    first, second = tomas.get(address("posts", crisis)), tomas.get(address("posts", crisis), {"page": "2"})

    assert (len(first.context["rows"]), len(second.context["rows"])) == (50, 10)
    assert "Page 1 of 2" in first.content.decode()


def test_a_checked_file_stamps_its_posts(tomas: Client, crisis: Crisis) -> None:
    taken(tomas, crisis, popolo_bytes(2), is_checked="on")

    assert set(Post.objects.values_list("verified_on", flat=True)) == {today()}


def test_what_is_kept_of_a_post_shows_in_the_example_of_a_letter(tomas: Client, crisis: Crisis, post: Post) -> None:
    holder = {"holder": "Anna Exempel", "family_name": "Exempel", "gender": "female", "since": "2016", "source_note": "The gazette"}
    tomas.post(address("describe-post", crisis, post.reference), {"rank": "minister", "language": "de", "channel": "post"})
    tomas.post(address("keep-holder", crisis, post.reference), holder)
    tomas.post(address("title-post", crisis, post.reference), {"language": "sv", "title": "utrikesminister"})

    page = tomas.get(address("post", crisis, post.reference)).content.decode()

    assert "Sehr geehrte Frau Ministerin," in page
    assert "wir wenden uns an Sie" in page
    assert "Bästa utrikesminister Anna Exempel" in page
    assert "Held by" in page


def test_a_form_of_its_own_can_be_written_and_taken_away(tomas: Client, crisis: Crisis, post: Post) -> None:
    forms, page = address("address-post", crisis, post.reference), address("post", crisis, post.reference)
    tomas.post(forms, {"language": "en", "salutation": "Your Royal Highness,"})
    assert "Your Royal Highness," in tomas.get(page).content.decode()

    tomas.post(forms, {"language": "en"})

    assert "Your Royal Highness," not in tomas.get(page).content.decode()


def test_an_address_is_added_once_and_ended(tomas: Client, crisis: Crisis, post: Post) -> None:
    given = {"type": "email", "value": "office@northland.example", "source_note": "Its own page"}
    added = [tomas.post(address("add-contact", crisis, post.reference), given).status_code for _ in range(2)]
    ended = tomas.post(address("end-contact", crisis, post.reference), {"type": "email", "value": "office@northland.example"})

    assert added == [302, 422]
    assert ended.status_code == 302
    assert ContactDetail.objects.get().valid_until == today()
    assert card_of(whole_posts(Post.objects.all()).get(), language="en", on=date(2099, 1, 1)).email == ""


@pytest.mark.parametrize("value", ["no address", "two@a.example, three@a.example", ""])
def test_what_is_no_mailbox_is_refused_and_kept_in_the_form(tomas: Client, crisis: Crisis, post: Post, value: str) -> None:
    given = {"type": "email", "value": value, "source_note": "Its own page"}

    refused = tomas.post(address("add-contact", crisis, post.reference), given)

    assert refused.status_code == 422
    assert value in refused.content.decode()
    assert not ContactDetail.objects.exists()


def test_a_holder_that_ends_leaves_the_office_to_be_addressed(tomas: Client, crisis: Crisis, post: Post) -> None:
    kept = address("keep-holder", crisis, post.reference)
    tomas.post(kept, {"holder": "Anna Exempel", "since": "2016", "source_note": "The gazette"})

    tomas.post(kept, {"holder": "Anna Exempel", "since": "2016", "until": "2017", "source_note": "The gazette"})

    assert "Nobody is recorded to hold it now" in tomas.get(address("post", crisis, post.reference)).content.decode()


def test_a_stamp_says_who_looked_and_when(tomas: Client, crisis: Crisis, post: Post) -> None:
    page = address("post", crisis, post.reference)
    assert "Nobody has looked yet" in tomas.get(page).content.decode()

    tomas.post(address("verify-post", crisis, post.reference))

    assert "by Tomas" in tomas.get(page).content.decode()
    Post.objects.update(verified_on=date(2017, 1, 1))
    assert "Look again" in tomas.get(page).content.decode()


def test_a_file_of_posts_floods_no_board_and_no_list_of_choices(tomas: Client, crisis: Crisis) -> None:
    taken(tomas, crisis, popolo_bytes(9, bodies=9, seats=2))
    member = Member.objects.get(handle="tomas")
    assert not bodies_for(member, crisis).exists()
    assert board_for(member, crisis, language="en").rows == ()
    assert asked_choices(member, crisis, "en") == []

    body = Body.objects.get(source_key="ministers:org-1")
    make_demand(crisis, asked=[Addressed(body)])

    assert [row.body.reference for row in board_for(member, crisis, language="en").rows] == [body.reference]


def test_a_body_that_nobody_has_asked_yet_still_has_its_page(tomas: Client, crisis: Crisis) -> None:
    taken(tomas, crisis, popolo_bytes(3))
    body = Body.objects.get(source_key="ministers:org-0")

    assert tomas.get(address("body", crisis, body.reference)).status_code == 200


def test_a_demand_is_put_to_a_post_by_words_or_by_reference(tomas: Client, crisis: Crisis) -> None:
    taken(tomas, crisis, popolo_bytes(20))
    post = Post.objects.get(source_key="ministers:post-7")

    for words in ("matter 7 exempel", post.reference):
        given = {"text": "Let in those who fled.", "language": "en", "asked_post": words}
        assert tomas.post(address("new-demand", crisis), given).status_code == 302

    assert list(post.addressed.values_list("post__reference", flat=True)) == [post.reference] * 2


def test_words_that_many_posts_hold_are_answered_with_the_posts(tomas: Client, crisis: Crisis) -> None:
    taken(tomas, crisis, popolo_bytes(20))
    given = {"text": "Let in those who fled.", "language": "en", "asked_post": "minister"}

    refused = tomas.post(address("new-demand", crisis), given)

    page = unescape(refused.content.decode())
    assert refused.status_code == 422
    assert "Several hold these words." in page
    assert Post.objects.get(source_key="ministers:post-0").reference in page
    assert 'value="minister"' in page


def test_words_that_no_post_holds_are_refused(tomas: Client, crisis: Crisis) -> None:
    given = {"text": "Let in those who fled.", "language": "en", "asked_post": "nobody"}

    refused = tomas.post(address("new-demand", crisis), given)

    assert "Nothing holds all these words." in refused.content.decode()


def test_of_a_large_parliament_the_member_is_written_and_not_chosen(tomas: Client, crisis: Crisis) -> None:
    taken(tomas, crisis, popolo_bytes(0, seats=70))
    body = Body.objects.get()
    form = address("new-response", crisis, body.reference)
    page = tomas.get(form).content.decode()
    assert "</option>" in page
    assert "Anna Exempel 0" not in page

    given = {"type": "concern", "text": "She was concerned.", "language": "en", "grade": "stated", "reporter_name": "A paper"}
    refused = tomas.post(form, {**given, "post": "member"})
    taken_down = tomas.post(form, {**given, "post": "anna exempel"})

    assert refused.status_code == 422
    assert taken_down.status_code == 302
    assert body.responses.get().post == Post.objects.get(holdings__holder="Anna Exempel 0")


def test_the_page_of_a_large_body_shows_few_of_its_posts(tomas: Client, crisis: Crisis) -> None:
    taken(tomas, crisis, popolo_bytes(0, seats=70))

    page = tomas.get(address("body", crisis, Body.objects.get().reference)).content.decode()

    assert "50 more posts" in page
