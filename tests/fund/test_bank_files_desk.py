"""The pages of bank files: brought in, looked at, booked, and nobody else's."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from safeconduct.fund.models import BankFile, BankLine, Book
from safeconduct.people.models import Member
from tests.factories.books import make_book
from tests.factories.giving import make_appeal, make_bank_account, make_keeper
from tests.factories.people import make_ines, make_organisation
from tests.fund.reading.camt_made import ACCOUNT, Part
from tests.fund.test_bank_files import a_file, make_donors, whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def tyra() -> Member:
    return make_keeper("tyra")


@pytest.fixture
def book(tyra: Member) -> Book:
    book = make_book()
    make_bank_account(book, known_as=[ACCOUNT])
    make_appeal(book, by=tyra, word="tjetjenien")
    make_donors(book, tyra)
    return book


def sent(data: bytes) -> dict[str, Any]:
    return {"bank_file": SimpleUploadedFile("unread.xml", data)}


def test_a_file_is_brought_in_and_booked(book: Book, tyra: Member, client: Client):
    client.force_login(tyra)
    answer = client.post(reverse("bank:files"), sent(a_file(whole(Part(20_000)))))
    file = BankFile.objects.get()

    assert answer.headers["Location"] == reverse("bank:file", args=[file.reference])
    assert "200.00 SEK" in client.get(answer.headers["Location"]).content.decode()
    client.post(reverse("bank:book", args=[file.reference]))
    assert set(BankLine.objects.values_list("state", flat=True)) == {"booked"}
    assert file.reference in client.get(reverse("bank:files")).content.decode()


def test_a_doctored_file_is_refused_with_the_reason(book: Book, tyra: Member, client: Client):
    client.force_login(tyra)
    answer = client.post(reverse("bank:files"), sent(a_file(whole(Part(20_000)))[:-20]))

    assert answer.status_code == 422
    assert "damaged, or ends too early" in answer.content.decode()
    assert not BankFile.objects.exists()


def test_others_find_no_file_and_no_page(book: Book, tyra: Member, client: Client):
    client.force_login(tyra)
    client.post(reverse("bank:files"), sent(a_file(whole(Part(20_000)))))
    address = reverse("bank:file", args=[BankFile.objects.get().reference])

    client.force_login(make_keeper("olga", organisation=make_organisation("Another house")))
    assert client.get(address).status_code == 404
    client.force_login(make_ines())
    assert client.get(address).status_code == 403
