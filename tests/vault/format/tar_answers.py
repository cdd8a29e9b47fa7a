"""Known answers for the tar that is sealed as a file."""

import hashlib
import io
from typing import Any

from safeconduct.vault.format import files

FILES = [
    ("empty.txt", "text/plain", 0),
    ("Письмо.pdf", "application/pdf", 1),
    ("a.bin", "application/octet-stream", 511),
    ("b.bin", "application/octet-stream", 512),
    ("part.jpg", "image/jpeg", files.PART),
    ("part and one.jpg", "image/jpeg", files.PART + 1),
    ("three.mp4", "video/mp4", 3_000_000),
]


def contents(size: int) -> bytes:
    """Give so many bytes: the remainders of 0, 1, 2 … by 251."""
    return (bytes(range(251)) * (size // 251 + 1))[:size]


def tar_of(name: str, kind: str, data: bytes) -> bytes:
    """Give the tar of a file."""
    return b"".join(files.sealed_parts(io.BytesIO(data), name=name, type=kind))


def tars_() -> dict[str, Any]:
    """Give lengths and digests; the contents are the remainders of 0, 1, 2 … by 251."""
    made = []
    for name, kind, size in FILES:
        tar = tar_of(name, kind, contents(size))
        digests = {"sha256": hashlib.sha256(contents(size)).hexdigest(), "tar_sha256": hashlib.sha256(tar).hexdigest()}
        made.append({"name": name, "type": kind, "size": size, "tar_length": len(tar), **digests})
    return {"headers": [{"name": "file.00000", "size": 5, "header": files.tar_header("file.00000", 5).hex()}], "files": made}
