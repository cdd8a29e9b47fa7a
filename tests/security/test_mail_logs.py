"""Nothing that the outbox writes into a log names anybody, whatever goes wrong."""

import io
import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings as shipped
from pytest_django.fixtures import Settings

from safeconduct.cli.outbox import work_once
from safeconduct.kit.logs import KindAndPlace
from safeconduct.outbox.actions import read_incoming, send_waiting
from safeconduct.outbox.storing import ready_maildir
from tests.factories.outbox import OFFICE, answer_to, make_message
from tests.factories.people import make_tomas

pytestmark = pytest.mark.django_db


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Give what every logger writes, at every level, in the form that the settings give it."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(KindAndPlace())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


def test_a_run_that_fails_everywhere_tells_kind_and_place_alone(
    log: io.StringIO, settings: Settings, at: datetime, monkeypatch: pytest.MonkeyPatch
):
    message = make_message(make_tomas(), to_name="Ada Example", subject="A secret matter")

    def broken(**_named: object) -> None:
        raise RuntimeError(f"could not reach {OFFICE} for Ada Example about {message.subject} {message.reply_token}")

    monkeypatch.setattr(send_waiting, "send_waiting", broken)
    monkeypatch.setattr(read_incoming, "read_incoming", broken)
    work_once(at)

    told = log.getvalue()
    assert "RuntimeError" in told
    for word in (OFFICE, "Ada", "secret", message.reply_token, message.reference):
        assert word not in told


def test_a_server_that_refuses_and_mail_that_is_hostile_are_not_told_of(log: io.StringIO, settings: Settings, at: datetime):
    message = make_message(make_tomas(), to_name="Ada Example")
    settings.MAIL_HOST, settings.MAIL_PORT, settings.MAIL_SECURITY = "127.0.0.1", 1, "none"
    settings.MAIL_USER, settings.MAIL_PASSWORD = "letters", "long and secret"
    (ready_maildir() / "new" / "1.a.host").write_bytes(answer_to(message, sender="Ada Example <ada@b.example>"))
    (ready_maildir() / "new" / "2.a.host").write_bytes(b"")
    work_once(at)

    told = log.getvalue()
    assert "said something in read_incoming.py" in told
    for word in (OFFICE, "Ada", "ada@b.example", "long and secret", message.reply_token):
        assert word not in told


def test_every_logger_of_the_settings_writes_in_this_form():
    given: dict[str, Any] = shipped.LOGGING

    assert {handler["formatter"] for handler in given["handlers"].values()} == {"kind and place"}
    assert given["formatters"]["kind and place"]["()"] == f"{KindAndPlace.__module__}.{KindAndPlace.__qualname__}"
