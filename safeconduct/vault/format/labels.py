"""Labels: answer addresses that follow from the root of a vault, so that nothing secret needs to be kept for an answer that may come."""

import hashlib
from uuid import UUID

from safeconduct.vault.format.octets import hkdf, u32be
from safeconduct.vault.format.roots import identity_of, recipient_of

LABEL_SEED = b"safeconduct/v1/label"


def label_identity(root: bytes, vault: UUID, epoch: int, label: str) -> str:
    """Give the age identity of a label under the root of this epoch; the label is any text, such as the id of what is answered."""
    return identity_of(hkdf(root, vault.bytes, LABEL_SEED + u32be(epoch) + hashlib.sha256(label.encode()).digest()))


def label_recipient(root: bytes, vault: UUID, epoch: int, label: str) -> str:
    """Give the recipient that goes into a letter, and to which the answer is sealed."""
    return recipient_of(label_identity(root, vault, epoch, label))
