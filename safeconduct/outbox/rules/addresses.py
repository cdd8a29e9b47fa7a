"""What an address is, and how words from outside are made fit for one line. Pure.

Whatever is to stand in a header goes through here, so that no line break of anybody's can begin a header of its own.
"""

import re
import unicodedata

LONGEST_ADDRESS, LONGEST_LOCAL = 254, 64  # RFC 5321, 4.5.3.1
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\Z")  # RFC 5322 dot-atom
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\Z")
# Letters that nobody sees, or that turn the order of what stands around them: fine in a text, never in a name of a file.
_UNSEEN = frozenset({"Cf", "Cs", "Co", "Cn"})
_BREAKS = frozenset({"Cc", "Zl", "Zp"})


def is_address(text: str) -> bool:
    """Tell whether the text is one plain address, ``name@domain``, with a domain of at least two labels, and nothing else.

    Quoted names and names beyond ASCII are not taken: no office has one, and many servers refuse them. Domains may be in any script.
    """
    local, at, domain = text.rpartition("@")
    if not at or len(local) > LONGEST_LOCAL or not _LOCAL.match(local):
        return False
    ascii_domain = _ascii(domain)
    labels = ascii_domain.split(".")
    return len(local) + 1 + len(ascii_domain) <= LONGEST_ADDRESS and len(labels) > 1 and all(_LABEL.match(label) for label in labels)


def wire_address(address: str) -> str:
    """Give an address that ``is_address`` holds for as it goes over the wire: its domain in ASCII."""
    local, _at, domain = address.rpartition("@")
    return f"{local}@{_ascii(domain)}"


def domain_of(address: str) -> str:
    """Give the domain of an address in lower case and in ASCII; empty where there is none."""
    _local, at, domain = address.rpartition("@")
    return _ascii(domain.strip().rstrip(".")).lower() if at else ""


def on_one_line(text: str) -> str:
    """Give the text as one line: every control character, line break and run of blanks becomes one blank; halves of letters go."""
    fitting = (" " if unicodedata.category(letter) in _BREAKS else letter for letter in text if unicodedata.category(letter) != "Cs")
    return " ".join("".join(fitting).split())


def safe_name(name: str, *, fallback: str, longest: int = 120) -> str:
    """Give a file name that means nothing to any system: no folders, no unseen letters, no leading dot; its ending stays."""
    line = "".join(letter for letter in on_one_line(name) if unicodedata.category(letter) not in _UNSEEN)
    last = re.split(r"[\\/]", line)[-1]
    kept = re.sub(r"[^\w .()\-]", "_", last).strip(" .")
    if len(kept) > longest:
        stem, dot, ending = kept.rpartition(".")
        kept = f"{stem[: longest - len(ending) - 1]}.{ending}" if dot and len(ending) < 10 else kept[:longest]  # noqa: PLR2004 — longer is no ending
    return kept or fallback


def _ascii(domain: str) -> str:
    if domain.isascii():
        return domain
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
