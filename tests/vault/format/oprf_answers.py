"""Known answers of the function of two keys: those of RFC 9497, A.1.1, and ours of two holders."""

import hashlib
from typing import Any

from safeconduct.vault.format import oprf

# RFC 9497, A.1.1: the key, the blind, and for each input what is sent, what comes back and what comes out.
KEY = "5ebcea5ee37023ccb9fc2d2019f9d7737be85591ae8652ffa9ef0f4d37063b0e"
BLIND = "64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706"
RFC = [
    {
        "input": "00",
        "point": "609a0ae68c15a3cf6903766461307e5c8bb2f95e7e6550e1ffa2dc99e412803c",
        "answer": "7ec6578ae5120958eb2db1745758ff379e77cb64fe77b0b2d8cc917ea0869c7e",
        "result": "527759c3d9366f277d8c6020418d96bb393ba2afb20ff90df23fb7708264e2f3"
        "ab9135e3bd69955851de4b1f9fe8a0973396719b7912ba9ee8aa7d0b5e24bcf6",
    },
    {
        "input": "5a" * 17,
        "point": "da27ef466870f5f15296299850aa088629945a17d1f5b7f5ff043f76b3c06418",
        "answer": "b4cbf5a4f1eeda5a63ce7b77c7d23f461db3fcab0dd28e4e17cecb5c90d02c25",
        "result": "f4a74c9c592497375e796aa837e907b1a045d34306a749db9f34221f7e750cb4"
        "f2a6413a6bf6fa5e19ba6348eb673934a722a7ede2e7621306d18951e7cf2c73",
    },
]
FORMS = ["n1 day kmd zrm 1994-05-17", "n1 year kmd zrm 1994 rsln", "n1 call kmd zrm 234567"]


def scalar(name: str) -> bytes:
    """Give a scalar that is made up and public: a hash with its highest bits away."""
    data = bytearray(hashlib.sha256(f"made up, for tests: {name}".encode()).digest())
    data[-1] &= 0x0F
    return oprf.check_key(bytes(data))


def oprf_() -> dict[str, Any]:
    """Work out the vectors."""
    keys = [scalar("the first holder"), scalar("the second holder")]
    return {
        "rfc": {"key": KEY, "blind": BLIND, "cases": RFC},
        "holders": {"keys": [key.hex() for key in keys], "cases": [_asked(keys, form) for form in FORMS]},
        "refused_points": [
            {"why": "the point of nothing", "point": "00" * 32},
            {"why": "no point: its letters are too large", "point": "ff" * 32},
            {"why": "no point: negative", "point": "01" + "00" * 31},
            {"why": "a short one", "point": RFC[0]["point"][2:]},
        ],
        "refused_keys": [
            {"why": "nothing", "key": "00" * 32},
            {"why": "larger than the order of the group", "key": "ff" * 32},
            {"why": "a short one", "key": KEY[2:]},
        ],
    }


def _asked(keys: list[bytes], form: str) -> dict[str, Any]:
    said, blind = oprf.asked_of(form), scalar(f"the blind of {form}")
    point = oprf.blind(said, blind)
    answers = [oprf.evaluate(key, point) for key in keys]
    token = oprf.token_from(oprf.finish(said, blind, oprf.added(*answers)))
    return {"form": form, "blind": blind.hex(), "point": point.hex(), "answers": [one.hex() for one in answers], "token": token.hex()}
