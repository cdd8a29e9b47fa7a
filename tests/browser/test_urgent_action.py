"""Journey 12 in a browser: consent first, out, a letter in one's own words, stopped in a minute; with scripts and without."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from safeconduct.kit.clock import today
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role as MemberRole
from safeconduct.publications.models import Publication, Tally
from safeconduct.publications.rules.kinds import Kind, Role
from tests.browser.conftest import Visit
from tests.factories.crises import make_crisis
from tests.factories.people import make_member
from tests.factories.publications import make_part, make_publication, make_recipient
from tests.factories.urgent import WEIGHED, make_addressee

TITLE = "A student taken from his home"


@pytest.mark.parametrize("scripts", [True, False])
def test_an_urgent_action_goes_out_is_answered_and_is_stopped(visit: Visit, scripts: bool):
    petra, nora = make_member("petra", roles=[MemberRole.PRESS]), make_member("nora", roles=[MemberRole.PRESS])
    action = _written(petra)
    home = f"/desk/north/publications/{action.reference}/"
    page, reader, anybody = visit(petra, scripts=scripts), visit(nora, scripts=scripts), visit(scripts=scripts)

    _consent_and_the_rest(page, home)
    page.goto(f"{home}recipients/")
    page.get_by_label("I looked: this is right").check()
    page.get_by_role("button", name="Approve the ticked ones").click()
    page.goto(f"{home}versions/")
    page.get_by_role("button", name="Freeze and offer it").click()
    reader.goto(f"{home}versions/1/")
    reader.get_by_role("button", name=re.compile("approve it")).click()
    reader.goto(f"{home}release/")
    reader.get_by_role("button", name="Release version 1").click()
    expect(reader.get_by_text("It is out", exact=True)).to_be_visible()

    anybody.goto(f"/en/north/actions/{action.reference}/")
    expect(anybody.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(anybody.get_by_text("Begin with")).to_be_visible()
    anybody.get_by_role("link", name="I have written").or_(anybody.get_by_role("button", name="I have written")).first.click()
    anybody.get_by_label("By e-mail").check()
    anybody.get_by_role("button").last.click()
    assert Tally.objects.get().count == 1

    _stop(reader, home)
    anybody.goto(f"/en/north/actions/{action.reference}/")
    expect(anybody.get_by_text("He is at home. Please do not write any more.")).to_be_visible()
    expect(anybody.get_by_text(TITLE)).to_have_count(0)
    assert anybody.request.get(f"/en/north/publications/{action.reference}.txt").status == 410


def _written(petra: Member) -> Publication:
    crisis = make_crisis(is_public=True)
    action = make_publication(crisis, petra, kind=Kind.URGENT_ACTION, title=TITLE)
    make_part(action, "A student was taken from his home. Nobody says where he is.", role=Role.LEAD)
    make_part(action, "Say where he is, and let a lawyer of his choice see him.", role=Role.DEMAND)
    make_part(action, "I ask you to say where he is.", role=Role.MODEL_LETTER)
    make_recipient(action, make_addressee(crisis))
    return action


def _consent_and_the_rest(page: Page, home: str) -> None:
    page.goto(f"{home}urgent/")
    page.get_by_label(re.compile("family", re.IGNORECASE)).check()
    page.get_by_label("On which day?").first.fill((today() - timedelta(days=1)).isoformat())
    page.get_by_label("What may be named, and what may not?").fill("That he was taken.")
    page.get_by_role("button", name="Record it").first.click()
    page.get_by_label(re.compile("^What does the person gain")).fill(WEIGHED)
    page.get_by_role("button", name="Keep it under my name").click()
    page.get_by_label("Index").fill(f"EUR 46/0012/{today().year}")
    page.get_by_role("button", name="Number it").click()
    page.get_by_label("Appeals before").fill((today() + timedelta(days=20)).isoformat())
    page.get_by_role("button", name="Set the last day").click()


def _stop(page: Page, home: str) -> None:
    page.goto(f"{home}recall/")
    page.get_by_label("Why is it recalled?").fill("He is at home.")
    page.get_by_label("What readers are told: English").fill("He is at home. Please do not write any more.")
    page.get_by_role("button", name="Recall it now").click()
    expect(page.get_by_text("Recalled").first).to_be_visible()
