"""E-mail: the message, its sender and day, and its unread attachments."""

import pytest

from safeconduct.evidence.reading.errors import NoText
from safeconduct.evidence.reading.extract import extract
from safeconduct.evidence.reading.read import read_document
from safeconduct.evidence.reading.shapes import DateBasis, Role

HEAD = (
    "From: Open Door <press@open-door.example>\nTo: desk@news.example\nSubject: =?utf-8?q?Vi_kr=C3=A4ver_svar?=\n"
    "Date: Mon, 4 Mar 2019 09:00:00 +0100\nMessage-ID: <1@open-door.example>\nMIME-Version: 1.0\n"
)
BOTH = (
    HEAD + "Content-Type: multipart/mixed; boundary=X\n\n--X\nContent-Type: multipart/alternative; boundary=Y\n\n"
    "--Y\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n"
    "Vi kr=E4ver att regeringen svarar p=E5 v=E5rt brev om de tio m=E4n som h=E5lls f=E5ngna.\n\n> Tack f=F6r ert brev till oss.\n\n"
    "Med v=E4nlig h=E4lsning\nVera Lund\n\n--Y\nContent-Type: text/html\n\n<p>Annat</p>\n--Y--\n"
    '--X\nContent-Type: application/pdf; name="brev.pdf"\nContent-Disposition: attachment; filename="brev.pdf"\n\nx\n--X--\n'
)


def test_the_plain_part_is_read_with_its_own_letters() -> None:
    assert extract(BOTH.encode()).blocks[0].text == "Vi kräver att regeringen svarar på vårt brev om de tio män som hålls fångna."


def test_sender_day_and_subject_are_taken_from_the_head() -> None:
    found = extract(BOTH.encode())

    assert (found.title, found.author) == ("Vi kräver svar", "Open Door <press@open-door.example>")
    assert found.declared_dates == (("2019-03-04", "published: the message's Date line"),)


def test_attachments_are_named_and_left_closed() -> None:
    assert "brev.pdf" in extract(BOTH.encode()).warnings[0]


def test_an_earlier_message_is_a_quotation_and_the_end_a_signature() -> None:
    reading = read_document(BOTH.encode())

    assert [block.role for block in reading.blocks] == [Role.BODY, Role.QUOTE, Role.SIGNATURE, Role.SIGNATURE]
    assert (reading.kind, reading.published.basis) == ("letter", DateBasis.METADATA)


def test_a_message_with_only_a_web_page_is_read_as_one() -> None:
    mail = (
        HEAD + "Content-Type: text/html; charset=utf-8\n\n<html><body><p>Vi kräver svar av ministern.</p><script>x()</script></body></html>"
    )

    assert [block.text for block in extract(mail.encode()).blocks] == ["Vi kräver svar av ministern."]


def test_a_message_without_text_is_refused() -> None:
    mail = HEAD + 'Content-Type: application/pdf\nContent-Disposition: attachment; filename="a.pdf"\n\nx'

    with pytest.raises(NoText, match="attachments"):
        extract(mail.encode())


def test_an_unknown_encoding_and_a_broken_date_do_not_stop_the_reading() -> None:
    mail = HEAD.replace("Mon, 4 Mar 2019 09:00:00 +0100", "yesterday") + "Content-Type: text/plain; charset=made-up\n\nThe men are well."

    found = extract(mail.encode())

    assert (found.blocks[0].text, found.declared_dates) == ("The men are well.", ())
