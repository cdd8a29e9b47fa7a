"""Which letters the bytes mean. A wrong guess is said aloud; no byte is dropped silently."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import pairwise

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What browsers read when a page claims these.
_CLAIMED = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252", "iso8859-1": "cp1252"}
_DENSE = ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic", "koi8-u", "cp1256", "iso8859-6")
_SPARSE = ["cp1252", "iso8859-15", "cp1250", "iso8859-2", "cp1257", "cp1254", "mac-roman", "cp850"]
_META = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)|<\?xml[^>]{0,100}?encoding=["']([A-Za-z0-9_.:-]+)""", re.IGNORECASE
)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_MOJIBAKE = re.compile("[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[™œ\u009d“”˜¦¢]|[ÐÑ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_SAMPLE = 200_000
_PEEK = 20_000
_RUSSIAN = frozenset("оеаинтсрвлкмдпуя")
_ARABIC = frozenset("اليمنوتربةعدسف")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in, and what a person should know of it."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, declared_type: str = "") -> Decoded:
    """Give the text of the bytes: by its mark, as UTF-8, as declared, or as it most probably is."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _forgiving(data, encoding)
    if wide := _wide(data):
        return _forgiving(data, wide)
    try:
        return _looked_at(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if _is_mostly_utf8(data, error):
            return _forgiving(data, "utf-8")
    return _legacy(data, _declared(data, declared_type))


def _wide(data: bytes) -> str:
    """Tell UTF-16 without a mark by its null bytes standing all on one side; "" otherwise."""
    sample = data[:4000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 8 < len(sample) or min(even, odd) * 20 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_mostly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Tell damaged UTF-8 from another encoding: far more whole sequences than broken ones."""
    if len(data) - error.start <= 3 and error.start > 0 and any(byte > 127 for byte in data[: error.start]):
        return True
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for letter in text if ord(letter) > 127) - broken
    return whole > 10 * broken


def _forgiving(data: bytes, encoding: str) -> Decoded:
    try:
        return _looked_at(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        broken = text.count("\ufffd")
        if broken == 1 and text.endswith("\ufffd"):
            return _looked_at(text, encoding, "The file breaks off in the middle of a letter. It may have been cut off.")
        return _looked_at(text, encoding, _lost(broken))


def _lost(count: int) -> str:
    places = "One place" if count == 1 else f"{count} places"
    return f"{places} could not be read as letters, and are shown as “\ufffd”."


def _declared(data: bytes, declared_type: str) -> str:
    """Give the encoding the file or its sender claims, as Python knows it; "" where none is known."""
    claims = [match.group(1) for match in [_HEADER.search(declared_type)] if match]
    if match := _META.search(data[:4096]):
        claims.append((match.group(1) or match.group(2) or b"").decode("ascii", "ignore"))
    for claim in claims:
        name = _CLAIMED.get(claim.lower(), claim)
        try:
            if b"abc".decode(name, "replace") == "abc":  # not so with "idna", "undefined" and others that are no encodings of texts
                return codecs.lookup(name).name
        except (LookupError, UnicodeError):
            continue
    return ""


def _legacy(data: bytes, declared: str) -> Decoded:
    """Read bytes that are not Unicode: the claim counts where the text reads well in it."""
    guess = _guess(data[:_SAMPLE])
    encoding = declared if declared and declared != "utf-8" and _reads_as_well(data[:_SAMPLE], declared, guess) else guess
    note = "" if encoding == declared else f"The encoding was guessed as {encoding}; check that the letters are right."
    if declared and encoding != declared:
        note = f"The file claims to be in {declared}, but reads better in {encoding}; check that the letters are right."
    try:
        return _looked_at(data.decode(encoding), encoding, note)
    except (UnicodeDecodeError, LookupError):
        text = data.decode(encoding, "replace")
        lost = _lost(text.count("\ufffd"))
        return _looked_at(text, encoding, *[each for each in (note, lost) if each])


def _guess(sample: bytes) -> str:
    high = sum(1 for byte in sample if byte > 127)
    low_letters = sum(1 for byte in sample if 65 <= byte <= 90 or 97 <= byte <= 122)
    if b"<" in sample:  # the tags of a page are Latin whatever its text is
        text_only = re.sub(rb"<(?:script|style).*?</(?:script|style)>|<[^>]*>", b"", sample[:_PEEK], flags=re.DOTALL | re.IGNORECASE)
        high = sum(1 for byte in text_only if byte > 127)
        low_letters = sum(1 for byte in text_only if 65 <= byte <= 90 or 97 <= byte <= 122)
    if high > low_letters:
        return max(_DENSE, key=lambda encoding: _fluency(sample, encoding))
    best = from_bytes(sample, cp_isolation=_SPARSE).best()
    rivals = ["cp1252", *([best.encoding] if best else []), "mac-roman", "cp850"]
    return max(rivals, key=lambda encoding: round(_fluency(sample, encoding), 2))


def _reads_as_well(sample: bytes, declared: str, guess: str) -> bool:
    try:
        sample.decode(declared)
    except (UnicodeDecodeError, LookupError):
        return _fluency(sample, declared) >= _fluency(sample, guess)
    return declared == guess or _fluency(sample, declared) >= _fluency(sample, guess) - 0.05


def _fluency(sample: bytes, encoding: str) -> float:
    """Measure how well the bytes read as letters of a natural language in an encoding, roughly from -1 to 1."""
    try:
        text = sample.decode(encoding, "replace")
    except LookupError:
        return -9.0
    beyond = [letter for letter in text if ord(letter) > 127]
    if not beyond:
        return 0.0
    good = sum(1 for letter in beyond if letter in _RUSSIAN or letter in _ARABIC)
    plain = sum(1 for letter in beyond if letter.isalpha() or letter in "–—“”„‘’«»…€§°№ \u00a0")
    pairs = pairwise(text)
    cased_inside = sum(1 for letter, following in pairs if letter.islower() and ord(following) > 127 and following.isupper())
    return (0.5 * good + 0.5 * plain - cased_inside - 2 * text.count("\ufffd")) / len(beyond)


def _looked_at(text: str, encoding: str, *notes: str) -> Decoded:
    """Add what a person should know of the letters."""
    warnings = [note for note in notes if note]
    found = _MOJIBAKE.findall(text[:_SAMPLE])
    if len(found) >= 2:
        warnings.append(
            f"Some letters were garbled before the file came here (“{found[0]}”). They are kept as they stand; look for a better copy."
        )
    if not warnings and "\ufffd" in text:
        warnings.append("Some letters were lost before the file came here; they are shown as “\ufffd”.")
    return Decoded(text, encoding, tuple(warnings))
