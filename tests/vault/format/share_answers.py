"""Known answers of shares, strongboxes and keyed tokens."""

from typing import Any

from safeconduct.vault.format import keyed, octets, roots, shares, signing, strongboxes
from tests.vault.format import known_answers
from tests.vault.format.chance_answers import Inside, cases_of

PAYLOAD: dict[str, Any] = {"address": "A street that is invented, 7", "until": "2026-12-01"}
BOX, OTHER_BOX = known_answers.RECORD, known_answers.OTHER_RECORD


def shares_() -> dict[str, Any]:
    """Lines, the places of whose shares are named; and a strongbox that both halves sealed."""
    return {
        "products": [_product(one, other) for one, other in [(0, 7), (1, 255), (2, 128), (0x53, 0xCA), (255, 255)]],
        "lines": [_lines(*line) for line in _named_lines()],
        "refused": _refused_pairs(),
        "statement": _statement(),
        **_strongbox(),
    }


def keyed_() -> dict[str, Any]:
    """Tokens of normal forms under two keys."""
    forms = ["", "hsnv zlmhn 1990-04-17", "hsnv 1990 slmn", "Хасанов"]
    keys = [known_answers.seed_of("tokens"), known_answers.seed_of("tokens of another organisation")]
    return {"cases": [{"key": key.hex(), "form": form, "token": keyed.known_token(key, form).hex()} for key in keys for form in forms]}


def _product(one: int, other: int) -> dict[str, int]:
    return {"one": one, "other": other, "product": shares.multiply(one, other)}


def _named_lines() -> list[tuple[bytes, bytes, list[int]]]:
    seed, slopes = known_answers.seed_of("a strongbox"), known_answers.seed_of("its slopes")
    return [
        (seed, slopes, [1, 2, 3, 4, 5]),
        (seed, slopes, [255, 128, 7]),
        (bytes(32), bytes(32), [9, 200]),
        (b"\xff" * 32, bytes(range(32)), [1, 255]),
        (b"\x00", b"\x01", [83, 202]),
    ]


def _lines(secret: bytes, slopes: bytes, places: list[int]) -> dict[str, Any]:
    return {
        "secret": secret.hex(),
        "slopes": slopes.hex(),
        "places": places,
        "shares": [share.hex() for share in shares.share_at(secret, slopes, places)],
    }


def _refused_pairs() -> list[dict[str, str]]:
    one, other = shares.share_at(known_answers.seed_of("a strongbox"), known_answers.seed_of("its slopes"), [1, 2])
    pairs = {
        "the same share twice": (one, one),
        "two shares of one place": (one, other[:-1] + one[-1:]),
        "a place where the secret itself lies": (one, other[:-1] + b"\0"),
        "shares of different lengths": (one, other[1:]),
        "nothing but a place": (one[-1:], other[-1:]),
        "nothing": (b"", b""),
    }
    return [{"why": why, "one": first.hex(), "other": second.hex()} for why, (first, second) in pairs.items()]


def _statement() -> dict[str, str]:
    amina = known_answers.bundle_of(known_answers.AMINA)
    recipient = roots.recipient_of(amina.identity)
    said = strongboxes.share_statement(
        box=BOX, by=known_answers.JONAS, member=known_answers.AMINA, recipient=recipient, blob=b"a share", content=b"a content"
    )
    signature = signing.sign(known_answers.bundle_of(known_answers.JONAS).seed, said)
    place = {"box": str(BOX), "by": known_answers.JONAS, "member": known_answers.AMINA, "recipient": recipient}
    return {**place, "blob": b"a share".hex(), "content": b"a content".hex(), "statement": said.hex(), "signature": signature.hex()}


def _strongbox() -> dict[str, Any]:
    seed, slopes = known_answers.seed_of("a strongbox"), known_answers.seed_of("its slopes")
    given = dict(
        zip((known_answers.AMINA, known_answers.JONAS, known_answers.VERA), shares.share_at(seed, slopes, [3, 90, 211]), strict=True)
    )
    identity = roots.identity_of(seed)
    content = octets.pad(octets.canonical({"box": str(BOX), "payload": PAYLOAD, "v": 1}))
    elsewhere = octets.pad(octets.canonical({"box": str(OTHER_BOX), "payload": PAYLOAD, "v": 1}))
    box = {"box": str(BOX)}
    return {
        "contents": cases_of("shares", "contents", [Inside("an address", identity, content, {**box, "payload": PAYLOAD})]),
        "contents_refused": cases_of(
            "shares", "contents_refused", [Inside("the content of another strongbox", identity, elsewhere, box, ("python",))]
        ),
        "sealed": cases_of("shares", "sealed", [_share(member, share) for member, share in given.items()]),
        "sealed_refused": cases_of("shares", "sealed_refused", _refused_shares(given[known_answers.AMINA])),
        "stranger": shares.share_at(known_answers.seed_of("another box"), slopes, [3])[0].hex(),
    }


def _share(who: str, data: bytes, why: str = "", **changed: Any) -> Inside:
    identity = known_answers.bundle_of(who).identity
    said = {"box": str(BOX), "by": known_answers.JONAS, "member": who, "share": octets.to_text(data), "v": 1}
    inside = octets.pad(octets.canonical({**said, **changed}))
    expected = {"identity": identity, "box": str(BOX), "by": known_answers.JONAS, "member": who, "share": data.hex()}
    if why:
        return Inside(why, identity, inside, expected, ("python",))
    return Inside(f"the share of {who}", identity, inside, expected)


def _refused_shares(share: bytes) -> list[Inside]:
    amina = known_answers.AMINA
    return [
        _share(amina, share, "a share of another box", box=str(OTHER_BOX)),
        _share(amina, share, "a share from somebody else", by=known_answers.VERA),
        _share(amina, share, "a share for somebody else", member=known_answers.VERA),
        _share(amina, share, "a short share", share=octets.to_text(share[1:])),
        _share(amina, share, "a newer version", v=2),
        _share(amina, share, "something more", more=1),
        _share(amina, share, "a longer thing in the place of a share", share="A" * 400),
    ]
