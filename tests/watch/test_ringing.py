"""Timers fire with nobody there, say nothing but a reference, and leave nothing behind."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError
from pytest_django.fixtures import Settings

from safeconduct.audit.models import Entry
from safeconduct.cli.tending import Work, tend_once
from safeconduct.outbox.actions.queue_alert import queue_alert
from safeconduct.outbox.actions.send_alerts import send_alerts
from safeconduct.outbox.models import Alert
from safeconduct.watch.access import alarms_for, teams_for
from safeconduct.watch.actions import ring_due as ringing
from safeconduct.watch.actions.confirm_by_link import confirm_by_link
from safeconduct.watch.actions.confirm_check_in import confirm_check_in
from safeconduct.watch.actions.end_check_in import end_check_in
from safeconduct.watch.actions.hold_drill import hold_drill
from safeconduct.watch.actions.ring_due import ring_due
from safeconduct.watch.actions.settle_alarm import DangerOpen, NotTaken, settle_alarm
from safeconduct.watch.actions.take_alarm import TakenAlready, take_alarm
from safeconduct.watch.models import Alarm, CheckIn, Drill
from tests.factories.watching import DURESS, NIGHT, WORD, make_check_in, make_team
from tests.watch.conftest import Duty

pytestmark = pytest.mark.django_db(databases=["default", "intake", "signing"])


def later(minutes: int) -> datetime:
    return NIGHT + timedelta(minutes=minutes)


def told() -> list[str]:
    return sorted(Alert.objects.values_list("to_address", flat=True))


def test_a_timer_climbs_every_rung_though_nobody_is_there(duty: Duty):
    timer = make_check_in(duty.team, duty.malika, due_in=30, grace=15)
    seen = []
    for minutes in (29, 30, 44, 45, 60, 104, 105, 300):
        ring_due(at=later(minutes))
        seen.append((timer.now().level, told()))
        Alert.objects.all().delete()

    team, both = ["duty@lantern.example"], ["duty@lantern.example", "lead@lantern.example"]
    assert seen == [(0, []), (1, team), (1, []), (2, both), (3, both), (3, []), (4, both), (4, [])]


def test_the_servers_own_thread_rings_and_sends(duty: Duty, settings: Settings, tmp_path: Path):
    settings.MAIL_HOST, settings.MAIL_FOLDER = "", tmp_path
    timer = make_check_in(duty.team, duty.malika)

    said = tend_once(later(46), Work())

    assert said[:2] == ["Rungs of alarms: 1.", "Alerts sent: 2."]
    assert timer.now().level == 2
    assert not Alert.objects.exists()


def test_an_alert_holds_the_reference_and_nothing_else(duty: Duty, settings: Settings, tmp_path: Path):
    settings.MAIL_HOST, settings.MAIL_FOLDER = "", tmp_path
    team = make_team(duty.malika, language="ru", address="nacht@lantern.example", lead_address="")
    timer = make_check_in(team, duty.malika)
    ring_due(at=later(46))
    send_alerts(at=later(46))

    [mail] = [file.read_bytes().decode() for file in (tmp_path / "sent").iterdir()]
    body = mail.split("\r\n\r\n", 1)[1]
    assert timer.row.reference in body.replace("=\r\n", "")
    for word in ("Night desk", "Lantern Line", "alika", duty.malika.reference, team.reference, team.organisation, "missed", "duress"):
        assert word not in mail
    assert not [entry for entry in Entry.objects.all() if timer.row.reference in f"{entry.subject}{entry.detail}"]


def test_an_alert_that_no_server_takes_stays_and_is_tried_again(duty: Duty, settings: Settings):
    settings.MAIL_HOST, settings.MAIL_PORT, settings.MAIL_SECURITY = "127.0.0.1", 1, "none"
    make_check_in(duty.team, duty.malika)
    ring_due(at=later(31))

    assert send_alerts(at=later(31)) == 0
    alert = Alert.objects.get()
    assert (alert.attempts, alert.next_at) == (1, later(31) + timedelta(seconds=15))


def test_the_record_says_a_team_and_a_day_and_no_timer(duty: Duty):
    make_check_in(duty.team, duty.malika)
    before = Entry.objects.count()
    ring_due(at=later(46))
    ring_due(at=later(61))

    [entry] = Entry.objects.order_by("sequence")[before:]
    assert (entry.kind, entry.subject, entry.detail) == ("watch.alarm-raised", duty.team.reference, {})
    assert (entry.at.hour, entry.at.minute) == (0, 0)


def test_a_sign_of_life_begins_the_timer_anew_and_ends_the_alarm(duty: Duty):
    timer = make_check_in(duty.team, duty.malika, every=90)
    ring_due(at=later(46))
    confirm_check_in(id_=timer.row.pk, said="well", by=duty.lev, at=later(50))

    assert (timer.now().level, timer.now().due_at, Alarm.objects.count()) == (0, later(140), 0)
    assert ring_due(at=later(139)) == 0


def test_the_word_by_the_link_does_the_same(duty: Duty):
    timer = make_check_in(duty.team, duty.malika, every=90)
    ring_due(at=later(46))
    confirm_by_link(token=timer.token, said=" Green,  KETTLE!", at=later(50))

    assert (timer.now().level, timer.now().due_at, Alarm.objects.count()) == (0, later(140), 0)


def test_the_word_of_danger_moves_the_timer_alike_and_raises_a_silent_alarm(duty: Duty):
    timer = make_check_in(duty.team, duty.malika, every=90)
    confirm_by_link(token=timer.token, said=DURESS, at=later(5))
    assert (timer.now().level, timer.now().due_at, told()) == (0, later(95), [])

    ring_due(at=later(5))
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.level, timer.now().level, len(told())) == ("duress", 3, 3, 2)
    ring_due(at=later(6))
    assert len(told()) == 2

    confirm_by_link(token=timer.token, said=WORD, at=later(7))
    assert Alarm.objects.get().kind == "duress"


def test_another_word_changes_nothing_and_after_ten_no_word_is_taken_for_well_and_the_team_is_told(duty: Duty):
    timer = make_check_in(duty.team, duty.malika)
    for _try in range(9):
        confirm_by_link(token=timer.token, said="red kettle", at=later(5))
    assert (timer.now().due_at, ring_due(at=later(5))) == (later(30), 0)

    confirm_by_link(token=timer.token, said="red kettle", at=later(5))
    confirm_by_link(token=timer.token, said=WORD, at=later(6))
    ring_due(at=later(6))

    assert (Alarm.objects.get().kind, timer.now().level) == ("missed", 2)
    confirm_check_in(id_=timer.row.pk, said="well", by=duty.lev, at=later(8))
    confirm_by_link(token=timer.token, said=WORD, at=later(9))
    assert timer.now().due_at == later(100)


def test_an_alarm_is_taken_by_one_person_and_settled_after_that(duty: Duty):
    timer = make_check_in(duty.team, duty.malika)
    ring_due(at=later(46))
    alarm = Alarm.objects.get()
    with pytest.raises(NotTaken):
        settle_alarm(id_=alarm.pk, outcome="safe", by=duty.lev, at=later(47))
    take_alarm(id_=alarm.pk, by=duty.lev, at=later(47))
    with pytest.raises(TakenAlready):
        take_alarm(id_=alarm.pk, by=duty.malika, at=later(48))
    assert ring_due(at=later(61)) == 0  # nobody is disturbed while somebody is at it

    settle_alarm(id_=alarm.pk, outcome="safe", by=duty.malika, at=later(62))
    assert (Alarm.objects.count(), timer.now().level, timer.now().due_at) == (0, 0, later(155))


def test_a_deaf_link_still_hears_the_word_of_danger(duty: Duty):
    timer = make_check_in(duty.team, duty.malika)
    for _try in range(12):
        confirm_by_link(token=timer.token, said="red kettle", at=later(5))
    confirm_by_link(token=timer.token, said=DURESS, at=later(6))
    ring_due(at=later(6))

    assert (set(Alarm.objects.values_list("kind", flat=True)), timer.now().level) == ({"duress"}, 3)


def test_a_word_of_danger_is_not_settled_away_with_the_alarm_that_came_before_it(duty: Duty):
    timer = make_check_in(duty.team, duty.malika)
    ring_due(at=later(46))
    missed = Alarm.objects.get()
    take_alarm(id_=missed.pk, by=duty.lev, at=later(47))
    confirm_by_link(token=timer.token, said=DURESS, at=later(48))

    with pytest.raises(DangerOpen):
        settle_alarm(id_=missed.pk, outcome="gone-on", by=duty.lev, at=later(48))
    with pytest.raises(DangerOpen):
        end_check_in(id_=timer.row.pk, by=duty.lev)
    settle_alarm(id_=missed.pk, outcome="safe", by=duty.lev, at=later(48))
    ring_due(at=later(49))

    danger = Alarm.objects.get()
    assert (danger.kind, danger.level, danger.taken_by) == ("duress", 3, "")
    take_alarm(id_=danger.pk, by=duty.lev, at=later(50))
    end_check_in(id_=timer.row.pk, by=duty.lev)
    assert not CheckIn.objects.exists()


def test_the_word_of_danger_said_again_rings_again_though_somebody_is_at_it(duty: Duty):
    timer = make_check_in(duty.team, duty.malika)
    confirm_by_link(token=timer.token, said=DURESS, at=later(5))
    ring_due(at=later(5))
    take_alarm(id_=Alarm.objects.get().pk, by=duty.lev, at=later(6))
    before = len(told())
    confirm_by_link(token=timer.token, said=DURESS, at=later(20))
    ring_due(at=later(20))

    assert (Alarm.objects.get().taken_by, len(told())) == ("", before + 2)


def test_who_has_their_keys_withheld_sees_no_team_and_no_alarm(duty: Duty):
    make_check_in(duty.team, duty.malika)
    ring_due(at=later(46))
    duty.lev.withheld_on = NIGHT.date()

    assert (list(teams_for(duty.lev)), list(alarms_for(duty.lev))) == ([], [])


def test_what_goes_on_in_the_case_ends_the_timer(duty: Duty):
    make_check_in(duty.team, duty.malika)
    ring_due(at=later(46))
    alarm = Alarm.objects.get()
    take_alarm(id_=alarm.pk, by=duty.lev, at=later(47))
    settle_alarm(id_=alarm.pk, outcome="gone-on", by=duty.lev, at=later(48))

    assert not CheckIn.objects.exists()
    assert not Alarm.objects.exists()


def test_a_drill_goes_the_whole_way_and_leaves_minutes(duty: Duty):
    hold_drill(team=duty.team.pk, by=duty.malika, at=NIGHT)
    ring_due(at=later(1))
    alarm = Alarm.objects.get()
    assert (alarm.kind, len(told())) == ("drill", 2)
    take_alarm(id_=alarm.pk, by=duty.lev, at=later(7))

    assert (Drill.objects.get().minutes, CheckIn.objects.count(), Alarm.objects.count()) == (7, 0, 0)


def test_a_timer_that_ended_rings_no_more(duty: Duty):
    timer = make_check_in(duty.team, duty.malika)
    end_check_in(id_=timer.row.pk, by=duty.lev)

    assert ring_due(at=later(500)) == 0
    assert not Alert.objects.exists()


def test_a_timer_whose_last_day_is_over_goes_unless_it_was_missed(duty: Duty):
    calm, missed = make_check_in(duty.team, duty.malika, every=86_400), make_check_in(duty.team, duty.malika)
    confirm_check_in(id_=calm.row.pk, said="well", by=duty.lev, at=later(10))
    ring_due(at=NIGHT + timedelta(days=31))

    assert [one.pk for one in CheckIn.objects.all()] == [missed.row.pk]


def test_one_timer_that_fails_keeps_no_other_waiting(duty: Duty, monkeypatch: pytest.MonkeyPatch):
    first, second = make_check_in(duty.team, duty.malika), make_check_in(duty.team, duty.malika)
    queue = queue_alert

    def breaks(**alert: object) -> None:
        if alert["reference"] == first.row.reference:
            raise DatabaseError
        queue(**alert)  # type: ignore[arg-type]

    monkeypatch.setattr(ringing, "queue_alert", breaks)
    with pytest.raises(DatabaseError):
        ring_due(at=later(31))

    assert (first.now().level, second.now().level) == (0, 1)
