"""Known answers of letters and labels."""

from typing import Any
from uuid import UUID

from safeconduct.vault.format import labels, letters, octets, roots, signing
from tests.vault.format import known_answers
from tests.vault.format.chance_answers import Inside, cases_of

LETTER, OTHER_LETTER = "c2a7f1d0-33b8-4e55-8a11-90aa77bb66cc", "5d0c9b1e-7a54-4c1e-9f60-1f2e3d4c5b6a"
LABELS: list[tuple[int, str]] = [(1, LETTER), (1, OTHER_LETTER), (2, LETTER), (4_294_967_295, ""), (3, "round/карта № 7")]
PAYLOAD: dict[str, Any] = {"label": "", "people": 3, "tier": "critical", "words": "Трое, один болен."}


def letters_() -> dict[str, Any]:
    """Labels and what an author signs have one answer; letters are sealed by chance, by both halves."""
    vault, root = known_answers.VAULT, known_answers.ROOT
    identity = roots.vault_identity(root, vault, 3)
    label = labels.label_identity(root, vault, 3, LETTER)
    seed = known_answers.bundle_of(known_answers.AMINA).seed
    return {
        "root": root.hex(),
        "vault": str(vault),
        "labels": [_label(root, vault, epoch, text) for epoch, text in LABELS],
        "trusted": {known_answers.AMINA: signing.public_key(seed).hex()},
        "statements": [_statement(letter, recipient, seed) for letter, recipient in [(LETTER, identity), (OTHER_LETTER, label)]],
        "opened": cases_of("letters", "opened", _opened(identity, label, seed)),
        "refused": cases_of("letters", "refused", _refused(identity, label, seed)),
    }


def _label(root: bytes, vault: UUID, epoch: int, text: str) -> dict[str, Any]:
    identity = labels.label_identity(root, vault, epoch, text)
    return {"epoch": epoch, "label": text, "identity": identity, "recipient": labels.label_recipient(root, vault, epoch, text)}


def _statement(letter: str, identity: str, seed: bytes) -> dict[str, Any]:
    place = {"letter": letter, "author": known_answers.AMINA, "recipient": roots.recipient_of(identity)}
    statement = letters.letter_statement(**place, payload=PAYLOAD)
    return {**place, "payload": PAYLOAD, "statement": statement.hex(), "signature": signing.sign(seed, statement).hex()}


def _inside(identity: str, *, author: str = "", seed: bytes = b"", least: int = 0, **changed: Any) -> bytes:
    recipient = roots.recipient_of(identity)
    statement = letters.letter_statement(letter=LETTER, author=author, recipient=recipient, payload=PAYLOAD)
    sig = octets.to_text(signing.sign(seed, statement)) if author else ""
    return octets.pad(octets.canonical({"author": author, "id": LETTER, "payload": PAYLOAD, "sig": sig, "v": 1, **changed}), least)


def _opened(identity: str, label: str, seed: bytes) -> list[Inside]:
    def expected(identity: str, author: str, *, signed: bool) -> dict[str, Any]:
        return {"identity": identity, "letter": LETTER, "payload": PAYLOAD, "author": author, "signed": signed}

    amina, vera = known_answers.AMINA, known_answers.VERA
    return [
        Inside("to a vault, by nobody", identity, _inside(identity), expected(identity, "", signed=False)),
        Inside("in the bucket of all others", identity, _inside(identity, least=16_384), expected(identity, "", signed=False)),
        Inside("to a vault, signed", identity, _inside(identity, author=amina, seed=seed), expected(identity, amina, signed=True)),
        Inside("an answer to a label, signed", label, _inside(label, author=amina, seed=seed), expected(label, amina, signed=True)),
        Inside("signed for others, and passed on", label, _inside(identity, author=amina, seed=seed), expected(label, amina, signed=False)),
        Inside("signed by a stranger", identity, _inside(identity, author=vera, seed=seed), expected(identity, vera, signed=False)),
    ]


def _refused(identity: str, label: str, seed: bytes) -> list[Inside]:
    here = {"identity": identity, "letter": LETTER}
    other = {"identity": labels.label_identity(known_answers.ROOT, known_answers.VAULT, 3, OTHER_LETTER), "letter": LETTER}
    older = {"identity": labels.label_identity(known_answers.ROOT, known_answers.VAULT, 2, LETTER), "letter": LETTER}
    signed = _inside(identity, author=known_answers.AMINA, seed=seed)
    python = ("python",)
    return [
        Inside("the key of another label", label, _inside(label), other, python),
        Inside("the label of another epoch", label, _inside(label), older, python),
        Inside("another id", identity, _inside(identity, id=OTHER_LETTER), here, python),
        Inside("a newer version", identity, _inside(identity, v=2), here, python),
        Inside("something more", identity, _inside(identity, more=1), here, python),
        Inside("an author without a signature", identity, _inside(identity, author=known_answers.AMINA, seed=seed, sig=""), here, python),
        Inside("a signature without an author", identity, _inside(identity, sig=octets.to_text(bytes(64))), here, python),
        Inside("not padded", identity, signed.rstrip(b"\0"), here, python),
    ]
