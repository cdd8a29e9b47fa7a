"""C3: whatever is sealed opens in its own place only. Every other id, type, version, vault, epoch, member, slot or kind is refused."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from safeconduct.vault.format import ages, cards, files, grants, members, messages, octets, records, roots, signing, staff
from safeconduct.vault.format.errors import NotCanonical, NotPadded, NotSealed, WrongContext
from safeconduct.vault.format.octets import from_text
from tests.vault.format.known_answers import (
    AMINA,
    JONAS,
    OTHER_RECORD,
    OTHER_ROOT,
    OTHER_VAULT,
    RECORD,
    ROOT,
    SLOT,
    TYPES,
    VAULT,
    VERA,
    bundle_of,
    seed_of,
)
from tests.vault.format.make_vectors import read

PLACE: dict[str, Any] = {"vault": VAULT, "epoch": 3, "record": RECORD, "version": 2}
OTHERS: dict[str, Any] = {"vault": OTHER_VAULT, "epoch": 4, "record": OTHER_RECORD, "version": 1}
REFUSED = {name: read(name) for name in ("records", "staff", "cards", "sealed", "octets", "signing")}


def why(case: Any) -> str:
    """Name a case in the list of tests."""
    return f"{case.get('kind', '')} {case['why']}".strip() if isinstance(case, dict) else str(case)


@pytest.mark.parametrize("swapped", [*OTHERS, "type", "root"])
@pytest.mark.parametrize("kind", [*TYPES, records.PREVIOUS_ROOT])
def test_a_record_opens_nowhere_else(kind: str, swapped: str):
    blob = records.seal_record(ROOT, **PLACE, type=kind, data=b"Grozny")
    elsewhere = {**PLACE, "type": kind, "root": ROOT, swapped: OTHERS.get(swapped, OTHER_ROOT if swapped == "root" else "case.other")}

    assert records.open_record(ROOT, blob, **PLACE, type=kind) == b"Grozny"
    with pytest.raises(NotSealed):
        records.open_record(elsewhere.pop("root"), blob, **elsewhere)


@pytest.mark.parametrize("swapped", [*OTHERS, "type"])
def test_a_signature_under_one_record_does_not_hold_under_another(swapped: str):
    """Whoever holds the vault can seal; only the signature tells who wrote. Here Jonas seals Amina's signed words in another place."""
    author = bundle_of(AMINA)
    said: dict[str, Any] = {"author": AMINA, "at": "2026-11-23T04:51Z", "body": {"text": "Safe."}}
    here = {**PLACE, "type": "request.note", "version": 3}
    prev = seed_of("before")
    inside = records.open_record(ROOT, records.seal_statement(ROOT, **here, **said, prev=prev, seed=author.seed), **here)
    there = {**here, swapped: OTHERS.get(swapped, "request.card")} | ({"version": 2} if swapped == "version" else {})
    moved = records.seal_record(ROOT, **there, data=inside)
    opened = records.open_statement(ROOT, moved, **there, signing_key_of={AMINA: author.signing_key}.get)

    # The epoch is no part of what is signed: the same words may be sealed again under a new one.
    assert opened.signed is (swapped == "epoch")


@pytest.mark.parametrize("part", ["at", "author", "body", "prev"])
def test_a_statement_with_a_changed_part_is_not_its_authors(part: str):
    author = bundle_of(AMINA)
    here = {**PLACE, "type": "request.note"}
    blob = records.seal_statement(
        ROOT, **here, author=AMINA, at="2026-11-23T04:51Z", body={"text": "Safe."}, prev=seed_of("before"), seed=author.seed
    )
    said = octets.read_canonical(records.open_record(ROOT, blob, **here))
    changed = {"at": "2026-11-23T04:52Z", "author": JONAS, "body": {"text": "Not safe."}, "prev": seed_of("another").hex()}
    forged = records.seal_record(ROOT, **here, data=octets.canonical({**said, part: changed[part]}))
    keys = {AMINA: author.signing_key, JONAS: bundle_of(JONAS).signing_key}

    assert not records.open_statement(ROOT, forged, **here, signing_key_of=keys.get).signed


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"at": "2026-11-23T04:51Z", "author": AMINA, "body": 1, "prev": "", "v": 1},
        {"at": "yesterday", "author": AMINA, "body": 1, "prev": "", "sig": octets.to_text(bytes(64)), "v": 1},
        {"at": "2026-11-23T04:51Z", "author": AMINA, "body": 1, "prev": "AB", "sig": octets.to_text(bytes(64)), "v": 1},
        {"at": "2026-11-23T04:51Z", "author": 7, "body": 1, "prev": "", "sig": octets.to_text(bytes(64)), "v": 1},
        {"at": "2026-11-23T04:51Z", "author": AMINA, "body": 1, "prev": "", "sig": "", "v": 1},
        {"at": "2026-11-23T04:51Z", "author": AMINA, "body": 1, "prev": "", "sig": octets.to_text(bytes(64)), "v": 2},
    ],
)
def test_what_does_not_say_who_wrote_it_is_no_statement(said: dict[str, Any]):
    here = {**PLACE, "type": "request.note", "version": 1}
    blob = records.seal_record(ROOT, **here, data=octets.canonical(said))

    with pytest.raises(NotSealed):
        records.open_statement(ROOT, blob, **here, signing_key_of=lambda _: None)


@pytest.mark.parametrize("swapped", [{"vault": OTHER_VAULT}, {"epoch": 4}, {"member": JONAS}])
def test_a_grant_opens_for_its_vault_epoch_and_member_only(swapped: dict[str, Any]):
    amina = bundle_of(AMINA)
    place: dict[str, Any] = {"vault": VAULT, "epoch": 3, "member": AMINA}
    recipient = roots.recipient_of(amina.identity)
    blob, signature = grants.seal_grant(ROOT, **place, recipient=recipient, seed=bundle_of(JONAS).seed)
    key = bundle_of(JONAS).signing_key

    assert grants.open_grant(amina.identity, blob, **place) == ROOT
    assert signing.verify(key, grants.grant_statement(**place, recipient=recipient, blob=blob), signature)
    with pytest.raises(WrongContext):
        grants.open_grant(amina.identity, blob, **{**place, **swapped})
    assert not signing.verify(key, grants.grant_statement(**{**place, **swapped}, recipient=recipient, blob=blob), signature)


def test_the_signature_of_a_grant_names_the_keys_and_the_very_bytes():
    place: dict[str, Any] = {"vault": VAULT, "epoch": 3, "member": AMINA}
    recipient, other = (roots.recipient_of(bundle_of(member).identity) for member in (AMINA, VERA))
    blob, signature = grants.seal_grant(ROOT, **place, recipient=recipient, seed=bundle_of(JONAS).seed)
    again, _ = grants.seal_grant(ROOT, **place, recipient=recipient, seed=bundle_of(JONAS).seed)
    key = bundle_of(JONAS).signing_key

    assert not signing.verify(key, grants.grant_statement(**place, recipient=other, blob=blob), signature)
    assert not signing.verify(key, grants.grant_statement(**place, recipient=recipient, blob=again), signature)
    with pytest.raises(ages.CannotOpen):
        grants.open_grant(bundle_of(VERA).identity, blob, **place)


@pytest.mark.parametrize("swapped", [{"member": JONAS}, {"slot": RECORD}, {"kind": "recovery"}])
def test_a_slot_opens_for_its_member_number_and_kind_only(swapped: dict[str, Any]):
    kek = seed_of("kek")
    place: dict[str, Any] = {"member": AMINA, "slot": SLOT, "kind": "passphrase"}
    blob = staff.seal_slot(kek, bundle_of(AMINA), slot=SLOT, kind="passphrase")

    assert staff.open_slot(kek, blob, **place) == bundle_of(AMINA)
    with pytest.raises(NotSealed):
        staff.open_slot(kek, blob, **{**place, **swapped})


def test_a_keyring_opens_for_its_member_and_version_only():
    seed = bundle_of(AMINA).seed
    blob = staff.seal_keyring(seed, {"pins": {}, "root_key": "", "roots": {}}, member=AMINA, version=2)

    assert staff.open_keyring(seed, blob, member=AMINA, version=2)["v"] == 1
    for member, version in [(JONAS, 2), (AMINA, 1), (AMINA, 3)]:
        with pytest.raises(NotSealed):
            staff.open_keyring(seed, blob, member=member, version=version)


def test_a_second_factor_opens_for_its_member_only():
    auth, secret = seed_of("auth"), seed_of("factor")[:20]
    blob = staff.seal_factor(auth, secret, member=AMINA)

    assert staff.open_factor(auth, blob, member=AMINA) == secret
    with pytest.raises(NotSealed):
        staff.open_factor(auth, blob, member=JONAS)
    with pytest.raises(NotSealed):
        staff.open_factor(seed_of("kek"), blob, member=AMINA)


def test_what_signs_in_does_not_open_the_slot():
    """The server sees one half of what follows from a passphrase; it must be worth nothing for the other."""
    for keys in (staff.derive("six words", bytes(16), memory_kib=64, passes=1), staff.kit_keys(bytes(20))):
        blob = staff.seal_slot(keys.kek, bundle_of(AMINA), slot=SLOT, kind="passphrase")
        with pytest.raises(NotSealed):
            staff.open_slot(keys.auth, blob, member=AMINA, slot=SLOT, kind="passphrase")


@pytest.mark.parametrize(
    "change",
    [
        {"sequence": 2},
        {"recipient": "age1other"},
        {"signing_key": bundle_of(VERA).signing_key},
        {"created": "2026-11-24"},
        {"member": JONAS},
    ],
)
def test_a_public_bundle_with_a_changed_part_carries_no_signature(change: dict[str, Any]):
    public = members.PublicKeys(AMINA, 1, "age1x", bundle_of(AMINA).signing_key, "2026-11-23", b"")
    signed = replace(public, signature=signing.sign(bundle_of(AMINA).seed, public.statement))

    assert signed.is_signed()
    assert not replace(signed, **change).is_signed()


@pytest.mark.parametrize("case", REFUSED["records"]["refused"], ids=why)
def test_the_shared_records_that_must_be_refused_are(case: dict[str, Any]):
    with pytest.raises(NotSealed):
        records.open_record(
            bytes.fromhex(case["root"]),
            from_text(case["blob"]),
            vault=UUID(case["vault"]),
            epoch=case["epoch"],
            type=case["type"],
            record=UUID(case["record"]),
            version=case["version"],
        )


@pytest.mark.parametrize("case", REFUSED["staff"]["slot_refused"], ids=why)
def test_the_shared_slots_that_must_be_refused_are(case: dict[str, Any]):
    with pytest.raises(NotSealed):
        staff.open_slot(
            bytes.fromhex(case["key"]), from_text(case["blob"]), member=case["member"], slot=UUID(case["slot"]), kind=case["kind"]
        )


@pytest.mark.parametrize("case", REFUSED["staff"]["factor_refused"], ids=why)
def test_the_shared_factors_that_must_be_refused_are(case: dict[str, Any]):
    with pytest.raises(NotSealed):
        staff.open_factor(bytes.fromhex(case["auth"]), from_text(case["blob"]), member=case["member"])


@pytest.mark.parametrize("case", REFUSED["staff"]["keyring_refused"], ids=why)
def test_the_shared_keyrings_that_must_be_refused_are(case: dict[str, Any]):
    with pytest.raises(NotSealed):
        staff.open_keyring(bytes.fromhex(case["seed"]), from_text(case["blob"]), member=case["member"], version=case["version"])


@pytest.mark.parametrize("case", REFUSED["cards"]["refused"], ids=why)
def test_the_shared_cards_that_must_be_refused_are(case: dict[str, Any]):
    with pytest.raises(NotSealed):
        cards.verify_card(
            case["card"].encode(), bytes.fromhex(case["signature"]), root_key=bytes.fromhex(case["root_key"]), slug=case["slug"]
        )


@pytest.mark.parametrize("case", REFUSED["signing"]["refused"], ids=why)
def test_the_shared_signatures_that_must_be_refused_are(case: dict[str, Any]):
    assert not signing.verify(*(bytes.fromhex(case[part]) for part in ("key", "message", "signature")))


@pytest.mark.parametrize("case", REFUSED["octets"]["not_canonical"], ids=why)
def test_json_that_could_be_written_otherwise_is_refused(case: dict[str, Any]):
    with pytest.raises(NotCanonical):
        octets.read_canonical(case["written"].encode())


@pytest.mark.parametrize("case", REFUSED["octets"]["unpad_refused"], ids=why)
def test_padding_that_is_not_as_it_should_be_is_refused(case: dict[str, Any]):
    with pytest.raises(NotPadded):
        octets.unpad(bytes.fromhex(case["padded"]))


OPEN: dict[str, Callable[[bytes, dict[str, Any]], Any]] = {
    "bytes": lambda blob, _: ages.open_with(REFUSED["sealed"]["identity"], blob),
    "message": lambda blob, _: messages.open_message(REFUSED["sealed"]["identity"], blob),
    "file": lambda blob, _: files.open_file(REFUSED["sealed"]["identity"], io.BytesIO(blob)),
    "grant": lambda blob, place: grants.open_grant(
        REFUSED["sealed"]["identity"], blob, vault=UUID(place["vault"]), epoch=place["epoch"], member=place["member"]
    ),
}


@pytest.mark.parametrize("case", REFUSED["sealed"]["refused"], ids=why)
def test_what_is_sealed_but_not_what_it_seems_is_refused(case: dict[str, Any]):
    with pytest.raises(NotSealed):
        OPEN[case["kind"]](from_text(case["blob"]), case["expected"])
