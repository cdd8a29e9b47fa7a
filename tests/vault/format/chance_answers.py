"""Letters and strongboxes, which chance makes different every time: each is kept as long as it still holds what it should."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safeconduct.vault.format import ages, octets
from safeconduct.vault.format.errors import NotSealed
from safeconduct.vault.format.roots import recipient_of
from tests.vault.format.sealed_answers import ROOT, SEAL, SEALERS

FOLDER = ROOT / "client" / "vectors"


@dataclass(frozen=True)
class Inside:
    """What is to be sealed: why, by whom, for which identity, and what a reader expects besides."""

    why: str
    identity: str
    inside: bytes
    expected: dict[str, Any]
    sealers: tuple[str, ...] = SEALERS


def kept_in(name: str, part: str) -> dict[tuple[str, str], str]:
    """Give the sealed bytes that a file of vectors has in one of its parts, by why and by whom."""
    file = Path(FOLDER / f"{name}.json")
    cases = json.loads(file.read_text(encoding="utf-8")).get(part, []) if file.exists() else []
    return {(case["why"], case["sealed_by"]): case["blob"] for case in cases}


def cases_of(name: str, part: str, wanted: list[Inside]) -> list[dict[str, Any]]:
    """Give the cases of one part, with what is kept where it still holds the same."""
    kept = kept_in(name, part)
    return [
        {"why": one.why, "sealed_by": sealer, **one.expected, "blob": _blob(one, sealer, kept.get((one.why, sealer), ""))}
        for one in wanted
        for sealer in one.sealers
    ]


def _blob(one: Inside, sealer: str, kept: str) -> str:
    try:
        if kept and ages.open_with(one.identity, octets.from_text(kept)) == one.inside:
            return kept
    except NotSealed:
        pass
    recipient = recipient_of(one.identity)
    if sealer == "python":
        return octets.to_text(ages.seal_to(recipient, one.inside))
    given = json.dumps([{"recipients": [recipient], "data": octets.to_text(one.inside)}])
    done = subprocess.run(
        ["node", "--input-type=module", "--eval", SEAL], cwd=ROOT, input=given, capture_output=True, text=True, check=True
    )
    sealed: list[str] = json.loads(done.stdout)
    return sealed[0]
