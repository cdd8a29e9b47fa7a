"""What somebody does on the pages of the intake, and what they read there."""

import re
from typing import Any

from django.test import Client

from safeconduct.intake.models import Mailbox, Message
from safeconduct.vault.format.messages import open_message, seal_message, write_answer
from tests.ask.stage import Hotline

STORY = "Three sentences about an invented person. They need a room. It is cold."


def read_page(answer: Any) -> str:
    """Give a page without the letters that lengthen it."""
    return re.sub(r"<!--[0-9a-f]*-->$", "", answer.content.decode())


def ticket_on(answer: Any) -> str:
    """Give the ticket of a page."""
    found = re.search(r'name="ticket" value="([^"]+)"', answer.content.decode())
    assert found
    return found[1]


def words_on(answer: Any) -> list[str]:
    """Give the words of a code on a page."""
    return re.findall(r"<li><span>([^<]+)</span></li>", answer.content.decode())


def filled(person: Client, address: str = "/en/north/", **more: Any) -> dict[str, Any]:
    """Fetch the form and fill it in."""
    return {"ticket": ticket_on(person.get(address)), "text": STORY, "language": "en", "end": "1", **more}


def asked(person: Client, **more: Any) -> list[str]:
    """Ask for help; give the eight words."""
    words = words_on(person.post("/en/north/", filled(person, **more)))
    assert len(words) == 8
    return words


def come_back(person: Client, words: list[str] | str, language: str = "en") -> Any:
    """Type the words; give the page that follows."""
    typed = words if isinstance(words, str) else " ".join(words)
    return person.post(f"/{language}/back/", {"words": typed, "ticket": ticket_on(person.get(f"/{language}/back/"))}, follow=True)


def answered(hotline: Hotline, text: str, reply_to: str | None = None) -> Message:
    """Let the hotline answer the box that was opened last."""
    box = Mailbox.objects.latest("messages__sequence")
    first = Message.objects.filter(mailbox=box, direction="in").earliest("sequence")
    reply = open_message(hotline.identity, bytes(first.blob))["reply"]
    said = write_answer(text=text, at="2026-11-23T09:00Z", reply_to=reply_to or hotline.recipient)
    last = Message.objects.filter(mailbox=box).latest("sequence").sequence
    return Message.objects.create(
        mailbox=box, direction="out", sequence=last + 1, day=first.day, sealed_by="browser", blob=seal_message(reply, said)
    )
