"""S5: a form that is not as browsers send it leaves no file behind, neither whole ones that came before nor half of one."""

import threading
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from safeconduct.intake.models import IntakeFile, Message
from tests.ask.conftest import hotline, intake, person, seed  # noqa: F401 — fixtures
from tests.ask.walking import filled

pytestmark = pytest.mark.django_db(databases=["default", "intake"])

EDGE = "edge"
BASE64 = "Content-Transfer-Encoding: base64\r\n"


def field(name: str, value: str, *, file: str = "", header: str = "") -> str:
    named = f'name="{name}"' + (f'; filename="{file}"' if file else "")
    return f"--{EDGE}\r\nContent-Disposition: form-data; {named}\r\n{header}\r\n{value}\r\n"


def send(person: Client, *fields: str) -> int:  # noqa: F811
    body = "".join([field("files", "a film " * 500, file="film.bin"), *fields, field("end", "1"), f"--{EDGE}--\r\n"])
    return person.post("/en/north/", body, content_type=f"multipart/form-data; boundary={EDGE}").status_code


MALFORMED: dict[str, Callable[[], list[str]]] = {
    "a file that is not the base64 it says": lambda: [field("files", "A@@@A" * 20_000, file="b.bin", header=BASE64)],
    "too many fields": lambda: [field(f"field{number}", "1") for number in range(70)],
    "too many files": lambda: [field("files", "1", file=f"{number}.bin") for number in range(10)],
    "a field larger than any": lambda: [field("text", "y" * 3_000_000)],
}


@pytest.mark.usefixtures("hotline")
@pytest.mark.parametrize("what", MALFORMED)
def test_a_malformed_form_leaves_nothing(person: Client, settings: Settings, what: str):  # noqa: F811
    before = threading.active_count()

    assert send(person, *MALFORMED[what]()) == 400

    assert list(settings.INTAKE_FILES.iterdir()) == []
    assert not IntakeFile.objects.exists()
    assert not Message.objects.exists()
    assert threading.active_count() == before, "what sealed has ended"


@pytest.mark.usefixtures("hotline")
def test_a_form_that_is_well_made_keeps_its_file(person: Client):  # noqa: F811
    fields = [field(name, value) for name, value in filled(person).items() if isinstance(value, str) and name != "end"]

    assert send(person, *fields) == 200
    assert IntakeFile.objects.count() == Message.objects.count() == 1
