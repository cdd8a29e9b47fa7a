"""Who sees and does what: teams, timers and alarms exist for their own people, and for nobody else."""

import base64
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from safeconduct.kit.clock import now
from safeconduct.outbox.actions.queue_alert import queue_alert
from safeconduct.outbox.models import Alert
from safeconduct.people.permissions import Role
from safeconduct.vault.format.alive import new_token, token_hash, word_hash
from safeconduct.watch.actions.beat import beat
from safeconduct.watch.actions.ring_due import ring_due
from safeconduct.watch.models import Alarm, Beat, CheckIn, Team
from tests.factories.people import make_jonas, make_member, make_vera
from tests.factories.watching import NIGHT, make_check_in
from tests.watch.conftest import Duty

pytestmark = pytest.mark.django_db(databases=["default", "intake"])


def post(client: Client, address: str, /, **sent: Any) -> Any:
    return client.post(f"/desk/watch/{address}", sent, content_type="application/json")


def timer_sent(team: Team, **more: Any) -> dict[str, Any]:
    token = new_token()
    due = now() + timedelta(hours=2)
    hashes = {"token_hash": token_hash(token), "word": word_hash(token, "a"), "duress": word_hash(token, "b")}
    return {
        "id": str(uuid4()),
        "team": str(team.pk),
        "due_at": due.strftime("%Y-%m-%dT%H:%MZ"),
        "every": 90,
        "grace": 15,
        "ends_on": (due.date() + timedelta(days=2)).isoformat(),
        **{name: base64.b64encode(value).decode() for name, value in hashes.items()},
        **more,
    }


def test_a_member_of_the_team_begins_looks_confirms_moves_and_ends(client: Client, duty: Duty):
    client.force_login(duty.lev)
    sent = timer_sent(duty.team)
    first = post(client, "check-ins/", **sent).json()
    assert post(client, "check-ins/", **sent).json() == first
    [seen] = post(client, "check-ins/look/", ids=[sent["id"], str(uuid4())]).json()["check_ins"]
    assert (seen["reference"], seen["level"], seen["every"]) == (first["reference"], 0, 90)

    assert post(client, f"check-ins/{sent['id']}/confirm/", said="well").status_code == 200
    assert post(client, f"check-ins/{sent['id']}/move/", due_at=sent["due_at"], every=60, grace=0).json()["due_at"] >= sent["due_at"]
    day = now().date() + timedelta(days=300)
    later = {"due_at": f"{day}T00:00Z", "every": 60, "grace": 0}
    refused = post(client, f"check-ins/{sent['id']}/move/", **later, ends_on=str(day - timedelta(days=1)))
    assert refused.json()["code"] == "not-a-time"
    assert "Nothing was changed" in refused.json()["problem"]
    assert post(client, f"check-ins/{sent['id']}/move/", **later, ends_on="2999-01-01").json()["code"] == "not-a-time"
    assert post(client, f"check-ins/{sent['id']}/move/", **later, ends_on=str(day + timedelta(days=1))).status_code == 200
    assert CheckIn.objects.get().ends_on == day + timedelta(days=1)
    assert post(client, f"check-ins/{sent['id']}/end/", id=sent["id"]).status_code == 200
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"due_at": "2020-01-01T00:00Z"}, "not-a-time"),
        ({"every": 5}, "not-a-time"),
        ({"ends_on": "2020-01-01"}, "not-a-time"),
        ({"ends_on": "2999-01-01"}, "not-a-time"),
        ({"word": base64.b64encode(bytes(32)).decode(), "duress": base64.b64encode(bytes(32)).decode()}, "words-alike"),
        ({"due_at": "tomorrow"}, "not-understood"),
    ],
)
def test_a_timer_nobody_could_wait_for_is_refused_in_a_sentence(client: Client, duty: Duty, more: dict[str, Any], code: str):
    client.force_login(duty.lev)
    answer = post(client, "check-ins/", **timer_sent(duty.team, **more))

    assert (answer.json()["code"], CheckIn.objects.count()) == (code, 0)


def test_who_is_not_on_the_team_sees_neither_timer_nor_alarm(client: Client, duty: Duty):
    timer = make_check_in(duty.team, duty.malika)
    ring_due(at=NIGHT + timedelta(hours=2))
    alarm = Alarm.objects.get()
    colleague = make_member("zoya", roles=[Role.CASE_LEAD])
    for outsider in (make_vera(), colleague):
        client.force_login(outsider)
        assert client.get("/desk/watch/alarms/").json()["alarms"] == []
        assert post(client, "check-ins/look/", ids=[str(timer.row.pk)]).json() == {"check_ins": []}
        for address, sent in (
            (f"alarms/{alarm.pk}/take/", {"id": str(alarm.pk)}),
            (f"alarms/{alarm.pk}/settle/", {"outcome": "safe"}),
            (f"check-ins/{timer.row.pk}/confirm/", {"said": "well"}),
            (f"check-ins/{timer.row.pk}/move/", {"due_at": "2036-01-01T00:00Z", "every": 60, "grace": 0}),
        ):
            assert post(client, address, **sent).status_code == 404
        post(client, f"check-ins/{timer.row.pk}/end/", id=str(timer.row.pk))
        assert post(client, "check-ins/", **timer_sent(duty.team)).status_code == 404
        assert timer.now().level == 4


def test_a_team_is_kept_by_leads_of_its_own_organisation_alone(client: Client, duty: Duty):
    client.force_login(make_vera())
    assert client.get("/desk/watch/teams/").json()["teams"] == []
    for word, sent in (
        ("members", {"members": [duty.lev.reference], "leads": [duty.lev.reference]}),
        ("address", {"address": "a@far.example", "lead_address": "", "language": "en"}),
        ("drill", {"id": str(duty.team.pk)}),
        ("end", {"id": str(duty.team.pk)}),
    ):
        assert post(client, f"teams/{duty.team.pk}/{word}/", **sent).status_code == 404

    client.force_login(duty.lev)
    assert post(client, f"teams/{duty.team.pk}/drill/", id=str(duty.team.pk)).status_code == 403
    assert post(client, "teams/make/", id=str(uuid4())).status_code == 403
    client.force_login(make_jonas())
    assert client.get("/desk/watch/alarms/").status_code == 403


def test_only_members_who_may_answer_belong_to_a_team(client: Client, duty: Duty):
    vera = make_vera()
    client.force_login(duty.malika)
    for members, leads, code in (
        ([vera.reference], [], "nobody-left"),
        ([duty.malika.reference, vera.reference], [duty.malika.reference], "not-on-duty"),
        ([make_jonas().reference, duty.malika.reference], [duty.malika.reference], "not-on-duty"),
    ):
        assert post(client, f"teams/{duty.team.pk}/members/", members=members, leads=leads).json()["code"] == code
    both = [duty.malika.reference, duty.lev.reference]
    assert post(client, f"teams/{duty.team.pk}/members/", members=both, leads=[duty.lev.reference]).status_code == 200
    [team] = client.get("/desk/watch/teams/").json()["teams"]
    assert (team["members"], team["leads"]) == (sorted(both), [duty.lev.reference])


def test_a_team_with_timers_does_not_end(client: Client, duty: Duty):
    make_check_in(duty.team, duty.malika)
    client.force_login(duty.malika)

    assert post(client, f"teams/{duty.team.pk}/end/", id=str(duty.team.pk)).json()["code"] == "timers-run"
    CheckIn.objects.all().delete()
    assert post(client, f"teams/{duty.team.pk}/end/", id=str(duty.team.pk)).status_code == 200


def test_danger_stands_first_then_what_has_climbed_highest(client: Client, duty: Duty):
    low, high, danger = (make_check_in(duty.team, duty.malika, due_in=minutes) for minutes in (90, 10, 600))
    Alarm.objects.create(check_in=danger.row, kind="duress", raised_at=NIGHT)
    ring_due(at=NIGHT + timedelta(minutes=106))
    client.force_login(duty.lev)

    seen = [(one["reference"], one["kind"]) for one in client.get("/desk/watch/alarms/").json()["alarms"]]
    assert seen == [(danger.row.reference, "duress"), (high.row.reference, "missed"), (low.row.reference, "missed")]


def test_the_heartbeat_says_late_when_the_ring_stands_still(client: Client):
    assert client.get("/heartbeat.json").json()["watch"] == "late"
    beat(name="server", at=now())
    assert client.get("/heartbeat.json").json()["watch"] == "ok"
    Beat.objects.update(at=now() - timedelta(minutes=3))
    assert client.get("/heartbeat.json").json()["watch"] == "late"


def test_the_mirror_is_there_for_the_second_watcher_alone(client: Client, duty: Duty, settings: Settings):
    soon = make_check_in(duty.team, duty.malika, at=now())
    make_check_in(duty.team, duty.malika, at=now(), due_in=60 * 48)
    assert client.post("/watch/mirror/").status_code == 404
    settings.WATCH_TOKEN = "an-invented-token"
    assert client.post("/watch/mirror/", headers={"Authorization": "Bearer another"}).status_code == 404

    said = client.post("/watch/mirror/", headers={"Authorization": "Bearer an-invented-token"}).json()
    assert [one["reference"] for one in said["check_ins"]] == [soon.row.reference]
    assert set(said["check_ins"][0]) == {"reference", "due_at", "grace", "language", "addresses"}
    assert Beat.objects.filter(name="second").exists()


@pytest.mark.parametrize(("attempts", "stuck"), [(0, False), (1, False), (2, True), (9, True)])
def test_the_mirror_says_that_alerts_do_not_leave_and_neither_how_many_nor_where_to(
    client: Client, duty: Duty, settings: Settings, attempts: int, stuck: bool
):
    settings.WATCH_TOKEN = "an-invented-token"
    for reference in ("CI-7Q4MZK", "CI-9W2NRT"):
        queue_alert(to_address="night@lantern.example", language="en", reference=reference, at=now())
    Alert.objects.update(attempts=attempts)

    answer = client.post("/watch/mirror/", headers={"Authorization": "Bearer an-invented-token"})
    said = answer.json()
    assert said.pop("stuck") is stuck
    assert set(said) == {"at", "check_ins"}
    assert "CI-" not in answer.content.decode()
    assert "stuck" not in client.get("/heartbeat.json").json()


def test_a_team_of_another_organisation_is_not_overwritten_by_its_id(client: Client, duty: Duty):
    client.force_login(make_vera())
    sent = {"id": str(duty.team.pk), "name": "Mine", "language": "en", "address": "a@far.example", "lead_address": ""}

    assert post(client, "teams/make/", **sent).status_code == 409
    assert Team.objects.get().address == "duty@lantern.example"
