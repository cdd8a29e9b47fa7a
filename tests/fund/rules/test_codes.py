"""Drawn codes say what was asked, to a reader that is not ours. Numbers are the documentation's own examples; names are invented."""

import json
import re
from datetime import date
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree import ElementTree

import numpy
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.fund.rules.codes import (
    EPC_BYTES,
    SWISH_LETTERS,
    NoCode,
    ascii_of,
    epc_payload,
    qr_svg,
    swish_link,
    swish_payload,
    using_qr_payload,
)
from safeconduct.fund.rules.identifiers import make_ocr, make_rf

SWISH, BANKGIRO, IBAN, BIC = "1231181189", "9912346", "DE89370400440532013000", "COBADEFFXXX"
MESSAGES = st.text(sorted(SWISH_LETTERS), max_size=50)
SUMS = st.none() | st.integers(1, 10**11 - 1)


def scanned(svg: str) -> str:
    """Paint the drawing as a browser would, six points a module, and read it with zxing."""
    root = ElementTree.fromstring(svg)
    size = int(root.attrib["viewBox"].split()[-1])
    points = numpy.full((size, size), 255, dtype=numpy.uint8)
    for across, down, wide in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", root[-1].attrib["d"]):
        points[int(down), int(across) : int(across) + int(wide)] = 0
    [found] = zxingcpp.read_barcodes(numpy.kron(points, numpy.ones((6, 6), dtype=numpy.uint8)))
    assert found.format == zxingcpp.BarcodeFormat.QRCode
    return found.text


def why(make: object, *args: object, **named: object) -> str:
    assert callable(make)
    with pytest.raises(NoCode) as caught:
        make(*args, **named)
    return caught.value.why


def test_a_gift_of_any_size_with_a_locked_word() -> None:
    assert swish_payload(SWISH, message="Provappell") == "C1231181189;;Provappell;2"
    assert scanned(qr_svg("C1231181189;;Provappell;2", "Swish")) == "C1231181189;;Provappell;2"


def test_a_gift_of_a_set_size_says_it_with_a_comma() -> None:
    assert swish_payload(SWISH, minor=10_000, message="12229445") == "C1231181189;100,00;12229445;0"
    assert swish_payload(SWISH, minor=5, open_amount=True, open_message=True) == "C1231181189;0,05;;6"


@settings(max_examples=60)
@given(MESSAGES, SUMS)
def test_whatever_the_message_the_app_reads_four_fields_again(message: str, minor: int | None) -> None:
    payee, amount, said, mask = scanned(qr_svg(swish_payload(SWISH, minor=minor, message=message), "Swish")).split(";")

    assert payee == f"C{SWISH}"
    assert unquote(said) == message
    assert (amount, mask) == (("", "2") if minor is None else (f"{minor // 100},{minor % 100:02}", "0"))


def test_what_swish_cannot_carry_is_refused() -> None:
    assert why(swish_payload, SWISH, message="Чечня") == "characters"
    assert why(swish_payload, SWISH, message="two\nlines") == "characters"
    assert why(swish_payload, SWISH, message="a" * 51) == "length"
    assert why(swish_payload, SWISH, minor=0) == "amount"
    assert why(swish_payload, SWISH, minor=-5) == "amount"


@given(MESSAGES.filter(bool), SUMS)
def test_the_link_says_the_same(message: str, minor: int | None) -> None:
    asked = parse_qs(urlsplit(swish_link(SWISH, minor=minor, message=message)).query, strict_parsing=True)

    assert (asked["sw"], asked["cur"], asked["msg"]) == ([SWISH], ["SEK"], [message])
    assert asked.get("amt") == (None if minor is None else [f"{minor // 100}.{minor % 100:02}"])


def test_a_transfer_in_euro_is_written_line_by_line() -> None:
    said = epc_payload("Övningsfonden för Åre", IBAN, bic=BIC, minor=1_234_50, text="Prov – Чечня")

    assert said.split("\n") == [
        *("BCD", "002", "1", "SCT", BIC, "Ovningsfonden for Are", IBAN, "EUR1234.50", "CHAR", "", "Prov - Chechnya"),
    ]
    assert scanned(qr_svg(said, "Euro")) == said


def test_an_open_gift_leaves_the_sum_out_and_nothing_hangs_over() -> None:
    assert epc_payload("Exempel", IBAN) == f"BCD\n002\n1\nSCT\n\nExempel\n{IBAN}\n\nCHAR"
    assert epc_payload("Exempel", IBAN, reference=make_rf("APPEAL1")).endswith(f"\nCHAR\n{make_rf('APPEAL1')}")


@settings(max_examples=60)
@given(st.text("Åäöüßžł Пример fond&;\"'", max_size=70), SUMS, st.text("Чечня åäö gift 25", max_size=140))
def test_every_transfer_that_is_made_is_read_again(name: str, minor: int | None, text: str) -> None:
    try:
        said = epc_payload(name, IBAN, bic=BIC, minor=minor, text=text)
    except NoCode as problem:
        assert problem.why in ("characters", "length")
        return
    assert said.isascii()
    assert len(said) <= EPC_BYTES
    assert scanned(qr_svg(said, "Euro")) == said


def test_what_a_transfer_cannot_carry_is_refused() -> None:
    assert why(epc_payload, "例", IBAN) == "characters"
    assert why(epc_payload, "a" * 71, IBAN) == "length"
    assert why(epc_payload, "Exempel", IBAN, text="a" * 141) == "length"
    assert why(epc_payload, "Exempel", IBAN, text="both", reference=make_rf("1")) == "both"
    assert why(epc_payload, "Exempel", IBAN, minor=10**11) == "amount"


def test_a_name_never_breaks_a_line() -> None:
    assert ascii_of("Två\nrader\r\n  och\tTAB") == "Tva rader och TAB"
    assert ascii_of("Ёлка Щука ЧЕЧНЯ Straße Łódź Ærø") == "Yolka Shchuka ChEChNYa Strasse Lodz Aero"


def test_a_bankgiro_is_said_as_a_bill() -> None:
    said = using_qr_payload(
        "Övningsfonden", BANKGIRO, ocr=make_ocr("40404"), organisation="1234567897", minor=20_050, due=date(2017, 5, 12)
    )

    assert json.loads(scanned(qr_svg(said, "Bankgiro"))) == {
        "uqr": 1, "tp": 1, "nme": "Övningsfonden", "cid": "123456-7897", "iref": "4040473", "ddt": "20170512", "due": 200.5,
        "cur": "SEK", "pt": "BG", "acc": "991-2346",
    }  # fmt: skip
    assert "due" not in json.loads(using_qr_payload("A", BANKGIRO, ocr="4040473"))


def test_the_drawing_is_allowed_where_styles_and_scripts_are_not_and_has_a_name() -> None:
    drawn = qr_svg("x", 'Give with "Swish" <& co>')
    root = ElementTree.fromstring(drawn)

    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == 'Give with "Swish" <& co>'
    assert {one for part in root.iter() for one in part.attrib} == {
        "class",
        "role",
        "aria-label",
        "viewBox",
        "shape-rendering",
        "fill",
        "d",
    }
    assert {part.tag.rpartition("}")[2] for part in root.iter()} == {"svg", "path"}


def test_what_is_too_much_for_a_code_is_refused() -> None:
    assert why(qr_svg, "a" * 400, "Too much") == "length"
    assert why(qr_svg, "a" * 5000, "Far too much") == "length"
