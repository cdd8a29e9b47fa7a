"""What is missing before a campaign can be opened, the first thing first. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Lack(StrEnum):
    """Something without which nobody may sign."""

    TEXT_RECALLED = "text-recalled"
    TEXT = "text"
    TEXT_FOR_FEW = "text-for-few"
    TEXT_EMBARGOED = "text-embargoed"
    CRISIS_PAGE = "crisis-page"
    ADDRESSEE = "addressee"
    VAULT = "vault"
    KEY = "key"
    KEY_GONE = "key-gone"
    DAY_PASSED = "day-passed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a campaign that is to be opened."""

    is_recalled: bool = False
    is_released: bool = False
    is_for_everybody: bool = True
    is_embargoed: bool = False
    has_crisis_page: bool = False
    addressees: int = 0
    has_vault: bool = False  # with the sealed copy of its key
    has_key: bool = False  # in this machine's memory
    key_is_gone: bool = False
    day_passed: bool = False
    is_closed: bool = False


def lacks(facts: Facts) -> tuple[Lack, ...]:
    """Give everything that is missing, in the order in which it is done."""
    missing = (
        (Lack.KEY_GONE, facts.key_is_gone),
        (Lack.CLOSED, facts.is_closed and not facts.key_is_gone),
        (Lack.TEXT_RECALLED, facts.is_recalled),
        (Lack.TEXT, not facts.is_released and not facts.is_recalled),
        (Lack.TEXT_FOR_FEW, facts.is_released and not facts.is_for_everybody),
        (Lack.TEXT_EMBARGOED, facts.is_released and facts.is_embargoed),
        (Lack.CRISIS_PAGE, not facts.has_crisis_page),
        (Lack.ADDRESSEE, facts.addressees == 0),
        (Lack.VAULT, not facts.has_vault and not facts.key_is_gone),
        (Lack.KEY, facts.has_vault and not facts.has_key and not facts.key_is_gone),
        (Lack.DAY_PASSED, facts.day_passed),
    )
    return tuple(lack for lack, is_missing in missing if is_missing)
