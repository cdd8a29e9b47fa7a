"""The ``safeconduct`` command."""

import errno
import socket
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection
from django.db.utils import OperationalError
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from safeconduct.audit.actions.record import record
from safeconduct.cli.audit import audit
from safeconduct.cli.demo import demo
from safeconduct.cli.main import sentence_for
from safeconduct.cli.people import people
from safeconduct.cli.serve import lead_to_the_intake, serve
from safeconduct.demo.telling.keys import NotOfTheCast
from safeconduct.kit.clock import today
from safeconduct.people.access import invitation_with
from safeconduct.people.actions.enrol_member import HandleTaken
from safeconduct.people.models import Invitation
from safeconduct.people.permissions import Role
from safeconduct.theme.context import page

JONAS = ["invite", "--organisation", "The Lantern Line", "--country", "se"]


@pytest.mark.django_db
def test_jonas_is_invited_by_a_link_that_is_shown_once():
    answer = CliRunner().invoke(people, [*JONAS, "--role", "coordinator", "--role", "steward", "--address", "https://desk.example.org/"])

    invitation = Invitation.objects.get()
    link = next(line.strip() for line in answer.output.splitlines() if "#" in line)
    address, _, token = link.partition("#")
    assert address == "https://desk.example.org/desk/join/"
    assert invitation_with(token, on=today()) == invitation
    assert invitation.roles == [Role.COORDINATOR, Role.STEWARD]
    assert invitation.organisation.country == "SE"


@pytest.mark.django_db
def test_the_link_leads_to_the_address_of_the_settings(settings: Settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://desk.example.net"]

    assert "https://desk.example.net/desk/join/#" in CliRunner().invoke(people, [*JONAS, "--role", "reader"]).output


def test_a_role_that_does_not_exist_is_refused():
    answer = CliRunner().invoke(people, [*JONAS, "--role", "owner"])

    assert answer.exit_code == 2
    assert "owner" in answer.output


def test_nobody_has_a_code_where_there_is_no_demonstration(settings: Settings, tmp_path: Path):
    settings.VAR = tmp_path

    assert isinstance(CliRunner().invoke(demo, ["code", "amina"]).exception, NotOfTheCast)


@pytest.mark.django_db
def test_a_whole_record_is_told_with_its_length(at: datetime):
    record("people.member-enrolled", "ME-000001", by="tests", at=at)

    answer = CliRunner().invoke(audit, ["verify"])

    assert answer.exit_code == 0
    assert "whole: 1 entries" in answer.output


@pytest.mark.django_db
def test_a_broken_record_ends_with_an_exit_code_that_a_watcher_sees(at: datetime):
    record("people.member-enrolled", "ME-000001", by="tests", at=at)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_head SET sequence = 2")

    answer = CliRunner().invoke(audit, ["verify"])

    assert answer.exit_code == 1
    assert "not whole" in answer.output


def test_public_pages_lead_to_the_intake_that_is_served_beside_them(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, rf: RequestFactory
):
    monkeypatch.setenv("SAFECONDUCT_INTAKE_ADDRESS", "")  # so that it is taken away again afterwards
    monkeypatch.delenv("SAFECONDUCT_INTAKE_ADDRESS")
    settings.INTAKE_ADDRESS = ""  # as the settings were read before anybody knew the port

    lead_to_the_intake("http://127.0.0.1:8901/")

    assert page(rf.get("/en/"))["help_address"] == "http://127.0.0.1:8901/en/"


def test_a_taken_port_is_told_in_one_sentence():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        answer = CliRunner().invoke(serve, ["--port", str(listener.getsockname()[1])])

    assert answer.exit_code == 1
    assert "Stop what uses it, or choose another with --port." in answer.output


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (OperationalError("no such table: audit_entry"), "Run: safeconduct setup"),
        (OperationalError("database or disk is full"), "disk is full"),
        (OperationalError("attempt to write a readonly database"), "belongs to you"),
        (OperationalError("connection refused\nIs the server running?"), "The database answered: connection refused."),
        (OSError(errno.ENOSPC, "No space left on device"), "disk is full"),
        (OSError(errno.EACCES, "Permission denied", "/var/x"), "/var/x cannot be used: Permission denied"),
        (HandleTaken(), "Choose another."),
    ],
)
def test_what_fails_is_told_in_a_sentence(problem: Exception, said: str):
    assert said in sentence_for(problem)
