"""How e-mail addresses are read and compared. Pure. The typed address is kept for sending; only its canonical form is ever compared."""

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from encodings.idna import ToASCII
from functools import cache, lru_cache
from importlib.resources import files

LONGEST_MAIL, LONGEST_LOCAL, LONGEST_DOMAIN, LONGEST_LABEL = 254, 64, 253, 63
FORBIDDEN = frozenset(' "(),:;<>[\\]@')  # what a local part without quotes cannot hold
# Letters that the older IDNA turns into others, so that a mail would go to another domain.
KEPT_LETTERS = frozenset("ßς")
MOST_ALIASES = 3


@dataclass(frozen=True, slots=True)
class DomainRule:
    """How the addresses of a domain are compared; see domains.toml."""

    strip: str = ""
    extension: str = ""
    alias_of: str = ""


Rules = Mapping[str, DomainRule]


@cache
def packaged_rules() -> Rules:
    """Give the rules that come with the program, by domain."""
    kept = tomllib.loads((files("safeconduct.signing.rules") / "domains.toml").read_text(encoding="utf-8"))
    return {domain: DomainRule(**fields) for domain, fields in kept.items()}


def with_rules(rows: Mapping[str, DomainRule]) -> Rules:
    """Give the packaged rules with those of this installation, which win."""
    return {**packaged_rules(), **rows}


@lru_cache(maxsize=4096)
def domain_to_ascii(domain: str) -> str:
    """Give a domain as it stands on the wire (punycode, small letters), or nothing where it is none."""
    labels = domain.rstrip(".").lower().replace("。", ".").split(".")
    try:
        written = [_label(label) for label in labels]
    except (UnicodeError, ValueError):
        return ""
    whole = ".".join(written)
    is_one = len(labels) > 1 and len(whole) <= LONGEST_DOMAIN and all(_is_label(label) for label in written) and not written[-1].isdigit()
    return whole if is_one else ""


def split_mail(mail: str) -> tuple[str, str]:
    """Give the local part as typed and the domain as it stands on the wire; two empty texts where this is no address."""
    local, _at, domain = mail.rpartition("@")
    if not local or len(local) > LONGEST_LOCAL or len(mail) > LONGEST_MAIL or not _is_local(local):
        return "", ""
    found = domain_to_ascii(unicodedata.normalize("NFC", domain) if not domain.isascii() else domain)
    return (local, found) if found else ("", "")


def sendable(mail: str) -> str:
    """Give an address as a mail server takes it: the typed local part, the domain in ASCII."""
    local, domain = split_mail(mail)
    return f"{local}@{domain}"


def domain_of(mail: str) -> str:
    """Give the domain of an address in ASCII; empty where it is no address."""
    return split_mail(mail)[1]


def canonical(mail: str, rules: Rules) -> str:
    """Give the one form in which all ways of writing a mailbox are the same; for comparison, never for sending.

    Idempotent. An address that is none comes back in small letters.
    """
    local, domain = split_mail(mail)
    if not domain:
        return unicodedata.normalize("NFC", mail.lower())
    domain, rule = _rule_of(domain, rules)
    local = local.lower() if local.isascii() else unicodedata.normalize("NFC", local.lower())
    if rule.extension:
        local = local.split(rule.extension, 1)[0] or local
    if rule.strip:
        local = "".join(sign for sign in local if sign not in rule.strip) or local
    return f"{local}@{domain}"


def _rule_of(domain: str, rules: Rules) -> tuple[str, DomainRule]:
    """Follow aliases to the domain that counts, and give its rule: its own, that of a domain above it, or that of all."""
    for _step in range(MOST_ALIASES):
        rule = rules.get(domain) or _wildcard(domain, rules)
        if not rule.alias_of or rule.alias_of == domain:
            break
        domain = rule.alias_of
    return domain, rule


def _wildcard(domain: str, rules: Rules) -> DomainRule:
    above = domain
    while (dot := above.find(".")) >= 0:
        above = above[dot + 1 :]
        if found := rules.get(f"*.{above}"):
            return found
    return rules.get("*") or DomainRule()


def _is_local(local: str) -> bool:
    return local.isprintable() and FORBIDDEN.isdisjoint(local) and local[0] != "." and local[-1] != "." and ".." not in local


def _label(label: str) -> str:
    if label.isascii():
        return label
    if KEPT_LETTERS.isdisjoint(label):
        return ToASCII(label).decode("ascii")
    return "xn--" + label.encode("punycode").decode("ascii")


def _is_label(label: str) -> bool:
    return 0 < len(label) <= LONGEST_LABEL and label.replace("-", "").isalnum() and label[0] != "-" and label[-1] != "-"
