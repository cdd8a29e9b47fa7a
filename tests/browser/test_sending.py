"""From finding two posts to a letter in the outbox and one handed over, in a browser, with and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from safeconduct.advocacy.models import ContactDetail, Post
from safeconduct.outbox.models import Message
from safeconduct.people.permissions import Role as MemberRole
from safeconduct.publications.actions.plan_dispatches import plan_dispatches
from safeconduct.publications.models import Dispatch, Publication
from safeconduct.publications.rules.kinds import Role
from safeconduct.publications.rules.sending import DispatchKind
from tests.browser.conftest import Visit
from tests.factories.advocacy import make_body, make_demand, make_post
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_member
from tests.factories.publications import make_holder, make_part, make_publication, make_version


def the_posts(crisis):
    foreign = make_post(make_body(crisis, "Northland", place="DK"), "Foreign minister")
    justice = make_post(foreign.body, "Minister of justice")
    make_holder(foreign, "Ada Example")
    make_holder(justice, "Bo Example")
    row = {"body": foreign.body, "recorded_at": THEN, "recorded_by": foreign.created_by}
    ContactDetail.objects.create(post=foreign, type="email", value="minister@north.example", **row)
    ContactDetail.objects.create(post=justice, type="address", value="2 Example Square\n1000 Town", **row)
    Post.objects.filter(pk=justice.pk).update(channel="post")
    return foreign, justice


@pytest.mark.parametrize("scripts", [True, False])
def test_two_posts_are_found_looked_at_and_sent_to(visit: Visit, scripts: bool):
    crisis = make_crisis(is_public=True)
    tomas = make_member("tomas", roles=[MemberRole.CAMPAIGNER])
    foreign, _justice = the_posts(crisis)
    letter = make_publication(crisis, tomas)
    make_part(letter, "We thank you for what you said on 11 May.", role=Role.CREDIT)
    make_part(letter, "", role=Role.DEMAND, demand=make_demand(crisis, "Let in those who fled."))
    page = visit(tomas, scripts=scripts)

    page.goto(f"/desk/{crisis.slug}/publications/{letter.reference}/recipients/")
    page.get_by_label("Title, body or holder").fill("Northland")
    page.get_by_role("button", name="Look for posts").click()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Add the ticked ones").click()
    expect(page.get_by_text("2 recipients were added.")).to_be_visible()

    page.get_by_role("link", name=re.compile("Foreign minister")).click()
    expect(page.get_by_text("Let in those who fled.")).to_be_visible()
    page.get_by_role("button", name="Approve holder and salutation").click()
    page.get_by_label("I looked: this is right").check()
    page.get_by_role("button", name="Approve the ticked ones").click()
    expect(page.get_by_text("Somebody looked at every holder and salutation.")).to_be_visible()

    version = make_version(letter, tomas, approved_by=crisis.opened_by, released_by=tomas)
    plan_dispatches(version=version, kind=DispatchKind.LETTER, by=tomas, at=THEN)
    page.get_by_role("link", name="How far the sending is").click()
    page.get_by_role("button", name="Put the next fifty into the outbox now").click()
    expect(page.get_by_text("1 copy is in the outbox")).to_be_visible()
    assert Message.objects.get().to_address == "minister@north.example"

    page.get_by_role("link", name="It was taken").click()

    page.get_by_label("Proof").fill("Handed to the porter, receipt 7")
    page.get_by_role("button", name="Note it").click()
    expect(page.get_by_text("Noted. From that day a reply is waited for.")).to_be_visible()
    assert Dispatch.objects.get(channel="post").proof == "Handed to the porter, receipt 7"
    assert Publication.objects.get().recipients.get(post=foreign).seen_holder == "Ada Example"
