"""What a signer types is read in any alphabet, and what is wrong with it is said by a code."""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.signing.rules.entry import Entry, problems_of, read_entry, visibility_of
from safeconduct.signing.rules.kinds import Visibility
from safeconduct.vault.format.octets import canonical

GOOD = {"name": "Ada Example", "mail": "ada@signers.example", "country": "SE", "visibility": "public"}


@dataclass(frozen=True)
class SomeRoll:
    danger: frozenset[str] = field(default_factory=lambda: frozenset({"RU"}))


def problems(**typed: str) -> dict[str, str]:
    return problems_of(read_entry({**GOOD, **typed}), SomeRoll())


def test_nothing_is_wrong_with_a_good_form():
    assert problems() == {}


NAMES = [
    ("", "missing"),
    ("   ", "missing"),
    ("\0\0", "missing"),
    ("12345", "missing"),
    ("=Ada", "begins"),
    ("+Ada", "begins"),
    ("-Ada", "begins"),
    ("@Ada", "begins"),
    ("  =Ada", "begins"),
    ("\t=Ada", "begins"),
    ("\u200e=Ada", "begins"),
    ("＝Ada", "begins"),
    ("Ada https://x.example", "link"),
    ("Ada WWW.x.example", "link"),
    ("Ada buy.com", "link"),
    ("ada@signers.example", "link"),
    ("A" * 121, "too-long"),
    ("A" * 120, ""),
    ("Ада Примерова", ""),
    ("عائشة مثال", ""),
    ("例 子", ""),
    ("Ana-María O’Example", ""),
    ("J. R. Example", ""),
    ("می\u200cنا", ""),
]


@pytest.mark.parametrize(("name", "code"), NAMES)
def test_names(name: str, code: str):
    assert problems(name=name).get("name", "") == code


MAILS = [
    ("", "missing"),
    ("ada", "not-an-address"),
    ("ada@", "not-an-address"),
    ("@signers.example", "not-an-address"),
    ("ada@localhost", "not-an-address"),
    ("ada@192.0.2.1", "not-an-address"),
    ("ada@signers..example", "not-an-address"),
    ("ada@-signers.example", "not-an-address"),
    ("ada example@signers.example", "not-an-address"),
    ("ada\r\nBcc: bo@signers.example", "not-an-address"),
    ("ada@signers.example, bo@signers.example", "not-an-address"),
    ("Ada <ada@signers.example>", "not-an-address"),
    (".ada@signers.example", "not-an-address"),
    ("ada..a@signers.example", "not-an-address"),
    ("a" * 65 + "@signers.example", "not-an-address"),
    ("a@" + "b" * 64 + ".example", "not-an-address"),
    ("a@" + "b." * 130 + "example", "too-long"),
    (" Ada@Signers.Example ", ""),
    ("ada+petition@signers.example", ""),
    ("ada@bücher.example", ""),
    ("ада@пример.example", ""),
    ("o'ada@signers.example", ""),
]


@pytest.mark.parametrize(("mail", "code"), MAILS)
def test_addresses(mail: str, code: str):
    assert problems(mail=mail).get("mail", "") == code


# country, visibility, what is wrong with it, how the signer is seen then
SEEN = [
    ("SE", "public", "", Visibility.PUBLIC),
    ("RU", "public", "", Visibility.PUBLIC),
    ("RU", "", "", Visibility.COUNTED),
    ("ru", "", "", Visibility.COUNTED),
    ("SE", "", "missing", None),
    ("", "", "missing", None),
    ("SE", "everybody", "unknown", None),
    ("RU", "everybody", "unknown", None),
]


@pytest.mark.parametrize(("country", "visibility", "code", "seen"), SEEN)
def test_whoever_chooses_nothing_where_it_is_dangerous_is_counted_only(country: str, visibility: str, code: str, seen: Visibility | None):
    entry = read_entry({**GOOD, "country": country, "visibility": visibility})

    assert problems_of(entry, SomeRoll()).get("visibility", "") == code
    assert code or visibility_of(entry, SomeRoll()) is seen


@pytest.mark.parametrize(("country", "code"), [("", ""), ("SE", ""), ("se", ""), ("XX", "unknown"), ("SWE", "unknown"), ("EU", "unknown")])
def test_countries(country: str, code: str):
    assert problems(country=country).get("country", "") == code


def test_consents_may_come_several_times_and_unknown_ones_are_passed_over():
    pairs = [*GOOD.items(), ("consent", "updates"), ("consent", "answer"), ("consent", "everything"), ("consent", "answer")]
    expected = ("answer", "updates")

    assert read_entry(pairs).consents == expected
    assert read_entry(QueryDict(urlencode(pairs))).consents == expected
    assert read_entry({**GOOD, "consent": ["updates", "answer"]}).consents == expected
    assert read_entry({**GOOD, "consent": "updates"}).consents == ("updates",)
    assert read_entry(GOOD).consents == ()


def test_the_same_name_typed_on_two_machines_is_the_same():
    assert read_entry({"name": "A\u030ada"}) == read_entry({"name": " Åda  "})


TYPED = st.text(st.characters(codec=None, exclude_categories=()), max_size=400)


@given(st.dictionaries(st.sampled_from([*Entry.__dataclass_fields__, "consent", "other"]), TYPED))
def test_whatever_is_typed_can_be_read_judged_and_sealed(typed: dict[str, str]):
    entry = read_entry(typed)

    found = problems_of(entry, SomeRoll())

    assert set(found) <= {"name", "mail", "country", "postcode", "visibility"}
    for text in (entry.name, entry.mail, entry.country, entry.postcode, entry.visibility):
        assert "\0" not in text
        assert canonical(text)
    if not found:
        assert len(entry.name) <= 120
        assert len(entry.mail) <= 254
        assert visibility_of(entry, SomeRoll())


@given(st.binary(max_size=300))
def test_no_body_breaks_it(body: bytes):
    entry = read_entry(parse_qsl(body.decode("latin-1"), keep_blank_values=True))

    problems_of(entry, SomeRoll())
