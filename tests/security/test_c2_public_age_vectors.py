"""C2: the public age test vectors (C2SP/CCTV). With our look at the header in front, nothing opens that must not.

The library alone opens two malformed files and takes passphrases of any cost; we take neither. In return we refuse four well-formed
files whose stanzas are of kinds that neither half of ours makes, and everything armoured, with a passphrase, or post-quantum: suite 1
has none of these.
"""

import base64
import errno
import hashlib
import io
import re
import zlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pyrage
import pytest

from safeconduct.vault.format import ages, roots
from safeconduct.vault.format.errors import NotSealed

LIST = Path(__file__).resolve().parents[2] / "node_modules" / "cctv-age" / "index.js"
VECTOR = re.compile(r'// \.\./testdata/(\S+)\nvar \S+ = __toBinary\("([^"]*)"\)')
# Well-formed, and refused: they carry stanzas that are neither X25519 nor made by a library of ours to keep others awake.
REFUSED_BY_RULE = {"stanza_empty_body", "stanza_empty_last_line", "stanza_valid_characters", "x25519_grease"}
# Malformed, and yet opened by the library alone.
OPENED_BY_THE_LIBRARY = {"stanza_missing_body", "stanza_missing_final_line"}


@dataclass(frozen=True)
class Vector:
    """One public vector: what must happen (``success`` or a kind of failure), the digest of what is sealed, the file."""

    name: str
    kind: str
    expect: str
    payload: str
    identities: list[str]
    data: bytes

    @property
    def opens(self) -> bool:
        return self.expect == "success"


def read_vectors() -> list[Vector]:
    """Read the list as it was installed."""
    text = LIST.read_text(encoding="utf-8")
    return [read_vector(name, base64.b64decode(packed)) for name, packed in VECTOR.findall(text)]


def read_vector(name: str, packed: bytes) -> Vector:
    """Read one vector: a few lines that say what it is, an empty line, an age file."""
    head, _, data = packed.partition(b"\n\n")
    said = defaultdict(list)
    for line in head.decode().splitlines():
        key, _, value = line.partition(": ")
        said[key].append(value)
    data = zlib.decompress(data) if said["compressed"] else data
    quantum = any("-PQ-" in identity for identity in said["identity"])
    kind = "armoured" if said["armored"] else "passphrase" if said["passphrase"] else "quantum" if quantum else "X25519"
    return Vector(name, kind, said["expect"][0], "".join(said["payload"]), said["identity"], data)


pytestmark = pytest.mark.skipif(not LIST.exists(), reason="the browser's packages are not installed")
VECTORS = read_vectors() if LIST.exists() else []
X25519 = [vector for vector in VECTORS if vector.kind == "X25519"]


def opened(vector: Vector) -> str:
    """Give the digest of what our half opens, with any of the identities.

    Raises NotSealed.
    """
    problem = NotSealed("no identity")
    for identity in vector.identities:
        try:
            return hashlib.sha256(ages.open_with(identity, vector.data)).hexdigest()
        except NotSealed as caught:
            problem = caught
    raise problem


def test_the_whole_list_was_read():
    assert len(VECTORS) == 143
    assert len(X25519) == 67
    assert sum(vector.opens for vector in X25519) == 14


@pytest.mark.parametrize("vector", X25519, ids=lambda vector: vector.name)
def test_a_vector_does_what_it_must(vector: Vector):
    if vector.opens and vector.name not in REFUSED_BY_RULE:
        assert opened(vector) == vector.payload
    else:
        with pytest.raises(NotSealed):
            opened(vector)


@pytest.mark.parametrize("vector", X25519, ids=lambda vector: vector.name)
def test_a_vector_read_as_a_stream_does_the_same(vector: Vector):
    target, identity = io.BytesIO(), (vector.identities or [roots.identity_of(bytes(32))])[0]
    if vector.opens and vector.name not in REFUSED_BY_RULE:
        ages.open_stream(identity, io.BytesIO(vector.data), target)
        assert hashlib.sha256(target.getvalue()).hexdigest() == vector.payload
    else:
        with pytest.raises(NotSealed):
            ages.open_stream(identity, io.BytesIO(vector.data), target)


def test_an_error_of_the_disk_is_not_taken_for_a_changed_file():
    class Full(io.BytesIO):
        def write(self, _data: object, /) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    identity = roots.identity_of(bytes(32))
    sealed = ages.seal_to(roots.recipient_of(identity), bytes(100_000))
    with pytest.raises(OSError, match="No space left") as caught:
        ages.open_stream(identity, io.BytesIO(sealed), Full())

    assert caught.value.errno == errno.ENOSPC


@pytest.mark.parametrize("vector", [vector for vector in VECTORS if vector.kind != "X25519"], ids=lambda vector: vector.name)
def test_what_suite_1_does_not_have_is_refused_before_it_is_opened(vector: Vector, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pyrage, "decrypt", lambda *_: pytest.fail("something expensive was begun"))

    with pytest.raises(ages.NotAge):
        ages.open_with("AGE-SECRET-KEY-1", vector.data)


@pytest.mark.parametrize("name", sorted(OPENED_BY_THE_LIBRARY))
def test_what_the_library_alone_would_open_is_still_refused_here(name: str):
    """If this fails because the library has become stricter, take the name out: our own look is then no longer the only one."""
    vector = next(vector for vector in VECTORS if vector.name == name)

    assert pyrage.decrypt(vector.data, [pyrage.x25519.Identity.from_str(vector.identities[0])])
    with pytest.raises(ages.NotAge):
        ages.check_age(vector.data)
