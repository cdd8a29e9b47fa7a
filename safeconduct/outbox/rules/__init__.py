"""Pure decisions of the outbox: states, what an address is, when an office is open, what a mail that comes back is."""

from safeconduct.outbox.rules.addresses import domain_of, is_address, on_one_line, safe_name, wire_address
from safeconduct.outbox.rules.states import MAY_BECOME, STILL_BUSY, IncomingKind, State, is_uncertain

__all__ = [
    "MAY_BECOME",
    "STILL_BUSY",
    "IncomingKind",
    "State",
    "domain_of",
    "is_address",
    "is_uncertain",
    "on_one_line",
    "safe_name",
    "wire_address",
]
