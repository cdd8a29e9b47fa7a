"""age files (age-encryption.org/v1): what may arrive, sealing, opening. Never with a passphrase, never armoured.

The shape is judged before anything expensive is done: a header of thousands of stanzas would keep a processor busy for a minute.
"""

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import pyrage

from safeconduct.vault.format.errors import NotSealed
from safeconduct.vault.format.octets import is_bucket

FIRST_LINE = b"age-encryption.org/v1\n"
LONGEST_HEADER = 32 * 1024
MOST_STANZAS = 16
MOST_RECIPIENTS = MOST_STANZAS - 1  # the library may add a stanza that means nothing
COLUMNS = 64
KEY_LENGTH = 32  # of the share and of the body of an X25519 stanza
MAC_LENGTH = 32
NONCE_LENGTH = 16
CHUNK, TAG = 64 * 1024, 16

STANZA = re.compile(rb"-> ([\x21-\x7e]+(?: [\x21-\x7e]+)*)\Z")
FOOTER = re.compile(rb"--- ([A-Za-z0-9+/]{43})\Z")
LINE = re.compile(rb"[A-Za-z0-9+/]{0,64}\Z")


class NotAge(NotSealed):
    """This is no age file of the kind that we take."""


class CannotOpen(NotSealed):
    """This age file is not for this identity, or somebody has changed it."""


class Readable(Protocol):
    """What bytes are taken from, such as a file opened for reading."""

    def read(self, size: int = -1, /) -> bytes: ...


class Writable(Protocol):
    """What bytes are put into, such as a file opened for writing."""

    def write(self, data: bytes, /) -> object: ...


@dataclass(frozen=True)
class AgeShape:
    """What the outside of an age file tells: how many stanzas, and in bytes the length of the header and of what is sealed."""

    stanzas: int
    header_length: int
    plaintext_length: int


def check_age(data: bytes, *, length: int | None = None) -> AgeShape:
    """Judge the outside of an age file. Nothing is decrypted.

    ``data`` is the file or the first 32 KiB of it; ``length`` is that of the whole file where ``data`` is only its beginning.
    Raises NotAge.
    """
    stanzas, header_length = read_header(data)
    whole = len(data) if length is None else length
    return AgeShape(stanzas, header_length, _plaintext_length(whole - header_length))


def check_message(data: bytes) -> AgeShape:
    """Judge the outside of a sealed message or a grant: what is sealed must have the length of a bucket.

    Raises NotAge.
    """
    shape = check_age(data)
    if not is_bucket(shape.plaintext_length):
        raise NotAge("What is sealed in this has no allowed length.")
    return shape


def read_header(data: bytes) -> tuple[int, int]:
    """Read the header strictly; give how many stanzas it has and its length in bytes.

    Raises NotAge where the header is not whole within 32 KiB.
    """
    if not data.startswith(FIRST_LINE):
        raise NotAge("This is no age file of version 1.")
    lines = _Lines(data[:LONGEST_HEADER], len(FIRST_LINE))
    stanzas = 0
    line = lines.following()
    while opened := STANZA.match(line):
        stanzas += 1
        if stanzas > MOST_STANZAS:
            raise NotAge("This age file has too many stanzas.")
        _check_stanza(opened[1].split(b" "), lines)
        line = lines.following()
    footer = FOOTER.match(line)
    if not footer or len(_unbase64(footer[1])) != MAC_LENGTH or not stanzas:
        raise NotAge("The header of this age file is not whole.")
    return stanzas, lines.place


def seal_to(recipients: str | Sequence[str], data: bytes) -> bytes:
    """Seal to one recipient or several (``age1…``), fifteen at most.

    Raises NotAge where there are more, or one is no recipient.
    """
    sealed: bytes = pyrage.encrypt(data, _read_recipients(recipients))
    return sealed


class Recipient:
    """A recipient that was read once and is sealed to many times."""

    __slots__ = ("_read",)

    def __init__(self, recipient: str) -> None:
        self._read = _read_recipients(recipient)

    def seal(self, data: bytes) -> bytes:
        """Seal to it."""
        sealed: bytes = pyrage.encrypt(data, self._read)
        return sealed


def open_with(identity: str, data: bytes) -> bytes:
    """Open with an identity (``AGE-SECRET-KEY-1…``).

    Raises NotAge before anything expensive, CannotOpen afterwards.
    """
    check_age(data)
    try:
        opened: bytes = pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(identity)])
    except pyrage.DecryptError as problem:
        raise CannotOpen("This could not be opened with this key.") from problem
    return opened


def seal_stream(source: Readable, target: Writable, recipients: str | Sequence[str]) -> None:
    """Seal all that the source gives, in little memory.

    Raises OSError where the source cannot be read or the target not written, as on a full disk.
    """
    try:
        pyrage.encrypt_io(source, target, _read_recipients(recipients))
    except pyrage.EncryptError as problem:
        raise OSError("What was sealed could not be written.") from problem


def open_stream(identity: str, source: Readable, target: Writable) -> None:
    """Open what the source gives, in little memory.

    The target has received bytes before a cut or a change is noticed: after NotAge or CannotOpen throw them away.
    """
    beginning = b""
    while len(beginning) < LONGEST_HEADER and (more := source.read(LONGEST_HEADER - len(beginning))):
        beginning += more
    read_header(beginning)
    try:
        pyrage.decrypt_io(_Rejoined(beginning, source), target, [pyrage.x25519.Identity.from_str(identity)])
    except (pyrage.DecryptError, OSError) as problem:
        # A cut or changed stream comes as an error of input; one of the disk's has a number.
        if isinstance(problem, OSError) and problem.errno is not None:
            raise
        raise CannotOpen("This could not be opened with this key, or it is not whole.") from problem


class _Rejoined:
    """A source whose beginning has been read already."""

    def __init__(self, beginning: bytes, rest: Readable) -> None:
        self.beginning, self.rest = beginning, rest

    def read(self, size: int = -1, /) -> bytes:
        if not self.beginning:
            return self.rest.read(size)
        if size < 0:
            given, self.beginning = self.beginning + self.rest.read(), b""
            return given
        given, self.beginning = self.beginning[:size], self.beginning[size:]
        return given


class _Lines:
    """The lines of a header, each ended by one line feed."""

    def __init__(self, data: bytes, place: int) -> None:
        self.data, self.place = data, place

    def following(self) -> bytes:
        end = self.data.find(b"\n", self.place)
        if end < 0:
            raise NotAge("The header of this age file is not whole, or too long.")
        line, self.place = self.data[self.place : end], end + 1
        return line


def _check_stanza(arguments: list[bytes], lines: _Lines) -> None:
    body = b""
    while True:
        line = lines.following()
        if not LINE.match(line):
            raise NotAge("A stanza of this age file is not written as it should be.")
        body += line
        if len(line) < COLUMNS:
            break
    sealed = _unbase64(body)
    if arguments[0] == b"X25519":
        if len(arguments) != 2 or len(_unbase64(arguments[1])) != KEY_LENGTH or len(sealed) != KEY_LENGTH:  # noqa: PLR2004 — kind, share
            raise NotAge("A stanza of this age file is not written as it should be.")
    elif not arguments[0].endswith(b"-grease"):
        raise NotAge("This age file is sealed in a way that we do not take.")


def _unbase64(text: bytes) -> bytes:
    """Read base64 without padding; what could be written in another way is refused."""
    try:
        data = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error as problem:
        raise NotAge("A stanza of this age file is not written as it should be.") from problem
    if base64.b64encode(data).rstrip(b"=") != text:
        raise NotAge("A stanza of this age file is not written as it should be.")
    return data


def _plaintext_length(payload: int) -> int:
    """Give what is sealed in so many bytes of nonce and chunks; each chunk but the last is full, and only a single one may be empty."""
    chunks = payload - NONCE_LENGTH
    count = -(-chunks // (CHUNK + TAG))
    last = chunks - (count - 1) * (CHUNK + TAG)
    if chunks < TAG or last < TAG or (last == TAG and count > 1):
        raise NotAge("This age file has been cut off.")
    return chunks - count * TAG


def _read_recipients(recipients: str | Sequence[str]) -> list[pyrage.x25519.Recipient]:
    named = [recipients] if isinstance(recipients, str) else recipients
    if not 1 <= len(named) <= MOST_RECIPIENTS:
        raise NotAge(f"This can be sealed to 1 to {MOST_RECIPIENTS} recipients.")
    try:
        return [pyrage.x25519.Recipient.from_str(recipient) for recipient in named]
    except pyrage.RecipientError as problem:
        raise NotAge("This is no recipient to seal to.") from problem
