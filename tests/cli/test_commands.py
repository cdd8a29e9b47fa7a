"""The ``safeconduct`` command."""

import errno
import re
import socket
from datetime import datetime

import pytest
from click.testing import CliRunner
from django.contrib.auth import authenticate
from django.db import connection
from django.db.utils import OperationalError

from safeconduct.audit.actions.record import record
from safeconduct.cli.audit import audit
from safeconduct.cli.main import sentence_for
from safeconduct.cli.people import new_passphrase, people
from safeconduct.cli.serve import serve
from safeconduct.people.actions.enrol_member import HandleTaken
from safeconduct.people.models import Member, Organisation
from safeconduct.people.permissions import Role

JONAS = ["add", "--sign-in", "jonas", "--name", "Jonas Lind", "--organisation", "The Lantern Line", "--country", "se"]


@pytest.mark.django_db
def test_jonas_is_enrolled_and_his_passphrase_is_shown_once():
    answer = CliRunner().invoke(people, [*JONAS, "--role", "coordinator", "--role", "researcher"])

    passphrase = answer.output.splitlines()[-1].strip()
    jonas = authenticate(username="jonas", password=passphrase)
    assert isinstance(jonas, Member)
    assert sorted(jonas.grants.values_list("role", flat=True)) == [Role.COORDINATOR, Role.RESEARCHER]
    assert jonas.organisation.country == "SE"


@pytest.mark.django_db
def test_an_organisation_is_not_admitted_for_a_member_who_is_refused():
    CliRunner().invoke(people, [*JONAS, "--role", "reader"])
    again = [*JONAS, "--role", "reader"]
    again[again.index("The Lantern Line")] = "Far Shore"

    answer = CliRunner().invoke(people, again)

    assert isinstance(answer.exception, HandleTaken)
    assert not Organisation.objects.filter(name="Far Shore").exists()


def test_a_role_that_does_not_exist_is_refused():
    answer = CliRunner().invoke(people, [*JONAS, "--role", "owner"])

    assert answer.exit_code == 2
    assert "owner" in answer.output


def test_a_passphrase_is_long_and_never_the_same():
    passphrases = {new_passphrase() for _ in range(100)}

    assert len(passphrases) == 100
    assert all(re.fullmatch(r"(?:[0-9a-hjkmnp-tv-z]{5}-){4}[0-9a-hjkmnp-tv-z]{5}", passphrase) for passphrase in passphrases)


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
