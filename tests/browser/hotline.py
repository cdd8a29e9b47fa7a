"""A hotline with keys, as browser tests need it: who is there, what they hold, and how one unlocks."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from playwright.sync_api import Locator, Page, expect

from safeconduct.intake.models import IntakeFile
from safeconduct.kit.clock import today
from safeconduct.people.permissions import Role
from safeconduct.vault.format.files import seal_file
from safeconduct.vault.format.staff import MEMORY_KIB, PASSES
from tests.browser.conftest import Visit
from tests.factories.people import make_organisation
from tests.factories.vault import (
    Asked,
    KeyedChannel,
    KeyedMember,
    make_channel,
    make_keyed_member,
    make_request,
    make_steward,
    remember_root,
)

LONGEST_UNLOCK = 60_000  # milliseconds
expect.set_options(timeout=20_000)
# Invented people, in the four languages of the hotline; by turns, so that neighbours differ.
TEXTS: Sequence[tuple[str, str]] = (
    ("ru", "Меня ищут второй день. Я у знакомых за городом, но здесь нельзя долго. Помогите уехать."),
    ("en", "My cousin was taken from his workshop this morning. I do not know whom I can call."),
    ("fr", "Je suis arrivé chez un ami, mais son frère sait pourquoi je suis parti. J'ai peur de la nuit."),
    ("ar", "أنا في غرفة مع صديق ولا نستطيع الخروج. نحتاج إلى دواء وإلى مكان آمن."),
    ("ru", "Мне нужны деньги на билет до города, где живёт сестра. Документы у меня с собой."),
    ("en", "I can read here only after ten in the evening. Please answer when you can, I will wait."),
    ("fr", "On m'a pris mon passeport. Y a-t-il un avocat qui parle russe ?"),
    ("ar", "أخي يهددني. هل يمكنكم أن تقولوا لي ماذا أفعل؟"),
)
DANGERS = ("soon", "unsaid", "no", "unsaid", "no")
NEEDS: Sequence[list[str]] = (
    ["place", "leave"],
    ["talk"],
    ["place"],
    ["medical", "place"],
    ["money", "leave"],
    [],
    ["legal"],
    ["talk", "place"],
)


@dataclass
class Hotline:
    """Amina and Tomas hold the channel; Jonas vouched for them."""

    jonas: KeyedMember
    amina: KeyedMember
    tomas: KeyedMember
    channel: KeyedChannel


def make_hotline() -> Hotline:
    """Open a hotline. Amina's keys are as strong as in earnest: browsers refuse weaker ones."""
    jonas = make_steward()
    amina = make_keyed_member("amina", roles=[Role.HOTLINE], voucher=jonas, memory_kib=MEMORY_KIB, passes=PASSES)
    tomas = make_keyed_member("tomas", roles=[Role.HOTLINE], voucher=jonas)
    for one in (amina, tomas):
        remember_root(one, jonas)
    return Hotline(jonas, amina, tomas, make_channel(jonas, [amina, tomas], names={"en": "Help in the north", "ru": "Помощь на севере"}))


def make_vera() -> KeyedMember:
    """Enrol Vera of another organisation, for whom nobody here vouched."""
    elsewhere = make_organisation("Far Shore", country="NO")
    return make_keyed_member("vera", roles=[Role.HOTLINE], organisation=elsewhere, memory_kib=MEMORY_KIB, passes=PASSES)


def ask_many(channel: KeyedChannel, number: int) -> list[Asked]:
    """Let so many people ask for help, in four languages; the seventh, the seventeenth and the twenty-seventh are in danger now."""
    return [
        make_request(
            channel,
            f"{TEXTS[at % len(TEXTS)][1]} ({at + 1})",
            language=TEXTS[at % len(TEXTS)][0],
            answers={
                "danger": "now" if at in {6, 16, 26} else DANGERS[at % len(DANGERS)],
                "needs": NEEDS[at % len(NEEDS)],
                "hours": "after ten at night" if at % 3 == 0 else "",
            },
            day=today() - timedelta(days=at % 9),
        )
        for at in range(number)
    ]


@dataclass
class Sent:
    """A file as a person sends it along."""

    name: str
    type: str
    data: bytes


def ask_with_files(channel: KeyedChannel, text: str, *sent: Sent) -> list[UUID]:
    """Ask for help with files, sealed in a browser; give their ids."""
    ids, named, lengths = [], [], []
    for one in sent:
        sealed = io.BytesIO()
        seal_file(io.BytesIO(one.data), sealed, name=one.name, type=one.type, recipient=channel.vault.recipient)
        id_, octets = uuid4(), sealed.getvalue()
        place = Path(settings.INTAKE_FILES) / str(id_)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(octets)
        ids.append(id_)
        named.append((str(id_), hashlib.sha256(octets).hexdigest()))
        lengths.append(len(octets))
    asked = make_request(channel, text, files=named)
    for id_, (_, digest), length in zip(ids, named, lengths, strict=True):
        IntakeFile.objects.create(
            pk=id_, channel=channel.channel, message=asked.messages[0], length=length, digest=bytes.fromhex(digest), begun_on=today()
        )
    return ids


def unlock(visit: Visit, member: KeyedMember, **how: Any) -> Page:
    """Sign a member in, open the sealed desk and unlock it: the list of requests is there."""
    page = visit(member.member, **how)
    page.goto("/desk/sealed/")
    page.get_by_label("Your passphrase").or_(page.get_by_label("Passphrase")).first.fill(member.passphrase)
    page.get_by_role("button", name="Unlock").click()
    # The key is meant to take long, and takes longer on a machine that has other things to do.
    expect(page.locator(".inbox__counts, .empty").first).to_be_visible(timeout=LONGEST_UNLOCK)
    return page


def rows(page: Page) -> Locator:
    """Give the rows of the list."""
    return page.locator(".inbox__row")


def open_request(page: Page, words: str) -> None:
    """Open the request whose beginning is this."""
    rows(page).filter(has_text=words).first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Request ")
