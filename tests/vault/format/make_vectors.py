"""Write client/vectors anew: `python -m tests.vault.format.make_vectors`. Needs Node.js for what the browser's library seals.

What has one answer is worked out; sealed things, which chance makes different every time, are kept where they still hold what they should.
"""

import json
from pathlib import Path
from typing import Any

from tests.vault.format.alive_answers import alive_
from tests.vault.format.known_answers import ANSWERS
from tests.vault.format.letter_answers import letters_
from tests.vault.format.sealed_answers import sealed_
from tests.vault.format.share_answers import keyed_, shares_

# Partly sealed by chance: what is kept stays as long as it holds what it should.
KEPT = {"alive": alive_, "keyed": keyed_, "letters": letters_, "shares": shares_}
FOLDER = Path(__file__).resolve().parents[3] / "client" / "vectors"


def read(name: str) -> dict[str, Any]:
    """Read the vectors of this name."""
    kept: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return kept


def write(name: str, answers: dict[str, Any]) -> None:
    """Write the vectors of this name."""
    (FOLDER / f"{name}.json").write_text(json.dumps(answers, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for name, answers in {**ANSWERS, **KEPT}.items():
        write(name, answers())
    write("sealed", sealed_(read("sealed") if (FOLDER / "sealed.json").exists() else None))
