"""Bringing documents in at the desk."""

from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from safeconduct.evidence.models import Capture, Document
from tests.factories.crises import make_crisis
from tests.factories.people import make_ines, make_vera

pytestmark = pytest.mark.django_db

ADDRESS = "/desk/north/import/"
TEXT = "At least forty men were detained in the north, a local organisation said on Monday.\n"


@pytest.fixture
def desk(client: Client) -> Client:
    ines = make_ines()
    make_crisis(by=ines)
    client.force_login(ines)
    return client


def test_pasted_text_leads_to_its_review(desk: Client):
    answer = desk.post(ADDRESS, {"text": TEXT, "level": "coalition"})

    document = Document.objects.get()
    assert answer["Location"] == f"/desk/north/documents/{document.reference}/review/"
    assert document.captures.get().way == "paste"


def test_one_bad_file_spoils_nothing(desk: Client):
    files = [SimpleUploadedFile("good.txt", TEXT.encode()), SimpleUploadedFile("picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40)]

    page = desk.post(ADDRESS, {"files": files, "level": "coalition"}).content.decode()

    assert Document.objects.count() == 1
    assert "picture.png" in page
    assert "taken in" in page


def test_the_same_file_again_says_so(desk: Client):
    for _ in range(2):
        page = desk.post(ADDRESS, {"files": [SimpleUploadedFile("page.txt", TEXT.encode())], "level": "coalition"})

    assert Capture.objects.count() == 1
    assert "nothing was added" in page.content.decode()


def test_a_file_over_the_limit_is_let_go_while_it_arrives(desk: Client, settings: Settings):
    settings.LARGEST_CAPTURE = 100_000

    page = desk.post(ADDRESS, {"files": [SimpleUploadedFile("huge.txt", b"x" * 300_000)], "level": "coalition"})

    assert page.status_code == 422
    assert "huge.txt" in page.content.decode()
    assert not Document.objects.exists()


def test_an_address_inside_the_network_is_refused_and_kept_in_the_form(desk: Client):
    page = desk.post(ADDRESS, {"address": "http://127.0.0.1/admin", "text": TEXT, "level": "coalition"})

    assert "private network" in page.content.decode()
    assert Document.objects.count() == 1  # the text that came with it


def test_nothing_given_says_what_to_do(desk: Client):
    page = desk.post(ADDRESS, {"level": "coalition"})

    assert page.status_code == 422
    assert "Choose a file" in page.content.decode()


def test_what_was_typed_stays(desk: Client):
    page = desk.post(ADDRESS, {"address": "gopher://old.example", "level": "organisation"}).content.decode()

    assert "gopher://old.example" in page


def test_vera_finds_no_such_page(client: Client, at: datetime):
    make_crisis(by=make_ines(), at=at)
    client.force_login(make_vera())

    assert client.get(ADDRESS).status_code == 404
    assert client.post(ADDRESS, {"text": TEXT, "level": "coalition"}).status_code == 404
