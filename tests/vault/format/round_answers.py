"""Known answers of what the opener of a round signs."""

from typing import Any
from uuid import UUID

from safeconduct.vault.format import roots, rounds, signing
from tests.vault.format import known_answers

ROUND, OTHER_ROUND = UUID("7a1d9c52-4b0e-4f0a-9d83-2c55a1b7e964"), UUID("c2a7f1d0-33b8-4e55-8a11-90aa77bb66cc")
GIVEN = [(ROUND, "CR-7Q4MZK", "2026-11-30"), (OTHER_ROUND, "CR-7Q4MZK", "2026-11-30"), (ROUND, "CR-000000", "2027-01-02")]


def rounds_() -> dict[str, Any]:
    """What is signed does not hang on the order in which the two are named."""
    people = [_coordinator(name) for name in (known_answers.JONAS, known_answers.AMINA)]
    seed = known_answers.bundle_of(known_answers.AMINA).seed
    cases = []
    for round_, crisis, closes_on in GIVEN:
        named = {"crisis": crisis, "closes_on": closes_on}
        statement = rounds.round_statement(round_=round_, vault=known_answers.VAULT, coordinators=people, **named)
        said = {"round": str(round_), "vault": str(known_answers.VAULT), "crisis": crisis, "closesOn": closes_on}
        cases.append({**said, "statement": statement.hex(), "signature": signing.sign(seed, statement).hex()})
    written = [{"member": one.member, "recipient": one.recipient, "signing_key": one.signing_key.hex()} for one in people]
    return {"coordinators": written, "cases": cases}


def _coordinator(member: str) -> rounds.Coordinator:
    keys = known_answers.bundle_of(member)
    return rounds.Coordinator(member, roots.recipient_of(keys.identity), keys.signing_key)
