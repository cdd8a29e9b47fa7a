"""The whole story of the sealed side over HTTP, every field of it marked: two members of a hotline, people who ask, an evidence desk."""

import base64
import hashlib
import io
import secrets
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from safeconduct.drill.asker import Asker, hidden_fields
from safeconduct.drill.marks import Form, forms_of_secret
from safeconduct.drill.story import LANGUAGE, Planted, ask_with_scripts, ask_without_scripts, come_back, photograph
from safeconduct.kit.clock import now
from safeconduct.vault.format.cards import make_card
from safeconduct.vault.format.files import seal_file
from safeconduct.vault.format.grants import seal_grant
from safeconduct.vault.format.members import vouch_statement
from safeconduct.vault.format.messages import open_message, seal_message, write_answer
from safeconduct.vault.format.records import moment_of, seal_previous_root, seal_statement
from safeconduct.vault.format.roots import epoch_statement, recipient_of, vault_identity
from safeconduct.vault.format.signing import sign
from safeconduct.vault.format.staff import seal_keyring
from tests.security.installation import Installation, Staff

SLUG = "urgent"


@dataclass
class Stage:
    """Who and what the story has so far; ``secrets`` are keys that no text holds."""

    here: Installation
    planted: Planted = field(default_factory=Planted)
    secrets: list[Form] = field(default_factory=list)
    roots: dict[int, bytes] = field(default_factory=dict)
    vault: UUID = field(default_factory=uuid4)
    channel: UUID = field(default_factory=uuid4)
    read: list[str] = field(default_factory=list)

    def secret(self, where: str, value: bytes) -> bytes:
        """Take a key as a mark."""
        self.secrets.extend(forms_of_secret(where, value))
        return value

    def staff(self, handle: str, *roles: str, organisation: str = "Open Line") -> Staff:
        """Let somebody join and sign in, with every secret of theirs marked."""
        member = Staff(self.here.port, self.planted.headers(f"{handle}'s browser"))
        member.join(self.here.invitation(*roles, organisation=organisation), handle=handle, name=handle.capitalize())
        keys = member.keys
        assert keys
        self.planted.text(f"{handle}'s passphrase", keys.passphrase)
        self.planted.text(f"{handle}'s recovery kit", " ".join(keys.kit_words))
        self.planted.text(f"{handle}'s identity", keys.bundle.identity)
        for name, value in (("auth", keys.auth), ("recovery auth", keys.recovery_auth), ("seed", keys.bundle.seed), ("kit", keys.kit)):
            self.secret(f"{handle}'s {name}", value)
        member.sign_in()
        return member


def walk(stage: Stage) -> Staff:
    """Tell the story from the first steward, who is given, to a colleague who is removed."""
    amina, malika, lev = (
        stage.staff("amina", "steward", "hotline"),
        stage.staff("malika", "hotline"),
        stage.staff("lev", "hotline"),
    )
    vouch(amina, malika)
    vouch(amina, lev)
    open_channel(stage, amina, [amina, malika, lev])
    port = stage.here.intake_port
    for _turn in range(3):
        ask_with_scripts(stage.planted, port, SLUG, at=now())
    ask_without_scripts(stage.planted, port, SLUG)
    words = ask_without_scripts(stage.planted, port, SLUG)
    come_back(stage.planted, port, words)
    answer_all(stage, malika)
    read_answer(stage, words)
    keep_file_and_keyring(stage, malika)
    ok(amina.post_form(f"/desk/members/{_reference(malika)}/remove/", [("confirm", "yes")]).status in {200, 302})
    rotate(stage, amina, [amina, lev], without=malika)
    write(
        stage, lev, "request.note", {"mailbox": str(uuid4()), "text": stage.planted.word("note after the removal", cyrillic=True)}, epoch=2
    )
    misuse(stage, lev)
    evidence(stage)
    return amina


def vouch(steward: Staff, member: Staff) -> None:
    """Let the first steward vouch for somebody."""
    assert member.keys
    organisation = member.get("/desk/vault/me/").json["organisation"]["reference"]
    statement = vouch_statement(
        statement=member.keys.public.statement, organisation=organisation, authority="member", voucher=_reference(steward)
    )
    said = {"sequence": 1, "authority": "member", "signature": _text(sign(steward.seed, statement))}
    done(steward.post(f"/desk/vault/directory/{_reference(member)}/vouch/", said))


def open_channel(stage: Stage, steward: Staff, holders: list[Staff]) -> None:
    """Make a vault and a channel on it."""
    root = stage.roots[1] = stage.secret("root of epoch 1", secrets.token_bytes(32))
    recipient = recipient_of(vault_identity(root, stage.vault, 1))
    said = {
        "id": str(stage.vault),
        "kind": "channel",
        "recipient": recipient,
        "signature": _text(sign(steward.seed, epoch_statement(stage.vault, 1, recipient))),
        "grants": [_grant(stage, steward, holder, 1) for holder in holders],
    }
    done(steward.post("/desk/vault/vaults/", said))
    texts = [{"language": LANGUAGE, "name": "Срочно", "line": "Читаем днём и ночью.", "closed_line": ""}]
    card = _card(stage, steward, recipient, 1)
    done(
        steward.post(
            "/desk/requests/channels/", {"id": str(stage.channel), "vault": str(stage.vault), "slug": SLUG, "texts": texts, **card}
        )
    )


def _card(stage: Stage, steward: Staff, recipient: str, epoch: int) -> dict[str, str]:
    assert steward.keys
    card, signature = make_card(
        channel=stage.channel,
        slug=SLUG,
        vault=stage.vault,
        epoch=epoch,
        recipient=recipient,
        signer=_reference(steward),
        seed=steward.seed,
        signer_key=steward.keys.public.signing_key,
        vouching=None,
    )
    return {"card": _text(card), "signature": _text(signature)}


def _grant(stage: Stage, granter: Staff, holder: Staff, epoch: int) -> dict[str, str]:
    assert holder.keys
    blob, signature = seal_grant(
        stage.roots[epoch],
        vault=stage.vault,
        epoch=epoch,
        member=_reference(holder),
        recipient=holder.keys.public.recipient,
        seed=granter.seed,
    )
    return {"member": _reference(holder), "blob": _text(blob), "signature": _text(signature)}


def answer_all(stage: Stage, member: Staff) -> None:
    """Open every message that came, note what it says, and answer each box with marked words."""
    listed = member.get(f"/desk/requests/channels/{stage.channel}/messages/").json["messages"]
    ids = [message["id"] for message in listed]
    blobs = {
        one["id"]: one["blob"] for one in member.post(f"/desk/requests/channels/{stage.channel}/messages/", {"ids": ids}).json["messages"]
    }
    identity = vault_identity(stage.roots[1], stage.vault, 1)
    answered = set()
    for message in sorted(listed, key=lambda one: one["sequence"]):
        said = open_message(identity, base64.b64decode(blobs[message["id"]]))
        stage.read.append(said["text"])
        if message["mailbox"] in answered:
            continue
        answered.add(message["mailbox"])
        box = message["mailbox"]
        text = f"Мы вам верим. {stage.planted.word('answer: a name', cyrillic=True)} ждёт, {stage.planted.telephone('answer: telephone')}."
        sealed = seal_message(said["reply"], write_answer(text=text, at=moment_of(now()), reply_to=recipient_of(identity)))
        done(member.post(f"/desk/requests/mailboxes/{box}/answers/", {"id": str(uuid4()), "blob": _text(sealed)}))
        write(stage, member, "request.answer", {"mailbox": box, "text": text, "question": False, "language": LANGUAGE})
        note = stage.planted.word("note of a colleague", cyrillic=True)
        write(stage, member, "request.note", {"mailbox": box, "text": note})
        card = {
            "danger": "now",
            "needs": [stage.planted.word("card: need")],
            "language": LANGUAGE,
            "state": "taken",
            "holder": "",
            "to": "",
            "seen": 1,
        }
        write(stage, member, "request.card", card, record=UUID(box))
    write(stage, member, "channel.template", {"title": stage.planted.word("template"), "text": stage.planted.word("words of a template")})
    write(stage, member, "channel.handover", {"mailbox": "", "to": "night", "text": stage.planted.word("handover", cyrillic=True)})


def write(stage: Stage, member: Staff, kind: str, body: dict[str, Any], *, record: UUID | None = None, epoch: int = 1) -> None:
    """Write the first version of a record."""
    record = record or uuid4()
    blob = seal_statement(
        stage.roots[epoch],
        vault=stage.vault,
        epoch=epoch,
        type=kind,
        record=record,
        version=1,
        author=_reference(member),
        at=moment_of(now()),
        body=body,
        prev=b"",
        seed=member.seed,
    )
    said = {"id": str(record), "type": kind, "version": 1, "blob": _text(blob)}
    done(member.post(f"/desk/vault/vaults/{stage.vault}/records/", said))


def read_answer(stage: Stage, words: list[str]) -> None:
    """Come back without scripts and read what was answered."""
    asker = Asker(stage.here.intake_port, stage.planted.headers("reading the answer"))
    page = asker.get(f"/{LANGUAGE}/back/")
    stage.read.append(asker.post_form(f"/{LANGUAGE}/back/", [*hidden_fields(page.text).items(), ("words", " ".join(words))]).text)


def keep_file_and_keyring(stage: Stage, member: Staff) -> None:
    """Put a sealed file into the vault, and save a keyring."""
    sealed = io.BytesIO()
    name, identity = stage.planted.word("name of a file in the vault"), vault_identity(stage.roots[1], stage.vault, 1)
    content = photograph(stage.planted, "file in the vault", size=700_000)
    seal_file(io.BytesIO(content), sealed, name=f"{name}.jpg", type="image/jpeg", recipient=recipient_of(identity))
    whole, file = sealed.getvalue(), str(uuid4())
    begun = member.post(f"/desk/vault/vaults/{stage.vault}/files/", {"id": file, "epoch": 1, "length": len(whole)})
    done(begun)
    size = begun.json["part_size"]
    for number in range(-(-len(whole) // size)):
        done(member.post_bytes(f"/desk/vault/files/{file}/parts/{number}/", whole[number * size : (number + 1) * size]))
    done(member.post(f"/desk/vault/files/{file}/finish/", {"sha256": hashlib.sha256(whole).hexdigest()}))
    keyring = {
        "v": 1,
        "pins": {},
        "root_key": "",
        "roots": {str(stage.vault): {"1": _text(stage.roots[1])}},
        "mark": stage.planted.word("keyring"),
    }
    blob = seal_keyring(member.seed, keyring, member=_reference(member), version=1)
    done(member.post("/desk/vault/keyring/", {"version": 1, "blob": _text(blob)}))


def rotate(stage: Stage, steward: Staff, holders: list[Staff], *, without: Staff) -> None:
    """Begin a new epoch without somebody, and give the channel a new card."""
    root = stage.roots[2] = stage.secret("root of epoch 2", secrets.token_bytes(32))
    recipient = recipient_of(vault_identity(root, stage.vault, 2))
    said = {
        "number": 2,
        "recipient": recipient,
        "signature": _text(sign(steward.seed, epoch_statement(stage.vault, 2, recipient))),
        "previous": _text(seal_previous_root(root, stage.roots[1], vault=stage.vault, epoch=2)),
        "without": [_reference(without)],
        "grants": [_grant(stage, steward, holder, 2) for holder in holders],
    }
    done(steward.post(f"/desk/vault/vaults/{stage.vault}/epochs/", said))
    done(steward.post(f"/desk/requests/channels/{stage.channel}/card/", _card(stage, steward, recipient, 2)))


def misuse(stage: Stage, member: Staff) -> None:
    """Send marked words where only sealed things are taken, ask for what is not there, type wrong names and passphrases."""
    plain = lambda where: _text(stage.planted.word(where, cyrillic=True).encode() * 8)  # noqa: E731 — said once, here
    vault = f"/desk/vault/vaults/{stage.vault}"
    refused = [
        member.post(f"{vault}/records/", {"id": str(uuid4()), "type": "request.note", "version": 1, "blob": plain("unsealed record")}),
        member.post(
            f"{vault}/grants/", {"epoch": 2, "grants": [{"member": "ME-000000", "blob": plain("unsealed grant"), "signature": ""}]}
        ),
        member.post("/desk/vault/keyring/", {"version": 1, "blob": plain("unsealed keyring")}),
        member.post(f"/desk/requests/mailboxes/{uuid4()}/answers/", {"id": str(uuid4()), "blob": plain("unsealed answer")}),
        member.post("/desk/vault/directory/find/", {"handle": stage.planted.word("name that nobody has")}),
        member.post(
            "/desk/sign-in/", {"handle": stage.planted.word("wrong name"), "auth": plain("wrong passphrase"), "code": "000000", "next": ""}
        ),
        member.get(f"/desk/{stage.planted.word('address that is none').lower()}/"),
        member.get(f"/desk/search/?page={stage.planted.word('page that is none')}"),
    ]
    assert all(said.status >= 300 for said in refused[:7]), [said.status for said in refused]
    member.post_bytes("/desk/vault/keyring/", stage.planted.word("broken JSON", cyrillic=True).encode())


def evidence(stage: Stage) -> None:
    """Let a researcher and a coordinator do at the evidence desk what must leave no trace: searches, refused files, refused forms."""
    tomas = stage.staff("tomas", "coordinator", "researcher", organisation="Harbour Fund")
    planted = stage.planted
    fields = [
        ("title", "A crisis"),
        ("lead", "What is known"),
        ("language", "en"),
        ("slug", "north"),
        ("place", "RU-CE"),
        ("began", "2017"),
    ]
    tomas.post_form("/desk/crises/new/", fields)
    for where in ("words that were searched", "more words that were searched"):
        tomas.get(f"/desk/search/?q={planted.word(where).lower()}")
    broken = b"PK\x03\x04" + planted.word("inside a broken file").encode() * 20
    names = [planted.word("name of a refused file") + ".docx", planted.word("name of an empty file") + ".pdf"]
    tomas.post_form(
        "/desk/north/import/", [], [("files", names[0], "application/zip", broken), ("files", names[1], "application/pdf", b"")]
    )
    tomas.post_form("/desk/north/import/", [("address", f"http://127.0.0.1/{planted.word('address that may not be fetched')}")])
    tomas.post_form("/desk/crises/new/", [("title", ""), ("lead", planted.word("lead of a refused form"))])
    tomas.get(f"/desk/sign-in/?next=/{planted.word('where somebody wanted to go')}")
    tomas.post_form("/desk/north/let-in/", [("name", "Open Line")])


def done(said: Any) -> None:
    """Insist that the server did it."""
    assert said.status == 200, said.text


def ok(held: bool) -> None:
    """Insist."""
    assert held


def _reference(member: Staff) -> str:
    assert member.keys
    return member.keys.member


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
