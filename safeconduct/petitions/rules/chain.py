"""The hash chain over all counted signatures: with its links anybody counts them, and sees that none was put in or taken out.

One link for each signature, in the order of their ids, which are random: id, country, channel, visibility, and the SHA-256 of the sealed
signature where it is handed over. No name is in it. Pure; docs/reference/format.md, "Package of a handover".
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

BEGINNING = "safeconduct/handover|"
NOTHING = hashlib.sha256(b"").digest()  # in place of a sealed signature that is not handed over
PARTS = 5
ID, DIGEST = 32, 64  # letters


class BrokenLink(ValueError):
    """A line of the chain is not one."""


@dataclass(frozen=True, slots=True)
class Link:
    """One counted signature as the chain sees it. ``digest`` is of the sealed bytes."""

    id: UUID
    country: str
    channel: str
    visibility: str
    digest: bytes

    @property
    def line(self) -> str:
        """The link as it stands in chain files."""
        return f"{self.id.hex} {self.country or '--'} {self.channel} {self.visibility} {self.digest.hex()}"


@dataclass(slots=True)
class Chain:
    """A chain that grows: its head, how many links it has, and how many by country, channel and visibility.

    With ``head``, ``count`` and ``last`` of one that was left off it goes on from there; ``kinds`` are then those of the rest.
    """

    campaign: str
    head: bytes = b""
    count: int = 0
    kinds: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    last: str = ""

    def __post_init__(self) -> None:
        self.head = self.head or hashlib.sha256(f"{BEGINNING}{self.campaign}".encode()).digest()

    def add(self, line: str) -> None:
        """Add one link, by its line without the end.

        Raises BrokenLink where it is none, or does not follow the one before.
        """
        parts = line.split(" ")
        if len(parts) != PARTS or len(parts[0]) != ID or len(parts[4]) != DIGEST:
            raise BrokenLink(f"This is no link of a chain: {line[:120]}")
        if parts[0] <= self.last:
            raise BrokenLink(f"This link does not follow the one before it: {line[:120]}")
        self.last = parts[0]
        self.head = hashlib.sha256(self.head + line.encode()).digest()
        self.count += 1
        self.kinds[parts[1].replace("--", ""), parts[2], parts[3]] += 1


def chain_of(campaign: str, links: Iterable[Link]) -> Chain:
    """Give the chain of a campaign (its reference) over these links, which come in the order of their ids."""
    chain = Chain(campaign)
    for link in links:
        chain.add(link.line)
    return chain


def read_chain(campaign: str, lines: Iterable[str]) -> Chain:
    """Give the chain that these lines make; empty lines count for nothing.

    Raises BrokenLink.
    """
    chain = Chain(campaign)
    for line in stripped(lines):
        chain.add(line)
    return chain


def stripped(lines: Iterable[str]) -> Iterator[str]:
    """Give lines without their ends, and without empty ones."""
    return (line for line in (one.rstrip("\r\n") for one in lines) if line)
