"""Rules of law as a client takes them."""

from typing import Any

from safeconduct.casework.rules.law import mechanisms, rule_sets, visa_system


def rules() -> dict[str, Any]:
    """Give the rule sets, the states of the visa system and the urgent mechanisms. The same for everybody."""
    return {"rule_sets": rule_sets(), "visa_system": visa_system(), "mechanisms": mechanisms()}
