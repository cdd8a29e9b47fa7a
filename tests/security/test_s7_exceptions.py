"""S7: what fails is noted without anything about who asked, for what, or with which words."""

import logging
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from tests.factories.crises import make_crisis

CANARIES = ("canary-path", "canary-query", "canary-body", "canary-agent", "canary-host", "canary-cookie", "canary-value", "203.0.113.77")
KNOWN: dict[str, Any] = {"HTTP_USER_AGENT": "canary-agent", "REMOTE_ADDR": "203.0.113.77", "HTTP_REFERER": "https://canary-host/"}


@pytest.fixture
def written() -> Any:
    """Give what the server writes to its error output, through the handlers that it is shipped with."""
    stream = StringIO()
    handlers = {
        handler for name in ("", "django", "django.request", "django.server") for handler in logging.getLogger(name or None).handlers
    }
    ours = [handler for handler in handlers if type(handler) is logging.StreamHandler]
    before = [handler.setStream(stream) for handler in ours]
    yield stream
    for handler, stood in zip(ours, before, strict=True):
        if stood is not None:
            handler.setStream(stood)


def broken(*_args: Any, **_kwargs: Any) -> None:
    raise ValueError("canary-value of somebody")


def in_clear(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary in text]


@pytest.mark.django_db
def test_a_failing_view_is_noted_by_kind_and_place_alone(written: StringIO, monkeypatch: pytest.MonkeyPatch):
    make_crisis(is_public=True)
    monkeypatch.setattr("safeconduct.public.views.pages.statements_of", broken)
    client = Client(raise_request_exception=False)
    client.cookies["desk"] = "canary-cookie"

    answer = client.get("/en/north/claims/?canary-query=1", **KNOWN)

    assert answer.status_code == 500
    assert not in_clear(answer.content.decode())
    assert not in_clear(written.getvalue())
    assert "ValueError in safeconduct/public/views/pages.py:" in written.getvalue()


@pytest.mark.django_db
def test_a_failing_form_is_noted_without_what_was_typed(written: StringIO, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("safeconduct.desk.views.door.check_member", broken)
    client = Client(raise_request_exception=False)

    body = {"handle": "canary-body", "auth": "A" * 43 + "=", "code": "canary-body"}
    client.post("/desk/sign-in/", body, content_type="application/json", **KNOWN)

    assert "ValueError" in written.getvalue()
    assert not in_clear(written.getvalue())


@pytest.mark.parametrize("hostile", ["token", "host", "fields", "form"])
@pytest.mark.django_db
def test_a_refused_request_is_noted_without_its_address(written: StringIO, hostile: str):
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    if hostile == "token":
        client.post("/desk/canary-path/import/", {"text": "canary-body"}, **KNOWN)
    elif hostile == "host":
        client.get("/en/canary-path/", HTTP_HOST="canary-host", **KNOWN)
    elif hostile == "fields":
        client.post("/desk/canary-path/", "&".join("canary-body=1" for _ in range(5000)), content_type="application/x-www-form-urlencoded")
    else:
        client.post("/desk/canary-path/", b"canary-body", content_type="multipart/form-data; boundary=", **KNOWN)

    assert not in_clear(written.getvalue())


def test_what_libraries_say_is_not_repeated(written: StringIO):
    logging.getLogger("trafilatura.core").error("cannot read %s", "canary-path")

    assert "trafilatura.core" in written.getvalue()
    assert not in_clear(written.getvalue())


def test_django_sends_no_mail_about_failures():
    assert not [handler for handler in logging.getLogger("django").handlers if "mail" in type(handler).__name__.lower()]
