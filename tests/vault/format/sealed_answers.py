"""age files of both halves, which the other must open, and age files that nobody may open as what they seem to be.

An age file is different every time it is made; so each is kept as long as it still holds what it should.
"""

import hashlib
import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safeconduct.vault.format import ages, messages, octets, roots
from safeconduct.vault.format.errors import NotSealed
from safeconduct.vault.format.files import tar_header
from tests.vault.format import known_answers, tar_answers

ROOT = Path(__file__).resolve().parents[3]
IDENTITY = roots.identity_of(known_answers.seed_of("reader"))
OTHER = roots.identity_of(known_answers.seed_of("another reader"))
FOREIGN = "for somebody else"
SEALERS = ("python", "browser")
# The browser's library, told what to seal through its standard input and telling what it sealed through its standard output.
SEAL = """
import { Encrypter } from "age-encryption";
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const sealed = [];
for (const { recipients, data } of JSON.parse(Buffer.concat(chunks).toString())) {
  const maker = new Encrypter();
  for (const recipient of recipients) maker.addRecipient(recipient);
  sealed.push(Buffer.from(await maker.encrypt(new Uint8Array(Buffer.from(data, "base64")))).toString("base64"));
}
process.stdout.write(JSON.stringify(sealed));
"""


@dataclass(frozen=True)
class Wanted:
    """Something to seal: under which name, what is inside, what a reader expects, and for how many readers besides."""

    kind: str
    why: str
    inside: bytes
    expected: dict[str, Any]
    also: int = 0


def sealed_(kept: dict[str, Any] | None) -> dict[str, Any]:
    """Give everything sealed, taking from what is kept whatever still holds."""
    known = [*kept["opened"], *kept["refused"]] if kept else []
    by_place = {(one["kind"], one["why"], one["sealed_by"]): one["blob"] for one in known}
    opened = list(_opened())
    refused = list(_refused())
    blobs = {
        **_blobs([(one, sealer) for one in opened for sealer in SEALERS], by_place),
        **_blobs([(one, "python") for one in refused], by_place),
    }
    return {
        "identity": IDENTITY,
        "recipient": roots.recipient_of(IDENTITY),
        "opened": [_case(one, sealer, blobs) for one in opened for sealer in SEALERS],
        "refused": [_case(one, "python", blobs) for one in refused] + list(_spoilt(_case(opened[0], "python", blobs), by_place)),
    }


def inside_of(case: dict[str, Any]) -> bytes:
    """Open what is sealed, padding and all."""
    return ages.open_with(IDENTITY, octets.from_text(case["blob"]))


def expected_cases() -> Iterator[Wanted]:
    """Give everything that must open and everything that must not, spoilt bytes apart."""
    yield from _opened()
    yield from _refused()


def _opened() -> Iterator[Wanted]:
    yield Wanted("bytes", "nothing", b"", {"data": ""})
    yield Wanted("bytes", "a line", "Дело № 7".encode(), {"data": "Дело № 7".encode().hex()})
    yield Wanted("bytes", "five readers", b"five", {"data": b"five".hex()}, also=4)
    request = _request("Нас двое. Мы прячемся у друзей.")
    yield Wanted("message", "a request", octets.pad(octets.canonical(request)), {"message": request})
    long = _request("Ё" * 3000)
    yield Wanted("message", "a long request", octets.pad(octets.canonical(long)), {"message": long})
    answer = messages.write_answer(text="Мы прочли.", at="2026-11-23T05:10Z", reply_to=roots.recipient_of(OTHER))
    yield Wanted("message", "an answer", octets.pad(octets.canonical(answer)), {"message": answer})
    yield Wanted("grant", "a root", octets.pad(octets.canonical(_grant())), _granted())
    for name, kind, size in tar_answers.FILES[:4]:
        data = tar_answers.contents(size)
        expected = {"name": name, "type": kind, "size": size, "sha256": hashlib.sha256(data).hexdigest()}
        yield Wanted("file", name, tar_answers.tar_of(name, kind, data), expected)


def _refused() -> Iterator[Wanted]:
    request = octets.canonical(_request("Помогите."))
    yield Wanted("message", "not padded", request, {})
    yield Wanted("message", "no mark of padding", request.ljust(1024, b"\0"), {})
    yield Wanted("message", "not a bucket", octets.pad(request) + bytes(256), {})
    yield Wanted("message", "a space in the JSON", octets.pad(request.replace(b",", b", ", 1)), {})
    yield Wanted("message", "no JSON", octets.pad(b"Help me."), {})
    yield Wanted("message", "a list", octets.pad(b"[1]"), {})
    yield Wanted("message", "a newer version", octets.pad(request.replace(b'"v":1', b'"v":2')), {})
    yield Wanted("message", "nothing", b"", {})
    changes: list[tuple[str, dict[str, Any]]] = [
        ("another vault", {"vault": str(known_answers.OTHER_VAULT)}),
        ("another epoch", {"epoch": 4}),
        ("another member", {"member": known_answers.JONAS}),
        ("a newer version", {"v": 2}),
        ("a short root", {"root": octets.to_text(known_answers.ROOT[:31])}),
        ("a root that is no base64", {"root": "?" * 44}),
        ("something more", {"more": 1}),
    ]
    for why, change in changes:
        yield Wanted("grant", why, octets.pad(octets.canonical({**_grant(), **change})), _granted())
    yield Wanted("grant", "not padded", octets.canonical(_grant()), _granted())
    yield Wanted("grant", "padded to the next bucket", (octets.canonical(_grant()) + b"\x80").ljust(1024, b"\0"), _granted())
    yield from _refused_files()


def _refused_files() -> Iterator[Wanted]:
    data = tar_answers.contents(1000)
    tar = tar_answers.tar_of("a.bin", "application/octet-stream", data)
    one, rest = tar[: 512 + 1024], tar[512 + 1024 :]
    yield Wanted("file", "a changed byte of the file", tar[:600] + b"\xff" + tar[601:], {})
    yield Wanted("file", "a changed byte of a header", tar[:5] + b"x" + tar[6:], {})
    yield Wanted("file", "the end missing", tar[:-1024], {})
    yield Wanted("file", "the beginning missing", rest, {})
    yield Wanted("file", "the file twice", one + tar, {})
    yield Wanted("file", "parts that do not follow", tar_header("file.00002", 1000) + tar[512:], {})
    meta, tail = rest[:1024], rest[1024:]
    yield Wanted("file", "what is sealed with it before the file", meta + one + tail, {})
    yield Wanted("file", "what is sealed with it twice", one + meta + meta + tail, {})
    yield Wanted("file", "no padding", one + meta + bytes(1024), {})
    yield Wanted("file", "something after the end", tar + one, {})
    yield Wanted("file", "something that is no part", one + meta + tar_header("more.txt", 0) + tail, {})
    yield Wanted("file", "a part missing", one + tar_header("file.00002", 0) + rest, {})
    yield Wanted("file", "another name for a part", tar_header("file", 1000) + tar[512:], {})
    yield Wanted("file", "a length that is no number", tar[:130] + b"9" + tar[131:], {})
    yield Wanted("file", "no tar", b"x" * 4096, {})
    yield Wanted("file", "nothing", b"", {})


def _spoilt(case: dict[str, Any], kept: dict[tuple[str, str, str], str]) -> Iterator[dict[str, Any]]:
    """Give a sealed thing changed from outside; whoever opens bytes must refuse each."""
    message = {**case, "kind": "bytes", "expected": {}}
    blob = octets.from_text(case["blob"])
    yield {**message, "why": FOREIGN, "blob": kept.get(("bytes", FOREIGN, "python")) or _for_other()}
    yield {**message, "why": "a changed end", "blob": octets.to_text(blob[:-1] + bytes([blob[-1] ^ 1]))}
    yield {**message, "why": "cut short", "blob": octets.to_text(blob[:-1])}
    yield {**message, "why": "a byte more", "blob": octets.to_text(blob + b"\0")}
    place = blob.index(b"--- ") + 5
    letter = b"B" if blob[place] == ord("A") else b"A"
    yield {**message, "why": "another MAC", "blob": octets.to_text(blob[:place] + letter + blob[place + 1 :])}


def _for_other() -> str:
    return octets.to_text(ages.seal_to(roots.recipient_of(OTHER), b"not for you"))


def _request(text: str) -> dict[str, Any]:
    return messages.write_request(
        text=text,
        answers={"people": 2, "languages": ["ru", "ce"], "danger": True},
        at="2026-11-23T04:51Z",
        reply=roots.recipient_of(OTHER),
        language="ru",
        files=[("c2a7f1d0-33b8-4e55-8a11-90aa77bb66cc", "ab" * 32)],
        nonce=known_answers.seed_of("request")[:16],
    )


def _grant() -> dict[str, Any]:
    place = _granted()
    return {**{key: place[key] for key in ("epoch", "member", "vault")}, "root": octets.to_text(known_answers.ROOT), "v": 1}


def _granted() -> dict[str, Any]:
    return {"vault": str(known_answers.VAULT), "epoch": 3, "member": known_answers.AMINA, "root": known_answers.ROOT.hex()}


def _case(one: Wanted, sealer: str, blobs: dict[tuple[str, str, str], str]) -> dict[str, Any]:
    return {"kind": one.kind, "why": one.why, "sealed_by": sealer, "expected": one.expected, "blob": blobs[one.kind, one.why, sealer]}


def _blobs(wanted: list[tuple[Wanted, str]], kept: dict[tuple[str, str, str], str]) -> dict[tuple[str, str, str], str]:
    """Seal what is not kept, or holds something else by now."""
    found, browser = {}, []
    for one, sealer in wanted:
        place = (one.kind, one.why, sealer)
        if place in kept and _holds(kept[place], one.inside):
            found[place] = kept[place]
        elif sealer == "python":
            found[place] = octets.to_text(ages.seal_to(_readers(one), one.inside))
        else:
            browser.append((place, one))
    sealed = _seal_with_browser_library([one for _, one in browser]) if browser else []
    return {**found, **{place: blob for (place, _), blob in zip(browser, sealed, strict=True)}}


def _holds(blob: str, inside: bytes) -> bool:
    try:
        return ages.open_with(IDENTITY, octets.from_text(blob)) == inside
    except NotSealed:
        return False


def _readers(one: Wanted) -> list[str]:
    others = [roots.recipient_of(roots.identity_of(known_answers.seed_of(f"reader {number}"))) for number in range(one.also)]
    return [*others, roots.recipient_of(IDENTITY)]


def _seal_with_browser_library(wanted: list[Wanted]) -> list[str]:
    given = json.dumps([{"recipients": _readers(one), "data": octets.to_text(one.inside)} for one in wanted])
    command = ["node", "--input-type=module", "--eval", SEAL]
    done = subprocess.run(command, cwd=ROOT, input=given, capture_output=True, text=True, check=True)
    sealed: list[str] = json.loads(done.stdout)
    return sealed
