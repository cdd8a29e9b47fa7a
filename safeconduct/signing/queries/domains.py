"""Keyed tags of mail domains, computed in memory: so many rows hold one, and none of them tells which domain it is."""

from collections.abc import Iterable
from uuid import UUID

from safeconduct.signing.models import Roll
from safeconduct.signing.rules.addresses import domain_to_ascii
from safeconduct.signing.storing.ram import campaign_key, own_key
from safeconduct.vault.format.signatures import tag_of

LENGTH = 8


def keys_here(roll: UUID) -> list[bytes]:
    """Give the keys under which tags of a roll were made and that this machine has in memory; none once they are destroyed."""
    if not Roll.objects.filter(pk=roll, key_destroyed_on=None).exists():
        return []
    key = campaign_key(roll)
    return [*([key] if key else []), own_key(f"provisional-{roll.hex}")]


def domain_tags(roll: UUID, domain: str) -> list[bytes]:
    """Give the tags that signatures of a mail domain have in this roll; none where it is no domain or there is no key."""
    known = domain_to_ascii(domain.strip().lstrip("@"))
    return [_tag(key, known) for key in keys_here(roll)] if known else []


def named_domains(roll: UUID, domains: Iterable[str]) -> dict[bytes, str]:
    """Give which tag is which of these domains."""
    known = list(domains)
    return {_tag(key, domain): domain for key in keys_here(roll) for domain in known}


def _tag(key: bytes, domain: str) -> bytes:
    return tag_of(key, "domain", domain)[:LENGTH]
