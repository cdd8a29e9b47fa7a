"""How many signatures may come from one place, and which place that is. Pure. All numbers stand here.

A place is a block of addresses, since a school, a household's telephones or a mobile operator's customers share one: /24 of IPv4, /48 of
IPv6. Whoever comes from the machine itself or from a private network is behind a proxy that nobody named (or is a test): such a place is
everybody, and is not counted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

IPV6_BLOCK = 48  # bits
IPV4_BLOCK = 24
LONGEST_FORWARDED = 2000  # signs of the header; who sends more is not read further

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Lane:
    """So many signatures at once from one block for one campaign, and so many more each hour."""

    turns: float
    each_hour: float


USUAL = Lane(60, 300)
WITHOUT_TICKET = Lane(30, 120)  # pages from a shared cache carry none, and programmes that use the interface have none
WITHOUT_PROOF = Lane(5, 20)  # while browsers must work for a signature, those that cannot
MOST_BLOCKS = 50_000  # kept in memory; then the one that was seen longest ago is forgotten
MOST_TICKETS = 200_000


@dataclass(slots=True)
class Bucket:
    """What is left of a lane for one block, and when that was so (seconds)."""

    left: float
    last: float


def take_turn(bucket: Bucket, lane: Lane, moment: float) -> bool:
    """Take a turn out of the bucket, which fills with time; tell whether there was one."""
    bucket.left = min(lane.turns, bucket.left + max(0.0, moment - bucket.last) * lane.each_hour / 3600)
    bucket.last = moment
    if bucket.left < 1:
        return False
    bucket.left -= 1
    return True


def read_networks(named: Iterable[str]) -> tuple[Network, ...]:
    """Read proxies as an operator writes them: addresses or networks. What is neither is passed over."""
    found = []
    for text in named:
        try:
            found.append(ip_network(text, strict=False))
        except ValueError:
            continue
    return tuple(found)


def client_of(peer: str, forwarded: str, proxies: Sequence[Network]) -> Address | None:
    """Give the address that a request came from: the last one that is no proxy of ours.

    ``peer`` is whoever is connected to us; ``forwarded`` is the header X-Forwarded-For, which is read from its right end and only as far
    as proxies of ours wrote it: what stands further left may be anybody's invention. ``None`` where it cannot be told.
    """
    address = _read(peer)
    if not proxies or not forwarded:
        return address
    hops = forwarded[-LONGEST_FORWARDED:].split(",")
    while address is not None and hops and _is_in(address, proxies):
        address = _read(hops.pop())
    return address


def block_of(address: Address | None) -> bytes:
    """Give the block of an address; empty where it is nobody's in particular, and not to be counted."""
    if address is None or address.is_private or address.is_loopback or address.is_link_local:
        return b""
    bits = IPV4_BLOCK if address.version == 4 else IPV6_BLOCK  # noqa: PLR2004 — of the protocol
    return bytes([address.version]) + address.packed[: bits // 8]


def _read(text: str) -> Address | None:
    text = text.strip().removeprefix("[")
    for form in (text, text.partition("]")[0], text.partition(":")[0]):  # as it is; [v6]:port; v4:port
        try:
            address = ip_address(form)
        except ValueError:
            continue
        return getattr(address, "ipv4_mapped", None) or address
    return None


def _is_in(address: Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)
