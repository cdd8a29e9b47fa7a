"""One number over many gifts, and the short proof that one's own is among them. The shape of the tree is RFC 6962's, section 2.1."""

import hashlib
from collections.abc import Sequence
from datetime import date

from safeconduct.fund.rules.money import Money

SALT = 16  # octets; without it an amount and a day could be guessed from a leaf


def leaf_of(salt: bytes, sum_: Money, fund: str, on: date) -> bytes:
    """Give the leaf of a gift: what its giver can make again from the receipt, and nobody else.

    :raises ValueError: if the salt is shorter than 16 octets
    """
    if len(salt) < SALT:
        message = "a salt this short could be guessed"
        raise ValueError(message)
    said = f"{salt.hex()}|{sum_.minor}|{sum_.currency}|{fund}|{on.isoformat()}".encode("ascii")
    return hashlib.sha256(b"\x00" + said).digest()


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Give the root over the leaves in their order; of none it is the hash of nothing."""
    return _levels(leaves)[-1][0] if leaves else hashlib.sha256(b"").digest()


def path_of(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Give the hashes that lead from one leaf to the root, the nearest first.

    :raises IndexError: if there is no such leaf
    """
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    path = []
    for level in _levels(leaves)[:-1]:
        if (beside := index ^ 1) < len(level):
            path.append(level[beside])
        index //= 2
    return path


def is_in(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Tell whether the leaf is the one at this place in a tree of so many leaves with this root."""
    if not 0 <= index < size:
        return False
    rest, last, node = list(path), size - 1, leaf
    while last:
        if index % 2 or index < last:
            if not rest:
                return False
            beside = rest.pop(0)
            node = _node(beside, node) if index % 2 else _node(node, beside)
        index, last = index // 2, last // 2
    return not rest and node == root


def _levels(leaves: Sequence[bytes]) -> list[list[bytes]]:
    """Give the tree from its leaves to its root. Whoever is left over goes up as it is, which gives the tree of the RFC."""
    levels = [list(leaves)]
    while len(levels[-1]) > 1:
        level = levels[-1]
        above = [_node(level[place], level[place + 1]) for place in range(0, len(level) - 1, 2)]
        levels.append([*above, level[-1]] if len(level) % 2 else above)
    return levels


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()
