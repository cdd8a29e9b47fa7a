"""C1: the Python half gives every answer that both halves must give, and opens what the browser's library sealed."""

import hashlib
import io
import json
from typing import Any
from uuid import UUID

import pytest

from safeconduct.vault.format import ages, cards, codes, files, grants, lists, members, messages, octets, records, roots, signing, staff
from safeconduct.vault.format.octets import from_text
from tests.vault.format.make_vectors import read
from tests.vault.format.tar_answers import contents, tar_of

OCTETS, RECORDS, STAFF, SEALED = read("octets"), read("records"), read("staff"), read("sealed")


def why(case: Any) -> str:
    """Name a case in the list of tests."""
    return str(case.get("why") or case.get("how") or case.get("type") or "") if isinstance(case, dict) else ""


def place_of(case: dict[str, Any]) -> dict[str, Any]:
    """Give where a record belongs, ready for the functions of records."""
    return {
        "vault": UUID(case["vault"]),
        "epoch": case["epoch"],
        "type": case["type"],
        "record": UUID(case["record"]),
        "version": case["version"],
    }


def test_appendix_a_comes_out_exactly():
    """The figures stand here once more, so that no generator can change them."""
    keys = codes.source_keys(bytes(range(10)), "kat-instance")
    root, vault = bytes(range(32)), UUID(bytes=bytes(range(16)))
    blob = records.seal_record(
        root,
        vault=vault,
        epoch=1,
        type="case.card",
        record=UUID(bytes=bytes(range(16, 32))),
        version=7,
        data="Дело № 7".encode(),
        nonce=bytes(12),
    )

    assert lists.numbers_of(bytes(range(10))) == [0, 64, 1030, 64, 643, 28, 257, 342]
    assert keys.token.hex() == "1cc27284e8ea212000767427c31c57b4836ef86b7ced1c2ce35c66899ba3111e"
    assert keys.token_hash.hex() == "1ca7f3b005c0397319370786511cec7f954b75c84dfd5b5b85db55b2f0b11775"
    assert keys.identity == "AGE-SECRET-KEY-1XWEU3U20Y08S9U52GGQ6G8LWAMPEF47C8P2XZWTCSJ4KATD0H6HQKD9KZL"
    assert keys.recipient == "age1sdvzpesh7jqp0g2ch4l0ss5jwrscxu7mnzveces5gqwxwmdxhfmssgkmjc"
    assert roots.record_key(root, vault, 1).hex() == "fbe819bd036ae23a9f6b55ccf9d0010bb1ebcb7e303545689dc16ebc9c7b1157"
    assert roots.vault_identity(root, vault, 1) == "AGE-SECRET-KEY-1CAEMJPZWV6ZYXH99Z8X9WGTGSQ6Q9M6C5DA47978JV4LRSNC6EVS4NUWJD"
    assert (len(blob), hashlib.sha256(blob).hexdigest()) == (292, "c38c3630b1c8a83f6023f729f1195d1a0d70f86d0d8653c9b6330dffec51deb1")


def test_bytes_are_joined_padded_and_written_as_they_must_be():
    assert [octets.pae(*case["parts"]).hex() for case in OCTETS["pae"]] == [case["joined"] for case in OCTETS["pae"]]
    assert [octets.padme(case["length"]) for case in OCTETS["padme"]] == [case["padded"] for case in OCTETS["padme"]]
    assert all(map(octets.is_bucket, OCTETS["buckets"]["yes"])) and not any(map(octets.is_bucket, OCTETS["buckets"]["no"]))
    for case in OCTETS["canonical"]:
        assert octets.canonical(case["value"]).decode() == case["written"]
        assert octets.read_canonical(case["written"].encode()) == case["value"]
    for case in OCTETS["pad"]:
        data = bytes.fromhex(case["byte"]) * case["length"]
        padded = octets.pad(data)
        assert (len(padded), hashlib.sha256(padded).hexdigest()) == (case["padded"], case["sha256"])
        assert octets.unpad(padded) == data


def test_roots_give_keys_and_identities():
    for case in read("roots")["cases"]:
        root, vault, epoch = bytes.fromhex(case["root"]), UUID(case["vault"]), case["epoch"]
        assert roots.record_key(root, vault, epoch).hex() == case["record_key"]
        assert roots.vault_identity(root, vault, epoch) == case["identity"]
        assert roots.recipient_of(case["identity"]) == case["recipient"]
        assert roots.epoch_statement(vault, epoch, case["recipient"]).hex() == case["epoch_statement"]


@pytest.mark.parametrize("case", RECORDS["sealed"], ids=why)
def test_a_record_of_every_type_is_sealed_and_opened(case: dict[str, Any]):
    root, place, data = bytes.fromhex(case["root"]), place_of(case), bytes.fromhex(case["data"])

    assert octets.to_text(records.seal_record(root, **place, data=data, nonce=bytes.fromhex(case["nonce"]))) == case["blob"]
    assert records.open_record(root, from_text(case["blob"]), **place) == data
    assert records.header_of(from_text(case["blob"])) == records.Header(case["epoch"], bytes.fromhex(case["nonce"]))


def test_the_root_before_is_found_in_the_epoch_after():
    case = RECORDS["previous"]
    opened = records.open_previous_root(
        bytes.fromhex(case["root"]), from_text(case["blob"]), vault=UUID(case["vault"]), epoch=case["epoch"]
    )

    assert opened.hex() == case["previous"]


@pytest.mark.parametrize("case", RECORDS["statements"], ids=why)
def test_a_statement_tells_whether_its_author_signed_it(case: dict[str, Any]):
    keys = {member: bytes.fromhex(key) for member, key in case["keys"].items()}
    root, blob = bytes.fromhex(case["root"]), from_text(case["blob"])
    sealed = records.seal_statement(
        root,
        **place_of(case),
        author=case["author"],
        at=case["at"],
        body=case["body"],
        prev=bytes.fromhex(case["prev"]),
        seed=bytes.fromhex(case["seed"]),
        nonce=bytes.fromhex(case["nonce"]),
    )

    assert sealed == blob
    assert records.open_record(root, blob, **place_of(case)).decode() == case["inside"]
    assert records.open_statement(root, blob, **place_of(case), signing_key_of=keys.get) == records.Statement(
        case["author"], case["at"], case["body"], bytes.fromhex(case["prev"]), case["signed"]
    )


def test_signatures_and_fingerprints():
    for case in read("signing")["cases"]:
        seed, key, message = (bytes.fromhex(case[part]) for part in ("seed", "key", "message"))
        assert signing.public_key(seed) == key
        assert signing.sign(seed, message).hex() == case["signature"]
        assert signing.verify(key, message, bytes.fromhex(case["signature"]))
        assert signing.fingerprint(key) == case["fingerprint"]


def test_a_passphrase_gives_its_keys_however_its_letters_are_made_up():
    for case in STAFF["derived"]:
        measures = {part: case[part] for part in ("memory_kib", "passes", "lanes")}
        keys = staff.derive(case["passphrase"], bytes.fromhex(case["salt"]), **measures)
        assert (keys.auth.hex(), keys.kek.hex()) == (case["auth"], case["kek"])
    assert STAFF["derived"][2]["kek"] == STAFF["derived"][3]["kek"]


def test_a_recovery_kit_gives_its_words_and_keys():
    for case in STAFF["kits"]:
        kit = bytes.fromhex(case["kit"])
        assert members.kit_words(kit) == case["words"]
        assert codes.read_code(" ".join(case["words"][:8])) + codes.read_code(" ".join(case["words"][8:])) == kit
        assert (staff.kit_keys(kit).auth.hex(), staff.kit_keys(kit).kek.hex()) == (case["auth"], case["kek"])


def test_slots_second_factors_and_keyrings():
    slot, factor, ring = STAFF["slot"], STAFF["factor"], STAFF["keyring"]
    bundle = staff.open_slot(
        bytes.fromhex(slot["key"]), from_text(slot["blob"]), member=slot["member"], slot=UUID(slot["slot"]), kind=slot["kind"]
    )
    secret = staff.open_factor(bytes.fromhex(factor["auth"]), from_text(factor["blob"]), member=factor["member"])
    keyring = staff.open_keyring(bytes.fromhex(ring["seed"]), from_text(ring["blob"]), member=ring["member"], version=ring["version"])

    assert bundle.to_bytes().decode() == slot["bundle"]
    assert secret.hex() == factor["secret"]
    assert keyring == ring["keyring"]


def test_what_members_sign_about_keys():
    answers = read("members")
    for case in answers["bundles"]:
        public = members.PublicKeys(
            case["member"],
            case["sequence"],
            case["recipient"],
            bytes.fromhex(case["signing_key"]),
            case["created"],
            bytes.fromhex(case["previous"]),
            bytes.fromhex(case["signature"]),
        )
        vouch = case["vouch"]
        about = members.vouch_statement(
            statement=public.statement, **{part: vouch[part] for part in ("organisation", "authority", "voucher")}
        )
        assert public.statement.hex() == case["statement"]
        assert public.is_signed()
        assert about.hex() == vouch["statement"]
        assert signing.sign(bytes.fromhex(vouch["seed"]), about).hex() == vouch["signature"]
    grant = answers["grant"]
    given = {**grant, "vault": UUID(grant["vault"]), "blob": from_text(grant["blob"])}
    assert grants.grant_statement(**{part: given[part] for part in given if part != "statement"}).hex() == grant["statement"]


@pytest.mark.parametrize("case", read("cards")["trusted"], ids=why)
def test_a_card_is_trusted(case: dict[str, Any]):
    card = cards.verify_card(
        case["card"].encode(), bytes.fromhex(case["signature"]), root_key=bytes.fromhex(case["root_key"]), slug=case["slug"]
    )

    assert str(card.channel) == json.loads(case["card"])["channel"]


def test_a_code_is_said_in_words_and_digits():
    for case in read("codes")["said"]:
        secret = bytes.fromhex(case["secret"])
        assert lists.numbers_of(secret) == case["numbers"]
        assert codes.digits_of(secret) == case["digits"]
        assert {language: codes.words_of(secret, language) for language in case["words"]} == case["words"]
    assert set(case["words"]) == {"en", "es", "fr", "ru"}


def test_a_code_gives_the_keys_of_a_box():
    for case in read("codes")["keys"]:
        keys = codes.source_keys(bytes.fromhex(case["secret"]), case["instance"])
        assert (keys.token.hex(), keys.token_hash.hex()) == (case["token"], case["token_hash"])
        assert (keys.identity, keys.recipient) == (case["identity"], case["recipient"])


@pytest.mark.parametrize("case", read("codes")["read"], ids=why)
def test_a_code_is_read_however_it_is_typed(case: dict[str, Any]):
    assert codes.read_code(case["text"]).hex() == case["secret"]


@pytest.mark.parametrize("case", read("codes")["misread"], ids=why)
def test_a_slip_in_a_code_is_found(case: dict[str, Any]):
    with pytest.raises(codes.Misread) as caught:
        codes.read_code(case["text"])

    if "positions" in case:
        assert list(caught.value.positions) == case["positions"]
    assert caught.value.checksum == case.get("checksum", False)
    for place, word in case.get("meant", {}).items():
        assert word in caught.value.suggestions[int(place)]


def test_a_tar_is_the_same_byte_for_byte():
    answers = read("tars")
    for case in answers["files"]:
        tar = tar_of(case["name"], case["type"], contents(case["size"]))
        assert (len(tar), hashlib.sha256(tar).hexdigest()) == (case["tar_length"], case["tar_sha256"])
    for case in answers["headers"]:
        assert files.tar_header(case["name"], case["size"]).hex() == case["header"]


@pytest.mark.parametrize("case", SEALED["opened"], ids=lambda case: f"{why(case)} by {case['sealed_by']}")
def test_what_either_half_sealed_is_opened(case: dict[str, Any]):
    identity, blob, expected = SEALED["identity"], from_text(case["blob"]), case["expected"]
    match case["kind"]:
        case "bytes":
            assert ages.open_with(identity, blob).hex() == expected["data"]
        case "message":
            assert messages.open_message(identity, blob) == expected["message"]
        case "grant":
            root = grants.open_grant(identity, blob, vault=UUID(expected["vault"]), epoch=expected["epoch"], member=expected["member"])
            assert root.hex() == expected["root"]
        case "file":
            meta, data = files.open_file(identity, io.BytesIO(blob))
            assert meta == files.FileMeta(**expected)
            assert data.read() == contents(meta.size)
        case kind:
            raise AssertionError(kind)
