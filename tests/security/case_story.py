"""A case over HTTP, every field of it marked: its parts, a shelter, money, signs of life, a round, a referral, tokens."""

import base64
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from safeconduct.drill.asker import Asker, hidden_fields
from safeconduct.drill.story import LANGUAGE
from safeconduct.kit.clock import now
from safeconduct.placement.receiving import CARD_LENGTH
from safeconduct.vault.format.alive import new_token, token_hash, word_hash
from safeconduct.vault.format.grants import seal_grant
from safeconduct.vault.format.keyed import known_token
from safeconduct.vault.format.labels import label_recipient
from safeconduct.vault.format.letters import seal_letter
from safeconduct.vault.format.records import moment_of, seal_statement
from safeconduct.vault.format.roots import epoch_statement, recipient_of, vault_identity
from safeconduct.vault.format.rounds import Coordinator, round_statement
from safeconduct.vault.format.signing import sign
from safeconduct.vault.format.strongboxes import seal_strongbox
from tests.security.installation import Staff
from tests.security.story import SLUG, Stage, done, ok, vouch

WEIGHTS = {
    "critical": 64, "high": 16, "medium": 4, "low": 1, "theta_percent": 100, "keep_percent": 10, "share_percent": 70, "gap_permille": 5,
}  # fmt: skip


@dataclass
class Part:
    """A vault that two people hold, in its first epoch."""

    stage: Stage
    kind: str
    holders: list[Staff]
    where: str
    id: UUID = field(default_factory=uuid4)
    root: bytes = b""

    def __post_init__(self) -> None:
        self.root = self.stage.secret(f"root of {self.where}", secrets.token_bytes(32))
        maker = self.holders[0]
        said = {
            "id": str(self.id),
            "kind": self.kind,
            "recipient": self.recipient,
            "signature": _text(sign(maker.seed, epoch_statement(self.id, 1, self.recipient))),
            "grants": [self._grant(maker, holder) for holder in self.holders],
        }
        done(maker.post("/desk/vault/vaults/", said))

    @property
    def recipient(self) -> str:
        return recipient_of(vault_identity(self.root, self.id, 1))

    def _grant(self, maker: Staff, holder: Staff) -> dict[str, str]:
        assert holder.keys
        to = {"member": holder.keys.member, "recipient": holder.keys.public.recipient}
        blob, signature = seal_grant(self.root, vault=self.id, epoch=1, seed=maker.seed, **to)
        return {"member": holder.keys.member, "blob": _text(blob), "signature": _text(signature)}

    def write(self, body: dict[str, Any], *, kind: str = "case.item", record: UUID | None = None, by: Staff | None = None) -> None:
        """Write a record, with every text of it marked."""
        author, made = by or self.holders[0], record or uuid4()
        assert author.keys
        blob = seal_statement(
            self.root,
            vault=self.id,
            epoch=1,
            type=kind,
            record=made,
            version=1,
            author=author.keys.member,
            at=moment_of(now()),
            body=body,
            prev=b"",
            seed=author.seed,
        )
        said = {"id": str(made), "type": kind, "version": 1, "blob": _text(blob)}
        done(author.post(f"/desk/vault/vaults/{self.id}/records/", said))

    def item(self, kind: str, **fields: str) -> None:
        """Write an item; a value names what it is, and a marked word stands in its place."""
        self.write({"kind": kind, **{name: self.stage.planted.word(f"{kind}: {where}", cyrillic=True) for name, where in fields.items()}})


def protect(stage: Stage, steward: Staff) -> None:
    """Open a case from nothing to a way out, with everything that two people need for it."""
    zoya, sami = stage.staff("zoya", "case-lead"), stage.staff("sami", "case-lead")
    for one in (zoya, sami):
        vouch(steward, one)
    case = _open_case(stage, [zoya, sami])
    _shelter_and_money(stage, zoya, sami)
    _signs_of_life(stage, zoya)
    _tokens(stage, case, zoya)
    _misuse(stage, case, zoya)
    done(zoya.post(f"/desk/cases/{case}/shell/", {"state": "helping", "next_day": (now().date() + timedelta(days=3)).isoformat()}))


def place_and_refer(stage: Stage, steward: Staff, *, crisis: str) -> None:
    """Hand cards into a round of a crisis, and refer somebody to a partner there."""
    zoya, nina = stage.staff("lada", "case-lead"), stage.staff("rita", "case-lead")
    ewa, piet = (stage.staff(name, "caseworker", organisation="Harbour Fund") for name in ("ewa", "piet"))
    for one in (zoya, nina, ewa, piet):
        vouch(steward, one)
    _round(stage, [zoya, nina], crisis)
    _referral(stage, zoya, [ewa, piet])


def _open_case(stage: Stage, holders: list[Staff]) -> UUID:
    case, planted = uuid4(), stage.planted
    names = ("case", "identity", "route", "story", "advocacy", "checks")
    parts = {name: Part(stage, "case", holders, f"the part “{name}”") for name in names}
    others = [str(parts[name].id) for name in names[1:]]
    done(holders[0].post("/desk/cases/", {"id": str(case), "vault": str(parts["case"].id), "compartments": others}))
    for name in names[1:]:
        body = {"alias": planted.word(f"alias in {name}"), "case": str(case), "compartment": name}
        parts[name].write(body, kind="case.part", record=parts[name].id)
    parts["case"].write({"alias": planted.word("card: alias"), "case": str(case), "crisis": ""}, kind="case.card", record=case)
    plan = parts["case"]
    plan.item("triage", reason="reason of the first look", referred_to="where else there is help")
    plan.item("need", note="what is needed")
    plan.item("risk", what="what may happen", raised_by="what would raise it")
    plan.item("task", what="what is to be done")
    plan.item("consent", recipient="who may be told", scope="words in which it was given")
    plan.item("support", note="note beside a support")
    plan.item("overlay", what="what happened")
    plan.item("detention", place="where held", authority="by whom", grounds="why", lawyer="the lawyer", health="health")
    plan.item("closure", reason="why it ended")
    plan.write({"kind": "entry", "how": "call", "text": planted.word("the journal", cyrillic=True)}, kind="case.entry")
    parts["identity"].item("person", name="name of a person", kin="relatives", born="year of birth")
    telephone = planted.telephone("contact: telephone")
    parts["identity"].write({"kind": "contact", "address": telephone, "never": planted.word("who must never learn", cyrillic=True)})
    parts["identity"].item("contact", safe_hours="safe hours", code_word="code word")
    parts["identity"].item("document", kept_at="where papers are kept")
    parts["route"].item("wish", note="where to")
    parts["route"].item("avoid", note="where not to")
    parts["route"].write({"kind": "leg", "from": planted.word("leg: from"), "to": planted.word("leg: to", cyrillic=True)})
    parts["route"].item("application", note="note beside an application")
    parts["story"].item("testimony", text="what was told")
    parts["advocacy"].item("line", text="what may be said to governments")
    parts["checks"].item("doubt", text="a doubt")
    return case


def _shelter_and_money(stage: Stage, zoya: Staff, sami: Staff) -> None:
    planted, box = stage.planted, uuid4()
    assert zoya.keys and sami.keys
    sharers = {one.keys.member: one.keys.public.recipient for one in (zoya, sami) if one.keys}
    payload = {"address": planted.word("address of a shelter", cyrillic=True), "how": planted.word("how one is let in")}
    content, shares = seal_strongbox(payload, box=box, sharers=sharers, by=zoya.keys.member, seed=zoya.seed)
    given = [{"member": one.member, "blob": _text(one.blob), "signature": _text(one.signature)} for one in shares]
    done(zoya.post("/desk/vault/strongboxes/", {"id": str(box), "blob": _text(content), "expires_on": "", "shares": given}))
    done(sami.post(f"/desk/vault/strongboxes/{box}/ask/", {}))
    house = Part(stage, "register", [zoya, sami], "the house")
    organisation = zoya.get("/desk/vault/me/").json["organisation"]["reference"]
    done(zoya.post("/desk/vault/registers/", {"id": str(uuid4()), "vault": str(house.id), "purpose": "house", "scope": organisation}))
    house.write({"kind": "shelter", "code": planted.word("code of a shelter"), "rules": planted.word("rules")}, kind="register.item")
    wanted = {"payee": organisation, "what": "food", "amount": 4200, "currency": "EUR", "need_by": now().date().isoformat()}
    claim = secrets.token_hex(16)
    done(zoya.post("/desk/payouts/ask/", {"claim": claim, **wanted}))
    sami.get("/desk/payouts/")
    ok(sami.post_form(f"/desk/payouts/{claim}/approve/", []).status in {200, 302})


def _signs_of_life(stage: Stage, zoya: Staff) -> None:
    """Wait for somebody, and let them say the word by the link, then the word of danger, then a wrong one."""
    planted, team, token = stage.planted, str(uuid4()), new_token()
    planted.text("token of a check-in", token)
    well, danger = planted.word("word that means well", cyrillic=True), planted.word("word that means danger", cyrillic=True)
    kept = {"id": team, "name": "Night", "language": "en", "address": "duty@night.invalid", "lead_address": ""}
    done(zoya.post("/desk/watch/teams/make/", kept))
    due = now() + timedelta(hours=2)
    words = {"token_hash": token_hash(token), "word": word_hash(token, well), "duress": word_hash(token, danger)}
    said = {"id": str(uuid4()), "team": team, "due_at": moment_of(due), "every": 90, "grace": 15, "ends_on": due.date().isoformat()}
    done(zoya.post("/desk/watch/check-ins/", {**said, **{name: _text(value) for name, value in words.items()}}))
    asker = Asker(stage.here.intake_port, planted.headers("sign of life"))
    for word in (well, danger, planted.word("a wrong word")):
        page = asker.get(f"/{LANGUAGE}/alive/{token}/")
        answer = asker.post_form(f"/{LANGUAGE}/alive/{token}/", [*hidden_fields(page.text).items(), ("letters", token), ("word", word)])
        ok(answer.status == 200)


def _tokens(stage: Stage, case: UUID, zoya: Staff) -> None:
    key = stage.secret("key of tokens", secrets.token_bytes(32))
    tokens = [known_token(key, stage.planted.word("a name as it is compared").lower()).hex() for _ in range(2)]
    done(zoya.post(f"/desk/cases/{case}/tokens/", {"scope": "own", "version": 1, "tokens": tokens}))


def _round(stage: Stage, leaders: list[Staff], crisis: str) -> None:
    first, second = leaders
    done(first.post("/desk/placement/weights/", {"version": 1, **WEIGHTS}))
    done(second.post("/desk/placement/weights/1/confirm/", {}))
    part, id_ = Part(stage, "round", leaders, "the round"), str(uuid4())
    closes_on = (now().date() + timedelta(days=2)).isoformat()
    led_by = [Coordinator(one.keys.member, one.keys.public.recipient, one.keys.public.signing_key) for one in leaders if one.keys]
    statement = round_statement(round_=UUID(id_), vault=part.id, crisis=crisis, closes_on=closes_on, coordinators=led_by)
    said = {"id": id_, "vault": str(part.id), "crisis": crisis, "closes_on": closes_on, "weights": 1}
    done(first.post("/desk/placement/rounds/open/", {**said, "signature": _text(sign(first.seed, statement))}))
    cards = []
    for _turn in range(5):
        card = str(uuid4())
        group = {"card": card, "org": stage.planted.word("card of a round"), "deadline": stage.planted.word("deadline in a round")}
        payload = {"v": 1, "label": label_recipient(part.root, part.id, 1, card), "group": group}
        cards.append({"id": card, "blob": _text(seal_letter(part.recipient, letter=card, payload=payload, least=CARD_LENGTH))})
    done(first.post(f"/desk/placement/rounds/{id_}/cards/", {"cards": sorted(cards, key=lambda one: one["id"])}))


def _referral(stage: Stage, zoya: Staff, partners: list[Staff]) -> None:
    """Let a partner make the register to which referrals are sealed, refer somebody, and let them take it."""
    ewa, planted, register = partners[0], stage.planted, Part(stage, "register", partners, "the partner's referrals")
    there = ewa.get("/desk/vault/me/").json["organisation"]["reference"]
    done(ewa.post("/desk/vault/registers/", {"id": str(uuid4()), "vault": str(register.id), "purpose": "referrals", "scope": there}))
    id_, case = str(uuid4()), Part(stage, "case", [zoya, stage.staff("oleg", "caseworker")], "a case that is referred")
    label = label_recipient(case.root, case.id, 1, id_)
    package = {"label": label, "name": planted.word("referral: name", cyrillic=True), "line": planted.word("referral: a line")}
    assert zoya.keys
    letter = seal_letter(register.recipient, letter=id_, payload=package, author=zoya.keys.member, seed=zoya.seed)
    offered = {"id": id_, "to": there, "kind": "referral", "is_urgent": True, "has_consent": True, "blob": _text(letter)}
    done(zoya.post("/desk/cases/referrals/", offered))
    assert ewa.keys
    answer = {"reason": planted.word("referral: what the partner says", cyrillic=True)}
    sealed = seal_letter(label, letter=id_, payload=answer, author=ewa.keys.member, seed=ewa.seed)
    done(ewa.post(f"/desk/cases/referrals/{id_}/accept/", {"blob": _text(sealed)}))


def _misuse(stage: Stage, case: UUID, zoya: Staff) -> None:
    """Send marked words where only sealed things, numbers and codes are taken."""
    planted = stage.planted
    plain = lambda where: _text(planted.word(where, cyrillic=True).encode() * 8)  # noqa: E731 — said once, here
    refused = [
        zoya.post(f"/desk/cases/{case}/shell/", {"state": planted.word("a state that is none"), "next_day": ""}),
        zoya.post(f"/desk/cases/{case}/close/", {"result": planted.word("a result that is none")}),
        zoya.post(f"/desk/cases/{case}/tokens/", {"scope": "own", "version": 1, "tokens": [planted.word("a token that is a name")]}),
        zoya.post(
            "/desk/cases/referrals/", {"id": str(uuid4()), "to": "OR-000000", "kind": "referral", "blob": plain("unsealed referral")}
        ),
        zoya.post("/desk/vault/strongboxes/", {"id": str(uuid4()), "blob": plain("unsealed strongbox"), "expires_on": "", "shares": []}),
        zoya.post("/desk/payouts/ask/", {"claim": planted.word("a claim that is a name"), "what": planted.word("what a payout is for")}),
        zoya.post(f"/desk/placement/rounds/{uuid4()}/cards/", {"cards": [{"id": str(uuid4()), "blob": plain("unsealed card")}]}),
        zoya.post("/desk/watch/check-ins/", {"id": str(uuid4()), "team": planted.word("a team that is a name")}),
        zoya.post("/desk/vault/read/", {"vaults": [{"id": planted.word("a vault that is a name"), "types": [], "known": []}]}),
    ]
    assert all(said.status >= 400 for said in refused), [said.status for said in refused]
    asker = Asker(stage.here.intake_port, planted.headers("a link that is none"))
    asker.get(f"/{LANGUAGE}/alive/{planted.word('letters that are no link')}/")
    asker.get(f"/{LANGUAGE}/{SLUG}/?{planted.word('asked beside the form').lower()}=1")


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
