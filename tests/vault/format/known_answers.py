"""Known answers of everything in the format that has one answer: fixed keys, fixed nonces, no chance. Shared with the other half.

Each function gives what stands in the file of its name in client/vectors. Bytes are hex, sealed bytes base64. The keys are for tests only.
"""

import hashlib
from collections.abc import Callable
from typing import Any
from uuid import UUID

from safeconduct.vault.format import aead, cards, codes, grants, lists, members, octets, records, roots, signing, staff
from tests.vault.format import code_answers, header_answers, oprf_answers, round_answers, tar_answers

ROOT = bytes(range(32))
OTHER_ROOT = bytes(range(1, 33))
VAULT = UUID("00010203-0405-4607-8809-0a0b0c0d0e0f")
OTHER_VAULT = UUID("5d0c9b1e-7a54-4c1e-9f60-1f2e3d4c5b6a")
RECORD = UUID("10111213-1415-4617-9819-1a1b1c1d1e1f")
OTHER_RECORD = UUID("c2a7f1d0-33b8-4e55-8a11-90aa77bb66cc")
SLOT = UUID("20212223-2425-4627-a829-2a2b2c2d2e2f")
AMINA, JONAS, VERA = "ME-AM1NA0", "ME-J0NAS0", "ME-VERA00"
ORGANISATION = "OR-LANT3N"
TYPES = [
    "case.card",
    "case.note",
    "case.person",
    "channel.handover",
    "channel.template",
    "file.meta",
    "request.answer",
    "request.card",
    "request.note",
]


def seed_of(name: str) -> bytes:
    """Give 32 bytes that look random and are always the same."""
    return hashlib.sha256(f"known answers: {name}".encode()).digest()


def nonce_of(name: str) -> bytes:
    """Give a nonce that looks random and is always the same."""
    return seed_of(f"nonce {name}")[:12]


def bundle_of(member: str) -> staff.UserBundle:
    """Give a member's secret keys."""
    return staff.UserBundle(member, roots.identity_of(seed_of(f"identity {member}")), seed_of(f"signing {member}"), "2026-11-23")


def appendix_a() -> dict[str, Any]:
    """The answers that the two halves gave before either was written down."""
    secret = bytes(range(10))
    vault, record = UUID(bytes=bytes(range(16))), UUID(bytes=bytes(range(16, 32)))
    keys = codes.source_keys(secret, "kat-instance")
    data = "Дело № 7"
    blob = records.seal_record(ROOT, vault=vault, epoch=1, type="case.card", record=record, version=7, data=data.encode(), nonce=bytes(12))
    return {
        "code": {
            "secret": secret.hex(),
            "instance": "kat-instance",
            "numbers": lists.numbers_of(secret),
            "token": keys.token.hex(),
            "token_hash": keys.token_hash.hex(),
            "identity": keys.identity,
            "recipient": keys.recipient,
        },
        "vault": {
            "root": ROOT.hex(),
            "vault": str(vault),
            "epoch": 1,
            "record_key": roots.record_key(ROOT, vault, 1).hex(),
            "identity": roots.vault_identity(ROOT, vault, 1),
        },
        "record": {
            "type": "case.card",
            "record": str(record),
            "version": 7,
            "nonce": bytes(12).hex(),
            "data": data,
            "length": len(blob),
            "sha256": hashlib.sha256(blob).hexdigest(),
        },
    }


def octets_() -> dict[str, Any]:
    """Joining, padding, canonical JSON."""
    joined: list[list[str]] = [[], [""], ["", ""], ["ab"], ["a", "b"], ["Дело № 7", "x" * 300]]
    things: list[Any] = [
        {},
        [],
        None,
        {"b": 1, "a": [True, False, None]},
        {"ключ": "Ё\u0308", "z": '"\\\n\t\b\f\r/', "a": "\u0000\u001f\u007f\u2028😀"},
        {"\uffff": 1, "😀": 2, "é": 3, "Z": 4, "a": 5, "10": 6, "9": 7},
        [octets.LARGEST_NUMBER, -octets.LARGEST_NUMBER, 0],
        {"a": {"b": {"c": [[], {}, ""]}}},
    ]
    lengths = [0, 1, 255, 256, 1023, 1024, 4095, 4096, 16_383, 65_535, 262_143, 262_144, 524_287, 524_288]
    measures = [1, 2, 3, 9, 511, 512, 513, 2048, 10_000, 100_000, 1_048_576, 1_048_577, 3_000_000, 200_000_001, 5_000_000_000]
    return {
        "pae": [{"parts": parts, "joined": octets.pae(*parts).hex()} for parts in joined],
        "pad": [
            {"byte": "5a", "length": n, "padded": len(p := octets.pad(b"Z" * n)), "sha256": hashlib.sha256(p).hexdigest()} for n in lengths
        ],
        "unpad_refused": [
            {"why": "nothing", "padded": ""},
            {"why": "no mark", "padded": bytes(256).hex()},
            {"why": "no bucket", "padded": octets.pad(b"a")[:-1].hex()},
            {"why": "not zeros after the mark", "padded": (octets.pad(b"a")[:-1] + b"\1").hex()},
            {"why": "512 is no bucket", "padded": (octets.pad(b"a") + bytes(256)).hex()},
        ],
        "buckets": {
            "yes": [256, 1024, 4096, 16_384, 65_536, 262_144, 524_288, 786_432],
            "no": [0, 1, 255, 257, 512, 2048, 131_072, 262_145, 393_216],
        },
        "padme": [{"length": length, "padded": octets.padme(length)} for length in measures],
        "canonical": [{"value": thing, "written": octets.canonical(thing).decode()} for thing in things],
        "not_canonical": [
            {"why": why, "written": written}
            for why, written in [
                ("a space", '{"a": 1}'),
                ("order", '{"b":1,"a":2}'),
                ("twice", '{"a":1,"a":1}'),
                ("a fraction", '{"a":1.5}'),
                ("a fraction that is whole", '{"a":1.0}'),
                ("an exponent", '{"a":1e3}'),
                ("minus nought", "[-0]"),
                ("too large", "[9007199254740993]"),
                ("written with a number for a letter", '["\\u0061"]'),
                ("a large letter in an escape", '["\\u001F"]'),
                ("half a letter", '["\\ud800"]'),
                ("a stroke escaped", '["\\/"]'),
                ("no number", "[NaN]"),
                ("the end missing", '{"a":1'),
                ("more after it", "{}{}"),
                ("a mark at the beginning", "\ufeff{}"),
                ("nothing", ""),
            ]
        ],
    }


def roots_() -> dict[str, Any]:
    """What follows from a root."""
    given = [(ROOT, VAULT, 1), (ROOT, VAULT, 2), (ROOT, OTHER_VAULT, 1), (OTHER_ROOT, VAULT, 1), (ROOT, VAULT, 0xFFFFFFFF)]
    cases = []
    for root, vault, epoch in given:
        identity = roots.vault_identity(root, vault, epoch)
        recipient = roots.recipient_of(identity)
        statement = roots.epoch_statement(vault, epoch, recipient)
        key = roots.record_key(root, vault, epoch)
        cases.append(
            {
                "root": root.hex(),
                "vault": str(vault),
                "epoch": epoch,
                "record_key": key.hex(),
                "identity": identity,
                "recipient": recipient,
                "epoch_statement": statement.hex(),
            }
        )
    return {"cases": cases}


def records_() -> dict[str, Any]:
    """Records that open, records that must not, statements and who signed them."""
    place: dict[str, Any] = {"vault": VAULT, "epoch": 3, "record": RECORD, "version": 2}
    sealed = []
    for kind in TYPES:
        data = f"Known answer for {kind}: Дело № 7".encode()
        blob = records.seal_record(ROOT, **place, type=kind, data=data, nonce=nonce_of(kind))
        sealed.append(
            {
                **_written(place),
                "root": ROOT.hex(),
                "type": kind,
                "nonce": nonce_of(kind).hex(),
                "data": data.hex(),
                "blob": octets.to_text(blob),
            }
        )
    previous = records.seal_previous_root(ROOT, OTHER_ROOT, vault=VAULT, epoch=3, nonce=nonce_of("previous"))
    return {
        "sealed": sealed,
        "previous": {
            "root": ROOT.hex(),
            "vault": str(VAULT),
            "epoch": 3,
            "previous": OTHER_ROOT.hex(),
            "nonce": nonce_of("previous").hex(),
            "blob": octets.to_text(previous),
        },
        "refused": _refused_records(sealed[0]),
        "statements": _statements(),
    }


def _refused_records(base: dict[str, Any]) -> list[dict[str, Any]]:
    blob = octets.from_text(base["blob"])
    changes: list[tuple[str, dict[str, Any]]] = [
        ("another root", {"root": OTHER_ROOT.hex()}),
        ("another vault", {"vault": str(OTHER_VAULT)}),
        ("another epoch", {"epoch": 4}),
        ("another record", {"record": str(OTHER_RECORD)}),
        ("another type", {"type": "case.note"}),
        ("a type that joins another way", {"type": "case.car"}),
        ("an older version", {"version": 1}),
        ("a newer version", {"version": 3}),
        ("another epoch in the header", {"epoch": 4, "blob": octets.to_text(blob[:7] + b"\4" + blob[8:])}),
        ("suite 2", {"blob": octets.to_text(blob[:3] + b"\2" + blob[4:])}),
        ("version 2 of the format", {"blob": octets.to_text(blob[:2] + b"\2" + blob[3:])}),
        ("another beginning", {"blob": octets.to_text(b"XX" + blob[2:])}),
        ("another nonce", {"blob": octets.to_text(blob[:8] + bytes(12) + blob[20:])}),
        ("a changed byte", {"blob": octets.to_text(blob[:40] + bytes([blob[40] ^ 1]) + blob[41:])}),
        ("a changed end", {"blob": octets.to_text(blob[:-1] + bytes([blob[-1] ^ 128]))}),
        ("cut short", {"blob": octets.to_text(blob[:-1])}),
        ("only a header", {"blob": octets.to_text(blob[:20])}),
        ("nothing", {"blob": ""}),
    ]
    unpadded = aead.seal(roots.record_key(ROOT, VAULT, 3), nonce_of("bad"), bytes(256), _aad(base, nonce_of("bad")))
    wrong = [("no padding inside", {"blob": octets.to_text(b"SC\1\1" + octets.u32be(3) + nonce_of("bad") + unpadded)})]
    return [
        {"why": why, **{key: base[key] for key in ("root", "vault", "epoch", "type", "record", "version", "blob")}, **change}
        for why, change in changes + wrong
    ]


def _aad(base: dict[str, Any], nonce: bytes) -> bytes:
    header = b"SC\1\1" + octets.u32be(base["epoch"]) + nonce
    return octets.pae(header, UUID(base["vault"]).bytes, base["type"], UUID(base["record"]).bytes, octets.u32be(base["version"]))


def _statements() -> list[dict[str, Any]]:
    """Give statements; ``signed`` is what a reader must find who trusts ``keys`` (a member's signing key by reference)."""
    keys = {member: bundle_of(member).signing_key.hex() for member in (AMINA, JONAS)}
    place: dict[str, Any] = {"vault": VAULT, "epoch": 3, "type": "request.card", "record": RECORD}
    first: dict[str, Any] = {"author": AMINA, "at": "2026-11-23T04:51Z", "body": {"state": "new", "title": "Двое, Грозный"}, "prev": b""}
    second: dict[str, Any] = {
        **first,
        "prev": hashlib.sha256(b"the version before").digest(),
        "body": {"list": [1, None, True, {"а": "б"}]},
    }
    cases = [
        ("by its author", 1, first, bundle_of(AMINA).seed, True),
        ("a second version", 2, second, bundle_of(AMINA).seed, True),
        ("by another colleague in Amina's name", 1, first, bundle_of(JONAS).seed, False),
        ("by somebody whom the reader does not know", 1, {**first, "author": VERA}, bundle_of(VERA).seed, False),
    ]
    made = []
    for why, version, said, seed, signed in cases:
        blob = records.seal_statement(ROOT, **place, version=version, **said, seed=seed, nonce=nonce_of(why))
        opened = records.open_record(ROOT, blob, **place, version=version)
        prev: bytes = said["prev"]
        made.append(
            {
                "why": why,
                "root": ROOT.hex(),
                **_written(place),
                "version": version,
                **said,
                "prev": prev.hex(),
                "seed": seed.hex(),
                "nonce": nonce_of(why).hex(),
                "inside": opened.decode(),
                "blob": octets.to_text(blob),
                "keys": keys,
                "signed": signed,
            }
        )
    return made


def signing_() -> dict[str, Any]:
    """Signatures and fingerprints."""
    cases = []
    for name in ("Amina", "Jonas", "Vera"):
        seed, message = seed_of(name), f"{name} говорит".encode()
        key, signature = signing.public_key(seed), signing.sign(seed, message)
        cases.append(
            {
                "seed": seed.hex(),
                "key": key.hex(),
                "message": message.hex(),
                "signature": signature.hex(),
                "fingerprint": signing.fingerprint(key),
            }
        )
    first, second = cases[0], cases[1]
    good = {key: first[key] for key in ("key", "message", "signature")}
    return {
        "cases": cases,
        "refused": [
            {"why": "another key", **good, "key": second["key"]},
            {"why": "another message", **good, "message": second["message"]},
            {"why": "another signature", **good, "signature": second["signature"]},
            {"why": "a short signature", **good, "signature": str(first["signature"])[:-2]},
            {"why": "no signature", **good, "signature": ""},
            {"why": "a short key", **good, "key": str(first["key"])[:-2]},
            {"why": "no key", **good, "key": ""},
        ],
    }


def staff_() -> dict[str, Any]:
    """Unlocking, slots, second factors, keyrings."""
    bundle = bundle_of(AMINA)
    kek, auth = seed_of("kek"), seed_of("auth")
    slot = {"key": kek.hex(), "member": AMINA, "slot": str(SLOT), "kind": "passphrase"}
    blob = octets.to_text(staff.seal_slot(kek, bundle, slot=SLOT, kind="passphrase", nonce=nonce_of("slot")))
    factor = {
        "auth": auth.hex(),
        "member": AMINA,
        "blob": octets.to_text(staff.seal_factor(auth, seed_of("factor")[:20], member=AMINA, nonce=nonce_of("factor"))),
    }
    ring = {"pins": {JONAS: [roots.recipient_of(bundle_of(JONAS).identity), octets.to_text(bundle_of(JONAS).signing_key)]}}
    ring |= {"root_key": octets.to_text(bundle_of(JONAS).signing_key), "roots": {str(VAULT): {"1": octets.to_text(ROOT)}}, "v": 1}  # type: ignore[dict-item]
    keyring = {"seed": bundle.seed.hex(), "member": AMINA, "version": 4}
    ringed = octets.to_text(staff.seal_keyring(bundle.seed, ring, member=AMINA, version=4, nonce=nonce_of("keyring")))
    return {
        "derived": [
            _derived("abandon amount liar amount expire adjust", 131_072, 3),
            _derived("abandon amount liar amount expire adjust", 64, 1),
            _derived("Ångström ﬁve Ёлка", 64, 2),
            _derived("A\u030angstro\u0308m five Е\u0308лка", 64, 2),
        ],
        "kits": [
            {
                "kit": (kit := seed_of(name)[:20]).hex(),
                "words": members.kit_words(kit),
                "auth": staff.kit_keys(kit).auth.hex(),
                "kek": staff.kit_keys(kit).kek.hex(),
            }
            for name in ("kit 1", "kit 2")
        ],
        "slot": {**slot, "nonce": nonce_of("slot").hex(), "bundle": bundle.to_bytes().decode(), "blob": blob},
        "slot_refused": [
            {"why": why, **slot, "blob": blob, **change}
            for why, change in [
                ("another key", {"key": seed_of("other").hex()}),
                ("another member", {"member": JONAS}),
                ("another slot", {"slot": str(RECORD)}),
                ("another kind", {"kind": "recovery"}),
                ("a changed byte", {"blob": _spoilt(blob)}),
                ("nothing", {"blob": ""}),
                ("another member's keys inside", {"blob": octets.to_text(_foreign_slot(kek))}),
            ]
        ],
        "factor": {**factor, "nonce": nonce_of("factor").hex(), "secret": seed_of("factor")[:20].hex()},
        "factor_refused": [
            {"why": "another member", **factor, "member": JONAS},
            {"why": "another key", **factor, "auth": kek.hex()},
            {"why": "a changed byte", **factor, "blob": _spoilt(factor["blob"])},
        ],
        "keyring": {**keyring, "nonce": nonce_of("keyring").hex(), "keyring": ring, "blob": ringed},
        "keyring_refused": [
            {"why": "another member", **keyring, "blob": ringed, "member": JONAS},
            {"why": "an older version", **keyring, "blob": ringed, "version": 3},
            {"why": "another member's seed", **keyring, "blob": ringed, "seed": bundle_of(JONAS).seed.hex()},
            {"why": "a changed byte", **keyring, "blob": _spoilt(ringed)},
        ],
    }


def _derived(passphrase: str, memory_kib: int, passes: int) -> dict[str, Any]:
    salt = seed_of("salt")[:16]
    keys = staff.derive(passphrase, salt, memory_kib=memory_kib, passes=passes)
    measures = {"memory_kib": memory_kib, "passes": passes, "lanes": 1}
    return {"passphrase": passphrase, "salt": salt.hex(), **measures, "auth": keys.auth.hex(), "kek": keys.kek.hex()}


def _foreign_slot(kek: bytes) -> bytes:
    context = octets.pae("safeconduct/v1/slot", AMINA, SLOT.bytes, "passphrase")
    nonce = nonce_of("foreign slot")
    return nonce + aead.seal(kek, nonce, octets.pad(bundle_of(JONAS).to_bytes()), context)


def members_() -> dict[str, Any]:
    """What members sign about keys: bundles, vouchings, grants."""
    cases = []
    previous = b""
    for sequence in (1, 2):
        public = members.make_public_keys(bundle_of(AMINA), sequence=sequence, previous=previous)
        vouch = members.vouch_statement(statement=public.statement, organisation=ORGANISATION, authority="member", voucher=JONAS)
        cases.append(
            {
                "member": AMINA,
                "sequence": sequence,
                "seed": bundle_of(AMINA).seed.hex(),
                "recipient": public.recipient,
                "signing_key": public.signing_key.hex(),
                "created": public.created,
                "previous": previous.hex(),
                "statement": public.statement.hex(),
                "signature": public.signature.hex(),
                "vouch": {
                    "organisation": ORGANISATION,
                    "authority": "member",
                    "voucher": JONAS,
                    "seed": bundle_of(JONAS).seed.hex(),
                    "statement": vouch.hex(),
                    "signature": signing.sign(bundle_of(JONAS).seed, vouch).hex(),
                },
            }
        )
        previous = public.digest
    recipient = roots.recipient_of(bundle_of(AMINA).identity)
    grant = {"vault": str(VAULT), "epoch": 3, "member": AMINA, "recipient": recipient, "blob": octets.to_text(b"an age file")}
    statement = grants.grant_statement(vault=VAULT, epoch=3, member=AMINA, recipient=recipient, blob=b"an age file")
    return {"bundles": cases, "grant": {**grant, "statement": statement.hex()}}


def cards_() -> dict[str, Any]:
    """Cards of a channel. Jonas has the root key; he vouches for Amina as a steward; for Vera only as a member."""
    root_key = bundle_of(JONAS).signing_key
    recipient = roots.recipient_of(roots.vault_identity(ROOT, VAULT, 3))

    def made(signer: str, vouching: cards.Vouching | None, **change: Any) -> dict[str, Any]:
        bundle = bundle_of(change.pop("as_if", signer))
        said = {"channel": RECORD, "slug": "north", "vault": VAULT, "epoch": 3, "recipient": recipient, **change}
        card, signature = cards.make_card(**said, signer=signer, seed=bundle.seed, signer_key=bundle.signing_key, vouching=vouching)
        return {"card": card.decode(), "signature": signature.hex(), "root_key": root_key.hex(), "slug": "north"}

    own, vouched = made(JONAS, None), made(AMINA, _vouching(AMINA, "steward"))
    return {
        "trusted": [{"why": "signed with the root key", **own}, {"why": "signed by a steward whom the root vouches for", **vouched}],
        "refused": [
            {"why": "another slug is asked for", **own, "slug": "south"},
            {"why": "another root key", **own, "root_key": bundle_of(VERA).signing_key.hex()},
            {"why": "nobody vouches for the signer", **made(AMINA, None)},
            {"why": "the root vouches for the signer as a member only", **made(VERA, _vouching(VERA, "member"))},
            {"why": "somebody else vouches for the signer", **made(AMINA, _vouching(AMINA, "steward", by=VERA))},
            {"why": "the root vouches for somebody else", **made(VERA, _vouching(AMINA, "steward"))},
            {"why": "signed in another's name", **made(AMINA, _vouching(AMINA, "steward"), as_if=VERA)},
            {"why": "the recipient was changed", **own, "card": own["card"].replace(recipient, vouched_recipient())},
            {"why": "the signature was changed", **own, "signature": vouched["signature"]},
            {"why": "the card has a space", **own, "card": own["card"].replace(",", ", ", 1)},
            {"why": "no card", **own, "card": "{}"},
        ],
    }


def vouched_recipient() -> str:
    """Give a recipient that is nobody's in this story."""
    return roots.recipient_of(roots.identity_of(seed_of("somebody else")))


def _vouching(member: str, authority: str, *, by: str = JONAS) -> cards.Vouching:
    keys = members.make_public_keys(bundle_of(member))
    about = members.vouch_statement(statement=keys.statement, organisation=ORGANISATION, authority=authority, voucher=by)
    return cards.Vouching(keys, ORGANISATION, by, signing.sign(bundle_of(by).seed, about))


def _written(place: dict[str, Any]) -> dict[str, Any]:
    return {key: str(value) if isinstance(value, UUID) else value for key, value in place.items()}


def _spoilt(blob: str) -> str:
    data = bytearray(octets.from_text(blob))
    data[20] ^= 1
    return octets.to_text(bytes(data))


ANSWERS: dict[str, Callable[[], dict[str, Any]]] = {
    "appendix_a": appendix_a,
    "cards": cards_,
    "codes": code_answers.codes_,
    "headers": header_answers.headers_,
    "members": members_,
    "octets": octets_,
    "oprf": oprf_answers.oprf_,
    "records": records_,
    "roots": roots_,
    "rounds": round_answers.rounds_,
    "signing": signing_,
    "staff": staff_,
    "tars": tar_answers.tars_,
}
