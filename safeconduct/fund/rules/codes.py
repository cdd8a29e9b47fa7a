"""What a drawn code says, and the drawing of it. Pure; nothing is asked of anybody.

Four forms: Swish (Sweden), its link for a telephone that cannot scan itself, EPC069-12 (euro, SEPA) and UsingQR (bankgiro). All but the
names in UsingQR are plain ASCII, because some apps read letters beyond it wrongly.

Swish and EPC069-12 follow their published forms and are read again in the tests. The link and UsingQR were never tried in an app here:
somebody scans them once before an appeal opens.
"""

import json
import re
import unicodedata
from datetime import date
from urllib.parse import quote, urlencode
from xml.sax.saxutils import quoteattr

import segno

from safeconduct.fund.rules import identifiers

SWISH_LINK = "https://app.swish.nu/1/p/sw/"
AMOUNT_OPEN, MESSAGE_OPEN = 2, 4  # what the giver may change; the payee never
SWISH_MESSAGE = 50
SWISH_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ0123456789 !?=.,-:;/()%&")
MOST_MINOR = 10**11  # below the most of all three

EPC_BYTES, EPC_NAME, EPC_TEXT, EPC_VERSION = 331, 70, 140, 13
CHARITY = "CHAR"  # ISO 20022, external purpose code
QUIET = 4  # modules of white around a code, as ISO 18004 asks for

# Letters that are not a plain letter with a mark on it.
_LATIN = {"æ": "ae", "ø": "o", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "œ": "oe", "ı": "i", "’": "'", "–": "-", "—": "-"}
_CYRILLIC = dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)) | {
    "ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya", "ӏ": "",
}  # fmt: skip
_ASCII = {ord(letter): plain for table in (_LATIN, _CYRILLIC) for letter, plain in table.items()}
_ASCII |= {
    ord(letter.upper()): plain.capitalize() for table in (_LATIN, _CYRILLIC) for letter, plain in table.items() if len(letter.upper()) == 1
}


class NoCode(ValueError):
    """It cannot be said in such a code. ``why``: ``characters length amount both``."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def ascii_of(text: str) -> str:
    """Write a name in plain ASCII: marks fall off, Cyrillic becomes Latin, one space between words. What has no letter for it falls out."""
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", text).translate(_ASCII))
    return " ".join("".join(letter for letter in bare if letter.isascii() and (letter.isprintable() or letter.isspace())).split())


def _kronor(minor: int, point: str) -> str:
    if not 0 < minor < MOST_MINOR:
        raise NoCode("amount")
    return f"{minor // 100}{point}{minor % 100:02}"


def swish_payload(payee: str, *, minor: int | None = None, message: str = "", open_amount: bool = False, open_message: bool = False) -> str:
    """Say a gift by Swish as its app scans it.

    :param payee: ten digits, as ``identifiers.swish`` gives them
    :param minor: öre; ``None`` leaves it to the giver
    :param message: at most fifty letters as Swish takes them; locked unless ``open_message``
    :raises NoCode: ``characters``, ``length`` or ``amount``
    """
    amount = "" if minor is None else _kronor(minor, ",")
    mask = AMOUNT_OPEN * (minor is None or open_amount) + MESSAGE_OPEN * open_message
    return f"C{payee};{amount};{quote(_message(message), safe='')};{mask}"


def swish_link(payee: str, *, minor: int | None = None, message: str = "", begins: str = SWISH_LINK) -> str:
    """Say the same as a link, for the telephone that shows the page and cannot scan its own glass. Never tried here with the app."""
    asked = {"sw": payee, "amt": "" if minor is None else _kronor(minor, "."), "cur": "SEK", "msg": _message(message)}
    return f"{begins}?{urlencode({name: value for name, value in asked.items() if value}, quote_via=quote)}"


def _message(text: str) -> str:
    plain = unicodedata.normalize("NFC", text)
    if not SWISH_LETTERS.issuperset(plain):
        raise NoCode("characters")
    if len(plain) > SWISH_MESSAGE:
        raise NoCode("length")
    return plain


def epc_payload(name: str, iban: str, *, bic: str = "", minor: int | None = None, reference: str = "", text: str = "") -> str:
    """Say a transfer in euro as EPC069-12 (version 002) has it.

    :param iban: as ``identifiers.iban`` gives it
    :param minor: cents; ``None`` leaves it to the giver
    :param reference: an ISO 11649 reference, as ``identifiers.rf`` gives it; this or ``text``, not both
    :raises NoCode: ``characters``, ``length``, ``amount`` or ``both``
    """
    if reference and text:
        raise NoCode("both")
    plain, said = ascii_of(name), ascii_of(text)
    if not plain:
        raise NoCode("characters")
    if len(plain) > EPC_NAME or len(said) > EPC_TEXT:
        raise NoCode("length")
    amount = "" if minor is None else f"EUR{_kronor(minor, '.')}"
    whole = f"BCD\n002\n1\nSCT\n{bic}\n{plain}\n{iban}\n{amount}\n{CHARITY}\n{reference}\n{said}".rstrip("\n")
    if len(whole) > EPC_BYTES:
        raise NoCode("length")
    return whole


def using_qr_payload(name: str, giro: str, *, ocr: str, organisation: str = "", minor: int | None = None, due: date | None = None) -> str:
    """Say a payment to a bankgiro as UsingQR has it. It is made for bills; how an app shows one without a sum is for a hand to try.

    :param giro: a bankgiro, as ``identifiers.bankgiro`` gives it
    :param ocr: as ``identifiers.make_ocr`` gives it
    :raises NoCode: ``amount``
    """
    parts: dict[str, str] = {"uqr": "1", "tp": "1", "nme": json.dumps(name)}
    if organisation:
        parts["cid"] = json.dumps(identifiers.organisation_written(organisation))
    parts["iref"] = json.dumps(ocr)
    if due:
        parts["ddt"] = json.dumps(f"{due:%Y%m%d}")
    if minor is not None:
        parts["due"] = _kronor(minor, ".")
    parts |= {"cur": '"SEK"', "pt": '"BG"', "acc": json.dumps(identifiers.bankgiro_written(giro))}
    return "{" + ",".join(f'"{key}":{value}' for key, value in parts.items()) + "}"


def qr_svg(payload: str, title: str) -> str:
    """Draw a code as SVG that stands inside a page: no script, no style, no size; black on white whatever the page's colours are.

    :param title: what it is, for those who hear the page; who it pays and how much, never the payload
    :raises NoCode: ``length``, for what no code of EPC069-12's largest size can hold
    """
    try:
        code = segno.make(payload, error="m", micro=False, boost_error=False)
    except segno.DataOverflowError as problem:
        raise NoCode("length") from problem
    if int(code.version) > EPC_VERSION:
        raise NoCode("length")
    size = code.symbol_size(border=QUIET)[0]
    path = "".join(_run(down, run) for down, row in enumerate(code.matrix_iter(border=QUIET)) for run in re.finditer(b"\1+", bytes(row)))
    label = quoteattr(title)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="qr" role="img" aria-label={label} viewBox="0 0 {size} {size}"'
        f' shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}H0z"/><path fill="#000" d="{path}"/></svg>'
    )


def _run(down: int, run: re.Match[bytes]) -> str:
    """Draw dark modules that stand side by side as one bar."""
    wide = run.end() - run.start()
    return f"M{run.start()} {down}h{wide}v1h-{wide}z"
