"""The story of the drill: marked people ask for help in every way there is, come back, and close their boxes."""

import hashlib
import io
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from safeconduct.drill.asker import Answer, Asker, DrillStopped, code_on, hidden_fields
from safeconduct.drill.marks import Mark, new_telephone, new_word
from safeconduct.vault.format.cards import verify_card
from safeconduct.vault.format.codes import SourceKeys, new_secret, read_code, source_keys, words_of
from safeconduct.vault.format.files import seal_file
from safeconduct.vault.format.messages import seal_message, write_request
from safeconduct.vault.format.octets import from_text, to_text
from safeconduct.vault.format.records import moment_of

LANGUAGE = "ru"
OK, REFUSED = 200, 400
NOTE = "This is a seizure drill. It closes its box by itself; nobody needs help here. "


@dataclass
class Planted:
    """The marks that were planted so far, and the codes whose boxes have to be closed."""

    marks: list[Mark] = field(default_factory=list)
    codes: list[list[str]] = field(default_factory=list)

    def word(self, where: str, *, cyrillic: bool = False) -> str:
        """Make a marked word."""
        return self.text(where, new_word(cyrillic=cyrillic))

    def telephone(self, where: str) -> str:
        """Make a marked telephone number."""
        return self.text(where, new_telephone())

    def text(self, where: str, value: str) -> str:
        """Take any text as a mark."""
        self.marks.append(Mark(where, value))
        return value

    def code(self, where: str, words: list[str]) -> list[str]:
        """Take a code as a mark: the eight words in a row, as a slip of paper or a log line would hold them."""
        self.text(where, " ".join(words))
        self.codes.append(words)
        return words

    def headers(self, where: str) -> dict[str, str]:
        """Give what a browser says of itself, every word of it marked."""
        address = ".".join(["203.0.113", str(secrets.randbelow(200) + 20)])
        six = f"2001:db8:{secrets.randbelow(2**16):x}:{secrets.randbelow(2**16):x}::{secrets.randbelow(2**16):x}"
        return {
            "User-Agent": f"Mozilla/5.0 ({self.word(f'{where}: kind of browser')})",
            "X-Forwarded-For": f"{address}, {self.text(f'{where}: address', six)}",
            "Forwarded": f'for="[{self.text(f"{where}: another address", six.replace("2001", "2002"))}]"',
            "Accept-Language": f"ru, {self.word(f'{where}: language').lower()};q=0.1",
            "X-Drill": self.word(f"{where}: header"),
            "Sec-Fetch-Site": "same-origin",
        }


def request_of(planted: Planted, where: str) -> str:
    """Write a request with a name, a place and a telephone number in it."""
    name = planted.word(f"{where}: name of a person", cyrillic=True)
    place, number = planted.word(f"{where}: place", cyrillic=True), planted.telephone(f"{where}: telephone")
    return f"{NOTE}Меня зовут {name}, я в {place}, телефон {number}."


def photograph(planted: Planted, where: str, *, size: int = 3_000_000) -> bytes:
    """Make something like a photograph: a beginning with marked camera and place, then noise, larger than what is kept in memory."""
    camera, spot = planted.word(f"{where}: camera"), planted.word(f"{where}: place in the picture")
    return b"\xff\xd8\xff\xe1Exif\x00\x00" + f"{camera}\x00{spot}\x00".encode() + secrets.token_bytes(size)


def ask_without_scripts(planted: Planted, port: int, slug: str) -> list[str]:
    """Send the plain form with two files; give the words of the code."""
    where = "request without scripts"
    asker = Asker(port, planted.headers(where))
    form = asker.get(f"/{LANGUAGE}/{slug}/")
    _expect(form, OK, f"the form of “{slug}”")
    fields = [
        *hidden_fields(form.text).items(),
        ("text", request_of(planted, where)),
        ("danger", "no"),
        ("needs", "talk"),
        ("language", LANGUAGE),
        ("hours", planted.word(f"{where}: safe hours", cyrillic=True)),
    ]
    files = [
        ("files", planted.word(f"{where}: name of a file") + ".jpg", "image/jpeg", photograph(planted, where)),
        (
            "files",
            planted.word(f"{where}: name of another file", cyrillic=True) + ".txt",
            "text/plain",
            request_of(planted, f"{where}, inside a file").encode(),
        ),
    ]
    answer = asker.post_files(f"/{LANGUAGE}/{slug}/", fields, files)
    words = code_on(answer.text)
    if len(words) != 8:  # noqa: PLR2004 — a code has eight words
        raise DrillStopped(f"The form of “{slug}” was answered with {answer.status} and no code.")
    return planted.code(f"{where}: the eight words", words)


def come_back(planted: Planted, port: int, words: list[str]) -> None:
    """Type the words, add a line, and leave."""
    where = "return visit"
    asker = Asker(port, planted.headers(where))
    page = asker.get(f"/{LANGUAGE}/back/")
    answer = asker.post_form(f"/{LANGUAGE}/back/", [*hidden_fields(page.text).items(), ("words", " ".join(words).upper())])
    _expect(answer, OK, "coming back with the words")
    more = [*hidden_fields(answer.text).items(), ("text", request_of(planted, where))]
    _expect(asker.post_files(f"/{LANGUAGE}/box/add/", more, []), OK, "adding a line")
    asker.post_form(f"/{LANGUAGE}/back/", [("words", planted.word(f"{where}: a wrong word") + " " + " ".join(words[1:]))])
    asker.post_form(f"/{LANGUAGE}/box/leave/", [])


def ask_with_scripts(planted: Planted, port: int, slug: str, *, at: datetime) -> list[str]:
    """Do what the scripts of the page do: seal, send the file in parts, send the message; give the words."""
    where = "request with scripts"
    asker = Asker(port, planted.headers(where))
    said = asker.get(f"/{LANGUAGE}/{slug}/card.json").json()
    card = verify_card(from_text(said["card"]), from_text(said["signature"]), root_key=from_text(said["root_key"]), slug=slug)
    secret = new_secret()
    keys = source_keys(secret, said["instance"])
    file = _send_file(planted, asker, card.channel, card.recipient, where)
    message = write_request(
        text=request_of(planted, where),
        answers={"danger": "no", "needs": ["talk"], "hours": planted.word(f"{where}: safe hours", cyrillic=True)},
        at=moment_of(at),
        reply=keys.recipient,
        language=LANGUAGE,
        files=[file],
    )
    posted = {
        "channel": str(card.channel),
        "box": keys.token_hash.hex(),
        "id": str(uuid4()),
        "blob": to_text(seal_message(card.recipient, message)),
        "files": [file[0]],
    }
    _expect(asker.post_json("/sealed/boxes/", posted), OK, "a sealed request")
    _try_unsealed(planted, asker, posted, keys)
    return planted.code(f"{where}: the eight words", words_of(secret, LANGUAGE))


def _send_file(planted: Planted, asker: Asker, channel: UUID, recipient: str, where: str) -> tuple[str, str]:
    sealed = io.BytesIO()
    name = planted.word(f"{where}: name of a file")
    seal_file(io.BytesIO(photograph(planted, where, size=400_000)), sealed, name=f"{name}.jpg", type="image/jpeg", recipient=recipient)
    content, file = sealed.getvalue(), str(uuid4())
    begun = asker.post_json("/sealed/files/", {"channel": str(channel), "id": file, "length": len(content)})
    _expect(begun, OK, "announcing a file")
    size = int(begun.json()["part_size"])
    for number, part in enumerate(_parts(content, size)):
        _expect(asker.post_bytes(f"/sealed/files/{file}/parts/{number}/", part), OK, "a part of a file")
    digest = hashlib.sha256(content).hexdigest()
    _expect(asker.post_json(f"/sealed/files/{file}/finish/", {"sha256": digest}), OK, "the end of a file")
    return file, digest


def _parts(content: bytes, size: int) -> Iterator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]


def _try_unsealed(planted: Planted, asker: Asker, posted: dict[str, Any], keys: SourceKeys) -> None:
    """Send what no browser of ours sends: words that are not sealed. They must be refused, and be nowhere afterwards."""
    plain = request_of(planted, "words that were not sealed").encode()
    refused = asker.post_json("/sealed/boxes/", {**posted, "id": str(uuid4()), "blob": to_text(plain)})
    _expect(refused, REFUSED, "words that were not sealed")
    asker.post_json("/sealed/add/", {"token": to_text(keys.token), "id": str(uuid4()), "blob": to_text(plain), "files": []})
    lost = planted.word("an address that is none")
    asker.get(f"/{LANGUAGE}/{lost.lower()}/")
    asker.get(f"/{LANGUAGE}/?{lost.lower()}=1")


def close_boxes(planted: Planted, port: int, instance: str) -> int:
    """Close every box of the story, as their owners can; give how many were closed."""
    closed = 0
    for words in planted.codes:
        token = source_keys(read_code(" ".join(words)), instance).token
        answer = Asker(port, {"Sec-Fetch-Site": "same-origin"}).post_json("/sealed/destroy/", {"token": to_text(token), "what": "box"})
        closed += answer.status == OK
    return closed


def _expect(answer: Answer, status: int, doing: str) -> None:
    if answer.status != status:
        raise DrillStopped(f"The intake answered {answer.status} to {doing}, not {status}.{_said(answer)}")


def _said(answer: Answer) -> str:
    """Give the sentence with which the intake refused, if it is one of ours; it never repeats what was sent."""
    try:
        return f" It said: “{answer.json()['problem']}”"
    except (ValueError, KeyError, TypeError):
        return ""
