"""Names under which members work: what a name may hold, and which two nobody could tell apart."""

import unicodedata

JOINERS = {"\u200c", "\u200d"}  # Persian and others are not written without them
UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}  # controls, turns of the direction, ends of lines, what is no letter


def is_name(name: str) -> bool:
    """Tell whether a name holds nothing but signs that are seen: no others can turn or hide what stands beside it."""
    return not any(unicodedata.category(sign) in UNSEEN for sign in name if sign not in JOINERS)


def same_name(name: str) -> str:
    """Give what two names have in common that look the same: capitals, widths, joiners and spaces do not matter."""
    seen = "".join(sign for sign in unicodedata.normalize("NFKC", name) if sign not in JOINERS)
    return " ".join(seen.casefold().split())
