"""H1 and H2: what is made to break, to fill or to read this server is refused with a sentence, and nothing in it is run or fetched."""

import io
import os
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from docx import Document as NewDocument
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from safeconduct.evidence.reading.errors import TooLarge, UnreadableDocument
from safeconduct.evidence.reading.extract import sandbox
from safeconduct.evidence.reading.read import read_document
from safeconduct.evidence.reading.shapes import Reading

SENTENCE = "Forty men were taken away, the paper wrote."
CANARY = "canary-in-a-file-of-this-server"
PART = "word/document.xml"


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    file = tmp_path / "canary.txt"
    file.write_text(CANARY)
    return file


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bool]]]:
    """Give an address on this machine, and a list that is not empty once somebody has called there."""
    called: list[bool] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                called.append(True)
                connection.close()

        Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", called


def word_file(**parts: str) -> bytes:
    """Give a Word file some of whose parts are replaced by the given text."""
    document = NewDocument()
    document.add_paragraph(SENTENCE)
    plain, changed = io.BytesIO(), io.BytesIO()
    document.save(plain)
    with zipfile.ZipFile(plain) as packed, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as out:
        for name in packed.namelist():
            out.writestr(name, parts.get(name, packed.read(name)))
    return changed.getvalue()


def body(inside: str, declared: str = "") -> str:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    words = f"<w:body><w:p><w:r><w:t>{SENTENCE}{inside}</w:t></w:r></w:p></w:body>"
    return f'<?xml version="1.0"?>{declared}<w:document xmlns:w="{space}">{words}</w:document>'


def read_or_refused(data: bytes, **known: Any) -> Reading | None:
    try:
        return read_document(data, **known)
    except UnreadableDocument as refusal:
        assert str(refusal)
        return None


def test_a_word_file_reads_no_file_of_this_server(canary: Path):
    declared = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{canary.as_uri()}"><!ENTITY % p SYSTEM "{canary.as_uri()}"> %p;]>'

    reading = read_or_refused(word_file(**{PART: body("&x;", declared)}))

    assert reading is None or CANARY not in reading.text


def test_a_word_file_calls_nobody(listener: tuple[str, list[bool]]):
    address, called = listener
    declared = f'<!DOCTYPE d SYSTEM "{address}d.dtd" [<!ENTITY x SYSTEM "{address}x">]>'

    read_or_refused(word_file(**{PART: body("&x;", declared)}))

    assert not called


def test_a_billion_laughs_are_not_laughed():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    declared = f'<!DOCTYPE d [<!ENTITY l0 "ha">{laughs}]>'

    reading = read_or_refused(word_file(**{PART: body("&l11;", declared)}))

    assert reading is None or len(reading.text) < 10_000


def test_a_word_file_nested_without_end_is_refused_or_read():
    read_or_refused(word_file(**{PART: body("<w:p>" * 100_000)}))
    read_or_refused(
        word_file(
            **{
                PART: body(
                    "</w:t></w:r></w:p>" + "<w:sdt><w:sdtContent>" * 200 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 200 + "<w:p><w:r><w:t>"
                )
            }
        )
    )


def test_a_word_file_that_unfolds_to_a_gigabyte_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out, out.open(PART, "w", force_zip64=True) as part:
        for _ in range(1024):
            part.write(b" " * 1024 * 1024)

    with pytest.raises(TooLarge):
        read_document(packed.getvalue())


@pytest.mark.parametrize("name", ["../../../../tmp/evil", "/tmp/evil", "word/../../evil"])
def test_the_parts_of_a_word_file_are_written_nowhere(name: str, tmp_path: Path):
    packed = io.BytesIO(word_file())
    with zipfile.ZipFile(packed, "a") as out:
        out.writestr(name, "evil")

    read_or_refused(packed.getvalue())

    assert not Path("/tmp/evil").exists()


def pdf_with(content: bytes, *, script: str = "", attached: bytes = b"") -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    stream = DecodedStreamObject()
    stream.set_data(content)
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    if script:
        run = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(script)})
        writer.root_object[NameObject("/OpenAction")] = run
    if attached:
        writer.add_attachment("evil.exe", attached)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(
    "content",
    [b"q " * 50_000_000, b"BT " + b"(a) Tj " * 5_000_000, b"[" * 1_000_000, b"<<" * 1_000_000, b"(" * 5_000_000],
    ids=["operators", "words", "lists", "dictionaries", "brackets"],
)
def test_a_page_without_end_is_refused_or_read_within_the_limits(content: bytes):
    read_or_refused(pdf_with(content))


def test_scripts_and_attachments_of_a_pdf_are_left_alone(listener: tuple[str, list[bool]]):
    address, called = listener

    read_or_refused(pdf_with(b"BT (Forty men) Tj ET", script=f"app.launchURL('{address}')", attached=b"MZ" * 1000))

    assert not called


def apart(code: str) -> subprocess.CompletedProcess[str]:
    """Run code where readers of PDF and DOCX run."""
    limited = f"from safeconduct.evidence.reading.extract.sandbox import _limit; _limit()\n{code}"
    return subprocess.run([sys.executable, "-c", limited], capture_output=True, text=True, check=False, timeout=120)


def test_apart_no_file_can_be_written(tmp_path: Path):
    done = apart(f"open({str(tmp_path / 'x')!r}, 'w').write('a' * 100_000)")

    assert done.returncode
    assert not (tmp_path / "x").exists() or (tmp_path / "x").stat().st_size == 0


def test_apart_memory_ends():
    assert "MemoryError" in apart("a = bytearray(2 * 1024 ** 3)").stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="the system exempts the administrator")
def test_apart_no_other_process_can_be_started():
    done = apart("import os; print('child' if os.fork() == 0 else 'parent')")

    assert "child" not in done.stdout
    assert done.returncode


def test_apart_leave_to_start_processes_is_given_up():
    assert apart("import resource; print(resource.getrlimit(resource.RLIMIT_NPROC))").stdout.strip() == "(0, 0)"


def test_apart_nothing_of_the_server_s_surroundings_is_known(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SAFECONDUCT_SECRET_KEY", CANARY)
    told = "import os, json; print(json.dumps({'refusal': 'damaged', 'sentence': ' '.join(os.environ.values())}))"

    with pytest.raises(UnreadableDocument) as refusal:
        sandbox.read_apart("pdf", b"", command=(sys.executable, "-c", told))

    assert CANARY not in str(refusal.value)


def test_an_e_mail_of_ten_thousand_parts_is_refused_or_read():
    parts = "".join(f"--b\r\nContent-Type: text/plain\r\n\r\n{SENTENCE}\r\n" for _ in range(10_000))
    head = "From: a@example.org\r\nTo: b@example.org\r\nSubject: Many\r\nMessage-ID: <1@x>\r\nMIME-Version: 1.0\r\n"

    read_or_refused(f'{head}Content-Type: multipart/mixed; boundary="b"\r\n\r\n{parts}--b--'.encode())


def test_an_e_mail_in_an_e_mail_without_end_is_refused_or_read():
    head = "From: a@example.org\r\nTo: b@example.org\r\nSubject: Deep\r\nMessage-ID: <1@x>\r\nMIME-Version: 1.0\r\n"

    read_or_refused((head + "".join(f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(5_000))).encode())
    read_or_refused((head + "Content-Type: message/rfc822\r\n\r\n" * 5_000 + SENTENCE).encode())


def test_what_a_page_refers_to_is_not_fetched(listener: tuple[str, list[bool]]):
    address, called = listener
    page = (
        f"<!doctype html><html><head><base href='{address}'><link rel=stylesheet href='{address}a.css'>"
        f"<link rel=canonical href='{address}'>"
        f"<meta http-equiv=refresh content='0;{address}'></head><body><img src='{address}i'><iframe src='{address}f'></iframe>"
        f"<script src='{address}s'></script>"
        f"<object data='{address}'></object><p>{SENTENCE}</p></body></html>"
    )

    reading = read_document(page.encode())

    assert "Forty men" in reading.text
    assert not called


@pytest.mark.parametrize("claimed", ["idna", "undefined", "punycode", "rot13", "hex", "zip", "utf-7", "unicode_escape", "x" * 500])
def test_an_encoding_that_is_none_is_not_believed(claimed: str):
    data = f"<!doctype html><meta charset={claimed}><p>".encode() + "Fyrtio män fördes bort, skrev tidningen på måndagen.".encode("cp1252")

    assert "skrev tidningen" in read_document(data).text
