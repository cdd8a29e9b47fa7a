"""Journey 12: Petra runs an urgent action: consent first, out, letters counted, further information, stopped in minutes."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from safeconduct.crises.models import Crisis
from safeconduct.kit.clock import today
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role as MemberRole
from safeconduct.publications.models import Publication, Tally
from safeconduct.publications.rules.kinds import Kind, Role
from tests.factories.crises import make_crisis
from tests.factories.people import make_member
from tests.factories.publications import make_part, make_publication, make_recipient
from tests.factories.urgent import WEIGHED, make_addressee

pytestmark = pytest.mark.django_db

TITLE = "A student taken from his home"


class Walk:
    """Petra writes, Jonas approves, anybody reads."""

    def __init__(self, crisis: Crisis, petra: Member, action: Publication) -> None:
        self.action = action
        self.petra, self.jonas, self.anybody = Client(), Client(), Client()
        self.petra.force_login(petra)
        self.jonas.force_login(crisis.opened_by)

    def send(self, who: Client, name: str, *args: object, **given: str) -> str:
        answer = who.post(reverse(f"publications:{name}", args=["north", self.action.reference, *args]), given)
        assert answer.status_code == 302, answer.content.decode()
        return str(answer["Location"])

    def refused(self, name: str, *args: object, **given: str) -> str:
        """Send what must not work, and give the page that it leads to."""
        answer = self.petra.post(reverse(f"publications:{name}", args=["north", self.action.reference, *args]), given, follow=True)
        return answer.content.decode()

    def page(self, more: str = "") -> str:
        return self.anybody.get(f"/en/north/actions/{self.action.reference}/{more}").content.decode()

    def report(self, way: str = "mail", country: str = "SE") -> int:
        ticket = re.search(r'name="ticket" value="([^"]+)"', self.page("wrote/"))
        given = {"ticket": ticket[1] if ticket else "", "way": way, "country": country}
        return self.anybody.post(f"/en/north/actions/{self.action.reference}/wrote/", given).status_code


@pytest.fixture
def walk() -> Walk:
    petra = make_member("petra", roles=[MemberRole.PRESS])
    crisis = make_crisis(is_public=True)
    action = make_publication(crisis, petra, kind=Kind.URGENT_ACTION, title=TITLE)
    make_part(action, "A student was taken from his home. Nobody says where he is.", role=Role.LEAD)
    make_part(action, "Say where he is, and let a lawyer of his choice see him.", role=Role.DEMAND)
    make_part(action, "I ask you to say where he is.", role=Role.MODEL_LETTER)
    make_recipient(action, make_addressee(crisis))
    return Walk(crisis, petra, action)


def prepare(walk: Walk) -> None:
    walk.send(
        walk.petra, "record-consent", given_by="family", given_on=(today() - timedelta(days=1)).isoformat(), covers="That he was taken."
    )
    walk.send(walk.petra, "weigh-harm", words=WEIGHED)
    walk.send(walk.petra, "number-action", year="2017", number="", index="EUR 46/0012/2017")
    walk.send(walk.petra, "set-last-day", on=(today() + timedelta(days=20)).isoformat())


def approve(walk: Walk) -> None:
    """Approve every office as it is today, offer the draft, let a second person approve it."""
    walk.action.recipients.update(approved_at=walk.action.created_at, approved_by=walk.action.created_by, seen_holder="Ada Example")
    walk.send(walk.petra, "offer")
    walk.send(walk.jonas, "approve", 1)


def test_without_consent_nothing_goes_out(walk: Walk) -> None:
    prepare(walk)
    walk.send(walk.petra, "withdraw-consent", on=today().isoformat())
    approve(walk)

    shown = walk.refused("release-version", 1)

    assert "No consent is on record" in shown
    assert TITLE not in walk.page()
    assert walk.anybody.get(f"/en/north/actions/{walk.action.reference}/").status_code == 404


def test_the_whole_way_from_consent_to_stop(walk: Walk) -> None:
    prepare(walk)
    approve(walk)
    walk.send(walk.petra, "release-version", 1)

    assert "mailto:prosecutor@northland.example" in walk.page()
    assert [walk.report(), walk.report("post"), walk.report(country="")] == [302, 302, 302]
    assert sum(Tally.objects.values_list("count", flat=True)) == 3
    assert "3 letters were reported" in walk.page("letters/")

    walk.send(
        walk.petra,
        "record-outcome",
        kind="positive",
        on=today().isoformat(),
        language="en",
        text="He is at home.",
        source_note="The family, by telephone.",
    )
    assert "He is at home." in walk.page()

    walk.send(walk.petra, "recall", because="He is at home.", text_en="He is at home. Please do not write any more.")

    stopped = walk.page()
    assert "This action was stopped" in stopped
    assert "He is at home. Please do not write any more." in stopped
    assert TITLE not in stopped
    assert walk.report() == 403
    assert sum(Tally.objects.values_list("count", flat=True)) == 3


def test_the_family_says_stop_and_it_stops_before_anybody_recalls(walk: Walk) -> None:
    prepare(walk)
    approve(walk)
    walk.send(walk.petra, "release-version", 1)
    assert TITLE in walk.page()

    led_to = walk.send(walk.petra, "withdraw-consent", on=today().isoformat())

    assert TITLE not in walk.page()
    assert walk.report() == 403
    shown = walk.petra.get(led_to).content.decode()
    assert reverse("publications:recall", args=["north", walk.action.reference]) in shown
