"""Letters and labels, held to client/vectors/letters.json; and C3: no letter opens under another key, label, id or with a changed byte."""

import secrets
from typing import Any
from uuid import UUID

import pytest

from safeconduct.vault.format import labels, letters, octets, roots, signing
from safeconduct.vault.format.errors import NotSealed
from tests.vault.format.make_vectors import read

VECTORS = read("letters")
CASES: dict[str, list[dict[str, Any]]] = {part: VECTORS[part] for part in ("opened", "refused")}
LETTER = "c2a7f1d0-33b8-4e55-8a11-90aa77bb66cc"


def key_of(member: str) -> bytes | None:
    known = VECTORS["trusted"].get(member)
    return bytes.fromhex(known) if known else None


def opened(case: dict[str, Any], blob: bytes | None = None, **changed: Any) -> letters.Letter:
    said = {"identity": case["identity"], "letter": case["letter"], **changed}
    recipient = roots.recipient_of(said["identity"])
    blob = octets.from_text(case["blob"]) if blob is None else blob
    return letters.open_letter(said["identity"], blob, letter=said["letter"], recipient=recipient, signing_key_of=key_of)


def test_labels_follow_from_root_vault_epoch_and_text():
    root, vault = bytes.fromhex(VECTORS["root"]), UUID(VECTORS["vault"])
    for case in VECTORS["labels"]:
        place = root, vault, case["epoch"], case["label"]
        assert labels.label_identity(*place) == case["identity"]
        assert labels.label_recipient(*place) == case["recipient"]
    assert len({case["identity"] for case in VECTORS["labels"]}) == len(VECTORS["labels"])


def test_a_label_is_no_other_vaults_and_not_the_vaults_own_key():
    root, vault = bytes.fromhex(VECTORS["root"]), UUID(VECTORS["vault"])
    here = labels.label_identity(root, vault, 1, "")

    assert here != labels.label_identity(root, UUID(int=vault.int ^ 1), 1, "")
    assert here != roots.vault_identity(root, vault, 1)


@pytest.mark.parametrize("case", CASES["opened"], ids=lambda case: f"{case['why']} ({case['sealed_by']})")
def test_a_letter_opens_and_tells_whether_its_author_signed_it_for_this_reader(case: dict[str, Any]):
    assert opened(case) == letters.Letter(case["payload"], case["author"], case["signed"])


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["why"])
def test_what_is_no_letter_for_this_place_is_refused(case: dict[str, Any]):
    with pytest.raises(NotSealed):
        opened(case)


def test_what_an_author_signs_has_one_spelling():
    for case in VECTORS["statements"]:
        place = {name: case[name] for name in ("letter", "author", "recipient", "payload")}
        statement = letters.letter_statement(**place)
        assert statement.hex() == case["statement"]
        assert signing.verify(key_of(case["author"]) or b"", statement, bytes.fromhex(case["signature"]))


def test_no_byte_of_a_letter_can_be_changed():
    case = CASES["opened"][0]
    blob = octets.from_text(case["blob"])
    for place in range(0, len(blob), 7):
        changed = blob[:place] + bytes([blob[place] ^ 1]) + blob[place + 1 :]
        with pytest.raises(NotSealed):
            opened(case, changed)


def test_a_letter_opens_to_no_other_key_label_or_id():
    root, vault = secrets.token_bytes(32), UUID(VECTORS["vault"])
    mine, other = (labels.label_identity(root, vault, 1, text) for text in ("one", "other"))
    blob = letters.seal_letter(roots.recipient_of(mine), letter=LETTER, payload={"x": 1})
    case = {"identity": mine, "letter": LETTER}

    assert opened(case, blob).payload == {"x": 1}
    for changed in ({"identity": other}, {"identity": roots.vault_identity(root, vault, 1)}, {"letter": "another"}):
        with pytest.raises(NotSealed):
            opened(case, blob, **changed)


def test_all_letters_of_one_least_size_are_equally_long():
    recipient = VECTORS["labels"][0]["recipient"]
    lengths = {
        len(letters.seal_letter(recipient, letter=LETTER, payload={"text": "x" * size}, least=16_384)) for size in (0, 100, 5_000, 15_000)
    }

    # age adds a stanza of chance length, so that the header differs by a few bytes; what is sealed does not.
    assert max(lengths) - min(lengths) < 400
    assert min(lengths) > 16_384
